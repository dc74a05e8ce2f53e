"""The quality gate: no figure on a development set may fall below the one that is pinned.

    python -m benchmarks.quality.gate [SET…] [--pin]

Figures are written to `results.json`, pins stand in `pinned.toml`. `--pin` raises the pins to what
was measured just now; it never lowers one. The tolerance is for processors whose int8 arithmetic
rounds otherwise, and for a rule that gains in general and loses an event of a small set; it is no
room to get worse in, for pins stay where they are.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality import shared

HERE = Path(__file__).parent
PINNED = HERE / "pinned.toml"
RESULTS = HERE / "results.json"
HEAD = """# What the reader reached on the development sets, in percent. No figure may fall below.
# Raised with `python -m benchmarks.quality.gate --pin`. Events of `no_events` are made-up ones a
# hundred sentences: there less is better.
"""

TOLERANCE = {"records": 1.2, "no_events": 1.0}
"""Points by which a figure may miss its pin, where not 0.5: in 40 reports, two events are 1.2."""


def main(arguments: Sequence[str]) -> int:
    """Measures, compares, writes; the exit status is 1 where a figure fell."""
    chosen = [a for a in arguments if not a.startswith("-")]
    if shared.folder() is None:
        print("quality gate: the development sets are not at hand, so nothing was measured; set")
        print("DRAGOMAN_SHARED to their folder")
        return 1 if os.environ.get("CI") else 0
    from benchmarks.quality import sets

    if unknown := [c for c in chosen if c not in sets.SETS]:
        print(f"quality gate: {unknown[0]} is no set; there are {', '.join(sets.SETS)}")
        return 2
    pinned = load_pins()
    measured: dict[str, dict[str, float]] = {}
    failed = []
    with tempfile.TemporaryDirectory() as work:
        for name in chosen or sets.SETS:
            started = time.perf_counter()
            measured[name] = {k: round(v, 1) for k, v in sets.SETS[name](Path(work)).items()}
            print(f"{name} ({time.perf_counter() - started:.0f} s)")
            lower = name in sets.LOWER
            failed += compare(name, measured[name], pinned, TOLERANCE.get(name, 0.5), lower)
    write_results(measured)
    if "--pin" in arguments:
        PINNED.write_text(pins_text(raised(pinned, measured, sets.LOWER)), encoding="utf-8")
        print(f"pins raised in {PINNED.name}")
    for line in failed:
        print(f"FELL: {line}")
    return 1 if failed else 0


def load_pins() -> dict[str, dict[str, float]]:
    """The pinned figures, by set."""
    if not PINNED.exists():
        return {}
    with PINNED.open("rb") as file:
        told = tomllib.load(file)
    return {k: v for k, v in told.items() if isinstance(v, dict)}


def compare(
    name: str,
    measured: dict[str, float],
    pinned: dict[str, dict[str, float]],
    allowed: float,
    lower: bool,
) -> list[str]:
    """Prints each figure beside its pin; returns a line for each that fell, or is gone."""
    pins = pinned.get(name, {})
    failed = [f"{name} {k} is no longer measured" for k in pins if k not in measured]
    for key, value in measured.items():
        pin = pins.get(key)
        print(
            f"  {key:<18} {value:6.1f}" + (f"   pinned {pin:6.1f}" if pin is not None else "   new")
        )
        if pin is None:
            continue
        if (value > pin + allowed) if lower else (value < pin - allowed):
            failed.append(f"{name} {key}: {value:.1f}, pinned {pin:.1f}")
    return failed


def raised(
    pinned: dict[str, dict[str, float]],
    measured: dict[str, dict[str, float]],
    lower: frozenset[str],
) -> dict[str, dict[str, float]]:
    """The pins, each moved to what was measured where that is better."""
    found = {name: dict(pins) for name, pins in pinned.items()}
    for name, figures in measured.items():
        best = min if name in lower else max
        for key, value in figures.items():
            held = found.setdefault(name, {})
            held[key] = best(held[key], value) if key in held else value
    return found


def pins_text(pins: dict[str, dict[str, float]]) -> str:
    """The pins as TOML."""
    lines = [HEAD.rstrip()]
    for name, figures in pins.items():
        lines += ["", f"[{name}]"]
        lines += [f'"{key}" = {value:.1f}' for key, value in figures.items()]
    return "\n".join(lines) + "\n"


def write_results(measured: dict[str, dict[str, float]]) -> None:
    """Writes the figures with the reader they are of; sets not measured now keep theirs."""
    from dragoman.read.version import reader

    told = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    held = told.get("figures", {})
    text = json.dumps({"reader": reader(), "figures": {**held, **measured}}, indent=1)
    RESULTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
