"""A planned contact keeps its place in calendars: moved, told of again, called off."""

from __future__ import annotations

import io
from pathlib import Path

from icalendar import Calendar

from dragoman.codes import Channel, Level, Status
from dragoman.export import ical
from dragoman.ledger import Ledger
from dragoman.record import Record
from tests.made import actor, event, record

QUISPE, CHILE = actor("PER", "Luis Quispe", "President"), actor("CHL")


def _told(id: str, words: str, status: Status, when: str, published: str) -> Record:
    text = f"President Quispe's visit to Santiago {words}."
    visit = event(
        text,
        "visit",
        status=status,
        when=when,
        actors=(QUISPE,),
        recipients=(CHILE,),
        channel=Channel.VISIT,
        mode="visit",
        level=Level.LEADERS,
    )
    return record(text, id, [visit], published=published, publisher=f"Paper {id}")


def _entries(ledger: Ledger, as_of: str) -> list[tuple[str, str, str]]:
    file = io.BytesIO()
    ical.write(ledger.dossier("CHL", "PER", as_of=as_of), file)
    found = Calendar.from_ical(file.getvalue()).walk("VEVENT")
    return [(str(e["uid"]), e.decoded("dtstart").isoformat(), str(e["status"])) for e in found]


def test_an_entry_keeps_its_name_through_every_turn(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(_told("one", "is set for May", Status.PLANNED, "2024-05-10", "2024-04-01"))
        ((uid, day, _),) = _entries(ledger, "2024-04-02")
        assert day == "2024-05-10"
        for n in range(8):  # whichever telling's id is the least
            words = f"is expected in May, paper {n} writes"
            ledger.add(_told(f"more{n}", words, Status.PLANNED, "2024-05-10", "2024-04-05"))
        assert _entries(ledger, "2024-04-06") == [(uid, "2024-05-10", "CONFIRMED")]
        moved = "is put off to June, the palace said"
        ledger.add(_told("two", moved, Status.POSTPONED, "2024-06-03", "2024-05-08"))
        assert _entries(ledger, "2024-05-08") == [(uid, "2024-06-03", "TENTATIVE")]
        off = "is called off, the palace said on Sunday"
        ledger.add(_told("three", off, Status.CANCELLED, "2024-06-03", "2024-05-26"))
        assert _entries(ledger, "2024-05-27") == [(uid, "2024-06-03", "CANCELLED")]
        assert _entries(ledger, "2024-06-04") == []
