"""The dossier of a few invented reports: what an analyst asks, and whose word it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.codes import Channel, EventType, Level, MechanismKind, Stance, Status
from dragoman.dossier import Dossier
from dragoman.dossier.render_html import render_html
from dragoman.dossier.render_markdown import render_markdown
from dragoman.dossier.render_text import plain_text
from dragoman.errors import InputError
from dragoman.ledger import Ledger
from dragoman.record import Record
from tests.made import (
    actor,
    call,
    called,
    election,
    event,
    person,
    quotation,
    record,
    signal,
    summit,
    voice,
)

ROJAS = actor("CHL", "Ana Rojas", "President")
QUISPE = actor("PER", "Luis Quispe", "President")
CHILE, PERU, BOLIVIA = actor("CHL"), actor("PER"), actor("BOL")

CALL = (
    "Ana Rojas and Luis Quispe spoke by telephone on Monday about copper prices, La Moneda said. "
    "They agreed to send experts on fishing quotas to Arica. "
    "The annual summit of the two presidents is held by turns; 14 have been held, the last in Lima "
    "in May 2022. Chile votes for a president on 17 November. "
    "Chilean imports of Peruvian copper have risen. "
    "La Moneda called it a privileged partnership. "
    "Peru has not condemned the Bolivian blockade of the port. "
    "Chile maintained that the blockade by Bolivia must end."
)
READOUT = "The Government Palace in Lima said Quispe spoke with Rojas on Monday about migration."
EXPERTS = "Experts of Chile and Peru met in Arica on Tuesday to set fishing quotas, Agencia said."
PLAN = "Luis Quispe will visit Santiago on 10 May, his office said."
MOVED = "Quispe's visit to Santiago on 10 May has been put off, his office said."


def _records() -> list[Record]:
    la_moneda = voice("La Moneda", "CHL")
    lima = voice("The Government Palace in Lima", "PER")
    return [
        record(
            CALL,
            "call",
            [
                call(
                    CALL,
                    "2024-01-15",
                    ROJAS,
                    QUISPE,
                    topics=["copper prices"],
                    says=(la_moneda,),
                    contexts=("economic",),
                ),
                event(
                    CALL,
                    "agreed",
                    type=EventType.AGREE,
                    actors=(ROJAS, QUISPE),
                    when="2024-01-15",
                    says=(la_moneda,),
                    topics=["send experts on fishing quotas to Arica"],
                ),
                event(
                    CALL,
                    "condemned",
                    type=EventType.ACCUSE,
                    actors=(PERU,),
                    recipients=(BOLIVIA,),
                    status=Status.DID_NOT_HAPPEN,
                    when="../2024-01-16",
                ),
                event(
                    CALL,
                    "blockade",
                    type=EventType.COERCE,
                    actors=(BOLIVIA,),
                    recipients=(CHILE,),
                    background=True,
                ),
            ],
            mechanisms=(
                summit(
                    CALL,
                    "annual summit",
                    ("CHL", "PER"),
                    hosts="alternate",
                    count=14,
                    last=("2022-05", "Lima"),
                ),
            ),
            scheduled=(election(CALL, "votes for a president", "CHL", "2024-11-17"),),
            signals=(
                signal(
                    CALL,
                    "imports of Peruvian copper have risen",
                    "imports of Peruvian copper",
                    "PER",
                    "CHL",
                ),
            ),
            characterisations=(
                called(CALL, "privileged partnership", "CHL", "PER", says=(la_moneda,)),
            ),
            quotations=(
                quotation(CALL, "Chile", "maintained", "the blockade by Bolivia must end", CHILE),
            ),
            people=(person(CALL, "Ana Rojas", "Ana Rojas", "CHL", "President"),),
        ),
        record(
            READOUT,
            "readout",
            [call(READOUT, "2024-01-15", QUISPE, ROJAS, topics=["migration"], says=(lima,))],
            publisher="The Herald",
        ),
        record(
            EXPERTS,
            "experts",
            [
                event(
                    EXPERTS,
                    "met",
                    actors=(CHILE, PERU),
                    when="2024-02-20",
                    where=("Arica", "CHL"),
                    channel=Channel.MEETING,
                    level=Level.OFFICIALS,
                    topics=["set fishing quotas"],
                    says=(voice("Agencia"),),
                )
            ],
            published="2024-02-21",
        ),
        record(
            PLAN,
            "plan",
            [
                event(
                    PLAN,
                    "visit",
                    actors=(QUISPE,),
                    recipients=(CHILE,),
                    when="2024-05-10",
                    status=Status.PLANNED,
                    channel=Channel.VISIT,
                    level=Level.LEADERS,
                    says=(voice("his office", "PER"),),
                )
            ],
            published="2024-04-02",
        ),
        record(
            MOVED,
            "moved",
            [
                event(
                    MOVED,
                    "visit",
                    actors=(QUISPE,),
                    recipients=(CHILE,),
                    when=None,
                    status=Status.POSTPONED,
                    channel=Channel.VISIT,
                    level=Level.LEADERS,
                    says=(voice("his office", "PER"),),
                )
            ],
            published="2024-05-08",
        ),
    ]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(tmp_path_factory.mktemp("ledger") / "ledger.db") as kept:
        kept.add(_records())
        yield kept


@pytest.fixture(scope="module")
def dossier(ledger: Ledger) -> Dossier:
    return ledger.dossier("Chile", "PER", as_of="2024-05-09")


def test_two_readouts_of_one_call_are_laid_side_by_side(dossier: Dossier) -> None:
    contact = next(c for c in dossier.contacts if c.channel is Channel.PHONE)
    assert contact.basis.word == "both sides"
    assert {(a.side, a.alone) for a in contact.accounts} == {
        ("CHL", ("copper prices",)),
        ("PER", ("migration",)),
    }


def test_a_plan_put_off_is_one_contact_with_a_history(dossier: Dossier) -> None:
    visit = next(c for c in dossier.contacts if c.channel is Channel.VISIT)
    assert [s.status for s in visit.history] == [Status.PLANNED, Status.POSTPONED]
    assert visit.basis.side == "PER"
    assert visit.basis.word == "one side"


def test_whose_turn_it_is_and_since_when_overdue(dossier: Dossier) -> None:
    (series,) = dossier.mechanisms
    assert (series.period, series.count, series.hosts) == (12, 14, "alternate")
    assert series.last is not None
    assert (series.last.when, series.last.state) == ("2022-05", "PER")
    assert series.turn == "CHL"
    assert series.next is not None
    assert series.next.implied
    assert series.overdue_since == "2024-01-01"


def test_overdue_is_reckoned_to_the_day(tmp_path: Path) -> None:
    text = "The annual summit is held by turns, the last in Lima in May 2022."
    told = summit(
        text, "annual summit", ("CHL", "PER"), hosts="alternate", last=("2022-05", "Lima")
    )
    with Ledger(tmp_path / "ledger.db") as kept:
        kept.add(record(text, "one", published="2022-09-01", mechanisms=(told,)))
        days = ("2022-09-02", "2023-12-31", "2024-01-01")
        found = [kept.dossier("CHL", "PER", as_of=day).mechanisms[0] for day in days]
    assert [s.overdue_since for s in found] == [None, None, "2024-01-01"]
    assert {s.turn for s in found} == {"CHL"}


def test_a_meeting_announced_is_no_longer_overdue(tmp_path: Path) -> None:
    text = "The annual summit is held by turns, the last in Lima in May 2022."
    told = summit(
        text, "annual summit", ("CHL", "PER"), hosts="alternate", last=("2022-05", "Lima")
    )
    plan = "The annual summit of the two will be held in Santiago on 3 July 2024."
    ahead = summit(plan, "annual summit", ("CHL", "PER"), next=("2024-07-03", "Santiago"))
    with Ledger(tmp_path / "ledger.db") as kept:
        kept.add(record(text, "one", published="2022-09-01", mechanisms=(told,)))
        kept.add(record(plan, "two", published="2024-04-01", mechanisms=(ahead,)))
        (before,) = kept.dossier("CHL", "PER", as_of="2024-03-01").mechanisms
        (after,) = kept.dossier("CHL", "PER", as_of="2024-04-02").mechanisms
    assert before.overdue_since == "2024-01-01"
    assert after.overdue_since is None
    assert after.next is not None
    assert (after.next.when, after.next.implied) == ("2024-07-03", False)


def test_a_contact_held_for_a_series_is_its_meeting(tmp_path: Path) -> None:
    text = (
        "Luis Quispe will visit Santiago on 3 July 2024 for the fourth Andean Border Council, "
        "which brings the two together every two years. The last was held in Lima in May 2022."
    )
    visit = event(
        text,
        "visit",
        actors=(QUISPE,),
        recipients=(CHILE,),
        when="2024-07-03",
        status=Status.PLANNED,
        channel=Channel.VISIT,
        where=("Santiago", "CHL"),
    )
    told = summit(
        text,
        "Andean Border Council",
        ("CHL", "PER"),
        kind=MechanismKind.COMMISSION,
        ordinal=4,
        last=("2022-05", "Lima"),
    )
    with Ledger(tmp_path / "ledger.db") as kept:
        kept.add(record(text, "one", [visit], published="2024-06-01", mechanisms=(told,)))
        (series,) = kept.dossier("CHL", "PER", as_of="2024-06-02").mechanisms
        (late,) = kept.dossier("CHL", "PER", as_of="2025-01-02").mechanisms
    assert series.count == 3
    assert series.next is not None
    assert (series.next.when, series.next.state, series.next.implied) == (
        "2024-07-03",
        "CHL",
        False,
    )
    assert late.overdue_since == "2025-01-01"


def test_a_promise_is_answered_by_a_later_deed(dossier: Dossier, ledger: Ledger) -> None:
    (promise,) = dossier.promises
    assert promise.outcome == "kept"
    assert [a.sources[0].report for a in promise.answers] == ["experts"]
    (before,) = ledger.dossier("CHL", "PER", as_of="2024-02-01").promises
    assert before.outcome == "open"


def test_silences_and_positions(dossier: Dossier) -> None:
    silence = next(p for p in dossier.positions if p.silent)
    assert (silence.side, silence.on) == ("PER", ("BOL",))
    said = next(p for p in dossier.positions if p.stance == "says")
    assert (said.side, said.on) == ("CHL", ("BOL",))
    assert said.words == "the blockade by Bolivia must end"


def test_the_calendar_holds_what_is_ahead(dossier: Dossier, ledger: Ledger) -> None:
    assert [(e.kind, e.when) for e in dossier.calendar if e.when] == [
        ("visit", "2024-05-10"),
        ("election", "2024-11-17"),
    ]
    later = ledger.dossier("CHL", "PER", as_of="2024-11-18")
    assert [e.kind for e in later.calendar] == []


def test_a_plan_whose_day_is_past_says_so(ledger: Ledger) -> None:
    visit = next(
        c
        for c in ledger.dossier("CHL", "PER", as_of="2024-06-01").contacts
        if c.channel is Channel.VISIT
    )
    assert visit.lapsed


def test_agenda_signals_and_character(dossier: Dossier) -> None:
    assert dossier.agenda[0].name == "economic"
    (moved,) = dossier.signals
    assert (moved.source, moved.target, moved.direction) == ("PER", "CHL", "up")
    (name,) = dossier.character
    assert (name.by, name.words) == ("CHL", "privileged partnership")


def test_as_of_hides_later_reports(ledger: Ledger) -> None:
    early = ledger.dossier("CHL", "PER", as_of="2024-03-01")
    seen = {s.report for c in early.contacts for s in c.sources}
    assert seen == {"call", "readout", "experts"}
    assert early.coverage.last == "2024-02-21"


def test_every_line_can_be_followed_back(dossier: Dossier, ledger: Ledger) -> None:
    parts = (
        dossier.contacts,
        dossier.mechanisms,
        dossier.promises,
        dossier.acts,
        dossier.positions,
        dossier.signals,
        dossier.character,
        dossier.calendar,
    )
    checked = 0
    for part in parts:
        for line in part:
            assert line.sources
            for source in line.sources:
                text = ledger.record(source.report).text[source.start : source.end]
                assert " ".join(text.split()) == source.text
                checked += 1
    assert checked >= 10


def test_order_of_the_sides_changes_no_fact(dossier: Dossier, ledger: Ledger) -> None:
    turned = ledger.dossier("Peru", "CHL", as_of="2024-05-09")
    assert {c.id for c in turned.contacts} == {c.id for c in dossier.contacts}
    assert turned.mechanisms[0].turn == dossier.mechanisms[0].turn
    assert {p.words for p in turned.positions} == {p.words for p in dossier.positions}


def test_json_is_plain(dossier: Dossier) -> None:
    data = json.loads(json.dumps(dossier.to_dict()))
    assert data["names"]["CHL"] == "Chile"
    assert data["contacts"][0]["sources"][0]["report"]


@pytest.mark.parametrize("show", [plain_text, render_markdown, render_html])
def test_every_page_names_what_matters_and_its_sources(dossier: Dossier, show: object) -> None:
    shown = show(dossier)  # type: ignore[operator]
    for words in (
        "Chile – Peru",
        "15 January 2024",
        "Overdue since 1 January 2024",
        "implied",
        "Only Chile mentions: copper prices",
        "The Courier",
        "La Moneda",
        "on Peru’s word alone",
        "has not (condemned or criticised)",
        "votes for a president",
    ):
        assert " ".join(words.split()) in " ".join(shown.split()), words


def test_a_page_can_be_cut_to_parts(dossier: Dossier) -> None:
    shown = plain_text(dossier, only=["calendar"])
    assert "Ahead" in shown
    assert "Contacts" not in shown


def test_a_report_cannot_write_into_the_page(tmp_path: Path) -> None:
    text = "<script>alert(1)</script> Rojas and Quispe spoke about *fish* [x](javascript:y)."
    given = record(
        text,
        "x",
        [call(text, "2024-01-15", ROJAS, QUISPE, topics=["*fish* [x]"])],
        url="javascript:alert(1)",
        publisher="<b>Paper</b>",
    )
    with Ledger(tmp_path / "ledger.db") as kept:
        kept.add(given)
        found = kept.dossier("CHL", "PER")
    page = render_html(found)
    assert "<script>alert" not in page
    assert "<b>Paper" not in page
    assert "javascript:alert" not in page
    assert r"\*fish\* \[x\]" in render_markdown(found)


@pytest.mark.parametrize(
    ("a", "b", "as_of", "said"),
    [
        ("Chlie", "PER", None, "did you mean Chile"),
        ("", "PER", None, "no state"),
        ("CHL", "Chile", None, "the same state"),
        ("CHL", "PER", "31 May", "no ISO date"),
        ("CHL", "PER", "2024-02-31", "no day"),
    ],
)
def test_what_cannot_be_asked(ledger: Ledger, a: str, b: str, as_of: str | None, said: str) -> None:
    with pytest.raises(InputError, match=said) as error:
        ledger.dossier(a, b, as_of=as_of)
    assert "\n" not in str(error.value)


def test_a_pair_without_reports_has_an_empty_dossier(ledger: Ledger) -> None:
    found = ledger.dossier("ISL", "NPL", as_of="2024-05-09")
    assert found.contacts == ()
    assert "holds no report" in plain_text(found)


def test_a_denial_names_who_denies(tmp_path: Path) -> None:
    text = "Chile accuses Peruvian sailors of cutting nets, which Lima denies."
    given = record(
        text,
        "x",
        [
            event(
                text,
                "cutting",
                type=EventType.COERCE,
                actors=(PERU,),
                recipients=(CHILE,),
                status=Status.POSSIBLE,
                when="2024-01-10",
                says=(voice("Chile", "CHL"), voice("Lima", "PER", Stance.DENIES)),
            )
        ],
    )
    with Ledger(tmp_path / "ledger.db") as kept:
        kept.add(given)
        (act,) = kept.dossier("CHL", "PER").acts
    assert act.basis.denied_by == ("PER",)
    assert [d.about for d in act.disagreements] == ["status"]
