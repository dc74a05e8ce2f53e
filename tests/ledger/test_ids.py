"""An event is found by the id of any of its tellings, and by the beginning of one."""

from __future__ import annotations

import pytest

from dragoman.errors import InputError
from dragoman.ledger import Ledger
from dragoman.merge import telling
from dragoman.record import Record
from tests.made import actor, call, record

SIDES = actor("CHL", "Ana Rojas"), actor("PER", "Luis Quispe")
TEXT = "Rojas and Quispe spoke on Monday about the fishing limits of zone {}."


def _call(n: int) -> Record:
    text = TEXT.format(n)
    return record(text, f"r{n}", [call(text, f"2024-01-{n + 1:02}", *SIDES)])


@pytest.mark.parametrize("digits", [6, 10, 15, 16])
def test_the_beginning_of_an_id_names_the_event(url: str, digits: int) -> None:
    with Ledger(url) as ledger:
        ledger.add(_call(n) for n in range(0, 28, 4))
        for event in ledger.events():
            for told in event.tellings:
                assert len(told.id) == 16
                assert ledger.event(told.id[:digits]) == event


def test_a_judgement_by_the_beginning_of_ids_names_them_whole(url: str) -> None:
    with Ledger(url) as ledger:
        ledger.add([_call(0), _call(9)])
        one, two = (e.id for e in ledger.events())
        at = "2024-02-01T09:00:00+00:00"
        ledger.judge(one[:10], "merge", author="Eve", at=at, other=two[:10])
        (both,) = ledger.events()
        ledger.judge(one[:10], "split", author="Eve", at=at, other=two[:10])
        assert len(both.tellings) == 2
        assert len(ledger.events()) == 2
        assert [(j.event, j.other) for j in ledger.judgements()] == [(one, two), (one, two)]


@pytest.mark.parametrize("id", ["", "a", "abcde", "0000000000", "xyzxyzxyz", "%", "______"])
def test_what_names_no_event(url: str, id: str) -> None:
    with Ledger(url) as ledger:
        ledger.add(_call(n) for n in range(0, 28, 4))
        with pytest.raises(InputError, match="no such event"):
            ledger.event(id)


def test_ids_that_meet_cost_no_report(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one digit for an id, most meet: each is kept, under the whole hash."""
    monkeypatch.setattr(telling, "DIGITS", 1)
    given = [_call(n) for n in range(28)]
    with Ledger(url) as ledger:
        ledger.add(given[:20])
        assert ledger.add(given[20:], batch_size=3).added == 8
        events = ledger.events()
        ids = [t.id for e in events for t in e.tellings]
        assert len(set(ids)) == 28
        assert {len(i) for i in ids} == {1, 64}
        for event in events:
            assert all(ledger.event(t.id) == event for t in event.tellings)
            for t in event.tellings:
                assert ledger.ids(t.source.report) == {t.event.id: t.id}
        told = sum(len(c.sources) for c in ledger.dossier("CHL", "PER").contacts)
        assert told == 28
        assert ledger.reread().reports == 28


def test_a_beginning_that_several_have_is_refused(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.ledger.reading.LEAST", 1)
    with Ledger(url) as ledger:
        ledger.add(_call(n) for n in range(28))
        starts = [t.id[0] for e in ledger.events() for t in e.tellings]
        with pytest.raises(InputError, match="several events begin so"):
            ledger.event(max(starts, key=starts.count))
