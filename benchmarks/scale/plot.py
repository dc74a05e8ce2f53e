"""Draws what a record costs to keep as the ledger grows, from `results/ledger-*.json`.

Sizes stand on a logarithmic scale: a straight level line is a cost that does not grow.

    python -m benchmarks.scale.plot
"""

from __future__ import annotations

import json
import math

from benchmarks.scale.ledger import RESULTS

PARTS = {"cpu_ms_a_record": "in all", "merging_cpu_ms_a_record": "of it merging"}
COLOURS = ("#1b6ca8", "#8fbbd9", "#a8471b", "#d9a98f")
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640, 360, 60, 20, 190, 50


def lines() -> dict[str, list[tuple[float, float]]]:
    """Of each database and part the points: tellings in the ledger, milliseconds a record."""
    found: dict[str, list[tuple[float, float]]] = {}
    for file in sorted(RESULTS.glob("ledger-*.json")):
        name = file.stem.removeprefix("ledger-")
        for key, part in PARTS.items():
            found[f"{name}, {part}"] = [
                (r["tellings"], r["ingest"][key]) for r in json.loads(file.read_text())
            ]
    return found


def draw(given: dict[str, list[tuple[float, float]]]) -> str:
    """The lines as SVG."""
    sizes = [x for points in given.values() for x, _ in points]
    low, high = math.floor(math.log10(min(sizes))), math.ceil(math.log10(max(sizes)))
    top = math.ceil(max(y for points in given.values() for _, y in points))
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def place(x: float, y: float) -> tuple[float, float]:
        share = (math.log10(x) - low) / (high - low)
        return LEFT + share * across, TOP + (1 - y / top) * down

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for power in range(low, high + 1):
        x, y = place(10**power, 0)
        parts.append(f'<path d="M{x:.1f} {TOP}V{y:.1f}" stroke="#ddd"/>')
        parts.append(
            f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle">{10**power:,}</text>'
        )
    for step in range(top + 1):
        x, y = place(10**low, step)
        parts.append(f'<path d="M{x:.1f} {y:.1f}H{LEFT + across}" stroke="#ddd"/>')
        parts.append(f'<text x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{step}</text>')
    for n, (name, points) in enumerate(given.items()):
        colour = COLOURS[n % len(COLOURS)]
        where = [place(x, y) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in where)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in where]
        y = TOP + 12 + 18 * n
        parts.append(f'<text x="{WIDTH - RIGHT + 12}" y="{y}" fill="{colour}">{name}</text>')
    parts.append(
        f'<text x="{LEFT + across / 2}" y="{HEIGHT - 8}" text-anchor="middle">'
        "tellings of events in the ledger</text>"
    )
    parts.append(
        f'<text transform="translate(16 {TOP + down / 2}) rotate(-90)" text-anchor="middle">'
        "processor time a record, ms</text></svg>"
    )
    return "\n".join(parts) + "\n"


def main() -> None:
    """Writes `results/cost.svg`."""
    (RESULTS / "cost.svg").write_text(draw(lines()))


if __name__ == "__main__":
    main()
