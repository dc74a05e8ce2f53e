"""The codes a record is written in: PLOVER's event types, modes, contexts and scores, and ours
beside them.

Source: the PLOVER manual (types, modes, contexts, quad classes, conflict–cooperation scores, the
fold of planned cooperation into AGREE) and CAMEO's root codes. The one correction (ACCUSE is −3) is
explained in the codebook.
"""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """PLOVER's 16 event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """What the report holds to be so of an event."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DID_NOT_HAPPEN = "did_not_happen"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Sector(StrEnum):
    """PLOVER's sectors of actors."""

    GOV = "GOV"
    MIL = "MIL"
    COP = "COP"
    LEG = "LEG"
    JUD = "JUD"
    SPY = "SPY"
    PTY = "PTY"
    OPP = "OPP"
    REB = "REB"
    CRM = "CRM"
    BUS = "BUS"
    CVL = "CVL"
    EDU = "EDU"
    LAB = "LAB"
    MED = "MED"
    REL = "REL"
    HLH = "HLH"
    NGO = "NGO"
    IGO = "IGO"
    MNC = "MNC"
    REF = "REF"


class Channel(StrEnum):
    """How a contact was held."""

    PHONE = "phone"
    VIDEO = "video"
    MEETING = "meeting"
    VISIT = "visit"
    SUMMIT = "summit"
    TALKS = "talks"
    LETTER = "letter"


class Level(StrEnum):
    """Who held a contact; of a mixed contact its lower side."""

    LEADERS = "leaders"
    MINISTERS = "ministers"
    OFFICIALS = "officials"
    ENVOYS = "envoys"
    DELEGATIONS = "delegations"


class Stance(StrEnum):
    """How somebody stands to what is said."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"


class QuoteKind(StrEnum):
    """How a statement is given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class QuadClass(StrEnum):
    """Verbal or material, cooperation or conflict."""

    VERBAL_COOPERATION = "verbal cooperation"
    MATERIAL_COOPERATION = "material cooperation"
    VERBAL_CONFLICT = "verbal conflict"
    MATERIAL_CONFLICT = "material conflict"


class MechanismKind(StrEnum):
    """Kinds of recurring contact."""

    SUMMIT = "summit"
    MINISTERIAL = "ministerial"
    DIALOGUE = "dialogue"
    COMMISSION = "commission"
    CONSULTATION = "consultation"
    EXERCISE = "exercise"
    FORUM = "forum"


class ScheduledKind(StrEnum):
    """Kinds of dated things ahead."""

    ELECTION = "election"
    SUMMIT = "summit"
    VISIT = "visit"
    MEETING = "meeting"
    DEADLINE = "deadline"
    ANNIVERSARY = "anniversary"


