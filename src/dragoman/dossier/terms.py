"""The words that a page uses for codes: sections, channels, periods, deeds and judgements."""

from __future__ import annotations

SECTIONS = {
    "contacts": ("Contacts", "No report tells of a contact."),
    "mechanisms": ("Standing mechanisms", "No report tells of a recurring meeting."),
    "calendar": ("Ahead", "No report names a date ahead."),
    "agenda": ("Agenda", "No report names a matter."),
    "promises": ("Agreed and promised", "No report tells of an agreement."),
    "positions": ("Positions and silences", "No report tells where they stand on other matters."),
    "acts": ("What they did", "No report tells of other acts between the two."),
    "signals": ("Signals", "No report tells of a quantity between the two."),
    "character": ("What it is called", "No report calls the relationship by a name."),
    "people": ("People and offices", "Nobody is known by name."),
}
CHANNELS = {
    "phone": "telephone call",
    "video": "video call",
    "meeting": "meeting",
    "visit": "visit",
    "summit": "summit",
    "talks": "talks",
    "letter": "letter",
    "third-party": "meeting in a third country",
    "multilateral": "multilateral meeting",
}
PERIODS = {1: "monthly", 3: "quarterly", 6: "twice a year", 12: "yearly", 24: "every two years"}
DEEDS = {
    "supports": "supported",
    "accuses": "condemned or criticised",
    "rejects": "refused",
    "threatens": "threatened",
    "makes demands of": "demanded",
}
ARROWS = {"up": "↑ up", "down": "↓ down", "flat": "→ flat"}
JUDGED = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}
