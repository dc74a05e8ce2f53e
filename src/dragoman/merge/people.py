"""Whether two tellings have the same people: names by state, the sides, who does it to whom.

Different people of one state exclude each other; states by themselves tell little, for one pair
meets often. A telling of one side alone is held against one of both with what else is known of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dragoman.codes import EventType
from dragoman.knowledge import load
from dragoman.merge.block import AHEAD, FEW, pairs
from dragoman.merge.telling import Telling, once, same_name
from dragoman.record import Actor


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a comparison: its value, 0 to 1, and what it rests on in words."""

    name: str
    value: float
    why: str


def same_people(a: Telling, b: Telling) -> Part | None:
    """How far two tellings have the same people, None where they exclude each other."""
    mine, theirs = _named(a), _named(b)
    both = set(mine) & set(theirs)
    same = {s: {n for n in mine[s] if any(same_name(n, m) for m in theirs[s])} for s in both}
    met = [s for s in both if same[s]]
    apart = [s for s in both if not same[s]]
    # In a gathering, two reports may name different people of one delegation.
    crowd = min(len(a.states), len(b.states)) > FEW
    if apart and not (crowd and met):
        return None
    if a.event.type is EventType.CONSULT and not crowd and _each_with_another(a, b):
        return None
    states = set(a.states), set(b.states)
    share = len(states[0] & states[1]) / len(states[0] | states[1])
    if not set(pairs(a)) & set(pairs(b)):
        return _whole(a, b, sorted(n for s in met for n in same[s]))
    if met:
        value = (1.0 if len(met) > 1 else 0.75) * share
        return Part("people", value, ", ".join(sorted(n for s in met for n in same[s])))
    if a.event.level and b.event.level and a.event.level != b.event.level:
        return Part("people", 0.2, f"{a.event.level} and {b.event.level}")
    if a.event.level and a.event.level == b.event.level:
        return Part("people", 0.7 * share, f"both {a.event.level}")
    shown = "the same states, nobody named by both"
    if len(states[0]) > 2 and states[0] == states[1]:
        return Part("people", 0.8, shown)  # three states seldom do two things on one day
    return Part("people", (0.65 if _same_way(a, b) else 0.45) * share, shown)


def shared_names(a: Telling, b: Telling) -> tuple[str, ...]:
    """Names of `a` that `b` has for the same state, in order."""
    mine, theirs = _named(a), _named(b)
    both = (n for s in mine for n in mine[s] if any(same_name(n, m) for m in theirs.get(s, ())))
    return tuple(sorted(both))


def _each_with_another(a: Telling, b: Telling) -> bool:
    """True where each names somebody of a side that the other has not at all: one host, two guests.

    A telling that leaves a side out is none of that: it names nobody whom the other does not have.
    """
    return bool(set(_named(a)) - set(b.states)) and bool(set(_named(b)) - set(a.states))


def _same_way(a: Telling, b: Telling) -> bool:
    """True where one state does it to another in both; a contact has no such direction."""
    ways = [(codes(t.event.actors), codes(t.event.recipients)) for t in (a, b)]
    return ways[0] == ways[1] and all(ways[0])


def _whole(a: Telling, b: Telling, met: list[str]) -> Part | None:
    """A telling of one side beside one of both.

    A government that tells of a guest leaves its own part unsaid; one that names nobody but itself
    may mean anybody. Without a day of its own a plan is too little to go by.
    """
    part, full = sorted((a, b), key=lambda t: len(t.states))
    teller = office(part.source.publisher)
    if teller == part.states[0]:
        return None
    if any(t.event.status in AHEAD and t.event.when is None for t in (a, b)):
        return None
    value = 0.3 + 0.4 * bool(met) + 0.2 * (teller in full.states)
    shown = ", ".join(met) or "nobody named by both"
    return Part("people", value, f"{shown}; only {part.states[0]} in {part.source.report}")


@lru_cache(maxsize=1024)
def office(publisher: str | None) -> str | None:
    """The state whose own office publishes under that name, None of any other publisher."""
    found = load().outlet(publisher) if publisher else None
    return found.state if found is not None and found.official else None


@once
def _named(telling: Telling) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for actor in telling.event.actors + telling.event.recipients:
        if actor.name and actor.state:
            found.setdefault(actor.state, set()).add(actor.name)
    return found


def codes(actors: Iterable[Actor]) -> set[str]:
    """The codes of some actors."""
    return {a.state for a in actors if a.state}
