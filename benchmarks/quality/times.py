"""Times: how well they are found and dated, with dateparser beside.

    python -m benchmarks.quality.times [--dateparser] [--events]

Prints a table of the time sets (te3, wikiwars, meantime_timex) and the speed. `--dateparser` takes
minutes. `--events` reads `records.build` with the encoder: how many of its events get their date,
and whether the interval of a report whose day is hidden holds that day (of `records.dev` as well,
whose gold is not looked at).
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from benchmarks.quality import shared
from dragoman import knowledge, language
from dragoman.codes import EventType, Status
from dragoman.dates import earliest, latest
from dragoman.language.sentence import Analysis
from dragoman.read import when
from dragoman.read.document import Candidate, Document
from dragoman.read.temporal.tagger import tag
from dragoman.record import Why
from dragoman.report import Report

SETS = ("te3", "wikiwars", "meantime_timex")
MEASURES = ("strict", "relaxed", "type", "value", "edtf")
Timexes = list[dict[str, Any]]


def day_of(row: dict[str, Any]) -> date | None:
    """The day a text of a time set was written; MEANTIME has one written day first."""
    given = row.get("dct") or ""
    if found := re.match(r"\d{4}-\d{2}-\d{2}", given):
        return date.fromisoformat(found.group())
    if found := re.fullmatch(r"(\d{2})-(\d{2})-(\d{4})", given):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return None


def ours(rows: Sequence[dict[str, Any]]) -> list[Timexes]:
    """The times that the program finds."""
    found = []
    for row in rows:
        times = tag(row["text"], day_of(row))
        found.append(
            [
                {"start": t.start, "end": t.end, "type": t.type, "value": t.value, "edtf": t.edtf}
                for t in times
            ]
        )
    return found


def dateparsers(rows: Sequence[dict[str, Any]]) -> list[Timexes]:
    """The dates that dateparser's search finds, every one taken for a day."""
    from dateparser.search import search_dates  # type: ignore[import-untyped,unused-ignore]

    found = []
    for row in rows:
        day = day_of(row)
        base = datetime.combine(day, datetime.min.time()) if day else datetime(2000, 1, 1)
        timexes: Timexes = []
        for paragraph in re.finditer(r"[^\n]+", row["text"]):
            at = 0
            hits = search_dates(
                paragraph.group(), languages=["en"], settings={"RELATIVE_BASE": base}
            )
            for words, moment in hits or ():
                start = paragraph.group().find(words, at)
                if start < 0:
                    continue
                at = start + len(words)
                value = moment.date().isoformat()
                timexes.append(
                    {
                        "start": paragraph.start() + start,
                        "end": paragraph.start() + at,
                        "type": "DATE",
                        "value": value,
                        "edtf": value,
                    }
                )
        found.append(timexes)
    return found


def table(*, with_dateparser: bool) -> None:
    """Prints the figures of the time sets."""
    score = shared.scorer("timex_score").score
    print(f"{'set':20s}{'program':12s}" + "".join(f"{m:>9s}" for m in MEASURES))
    for name in SETS:
        rows = list(shared.rows(f"gold/time/{name}.dev.jsonl"))
        programs: dict[str, Callable[[], list[Timexes]]] = {
            "dragoman": lambda rows=rows: ours(rows)  # type: ignore[misc]
        }
        if with_dateparser:
            programs["dateparser"] = lambda rows=rows: dateparsers(rows)  # type: ignore[misc]
        for program, find in programs.items():
            system = {r["id"]: {"timexes": t} for r, t in zip(rows, find(), strict=True)}
            result = score({r["id"]: r for r in rows}, system)
            figures = "".join(f"{result[m]['F1']:9.1f}" for m in MEASURES)
            print(f"{name + '.dev':20s}{program:12s}{figures}")


def document(row: dict[str, Any], analysis: Analysis, *, hidden: bool) -> Document:
    """A report with its times; without its day where that is hidden."""
    report = Report.make(
        row["text"],
        id=row["id"],
        published=None if hidden else row["published"],
        publisher=row.get("publisher"),
    )
    made = Document(report, analysis.sentences, knowledge.load())
    made = made.having(times=when.times(made))
    return made.having(dated=when.dated(made))


def candidate(made: Document, event: dict[str, Any]) -> Candidate | None:
    """A gold event as the program would hold it before its date is asked for."""
    start = made.text.find(event["evidence"])
    at = made.text.find(event["trigger"], max(start, 0))
    sentence = made.sentence_at(at) if at >= 0 else None
    if sentence is None:
        return None
    end = at + len(event["trigger"])
    covered = [t for t in sentence.tokens if t.start < end and t.end > at]
    inside = {t.index for t in covered}
    heads = [t for t in covered if t.head not in inside]
    head = next((t for t in heads if t.upos in ("VERB", "NOUN", "PROPN")), heads[0])
    return Candidate(
        sentence.index,
        head.index,
        covered[0].index,
        covered[-1].index + 1,
        EventType(event["type"]),
        Why("lexicon", "gold"),
        status=Status(event["status"]),
        background=bool(event.get("background")),
    )


def events_and_reports() -> None:
    """Prints how many events of `records.build` get their date, and how `dated` holds."""
    for name in ("build", "dev"):
        rows = list(shared.rows(f"gold/events/records.{name}.reports.jsonl"))
        analyses = language.analyse([r["text"] for r in rows])
        if name == "build":
            gold = {g["id"]: g for g in shared.rows("gold/events/records.build.gold.jsonl")}
            right = total = 0
            for row, analysis in zip(rows, analyses, strict=True):
                made = document(row, analysis, hidden=False)
                for event in gold[row["id"]].get("events", ()):
                    asked = candidate(made, event)
                    if asked is not None:
                        total += 1
                        right += when.date_of(made, asked)[0] == event.get("when")
            print(f"records.build: {right} of {total} events dated as in the gold")
        held = named = short = 0
        for row, analysis in zip(rows, analyses, strict=True):
            day = when.local_day(document(row, analysis, hidden=False))
            dated = document(row, analysis, hidden=True).dated
            first = earliest(dated.edtf) if dated else None
            last = latest(dated.edtf) if dated else None
            holds = day is not None and (first is None or first <= day)
            holds = holds and (last is None or (day is not None and day <= last))
            held += holds
            if re.search(r"\b(?:19|20)\d\d\b", row["text"]):
                named += 1
                near = first is not None and last is not None and (last - first).days < 366
                short += holds and near
        print(
            f"records.{name}, day hidden: the interval holds it in {held} of {len(rows)}; shorter"
            f" than a year in {short} of the {named} that name a year"
        )


def _sentences(row: dict[str, Any]) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-Z“\"`])", row["text"].strip())


def speed() -> None:
    """Prints sentences a second of processor time beyond the encoder."""
    rows = list(shared.rows("gold/time/te3.dev.jsonl"))
    count = sum(len(s) for s in map(_sentences, rows))
    started = time.process_time()
    ours(rows)
    taken = time.process_time() - started
    print(f"speed: {count / taken:,.0f} sentences a second beyond the encoder ({count} sentences)")


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--dateparser", action="store_true", help="measure dateparser as well")
    parser.add_argument("--events", action="store_true", help="dates of events and of reports")
    given = parser.parse_args()
    table(with_dateparser=given.dateparser)
    speed()
    if given.events:
        events_and_reports()


if __name__ == "__main__":
    main()
