"""How many of 200 labelled mentions are resolved right: states, and the person's name.

    who.py SHARED [--labels who_fresh.tsv] [--misses]

A label is right where the mention that covers it best has the same states, and the same name where
the label has one, in any of its spellings (see `dragoman.knowledge.alike`).
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

from dragoman import knowledge, language
from dragoman.knowledge.alike import alike, telling
from dragoman.knowledge.spelling import plain_name
from dragoman.read import when, who
from dragoman.read.document import Document, Mention
from dragoman.report import Report

LABELS = Path(__file__).with_name("who_200.tsv")


def best(mentions: tuple[Mention, ...], start: int, end: int) -> Mention | None:
    """The mention that shares most of its characters with a stretch."""
    rated = []
    for mention in mentions:
        shared = min(mention.end, end) - max(mention.start, start)
        if shared > 0:
            whole = max(mention.end, end) - min(mention.start, start)
            rated.append((shared / whole, -mention.start, mention))
    return max(rated, key=lambda r: r[:2])[2] if rated else None


def right(mention: Mention | None, states: set[str], name: str) -> bool:
    """True where a mention is resolved as labelled."""
    found = set(mention.states) if mention is not None else set()
    if found != states:
        return False
    if not name:
        return True
    names = {plain_name(a.name) for a in mention.actors if a.name} if mention is not None else set()
    wanted = set(plain_name(name).split())
    return any(
        n == plain_name(name)
        or alike(telling(n), telling(name))
        or (" " in n and (wanted <= set(n.split()) or set(n.split()) <= wanted))
        for n in names
    )


def main() -> None:
    """Prints the share that is right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--labels", default=LABELS.name)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    with LABELS.with_name(given.labels).open(encoding="utf-8") as lines:
        rows = list(csv.DictReader((x for x in lines if x[0] != "#"), delimiter="\t", quoting=3))
    wanted = {r["id"] for r in rows}
    reports = {}
    for path in sorted((given.shared / "news").glob("*.jsonl")):
        for line in path.open(encoding="utf-8"):
            row = json.loads(line)
            if row["id"] in wanted:
                reports[row["id"]] = row
    known = knowledge.load()
    count = 0
    for row in rows:
        raw = reports[row["id"]]
        report = Report.make(
            raw["text"], id=raw["id"], title=raw.get("title"), url=raw.get("url"),
            publisher=raw.get("publisher"), published=raw.get("published"), language="en",
        )  # fmt: skip
        body, title = language.analyse([report.text, report.title or ""])
        document = Document(report, body.sentences, known, title=title.sentences)
        document = document.having(times=when.times(document))
        mentions = who.mentions(document)
        start, end = int(row["start"]), int(row["end"])
        assert report.text[start:end] == row["text"], row["id"]
        mention = best(mentions, start, end)
        states = set(filter(None, row["states"].split("+")))
        ok = right(mention, states, row["name"])
        count += ok
        if not ok and given.misses:
            got = [(a.state, a.name) for a in mention.actors] if mention else None
            around = report.text[max(0, start - 160) : end + 50].replace("\n", " ")
            print(f"{row['text']!r} wanted {row['states']} {row['name']}; got {got}\n    {around}")
    print(f"{count} of {len(rows)} right: {100 * count / len(rows):.1f}%")


if __name__ == "__main__":
    main()
