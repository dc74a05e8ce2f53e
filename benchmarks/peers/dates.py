"""Temporal expressions: Dragoman, dateparser and HeidelTime on the same documents, in one run.

    python -m venv /tmp/peers
    /tmp/peers/bin/pip install -r benchmarks/peers/requirements-dates.txt
    python -m benchmarks.peers.dates --peers /tmp/peers/bin/python [--write]

Prints the F1 of exact extents, types, values and EDTF values (`../shared/score`), and documents a
second, which for the peers hold the start of their program: dateparser's once a set, HeidelTime's
once a document, as its package runs it. `--write` keeps them in `dates.json`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality import shared
from benchmarks.quality.times import SETS, Timexes, day_of, ours

HERE = Path(__file__).parent
NARRATIVE = frozenset({"wikiwars"})
"""Sets of histories, whose day is that on which they were fetched: HeidelTime has a mode for them,
in which its authors measured it.
"""
PEERS = ("dateparser", "heideltime")
MEASURES = ("strict", "type", "value", "edtf")


def theirs(
    python: str, peer: str, rows: Sequence[dict[str, Any]], narrative: bool
) -> list[Timexes]:
    """What another program finds, in an environment of its own."""
    given = "".join(
        json.dumps(
            {
                "id": r["id"],
                "text": r["text"],
                "day": str(day_of(r) or "") or None,
                "narrative": narrative,
            }
        )
        + "\n"
        for r in rows
    )
    done = subprocess.run(
        [python, str(HERE / "find_dates.py"), peer],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{peer}: {done.stderr.strip().splitlines()[-1]}")
    return [json.loads(line)["timexes"] for line in done.stdout.splitlines()]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", help="the interpreter of the peers' environment")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--sets", nargs="*", default=SETS, choices=SETS)
    given = parser.parse_args()
    score = shared.scorer("timex_score").score
    kept: dict[str, dict[str, dict[str, float]]] = {}
    print(f"{'set':18s}{'program':12s}" + "".join(f"{m:>9s}" for m in MEASURES) + "  documents/s")
    for name in given.sets:
        rows = list(shared.rows(f"gold/time/{name}.dev.jsonl"))
        for program in ("dragoman", *(PEERS if given.peers else ())):
            began = time.perf_counter()
            if program == "dragoman":
                found = ours(rows)
            else:
                found = theirs(given.peers, program, rows, name in NARRATIVE)
            rate = len(rows) / (time.perf_counter() - began)
            system = {r["id"]: {"timexes": t} for r, t in zip(rows, found, strict=True)}
            result = score({r["id"]: r for r in rows}, system)
            figures = {m: round(result[m]["F1"], 1) for m in MEASURES}
            kept.setdefault(name, {})[program] = {**figures, "documents_per_second": round(rate, 2)}
            told = "".join(f"{figures[m]:9.1f}" for m in MEASURES)
            print(f"{name:18s}{program:12s}{told}{rate:13.2f}", flush=True)
    if given.write:
        (HERE / "dates.json").write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
