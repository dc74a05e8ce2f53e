"""The world map: pairs of states with recent contacts as arcs between their capitals.

Drawn as SVG without a script or a style, over land whose outline comes with the install
(`static/land.svg`, Natural Earth, public domain). The projection is Patterson's, a flat one that
fills a rectangle; an arc takes the shorter way round, so one over the Pacific leaves the map on one
side and comes back on the other. What has no capital, such as an organisation, is not drawn, and
the page says so.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dragoman.dossier.sides import called
from dragoman.knowledge.world import load
from dragoman.ledger.overview import Pair

WIDTH, HEIGHT = 1000, 446
MIDDLE = 11.6
"""The meridian in the middle, in degrees east: the edges then run through the Bering Strait."""
NORTH = 83.0
ARCS, NAMES = 40, 16
"""Pairs that are drawn, and states that are named, at most."""
THIN, BROAD = 0.9, 6.0
"""The breadth of arcs."""
_LETTER, _LINE = 6.2, 14.0
"""Room that a letter and a line of a name need."""
SMALL = 2.2
"""How much larger names are drawn on a small screen, as the style sheet has it."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Arc:
    """A pair on the map: its path, how broad it is drawn, and what it says."""

    a: str
    b: str
    path: str
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A state on the map. `name` is empty where there is no room for it; `major` is named on small
    screens, too; `left` is true where the name stands to the left of the dot.
    """

    code: str
    x: float
    y: float
    radius: float
    name: str
    major: bool
    left: bool
    words: str


@dataclass(frozen=True, slots=True)
class Map:
    """What the template draws; `hidden` pairs with contacts are not on it, `placeless` of them
    because a side has no capital.
    """

    arcs: tuple[Arc, ...]
    dots: tuple[Dot, ...]
    hidden: int
    placeless: int


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place is on the map (Patterson's cylindrical projection)."""
    x = ((longitude - MIDDLE + 180) % 360) / 360 * WIDTH
    return round(x, 1), round((_north(NORTH) - _north(latitude)) * WIDTH / math.tau, 1)


def _north(latitude: float) -> float:
    phi = math.radians(latitude)
    squared = phi * phi
    return phi * (1.0148 + squared**2 * (0.23185 + squared * (-0.14499 + 0.02406 * squared)))


@lru_cache(maxsize=512)
def capital(code: str) -> tuple[float, float] | None:
    """Where a state is drawn: at its capital, else at its best known place; None of others."""
    known = load()
    found = known.states.get(code)
    if found is None:
        return None
    named = known.place(found.capital, code) if found.capital else None
    own = [named] if named is not None else [p for p in known.places if p.state == code]
    own = [p for p in own if p.latitude is not None and p.longitude is not None]
    best = next((p for p in own if p.kind == "capital"), own[0] if own else None)
    if best is None or best.latitude is None or best.longitude is None:
        return None
    return project(best.latitude, best.longitude)


def world(pairs: Iterable[Pair]) -> Map:
    """The map of some pairs, given with most contacts first; those without a contact are not on
    it.
    """
    held = [p for p in pairs if p.contacts]
    placed = [p for p in held if capital(p.a) and capital(p.b)]
    drawn = placed[:ARCS]
    weight: Counter[str] = Counter()
    for pair in drawn:
        weight[pair.a] += pair.contacts
        weight[pair.b] += pair.contacts
    most = max((p.contacts for p in drawn), default=1)
    # The broadest lie at the bottom, so that a thin one is not hidden.
    return Map(
        arcs=tuple(_arc(p, most) for p in drawn),
        dots=tuple(_dots(weight)),
        hidden=len(held) - len(drawn),
        placeless=len(held) - len(placed),
    )


def _arc(pair: Pair, most: int) -> Arc:
    start, end = capital(pair.a), capital(pair.b)
    assert start is not None  # only pairs with places are drawn
    assert end is not None
    (x1, y1), (x2, y2) = sorted((start, end))
    if x2 - x1 > WIDTH / 2:
        path = f"{_bow(x2 - WIDTH, y2, x1, y1)} {_bow(x2, y2, x1 + WIDTH, y1)}"
    else:
        path = _bow(x1, y1, x2, y2)
    last = f", last {pair.last}" if pair.last else ""
    return Arc(
        a=pair.a,
        b=pair.b,
        path=path,
        width=round(THIN + (BROAD - THIN) * (pair.contacts / most) ** 0.8, 1),
        words=f"{called(pair.a)} – {called(pair.b)}: {_contacts(pair.contacts)}{last}",
    )


def _bow(x1: float, y1: float, x2: float, y2: float) -> str:
    """A curve from left to right that bows upwards, as far as the map has room."""
    length = math.hypot(x2 - x1, y2 - y1)
    middle = (x1 + x2) / 2, (y1 + y2) / 2
    # At right angles to the line between the two, on the side that is up.
    over = 0.22 if length else 0.0
    cx = middle[0] + (y2 - y1) * over
    cy = max(middle[1] - (x2 - x1) * over, 4 - min(y1, y2))
    return f"M{x1:g} {y1:g}Q{cx:.1f} {cy:.1f} {x2:g} {y2:g}"


def _dots(weight: Counter[str]) -> Iterable[Dot]:
    """The states, those with most contacts first."""
    placed = [(code, n, at) for code, n in weight.most_common() if (at := capital(code))]
    shown = _named([(code, at) for code, _, at in placed], 1.0, NAMES)
    # On a small screen letters are larger beside the map, so that fewer have room.
    large = _named([(c, at) for c, _, at in placed if c in shown], SMALL, NAMES // 2, shown)
    for code, number, (x, y) in placed:
        yield Dot(
            code=code,
            x=x,
            y=y,
            radius=round(2.2 + min(number, 40) ** 0.5 * 0.6, 1),
            name=called(code) if code in shown else "",
            major=code in large,
            left=shown.get(code, False),
            words=f"{called(code)}: {_contacts(number)}",
        )


def _named(
    placed: list[tuple[str, tuple[float, float]]],
    size: float,
    most: int,
    sides: dict[str, bool] | None = None,
) -> dict[str, bool]:
    """Which states have room for their name, the first before the last, and whether it stands to
    the left of its dot; `sides` says so where that is settled.
    """
    taken: list[Box] = []
    found: dict[str, bool] = {}
    for code, (x, y) in placed:
        width = _LETTER * size * len(called(code)) + 8
        for left in (False, True) if sides is None else (sides[code],):
            start = x - width if left else x
            box = (start, y - _LINE * size / 2, start + width, y + _LINE * size / 2)
            fits = box[0] > 0 and box[2] < WIDTH and not any(_meet(box, t) for t in taken)
            if fits and len(found) < most:
                taken.append(box)
                found[code] = left
                break
    return found


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _contacts(number: int) -> str:
    return f"{number} contact{'s' if number != 1 else ''}"
