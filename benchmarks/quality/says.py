"""Who says what, measured: PolNeAR, GUM's nested attributions, and the quotations of records.

    python -m benchmarks.quality.says [polnear] [gum] [records] [--split dev|build] [--json]

The scorers and sets are those of the shared folder (`../shared`, or `DRAGOMAN_SHARED`). PolNeAR and
GUM are read with `says.attributed`, records whole. "No speech verb" is the linked recall over the
attributions of which no word of the cue is a verb of saying, denying or asking ("'s claim", ":",
"according to", "wants", "in the view of"); "nested" that over attributions inside another.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.quality import shared
from dragoman import knowledge, language
from dragoman.read import says
from dragoman.read.cues import cues
from dragoman.read.document import Document
from dragoman.read.reader import read_many
from dragoman.record import Quotation
from dragoman.report import Report

PEERS = {"textacy": 15.4, "GenderGapTracker": 39.1, "two people": 75.2}
"""Linked F1 of others on PolNeAR's development part (the shared folder's README)."""
SPEECH = frozenset({"say", "deny", "ask"})


def documents(texts: Iterable[str]) -> Iterator[Document]:
    """Texts analysed, with no mentions: extents alone are measured here."""
    texts = list(texts)
    known = knowledge.load()
    for text, analysis in zip(texts, language.analyse(texts), strict=True):
        yield Document(
            Report.make(text), analysis.sentences, known, attributions=analysis.attributions
        )


def plain(quotation: Quotation) -> dict[str, Any]:
    """An attribution as the scorer reads it."""
    cue = quotation.cue
    return {
        "source": [[s.start, s.end] for s in quotation.source],
        "cue": [] if cue is None else [[cue.start, cue.end]],
        "content": [[s.start, s.end] for s in quotation.content],
    }


def attribution(name: str, apart: str) -> dict[str, Any]:
    """Scores of one set of attributions; `apart` names the attributions whose recall is shown
    alone.
    """
    rows = list(shared.rows(name))
    score = shared.scorer("attrib_score")
    gold = {r["id"]: r for r in rows}
    found = {
        r["id"]: {"attributions": [plain(q) for q in says.attributed(d)]}
        for r, d in zip(rows, documents(r["text"] for r in rows), strict=True)
    }
    result: dict[str, Any] = score.score(gold, found)
    some = {
        i: {**r, "attributions": [a for a in r["attributions"] if _apart(r["text"], a, apart)]}
        for i, r in gold.items()
    }
    alone = score.score(some, found)
    result[apart] = {"recall": alone["linked"][1], "n": alone["n"]["gold"]}
    return result


def _apart(text: str, row: dict[str, Any], kind: str) -> bool:
    if kind == "nested":
        return int(row.get("depth") or 1) > 1
    words = re.findall(r"\w+", " ".join(text[s:e] for s, e in row["cue"]).lower())
    return not any(_speech(w) for w in words)


def _speech(word: str) -> bool:
    stems = {word, *(word[:-n] for n in (1, 2, 3) if len(word) > n + 2)}
    stems |= {s + "e" for s in stems} | ({"say"} if word in {"said", "says"} else set())
    stems |= {"tell"} if word == "told" else {"write"} if word == "wrote" else set()
    table = cues()
    return any((s, "verb") in table and table[s, "verb"].sort in SPEECH for s in stems)


def records(split: str) -> dict[str, Any]:
    """Scores of whole records: quotations and says among them."""
    reports = shared.rows(f"gold/events/records.{split}.reports.jsonl")
    found = {r.id: json.loads(r.to_json()) for r in read_many(reports)}
    gold = {r["id"]: r for r in shared.rows(f"gold/events/records.{split}.gold.jsonl")}
    result, counts = shared.scorer("record_score").score(gold, found)
    return {**result, "n": {"gold": counts["gq"], "pred": counts["sq"]}}


def main(arguments: list[str]) -> int:
    """Prints the figures asked for."""
    split = arguments[arguments.index("--split") + 1] if "--split" in arguments else "dev"
    sets = [a for a in arguments if a in {"polnear", "gum", "records"}]
    figures: dict[str, Any] = {}
    for name in sets or ["polnear", "gum", "records"]:
        if name == "polnear":
            figures[name] = attribution("gold/says/polnear.dev.jsonl", "no speech verb")
        elif name == "gum":
            figures[name] = attribution("gold/says/gum_attrib.dev.jsonl", "nested")
        else:
            figures[f"records.{split}"] = records(split)
    if "--json" in arguments:
        print(json.dumps(figures))
        return 0
    for name, result in figures.items():
        print(name)
        if name.startswith("records"):
            for key in ("quotes", "says", "+says", "events"):
                print(
                    f"  {key:15s} F1 {result[key][0]:5.1f}  P {result[key][1]:5.1f}"
                    f"  R {result[key][2]:5.1f}"
                )
            print("  quotations     ", result["n"])
            continue
        for role in ("source", "cue", "content"):
            p, r, f = result["frag"][role]
            print(f"  exact {role:9s} F1 {f:5.1f}  P {p:5.1f}  R {r:5.1f}")
        p, r, f = result["linked"]
        print(f"  linked          F1 {f:5.1f}  P {p:5.1f}  R {r:5.1f}", result["n"])
        if name == "polnear":
            print("  beside it        " + ", ".join(f"{who} {f}" for who, f in PEERS.items()))
        apart = "nested" if name == "gum" else "no speech verb"
        print(f"  {apart:15s}  R {result[apart]['recall']:5.1f}", f"of {result[apart]['n']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
