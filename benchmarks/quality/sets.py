"""What is measured: each development set, read as a user's reports are, and its figures.

A figure is in percent and better when it is higher, save those named in `LOWER`.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.quality import shared, singles
from dragoman import language
from dragoman.read.reader import read_many
from dragoman.record import Record

Figures = dict[str, float]

LOWER = frozenset({"no_events"})
"""Sets whose figures are better when they are lower."""

_FIELDS = ("events", "any_type", "+status", "+when", "+says", "full", "dyads", "quotes")


def records(work: Path) -> Figures:
    """`records.dev`: the codebook's records of 40 real reports, whole and core."""
    reports = [report(r) for r in shared.rows("gold/events/records.dev.reports.jsonl")]
    system = {r.id: r.to_dict() for r in read_many(reports)}
    _write(work / "records.jsonl", system.values())
    score = shared.scorer("record_score")
    gold = score.load(shared.path("gold/events/records.dev.gold.jsonl"))
    found: Figures = {}
    for name, only_core in (("all", False), ("core", True)):
        result, _ = score.score(gold, system, only_core=only_core)
        fields = _FIELDS if name == "all" else _FIELDS[:6]
        found.update({f"{name}.{k.lstrip('+')}": result[k][0] for k in fields})
    return found


def no_events(_: Path) -> Figures:
    """200 sentences with nothing between states: events made up, a hundred sentences."""
    sentences = list(shared.rows("gold/events/no_events.dev.jsonl"))
    made_up = sum(
        len(r.events) for r in read_many({"id": s["id"], "text": s["text"]} for s in sentences)
    )
    return {"per_100_sentences": 100 * made_up / len(sentences)}


def attribution(_: Path) -> Figures:
    """PolNeAR: source, cue and content, exact fragments, and who said what (linked)."""
    from benchmarks.quality.says import documents, plain
    from dragoman.read import says

    gold = {r["id"]: r for r in shared.rows("gold/says/polnear.dev.jsonl")}
    found = documents(r["text"] for r in gold.values())
    system = {
        name: {"id": name, "attributions": [plain(q) for q in says.attributed(document)]}
        for name, document in zip(gold, found, strict=True)
    }
    score = shared.scorer("attrib_score").score(gold, system)
    figures = {role: score["frag"][role][2] for role in ("source", "cue", "content")}
    return {**figures, "linked": score["linked"][2]}


def trees(work: Path) -> Figures:
    """English-EWT and English-GUM from raw text: tokens, sentences, labelled attachment."""
    figures: Figures = {}
    score = shared.scorer("tree_score")
    for name in ("ewt", "gum"):
        gold = shared.path(f"train/{name}-dev.jsonl")
        texts = {d: score.lay_out(s)[0] for d, s in score.documents(gold).items()}
        system = work / f"{name}.jsonl"
        _write(system, _read_trees(texts))
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            score.main([str(gold), str(system)])
        for measure, value in re.findall(r"(\w+) F1 ([\d.]+)", told.getvalue()):
            figures[f"{name}.{measure.lower()}"] = float(value)
    return figures


def times(_: Path) -> Figures:
    """TempEval-3, WikiWars and MEANTIME: temporal expressions with their value."""
    from benchmarks.quality.times import ours

    figures: Figures = {}
    for name, file in (("te3", "te3"), ("wikiwars", "wikiwars"), ("meantime", "meantime_timex")):
        rows = list(shared.rows(f"gold/time/{file}.dev.jsonl"))
        gold = {r["id"]: r for r in rows}
        found = zip(gold, ours(rows), strict=True)
        system = {i: {"id": i, "timexes": times} for i, times in found}
        score = shared.scorer("timex_score").score(gold, system)
        for measure in ("relaxed", "value", "edtf"):
            figures[f"{name}.{measure}"] = score[measure]["F1"]
    return figures


SETS: dict[str, Callable[[Path], Figures]] = {
    "records": records,
    "no_events": no_events,
    "plv": singles.plv,
    "ud_petrarch": singles.ud_petrarch,
    "polnear": attribution,
    "trees": trees,
    "times": times,
}
"""Every set by the name that it has in `pinned.toml`."""


def _read_trees(texts: dict[str, str]) -> Iterable[dict[str, Any]]:
    for name, analysis in zip(texts, language.analyse(list(texts.values())), strict=True):
        yield {
            "doc": name,
            "sentences": [
                {
                    "tokens": [
                        {"start": t.start, "end": t.end, "head": t.head, "relation": t.relation}
                        for t in s.tokens
                    ]
                }
                for s in analysis.sentences
            ],
        }


def report(row: dict[str, Any]) -> dict[str, str]:
    """What `read_many` takes, of a row of a set."""
    fields = ("id", "text", "title", "url", "publisher", "published")
    return {f: row[f] for f in fields if row.get(f)} | {"language": row.get("lang") or "en"}


def _write(path: Path, found: Iterable[Record | dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in found:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
