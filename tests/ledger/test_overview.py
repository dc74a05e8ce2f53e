"""Choosing and counting over a whole ledger, in SQLite and in PostgreSQL alike."""

from __future__ import annotations

from datetime import date

from dragoman.codes import EventType, Status
from dragoman.ledger import Ledger, overview
from dragoman.ledger.overview import Pair, Wanted
from dragoman.record import Record
from tests.made import actor, event, record


def records() -> list[Record]:
    peru, chile, bolivia = actor("PER"), actor("CHL"), actor("BOL")
    one = "Peru met Chile in Lima."
    two = "Peru will meet Bolivia in Sucre."
    three = "Chile accused Bolivia of smuggling."
    return [
        record(
            one,
            "one",
            [event(one, "met", when="2024-01-10", actors=(peru, chile), confidence=0.9)],
            published="2024-01-11",
        ),
        record(
            two,
            "two",
            [
                event(
                    two,
                    "meet",
                    when="2024-03",
                    status=Status.PLANNED,
                    actors=(peru, bolivia),
                    confidence=0.6,
                )
            ],
            published="2024-01-12",
            publisher="The Sucre Sun",
        ),
        record(
            three,
            "three",
            [
                event(
                    three,
                    "accused",
                    type=EventType.ACCUSE,
                    actors=(chile,),
                    recipients=(bolivia,),
                    confidence=0.2,
                )
            ],
            published=None,
        ),
    ]


def test_a_whole_ledger_is_looked_over(url: str) -> None:
    with Ledger(url) as ledger:
        empty = overview.stamp(ledger)
        assert overview.last_day(ledger) is None
        assert overview.find(ledger, Wanted(), 5).total == 0
        ledger.add(records())
        assert overview.stamp(ledger) != empty
        assert overview.last_day(ledger) == date(2024, 1, 12)
        assert overview.pairs(ledger, "2024-01-01", "2024-12-31") == [
            Pair("CHL", "PER", 1, 1, "2024-01-10"),
            Pair("BOL", "PER", 0, 1, None),
        ]
        assert overview.report_days(ledger, "PER", "CHL") == ["2024-01-11"]
        assert overview.report_days(ledger, "PER", "CHL", "2024-01-10") == []

        every = overview.find(ledger, Wanted(), 5)
        assert [e.main.source.report for e in every.events] == ["two", "one", "three"]
        assert dict(every.facets["type"]) == {"CONSULT": 2, "ACCUSE": 1}
        assert dict(every.facets["side"]) == {"PER": 2, "CHL": 2, "BOL": 2}
        assert [e.id for e in overview.find(ledger, Wanted(), 1, 1).events] == [every.events[1].id]
        for wanted, reports in (
            (Wanted(words='smuggling "Chile accused"'), ["three"]),
            (Wanted(words="?!"), []),
            (Wanted(pair=("BOL", "PER")), ["two"]),
            (Wanted(side="CHL"), ["one", "three"]),
            (Wanted(side="CHL", type="ACCUSE"), ["three"]),
            (Wanted(outlet="The Sucre Sun"), ["two"]),
            (Wanted(status="planned"), ["two"]),
            (Wanted(since="2024-02-01"), ["two"]),
            (Wanted(until="2024-02-01"), ["one"]),
        ):
            found = overview.find(ledger, wanted, 5)
            assert [e.main.source.report for e in found.events] == reports, wanted
            assert found.total == len(reports)
        # A facet is counted as if it were left open, so that another value can be chosen.
        narrowed = overview.find(ledger, Wanted(type="ACCUSE"), 5)
        assert dict(narrowed.facets["type"]) == {"CONSULT": 2, "ACCUSE": 1}
        assert dict(narrowed.facets["side"]) == {"CHL": 1, "BOL": 1}


def test_the_queue_goes_from_the_least_sure_and_forgets_what_was_judged(url: str) -> None:
    with Ledger(url) as ledger:
        ledger.add(records())
        queue = overview.to_review(ledger)
        reports = [ledger.event(i).main.source.report for i in queue]
        assert reports == ["three", "two", "one"]
        before = overview.stamp(ledger)
        ledger.judge(queue[0], "note", author="Ann", at="2024-02-01", note="look again")
        assert overview.to_review(ledger) == queue
        ledger.judge(queue[0], "accept", author="Ann", at="2024-02-01")
        assert overview.to_review(ledger) == queue[1:]
        assert overview.stamp(ledger) != before