class Direction(StrEnum):
    """Which way a quantity moves."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"


MODES: dict[EventType, frozenset[str]] = {
    EventType.RETREAT: frozenset(
        ["withdraw", "release", "disarm", "ceasefire", "access", "resign"]
    ),
    EventType.CONSULT: frozenset(["visit", "third-party", "multilateral", "phone"]),
    EventType.REQUEST: frozenset(["assist", "change", "yield", "meet"]),
    EventType.REJECT: frozenset(["assist", "change", "yield", "meet"]),
    EventType.ACCUSE: frozenset(["disapprove", "investigate", "allege"]),
    EventType.THREATEN: frozenset(
        ["restrict", "arrest", "relations", "expel", "territory", "violence"]
    ),
    EventType.PROTEST: frozenset(
        ["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"]
    ),
    EventType.SANCTION: frozenset(["convict", "expel", "withdraw", "discontinue"]),
    EventType.MOBILIZE: frozenset(["troops", "weapons", "police", "militia"]),
    EventType.COERCE: frozenset(
        [
            "seize",
            "restrict",
            "censor",
            "curfew",
            "martial-law",
            "arrest",
            "deport",
            "withhold",
            "misinformation",
            "cyber",
        ]
    ),
    EventType.ASSAULT: frozenset(
        [
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        ]
    ),
}
"""The modes of each type that has any (PLOVER manual, section on modes)."""

CONTEXTS: frozenset[str] = frozenset(
    [
        "military",
        "intelligence",
        "executive",
        "legislative",
        "election",
        "political_institutions",
        "pro_democracy",
        "pro_autocracy",
        "economic",
        "legal",
        "reparations",
        "human_rights",
        "rights_freedoms",
        "repression",
        "human_security",
        "gender",
        "lgbt",
        "religion_ethnicity",
        "inequality",
        "diplomatic",
        "territory",
        "peacekeeping",
        "health",
        "asylum",
        "migration",
        "disasters",
        "natural_resource",
        "environment",
        "technology",
        "terrorism",
        "cbrn",
        "cyber",
        "misinformation",
        "crime",
        "corruption",
        "illegal_drugs",
        "trafficking",
    ]
)

RECIPROCAL: frozenset[EventType] = frozenset(
    {EventType.AGREE, EventType.CONSULT, EventType.COOPERATE}
)
"""Types in which no one side need start: all sides are actors."""

FOLDED: frozenset[EventType] = frozenset(
    {EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID}
)

_QUAD: dict[EventType, QuadClass] = {
    **dict.fromkeys(
        (EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE),
        QuadClass.VERBAL_COOPERATION,
    ),
    **dict.fromkeys(
        (EventType.COOPERATE, EventType.AID, EventType.RETREAT), QuadClass.MATERIAL_COOPERATION
    ),
    **dict.fromkeys(
        (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN),
        QuadClass.VERBAL_CONFLICT,
    ),
    **dict.fromkeys(
        (
            EventType.PROTEST,
            EventType.SANCTION,
            EventType.MOBILIZE,
            EventType.COERCE,
            EventType.ASSAULT,
        ),
        QuadClass.MATERIAL_CONFLICT,
    ),
}

_CAMEO: dict[EventType, str] = {
    EventType.AGREE: "03",
    EventType.CONSULT: "04",
    EventType.SUPPORT: "05",
    EventType.COOPERATE: "06",
    EventType.AID: "07",
    EventType.CONCEDE: "08",
    EventType.RETREAT: "08",
    EventType.REQUEST: "10",
    EventType.ACCUSE: "11",
    EventType.REJECT: "12",
    EventType.THREATEN: "13",
    EventType.PROTEST: "14",
    EventType.MOBILIZE: "15",
    EventType.SANCTION: "16",
    EventType.COERCE: "17",
    EventType.ASSAULT: "18",
}

_SCORES: dict[EventType, tuple[float, dict[str, float]]] = {
    EventType.AGREE: (2.5, {}),
    EventType.CONSULT: (2.5, {"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5}),
    EventType.SUPPORT: (5, {}),
    EventType.CONCEDE: (4.5, {}),
    EventType.COOPERATE: (9.5, {}),
    EventType.AID: (10, {}),
    EventType.RETREAT: (
        6.5,
        {
            "withdraw": 8,
            "release": 6.5,
            "disarm": 10,
            "ceasefire": 7.5,
            "access": 6.5,
            "resign": 4.5,
        },
    ),
    EventType.REQUEST: (0, {"assist": 0.5, "change": -1, "yield": -1, "meet": 0}),
    EventType.ACCUSE: (-3, {"disapprove": -2, "investigate": -3.5, "allege": -3.5}),
    EventType.REJECT: (-2, {"assist": -1.5}),
    EventType.THREATEN: (-3.5, {"restrict": -3, "territory": -4}),
    EventType.PROTEST: (-5, {"riot": -7, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5}),
    EventType.SANCTION: (-6, {"expel": -5.5}),
    EventType.MOBILIZE: (-5.5, {"troops": -6.5, "weapons": -6.5, "militia": -6}),
    EventType.COERCE: (
        -7,
        {"censor": -6.5, "curfew": -6.5, "martial-law": -7.5, "misinformation": -6.5},
    ),
    EventType.ASSAULT: (
        -9,
        {
            "abduct": -8.5,
            "beat": -7.5,
            "torture": -8.5,
            "sexual": -8.5,
            "targeted": -9.5,
            "destroy": -8.5,
            "primitive": -8,
            "suicide-attack": -9.5,
            "aerial": -9.5,
            "drone": -9.5,
            "heavy-weapons": -9.5,
            "crowd-control": -7.5,
            "unconventional": -10,
        },
    ),
}


def quad_class(kind: EventType) -> QuadClass:
    """The quad class of a type."""
    return _QUAD[kind]


def cameo_root(kind: EventType) -> str:
    """CAMEO's two-digit root code that answers to a PLOVER type."""
    return _CAMEO[kind]


def score(kind: EventType, mode: str | None = None) -> float:
    """PLOVER's conflict–cooperation score, −10 to 10, of a type, by mode where it differs."""
    base, by_mode = _SCORES[kind]
    return float(by_mode.get(mode, base) if mode is not None else base)


def folded(kind: EventType, status: Status) -> EventType:
    """The type in PLOVER's own export, where planned or possible cooperation is AGREE and a
    cancelled contact REJECT.

    Source: PLOVER manual, AGREE; the record itself keeps type and status apart (codebook, rule 1).
    """
    if kind in FOLDED and status in {Status.PLANNED, Status.POSSIBLE, Status.POSTPONED}:
        return EventType.AGREE
    if kind is EventType.CONSULT and status is Status.CANCELLED:
        return EventType.REJECT
    return kind


def is_mode(kind: EventType, mode: str) -> bool:
    """True where `mode` is one of the modes of `kind`."""
    return mode in MODES.get(kind, frozenset())
