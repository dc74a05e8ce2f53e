"""The world map: where states stand, how arcs run, and what is left out is told."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import dragoman.serve.world as drawing
from dragoman.knowledge.world import load
from dragoman.ledger.overview import Pair
from dragoman.serve.world import ARCS, HEIGHT, WIDTH, capital, project, world


def pair(a: str, b: str, contacts: int = 1) -> Pair:
    return Pair(a, b, contacts, contacts, "2024-03-20")


def test_places_lie_as_on_a_map() -> None:
    lima, santiago, tokyo, oslo = (capital(c) or (-1, -1) for c in ("PER", "CHL", "JPN", "NOR"))
    assert lima[1] < santiago[1]  # further north
    assert oslo[0] < tokyo[0]  # further west
    for x, y in (lima, santiago, tokyo, oslo, project(-55, 180), project(82, -180)):
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    assert capital("NATO") is None


def test_an_arc_takes_the_shorter_way_round() -> None:
    drawn = world([pair("JPN", "USA"), pair("FRA", "USA")])
    pacific, atlantic = drawn.arcs
    assert pacific.path.count("M") == 2  # it leaves the map and comes back
    assert atlantic.path.count("M") == 1
    xs = [float(x) for x in re.findall(r"[MQ ](-?[\d.]+) -?[\d.]+", atlantic.path)]
    assert max(xs) - min(xs) < WIDTH / 2


def test_what_is_not_drawn_is_counted() -> None:
    codes = [c for c in load().states if capital(c)][: ARCS + 6]
    many = [pair("USA", c, 99 - n) for n, c in enumerate(codes) if c != "USA"]
    drawn = world([*many, pair("NATO", "USA", 50), pair("CHL", "FJI", 0)])
    assert len(drawn.arcs) == ARCS
    assert drawn.placeless == 1
    assert drawn.hidden == len(many) + 1 - ARCS
    widths = [arc.width for arc in drawn.arcs]
    assert widths == sorted(widths, reverse=True)


def test_names_do_not_lie_on_each_other() -> None:
    near = ["BEL", "NLD", "LUX", "DEU", "FRA", "CHE", "AUT", "CZE", "POL", "DNK", "GBR", "IRL"]
    drawn = world([pair("USA", c) for c in near])
    named = [d for d in drawn.dots if d.name]
    assert 2 <= len(named) < len(drawn.dots)
    boxes = []
    for d in named:
        width = 6.2 * len(d.name)
        start = d.x - width if d.left else d.x
        boxes.append((start, start + width, d.y))
    for n, (start, end, y) in enumerate(boxes):
        for other, stop, height in boxes[n + 1 :]:
            assert end <= other or stop <= start or abs(y - height) >= 14


@pytest.mark.parametrize("size", [150_000])
def test_the_land_comes_with_the_install_and_names_its_source(size: int) -> None:
    file = Path(drawing.__file__).parent / "static/land.svg"
    told = file.read_text(encoding="utf-8")
    assert len(told) < size
    assert "Natural Earth" in told
    assert "public domain" in told
    assert ET.fromstring(told.partition("-->")[2]).attrib["viewBox"] == f"0 0 {WIDTH} {HEIGHT}"
