"""Writes serve/static/land.svg, the outline of the land that the world map is drawn over.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz      # somewhere else
    python training/knowledge/land.py package/land-110m.json

Natural Earth's land at 1:110m, version 4.1 (naturalearthdata.com), is in the public domain;
world-atlas carries it as TopoJSON. Antarctica and specks are left out, and what is left is
projected as the map is.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from dragoman.serve.world import HEIGHT, WIDTH, project

OUT = Path(__file__).parents[2] / "src/dragoman/serve/static/land.svg"
SOUTH = -60.0
SPECK = 1.5
"""Land smaller than this, in square units of the map, is not seen."""
Point = tuple[float, float]


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a quantised topology in degrees, longitude first."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        found.append(points)
    return found


def rings(topology: dict[str, Any]) -> list[list[Point]]:
    """The rings of all land; a negative number of an arc is that arc backwards."""
    known = arcs(topology)
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for numbers in polygon:
                ring: list[Point] = []
                for n in numbers:
                    part = known[n] if n >= 0 else known[~n][::-1]
                    ring += part[1:] if ring else part
                found.append(ring)
    return found


def drawn(ring: list[Point]) -> str:
    """A ring as a path, in steps from point to point; empty of a speck and far in the south."""
    if min(latitude for _, latitude in ring) < SOUTH:
        return ""
    # A point on the edge of the degrees belongs to the side on which the rest of its ring is.
    east = sum(longitude for longitude, _ in ring) > 0
    points: list[Point] = []
    for longitude, latitude in ring:
        inside = longitude if abs(longitude) < 179.99 else 179.99 if east else -179.99
        at = project(latitude, inside)
        if not points or points[-1] != at:
            points.append(at)
    around = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*points, points[0]]))
    if abs(around) / 2 < SPECK:
        return ""
    steps = [f"{x2 - x1:.1f} {y2 - y1:.1f}" for (x1, y1), (x2, y2) in pairwise(points)]
    return f"M{points[0][0]:g} {points[0][1]:g}l{' '.join(steps)}z".replace(" -", "-").replace(
        ".0", ""
    )


def main() -> None:
    """Writes the outline."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    path = "".join(drawn(ring) for ring in rings(topology))
    OUT.write_text(
        "<!-- Land of the world at 1:110m from Natural Earth 4.1 (naturalearthdata.com, public"
        " domain), in Patterson's projection; written by training/knowledge/land.py. -->\n"
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path id="land" d="{path}"/></svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
