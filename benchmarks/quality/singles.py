"""Who did what to whom in single sentences: PLV (both sides and root) and UD-PETRARCH's records.

    python -m benchmarks.quality.singles [--misses plv|ud_petrarch]

PLV: the share of sentences of which an event has the marked sides and the root, the mean over the
five folds by hash of the id that the shared scorer knows, and the share whose sides alone are
found. Nothing of the reader is fitted to a fold but the confidence of an event, and that on other
sentences' status; the figure is of one reading. UD-PETRARCH: F1 of type and both sides, and of both
sides alone, over invented states that come in as a user's own dictionaries do, in a process of its
own, since tables are loaded once. `--misses` prints what was asked beside what was found.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.quality import shared

PLV = "gold/events/plv_train.jsonl"
UD = "gold/events/ud_petrarch_validate.dev.jsonl"
DICTIONARIES = ("gold/events/ud_petrarch_actors.txt", "gold/events/ud_petrarch_agents.txt")
FOLDS = 5


def plv(work: Path) -> dict[str, float]:
    """`end_to_end` and `sides`, the mean of five folds."""
    gold = shared.path(PLV)
    system = work / "plv.jsonl"
    _read(list(shared.rows(PLV)), system)
    lines = [
        _told("plv_score", str(gold), str(system), "--folds", str(FOLDS), "--fold", str(k))
        for k in range(FOLDS)
    ]
    return {
        "end_to_end": 100 * fmean(_figure(r"end to end ([\d.]+)", x) for x in lines),
        "sides": 100 * fmean(_figure(r"both sides ([\d.]+)", x) for x in lines),
    }


def ud_petrarch(work: Path) -> dict[str, float]:
    """`events` (type and both sides) and `sides`, F1, with the set's own dictionaries."""
    tables = work / "tables"
    tables.mkdir(exist_ok=True)
    for name in DICTIONARIES:
        shutil.copy(shared.path(name), tables)
    system = work / "ud.jsonl"
    subprocess.run(
        [sys.executable, "-m", "benchmarks.quality.singles", "--read", UD, str(system)],
        check=True,
        cwd=shared.ROOT,
        env={**os.environ, "DRAGOMAN_KNOWLEDGE": str(tables)},
    )
    line = _told("ud_score", str(shared.path(UD)), str(system))
    return {
        "events": 100 * _figure(r"type and both sides F1 ([\d.]+)", line),
        "sides": 100 * _figure(r", both sides F1 ([\d.]+)", line),
    }


def _read(sentences: list[dict[str, Any]], target: Path) -> None:
    from dragoman.read.reader import read_many

    records = read_many({"id": s["id"], "text": s["text"]} for s in sentences)
    with target.open("w", encoding="utf-8") as file:
        for record in records:
            events = record.to_dict()["events"]
            file.write(json.dumps({"id": record.id, "events": events}, ensure_ascii=False) + "\n")


def _told(scorer: str, *arguments: str) -> str:
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        shared.scorer(scorer).main([*arguments])
    return told.getvalue()


def _figure(pattern: str, line: str) -> float:
    found = re.search(pattern, line)
    assert found is not None, line
    return float(found[1])


def _misses(name: str, work: Path) -> None:
    """Prints sentences whose sides and type were not found, with what was found in them."""
    {"plv": plv, "ud_petrarch": ud_petrarch}[name](work)
    gold = shared.rows(PLV if name == "plv" else UD)
    lines = (work / ("plv.jsonl" if name == "plv" else "ud.jsonl")).read_text("utf-8").splitlines()
    system = {r["id"]: r for r in map(json.loads, lines)}
    score = shared.scorer("plv_score")
    for g in gold:
        found = system[g["id"]]["events"]
        if name == "plv" and any(
            score.words(x.get("actors")) & score.words(g["events"][0]["source"])
            and (score.words(x.get("recipients")) or score.words(x.get("actors")))
            & score.words(g["events"][0]["target"])
            and score.root(x["type"], x.get("status")) == g["events"][0]["type"]
            for x in found
        ):
            continue
        fold = int(hashlib.sha256(g["id"].encode()).hexdigest(), 16) % FOLDS
        print(f"\n{g['id']} (fold {fold}): {g['text']}")
        for e in g["events"]:
            sides = [[p.get("text") or p.get("code") for p in e[k]] for k in ("source", "target")]
            print(f"  asked {e['type']:<10} {sides[0]} → {sides[1]}")
        for e in found:
            sides = [
                [p.get("text") or p.get("state") for p in e.get(k) or ()]
                for k in ("actors", "recipients")
            ]
            print(f"  found {e['type']:<10} {sides[0]} → {sides[1]} · {e.get('status')}")


def main(arguments: Sequence[str]) -> int:
    """Measures, or reads a set for a process that has other tables."""
    if arguments[:1] == ["--read"]:
        _read(list(shared.rows(arguments[1])), Path(arguments[2]))
        return 0
    with tempfile.TemporaryDirectory() as work:
        if arguments[:1] == ["--misses"]:
            _misses(arguments[1], Path(work))
            return 0
        for name, measured in (("plv", plv), ("ud_petrarch", ud_petrarch)):
            for key, value in measured(Path(work)).items():
                print(f"{name}.{key:<12} {value:5.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
