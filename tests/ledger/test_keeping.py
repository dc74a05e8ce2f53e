"""A ledger keeps what it is given, once, and gives it back as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.errors import InputError
from dragoman.ledger import Ledger
from dragoman.record import Record
from dragoman.report import Report
from tests.made import actor, call, record

CHILE = actor("CHL", "Ana Rojas", "President")
PERU = actor("PER", "Luis Quispe", "President")
TEXT = "Rojas and Quispe spoke on Monday about the fishing limits. They agreed on little."


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger(url, reader=_read) as kept:
        yield kept


def _read(reports: list[Report]) -> Iterator[Record]:
    for report in reports:
        if "unreadable" in report.text:
            raise InputError(f"{report.id}: cannot be read")
        if "fault" in report.text:
            raise RuntimeError("a fault of the reader")
        yield record(report.text, report.id, published=report.published)


def _call(id: str, text: str = TEXT, day: str = "2024-01-15") -> Record:
    return record(text, id, [call(text, day, CHILE, PERU)])


def test_a_record_comes_back_as_it_was(ledger: Ledger) -> None:
    given = _call("one")
    ledger.add(given)
    assert ledger.record("one") == given


def test_the_same_report_twice_changes_nothing(ledger: Ledger) -> None:
    first = ledger.add([_call("one"), _call("two", TEXT + " Nothing was signed.")])
    counts = ledger.counts()
    again = ledger.add([_call("one"), _call("two", TEXT + " Nothing was signed.")])
    assert (first.added, first.known) == (2, 0)
    assert (again.added, again.known) == (0, 2)
    assert ledger.counts() == counts


def test_the_same_words_under_another_id_are_the_same_report(ledger: Ledger) -> None:
    ledger.add(_call("one"))
    assert ledger.add(_call("other-name")).known == 1
    assert ledger.counts().reports == 1


def test_twice_in_one_batch_is_once(ledger: Ledger) -> None:
    done = ledger.add([_call("one"), _call("one")])
    assert (done.added, done.known) == (1, 1)


def test_an_id_with_other_words_is_refused_and_the_rest_goes_on(ledger: Ledger) -> None:
    ledger.add(_call("one"))
    done = ledger.add([_call("one", "Rojas and Quispe spoke again."), _call("two", TEXT + " Yes.")])
    assert done.added == 1
    assert [f.report for f in done.failed] == ["one"]
    assert ledger.record("one").text == TEXT


def test_a_report_that_cannot_be_read_costs_only_itself(ledger: Ledger) -> None:
    reports = [
        Report.make(text, id=id)
        for id, text in (
            ("a", "The envoys met in Lima."),
            ("b", "This one is unreadable."),
            ("c", "This one is a fault of the reader."),
            ("d", "The envoys left Lima."),
        )
    ]
    done = ledger.add(reports)
    assert done.added == 2
    assert {f.report for f in done.failed} == {"b", "c"}
    assert all("\n" not in f.reason for f in done.failed)


def test_batches_are_told_as_they_are_kept(ledger: Ledger) -> None:
    told = []
    texts = [f"{TEXT} The {n}th line differs." for n in range(5)]
    ledger.add(
        (_call(f"r{n}", text) for n, text in enumerate(texts)),
        batch_size=2,
        on_batch=lambda done: told.append(done.added),
    )
    assert told == [2, 2, 1]


def test_what_is_no_report_is_refused_by_name(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="int is no report"):
        ledger.add([3])  # type: ignore[list-item]


def test_events_by_side_type_and_day(ledger: Ledger) -> None:
    later = "Rojas and Quispe spoke for an hour about a bridge at the border."
    ledger.add([_call("one"), _call("two", later, "2024-03-02")])
    assert [e.when for e in ledger.events("CHL", "Peru")] == ["2024-01-15", "2024-03-02"]
    assert [e.when for e in ledger.events("CHL", since="2024-02-01")] == ["2024-03-02"]
    assert ledger.events("CHL", "BOL") == []
    assert ledger.events("CHL", types=["ASSAULT"]) == []


def test_search_finds_words_and_phrases(ledger: Ledger) -> None:
    later = "Rojas and Quispe spoke for an hour about a bridge at the border."
    ledger.add([_call("one"), _call("two", later, "2024-03-02")])
    assert [f.report for f in ledger.search("limit fishing")] == ["one"]
    assert [f.report for f in ledger.search('"hour about a bridge"')] == ["two"]
    assert "«bridge»" in ledger.search("bridge")[0].passage
    assert ledger.search('"bridge hour"') == []


def test_reports_by_story(ledger: Ledger) -> None:
    texts = {
        "a": "An earthquake of magnitude 6.1 struck near Arica and killed 14 people.",
        "b": "At least 14 people died near Arica in an earthquake that measured 6.1.",
        "c": "Dock workers in Callao walked out over wages for the third day running.",
    }
    ledger.add([record(text, id) for id, text in texts.items()])
    assert [[s.report for s in group] for group in ledger.stories()] == [["a", "b"], ["c"]]
    assert ledger.stories(since="2024-02-01") == []


@pytest.mark.parametrize("words", ['NOT "', "* OR (", "title:x^2", "   ", "-", "'; DROP TABLE"])
def test_search_takes_nothing_typed_for_syntax(ledger: Ledger, words: str) -> None:
    ledger.add(_call("one"))
    assert ledger.search(words) == []
