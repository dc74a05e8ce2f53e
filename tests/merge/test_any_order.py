"""Merging is a function of the set of reports: no order of arrival, and no size of batch, shows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codes import Channel, Level, Status
from dragoman.ledger import Ledger
from dragoman.record import Record
from tests.made import actor, event, record

_SIDES = [actor("CHL", "Ana Rojas"), actor("PER", "Luis Quispe"), actor("BOL", "Eva Mamani")]
_MATTERS = ["the fishing limits", "a bridge at the border", "the price of copper"]


@st.composite
def _tellings(draw: st.DrawFn) -> list[Record]:
    found = []
    for n in range(draw(st.integers(2, 9))):
        a, b = draw(st.sampled_from([(0, 1), (0, 2), (1, 2)]))
        matter = draw(st.sampled_from(_MATTERS))
        text = f"In report {n} the two presidents spoke about {matter}."
        day = draw(st.integers(10, 16))
        held = event(
            text,
            "spoke",
            actors=(_SIDES[a], _SIDES[b]),
            when=draw(st.sampled_from([f"2024-01-{day}", "2024-01", None])),
            status=draw(st.sampled_from([Status.HAPPENED, Status.PLANNED, Status.POSTPONED])),
            channel=draw(st.sampled_from([Channel.PHONE, Channel.MEETING, None])),
            level=draw(st.sampled_from([Level.LEADERS, None])),
        )
        found.append(
            record(text, f"r{n}", [held], published=f"2024-01-{day + 1}", publisher=f"Paper {n}")
        )
    return found


def _groups(records: list[Record], batch: int) -> set[frozenset[str]]:
    with Ledger(":memory:") as ledger:
        ledger.add(records, batch_size=batch)
        grouped = {frozenset(t.source.report for t in e.tellings) for e in ledger.events()}
        stored = {
            frozenset(t.source.report for t in ledger.event(t0.id).tellings)
            for e in ledger.events()
            for t0 in e.tellings
        }
    assert grouped == stored
    return grouped


@settings(max_examples=25, deadline=None)
@given(_tellings(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_any_order_gives_the_same_events(records: list[Record], random: object, batch: int) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _groups(records, 64) == _groups(shuffled, batch)
