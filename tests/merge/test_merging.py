"""Reports of one event become one event, whatever they leave out, and near misses do not."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any

import pytest

from dragoman.codes import Channel, EventType, Level, Stance, Status
from dragoman.merge import Merged, Source, Telling, cluster, compare
from dragoman.merge.cluster import pair
from dragoman.merge.compare import THRESHOLD
from dragoman.merge.telling import Occasion
from dragoman.record import Event
from tests.made import actor, call, event, voice

ROJAS = actor("CHL", "Ana Rojas", "President")
QUISPE = actor("PER", "Luis Quispe", "President")
SOTO = actor("CHL", "Marta Soto", "Foreign Minister")
VEGA = actor("PER", "Raul Vega", "Foreign Minister")
TEXT = "Rojas and Quispe spoke about the fishing limits."


def telling(id: str, event: Event, published: str | None = "2024-01-16", **given: Any) -> Telling:
    return Telling(Source(id, f"Paper {id}", published, **given), event)


def one(a: Telling, b: Telling) -> bool:
    match, back = compare(a, b), compare(b, a)
    assert (match and match.score) == (back and back.score)
    return match is not None and match.score >= THRESHOLD


def test_a_telling_that_was_compared_goes_to_another_process() -> None:
    a, b = (telling(n, call(TEXT, "2024-01-15", ROJAS, QUISPE)) for n in "ab")
    assert one(a, b)
    assert one(pickle.loads(pickle.dumps(a)), b)


def test_two_reports_of_one_call() -> None:
    other = "The presidents spoke on Monday."
    a = telling("a", call(TEXT, "2024-01-15", ROJAS, QUISPE))
    b = telling("b", call(other, "2024-01-15", ROJAS, QUISPE))
    assert one(a, b)
    match = compare(a, b)
    assert match is not None
    assert "Ana Rojas" in match.why()
    assert "2024-01-15" in match.why()


@pytest.mark.parametrize(
    "other",
    [
        call(TEXT, "2024-01-22", ROJAS, QUISPE),
        call(TEXT, "2024-01-15", SOTO, VEGA, level=Level.MINISTERS),
        call(TEXT, "2024-01-15", ROJAS, QUISPE, channel=Channel.VISIT, mode="visit"),
        call(TEXT, "2024-01-15", ROJAS, actor("BOL", "Eva Mamani")),
        call(TEXT, "2024-01-15", ROJAS, QUISPE, type=EventType.ACCUSE),
    ],
    ids=["a week later", "other people", "a visit", "another pair", "another act"],
)
def test_near_misses(other: Event) -> None:
    assert not one(
        telling("a", call(TEXT, "2024-01-15", ROJAS, QUISPE)), telling("b", other, "2024-01-23")
    )


def test_a_date_known_to_the_month_fits_a_day() -> None:
    a = telling("a", call(TEXT, "2024-01-15", ROJAS, QUISPE))
    assert one(a, telling("b", call(TEXT, "2024-01", ROJAS, QUISPE), "2024-02-10"))


def test_a_plan_without_a_date_is_no_meeting_a_year_later() -> None:
    text = "Rojas and Quispe will meet again to discuss the fishing limits."
    plan = event(text, "meet", status=Status.PLANNED, when=None, actors=(ROJAS, QUISPE))
    held = call(TEXT, "2025-01-16", ROJAS, QUISPE)
    assert not one(telling("a", plan, "2024-01-16"), telling("b", held, "2025-01-17"))
    soon = call(TEXT, "2024-09-02", ROJAS, QUISPE)
    assert not one(telling("a", plan, "2024-01-16"), telling("b", soon, "2024-09-03"))


def test_an_accusation_is_not_its_reply() -> None:
    text = "Chile accused Peru of illegal fishing inside the limits."
    a = event(
        text,
        "accused",
        type=EventType.ACCUSE,
        when="2024-01-15",
        actors=(ROJAS,),
        recipients=(QUISPE,),
    )
    b = replace(a, actors=(QUISPE,), recipients=(ROJAS,))
    assert one(telling("a", a), telling("b", a))
    assert not one(telling("a", a), telling("b", b))


def test_a_report_tells_an_event_once() -> None:
    a = telling("a", call(TEXT, "2024-01-15", ROJAS, QUISPE))
    twin = telling("a", replace(a.event, id="consult-99"))
    assert compare(a, twin) is None
    b = telling("b", call(TEXT, "2024-01-15", ROJAS, QUISPE))
    groups = cluster(
        {t.id: t.source.report for t in (a, twin, b)},
        {pair(a.id, b.id): 0.9, pair(twin.id, b.id): 0.9},
    )
    assert sorted(map(len, groups)) == [1, 2]


def _visit(status: Status, when: str | None, **given: Any) -> Event:
    text = "President Quispe's visit to Santiago about the fishing limits."
    return event(
        text,
        "visit",
        status=status,
        when=when,
        actors=(QUISPE,),
        recipients=(ROJAS,),
        channel=Channel.VISIT,
        mode="visit",
        level=Level.LEADERS,
        **given,
    )


def _join(*tellings: Telling) -> list[Merged]:
    links = {}
    for i, a in enumerate(tellings):
        for b in tellings[i + 1 :]:
            match = compare(a, b)
            if match is not None:
                links[pair(a.id, b.id)] = match.score
    by_id = {t.id: t for t in tellings}
    groups = cluster(
        {t.id: t.source.report for t in tellings},
        links,
        moved={t.id for t in tellings if t.event.status is Status.POSTPONED},
    )
    return [Merged(tuple(by_id[i] for i in g)) for g in groups]


def test_planned_moved_and_held_are_one_event_with_a_history() -> None:
    (found,) = _join(
        telling("a", _visit(Status.PLANNED, "2024-05-10"), "2024-04-20"),
        telling("b", _visit(Status.POSTPONED, "2024-06-03"), "2024-05-08"),
        telling("c", _visit(Status.HAPPENED, "2024-06-03"), "2024-06-04"),
    )
    assert found.status is Status.HAPPENED
    assert found.when == "2024-06-03"
    assert [(t.status, t.when) for t in found.history] == [
        (Status.PLANNED, "2024-05-10"),
        (Status.POSTPONED, "2024-06-03"),
        (Status.HAPPENED, "2024-06-03"),
    ]
    assert found.contradictions == ()


def test_a_late_report_of_the_plan_does_not_undo_that_it_was_held() -> None:
    (found,) = _join(
        telling("a", _visit(Status.HAPPENED, "2024-06-03"), "2024-06-04"),
        telling("b", _visit(Status.PLANNED, "2024-06-03"), "2024-06-05"),
    )
    assert found.status is Status.HAPPENED


def test_contradictions_stand_side_by_side() -> None:
    found = Merged(
        (
            telling("a", call(TEXT, "2024-01-15", ROJAS, QUISPE)),
            telling("b", call(TEXT, "2024-01-16", ROJAS, QUISPE)),
        )
    )
    (dates,) = found.contradictions
    assert dates.about == "date"
    assert {(v.value, v.tellings[0].source.report) for v in dates.values} == {
        ("2024-01-15", "a"),
        ("2024-01-16", "b"),
    }


def test_a_denial_is_kept_beside_what_it_denies() -> None:
    text = "Peruvian boats crossed the line and seized nets."
    seized = event(
        text,
        "seized",
        type=EventType.COERCE,
        when="2024-01-15",
        actors=(QUISPE,),
        recipients=(ROJAS,),
        says=(voice("Chile's navy", "CHL"),),
    )
    denied = replace(
        seized, status=Status.POSSIBLE, says=(voice("Peru's navy", "PER", Stance.DENIES),)
    )
    (found,) = _join(telling("a", seized), telling("b", denied))
    (said,) = found.contradictions
    assert [v.value for v in said.values] == ["asserted", "denied"]


def test_an_analysts_word_wins_over_every_link() -> None:
    reports = {"a": "1", "b": "2", "c": "3"}
    links = {("a", "b"): 0.95, ("b", "c"): 0.95, ("a", "c"): 0.95}
    assert cluster(reports, links) == [("a", "b", "c")]
    assert ("a", "b", "c") not in cluster(reports, links, parted=[("a", "b")])
    assert cluster(reports, {}, joined=[("a", "c")]) == [("a", "c"), ("b",)]


def test_a_guest_received_is_the_meeting_that_the_host_reports() -> None:
    """One report names the guest alone, for the host is who speaks."""
    welcome = "The President welcomed Luis Quispe of Peru."
    met = "Rojas and Quispe met in Santiago."
    lone = event(welcome, "welcomed", when="2024-01-15", actors=(QUISPE,), channel=Channel.MEETING)
    both = event(met, "met", when="2024-01-15", actors=(ROJAS, QUISPE), channel=Channel.MEETING)
    assert one(telling("a", lone), telling("b", both))
    other = replace(both, actors=(ROJAS, VEGA))
    assert not one(telling("a", lone), telling("b", other))
    assert not one(telling("a", replace(lone, when="2024-01-13")), telling("b", both))
    nobody = replace(lone, actors=(actor("PER"),), topics=())
    assert not one(telling("a", replace(nobody, when=None)), telling("b", both))


def test_one_publisher_means_two_days_by_two_days() -> None:
    a, b = (call(TEXT, f"2024-01-{d}", ROJAS, QUISPE) for d in (15, 16))
    mine = Telling(Source("a", "Office of the President", "2024-01-15"), a)
    assert one(mine, telling("b", b))
    assert not one(mine, Telling(Source("b", "Office of the President", "2024-01-16"), b))


def test_what_is_said_at_two_contacts_is_said_twice() -> None:
    text = "Rojas reaffirmed her support for Peru's right to the fishing grounds."
    support = event(
        text,
        "reaffirmed",
        type=EventType.SUPPORT,
        when="2024-01-15",
        actors=(ROJAS,),
        recipients=(actor("PER"),),
    )
    heard = [Occasion("2024-01-15", ("CHL", s), (("CHL", "Ana Rojas"),)) for s in ("BOL", "ECU")]
    told = [telling(str(n), support, occasion=o) for n, o in enumerate([*heard, heard[0], None])]
    assert not one(told[0], told[1])
    assert one(told[0], told[2])
    assert one(told[0], told[3])


def test_the_same_people_on_the_same_day_met_once_wherever_it_was() -> None:
    there, here = (
        event(TEXT, "spoke", when="2024-01-15", actors=(ROJAS, QUISPE), where=w)
        for w in (("Lima", "PER"), ("Arica", "CHL"))
    )
    assert one(telling("a", there), telling("b", here))
    unnamed = replace(here, actors=(actor("CHL"), actor("PER")))
    assert not one(telling("a", there), telling("b", unnamed))
