"""What analysts say lies over the machine's view, is never changed, and outlives a new reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from dragoman.codes import Channel, Status
from dragoman.errors import InputError
from dragoman.ledger import Ledger
from dragoman.merge import Merged
from dragoman.record import Record
from dragoman.report import Report
from tests.made import actor, call, record

CHILE = actor("CHL", "Ana Rojas", "President")
PERU = actor("PER", "Luis Quispe", "President")
ONE = "Rojas and Quispe spoke on Monday about the fishing limits."
TWO = "The presidents spoke about the fishing limits and a bridge."
AT = "2024-02-01T09:00:00+00:00"


def _records() -> list[Record]:
    return [
        record(ONE, "one", [call(ONE, "2024-01-15", CHILE, PERU)], publisher="The Courier"),
        record(TWO, "two", [call(TWO, "2024-01-15", CHILE, PERU)], publisher="The Herald"),
    ]


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger(url) as kept:
        kept.add(_records())
        yield kept


def _only(ledger: Ledger) -> Merged:
    (found,) = ledger.events("CHL", "PER")
    return found


def test_split_and_merge_again(ledger: Ledger) -> None:
    event = _only(ledger)
    assert len(event.tellings) == 2
    ledger.judge(event.id, "split", author="Eve", at=AT)
    assert [len(e.tellings) for e in ledger.events("CHL", "PER")] == [1, 1]
    one, two = ledger.events("CHL", "PER")
    ledger.judge(one.id, "merge", author="Eve", at=AT, other=two.id)
    assert len(_only(ledger).tellings) == 2


def test_a_split_holds_when_more_reports_come(ledger: Ledger) -> None:
    ledger.judge(_only(ledger).id, "split", author="Eve", at=AT)
    three = "Rojas and Quispe spoke about the fishing limits again."
    ledger.add(record(three, "three", [call(three, "2024-01-15", CHILE, PERU)], publisher="Post"))
    events = ledger.events("CHL", "PER")
    assert not any({"one", "two"} <= {t.source.report for t in e.tellings} for e in events)


def test_a_correction_shows_and_the_record_stays(ledger: Ledger) -> None:
    event = _only(ledger)
    ledger.judge(event.id, "correct", author="Eve", at=AT, changes={"when": "2024-01-14"})
    assert _only(ledger).when == "2024-01-14"
    assert {t.event.when for t in _only(ledger).tellings} == {"2024-01-15"}
    (contact,) = ledger.dossier("CHL", "PER").contacts
    assert contact.when == "2024-01-14"
    assert "correct" in contact.judged


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"when": "Monday"}, "EDTF"),
        ({"status": "maybe"}, "status"),
        ({"text": "x"}, "cannot be corrected"),
        ({"mode": "drone"}, "no mode"),
        ({}, "what to correct"),
    ],
)
def test_a_correction_that_is_none(ledger: Ledger, changes: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        ledger.judge(_only(ledger).id, "correct", author="Eve", at=AT, changes=changes)
    assert ledger.judgements() == []


def test_what_is_rejected_is_not_shown_until_it_is_accepted(ledger: Ledger) -> None:
    event = _only(ledger)
    ledger.judge(event.id, "reject", author="Eve", at=AT, note="never took place")
    assert ledger.events("CHL", "PER") == []
    assert ledger.event(event.id).notes == ("Eve, 2024-02-01: never took place",)
    ledger.judge(event.id, "accept", author="Omar", at=AT)
    assert _only(ledger).id == event.id


def test_judgements_are_never_changed(ledger: Ledger) -> None:
    ledger.judge(_only(ledger).id, "note", author="Eve", at=AT, note="see the minutes")
    for statement in ("DELETE FROM judgements", "UPDATE judgements SET author = 'x'"):
        with (
            pytest.raises(sa.exc.DBAPIError, match="never changed"),
            ledger._engine.connect() as connection,
        ):
            connection.exec_driver_sql(statement)
    (held,) = ledger.judgements()
    assert held.to_dict()["target"]["event"]["trigger"]["text"] == "spoke"


def test_an_unknown_event(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="no such event"):
        ledger.judge("0000000000", "accept", author="Eve", at=AT)


def test_reading_again_keeps_every_judgement(url: str) -> None:
    def better(reports: list[Report]) -> Iterator[Record]:
        by_id = {r.id: r for r in _records()}
        for report in reports:
            old = by_id[report.id]
            (event,) = old.events
            # A better reader names the trigger in full, and so gives the event another id.
            start = report.text.index("and Quispe spoke") if report.id == "one" else None
            if start is not None:
                words = "and Quispe spoke"
                trigger = replace(event.trigger, text=words, start=start, end=start + len(words))
                event = replace(event, id=f"consult-{start}", trigger=trigger)
            yield replace(
                old, events=(replace(event, channel=Channel.VIDEO),), record_id=old.record_id[::-1]
            )

    with Ledger(url, reader=better) as ledger:
        ledger.add(_records())
        first = _only(ledger)
        named = next(t for t in first.tellings if t.source.report == "one")
        ledger.judge(named.id, "correct", author="Eve", at=AT, changes={"status": "cancelled"})
        ledger.judge(named.id, "split", author="Eve", at=AT)
        changed = ledger.reread()
        assert (changed.reports, changed.changed, changed.lost) == (2, 2, ())
        events = ledger.events("CHL", "PER")
        assert len(events) == 2
        mine = next(e for e in events if e.tellings[0].source.report == "one")
        assert mine.status is Status.CANCELLED
        assert mine.channel is Channel.VIDEO
        assert ledger.reread().changed == 0
        assert len(ledger.judgements()) == 2


def test_reading_again_says_which_judgements_lie_over_nothing(url: str) -> None:
    def forgetful(reports: list[Report]) -> Iterator[Record]:
        for report in reports:
            yield record(report.text, report.id, reader="2")

    with Ledger(url, reader=forgetful) as ledger:
        ledger.add(_records())
        ledger.judge(_only(ledger).id, "accept", author="Eve", at=AT)
        changed = ledger.reread()
        assert changed.gone == 2
        assert [j.kind for j in changed.lost] == ["accept"]
        assert len(ledger.judgements()) == 1
