"""A part of a dossier is asked for by itself and says what the whole says, from fewer rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.codes import Channel, EventType, ScheduledKind
from dragoman.dossier.page import page
from dragoman.dossier.parts import PARTS
from dragoman.ledger import Ledger
from dragoman.record import Record, Scheduled
from tests.made import actor, event, quotation, record, sentence, summit

ROJAS, QUISPE = actor("CHL", "Ana Rojas"), actor("PER", "Luis Quispe")


def _records() -> list[Record]:
    met = "Ana Rojas met Luis Quispe in Lima. Chile holds an election in May 2024."
    text = f"{met} The Annual Summit of Chile and Peru was held. Rojas criticised Bolivia."
    held = {"when": "2024-01-15", "channel": Channel.MEETING}
    election = Scheduled(
        ScheduledKind.ELECTION, "election", sentence(text, "election"), ("CHL",), "2024-05"
    )
    full = record(
        text,
        "full",
        [
            event(text, "met", actors=(ROJAS, QUISPE), **held),
            event(
                text,
                "criticised",
                type=EventType.ACCUSE,
                actors=(actor("CHL"),),
                recipients=(actor("BOL"),),
            ),
        ],
        scheduled=(election,),
        mechanisms=(summit(text, "Annual Summit", ("CHL", "PER")),),
        quotations=(quotation(text, "Rojas", "criticised", "Bolivia", ROJAS),),
    )
    lone = "President Ana Rojas met her guest on Monday."
    alone = record(
        lone, "alone", [event(lone, "met", actors=(ROJAS,), **held)], publisher="Government of Peru"
    )
    past = "Peru held an election in 2019."
    old = Scheduled(
        ScheduledKind.ELECTION, "election", sentence(past, "election"), ("PER",), "2019"
    )
    return [full, alone, record(past, "past", scheduled=(old,), published="2018-05-01")]


@pytest.mark.parametrize("as_of", [None, "2024-02-01"])
@pytest.mark.parametrize("part", PARTS)
def test_a_part_by_itself_is_the_part_of_the_whole(url: str, part: str, as_of: str | None) -> None:
    with Ledger(url) as ledger:
        ledger.add(_records())
        whole = ledger.dossier("CHL", "PER", as_of)
        alone = ledger.dossier("CHL", "PER", as_of, parts=(part,))
        assert getattr(whole, part) == getattr(alone, part)
        assert whole.coverage == alone.coverage
        assert whole.as_of == alone.as_of == (as_of or "2024-01-16")
        for name in ("contacts", "mechanisms", "calendar"):
            assert getattr(whole, name), name


def test_what_one_report_tells_of_one_side_alone_is_among_the_pairs_contacts() -> None:
    with Ledger(":memory:") as ledger:
        ledger.add(_records())
        event = ledger.event(ledger.dossier("CHL", "PER").contacts[0].id)
        (contact,) = ledger.dossier("CHL", "PER", parts=("contacts",)).contacts
        told = {t.source.report for t in event.tellings}
        assert {s.report for s in contact.sources} == told == {"full", "alone"}


def test_only_what_is_still_ahead_is_read_for_the_calendar(url: str) -> None:
    with Ledger(url) as ledger:
        ledger.add(_records())
        with ledger._reading() as connection:
            from dragoman.ledger.holding import holdings

            held = holdings(connection, "CHL", "PER", None, ("calendar",))
        assert [r.id for r in held.ahead] == ["full"]
        assert [e.when for e in ledger.dossier("CHL", "PER").calendar] == ["2024-05"]
        before = ledger.dossier("CHL", "PER", "2018-06-01", parts=("calendar",)).calendar
        assert [e.when for e in before] == ["2019"]


def test_an_analysts_event_of_two_families_is_whole_in_every_part() -> None:
    text = "Ana Rojas met Luis Quispe in Lima. Chile and Peru signed a pact on copper."
    sides = {"actors": (ROJAS, QUISPE), "when": "2024-01-15"}
    met = record(text, "met", [event(text, "met", channel=Channel.MEETING, **sides)])
    signed = record(
        text, "signed", [event(text, "signed", type=EventType.AGREE, **sides)], publisher="Post"
    )
    with Ledger(":memory:") as ledger:
        ledger.add([met, replace(signed, text=f"{text} It was raining.")])
        one, two = (ledger.events(types=(k,))[0].id for k in (EventType.CONSULT, EventType.AGREE))
        ledger.judge(one, "merge", other=two, author="A. Reader", at="2024-02-01T09:00")
        whole = ledger.dossier("CHL", "PER").contacts
        assert ledger.dossier("CHL", "PER", parts=("contacts",)).contacts == whole


WARES = "zinc coal wool fruit grain steel fish timber cotton sugar copper coffee maize".split()


def _on_others(n: int) -> Record:
    """A report that names both sides, and tells what one says of a third."""
    other = ("Bolivia", "Brazil", "Ecuador", "Colombia")[n % 4]
    over = f"{WARES[n % 7]} and {WARES[7 + n % 6]} duties"
    text = f"Ana Rojas met Luis Quispe in Lima. Rojas criticised {other} over {over}."
    day = f"2024-{1 + n // 28:02}-{1 + n % 28:02}"
    return record(
        text,
        f"r{n:02}",
        [event(text, "met", actors=(ROJAS, QUISPE), when=day, channel=Channel.MEETING)],
        published=day,
        quotations=(quotation(text, "Rojas", "criticised", f"{other} over {over}", ROJAS),),
    )


@pytest.mark.parametrize("as_of", [None, "2024-03-01", "2024-01-20"])
def test_a_dossier_reads_the_newest_reports_and_a_part_all_of_them(
    url: str, as_of: str | None
) -> None:
    with Ledger(url) as ledger:
        ledger.add(_on_others(n) for n in range(40))
        everything = ledger.dossier("CHL", "PER", as_of, most=None)
        newest = ledger.dossier("CHL", "PER", as_of, most=6)
        seen = 20 if as_of == "2024-01-20" else 40
        assert (everything.coverage.reports, everything.coverage.read) == (seen, None)
        assert newest.coverage == replace(everything.coverage, read=6)
        assert "from the newest 6" in page(newest).basis
        assert "newest" not in page(everything).basis
        # What the pair does is whole; what else is said comes from the last six reports.
        assert newest.contacts == everything.contacts
        last = {f"r{n:02}" for n in range(seen - 6, seen)}
        told = {s.report for p in newest.positions for s in p.sources}
        assert told
        assert told <= last
        assert newest.positions[0] == everything.positions[0]
        alone = ledger.dossier("CHL", "PER", as_of, parts=("positions",))
        assert alone.positions == everything.positions
        assert len(everything.positions) > len(newest.positions)
        # As many as there are is all of them.
        assert ledger.dossier("CHL", "PER", as_of, most=seen) == everything
