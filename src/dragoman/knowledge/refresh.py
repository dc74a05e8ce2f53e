"""Renews terms in office from Wikidata (CC0) into a user's own folder of tables.

One query an office is asked of the endpoint, in SPARQL's JSON; every row that can be read becomes a
row of `offices.tsv`, names in the spelling that the tables already use. The table is written whole
or not at all: a refresh that fails, or brings much less than there was, leaves the old one.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.errors import InputError, ModelError
from dragoman.knowledge.offices import COLUMNS
from dragoman.knowledge.tables import rows
from dragoman.knowledge.world import Knowledge, load

ENDPOINT = "https://query.wikidata.org/sparql"
SOURCE = "wikidata"
OFFICES = {
    "head_of_state": ("P35", None, "President"),
    "head_of_government": ("P6", None, "Prime Minister"),
    "foreign_minister": (None, "Q7330070", "Foreign Minister"),
    "defence_minister": (None, "Q2518691", "Defence Minister"),
}
"""Of each office: the property of the state that names its holder, or the class of the position,
and the title where the answer has none.
"""
_SINCE = 2010
_WHOLE = 0.5
"""A refresh that has less than this share of the rows it would replace is taken for broken."""
_ITEM = re.compile(r"Q\d+\Z")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})T")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh wrote: the table, its rows by office, and how many answers were unreadable."""

    table: Path
    rows: dict[str, int]
    unread: int


def query(office: str) -> str:
    """The SPARQL that asks for every holder of an office since 2010, with the state's code."""
    direct, position, _ = OFFICES[office]
    if direct is not None:
        arm = f"?country p:{direct} ?held . ?held ps:{direct} ?person ."
        named = {"P35": "P1906", "P6": "P1313"}[direct]
        arm += f" OPTIONAL {{ ?country wdt:{named} ?position }}"
    else:
        arm = (
            f"?position wdt:P279* wd:{position} ; wdt:P1001 ?country . "
            "?person p:P39 ?held . ?held ps:P39 ?position ."
        )
    return f"""SELECT ?iso3 ?positionLabel ?personLabel ?start ?end WHERE {{
  ?country wdt:P298 ?iso3 . FILTER NOT EXISTS {{ ?country wdt:P576 ?gone }}
  {arm}
  MINUS {{ ?held wikibase:rank wikibase:DeprecatedRank }}
  ?held pq:P580 ?start . OPTIONAL {{ ?held pq:P582 ?end }}
  FILTER(!BOUND(?end) || YEAR(?end) >= {_SINCE})
  SERVICE wikibase:label {{ bd:serviceParam wikibase:language "en,mul" }}
}}"""


def refresh(
    folder: str | Path,
    *,
    endpoint: str = ENDPOINT,
    today: date | None = None,
    timeout: float = 90.0,
) -> Refreshed:
    """Asks Wikidata for who held which office, and writes `offices.tsv` in a folder.

    Rows of that table that did not come from Wikidata are kept and stand first.

    Args:
        folder: The user's folder of tables, made if it is not there; `DRAGOMAN_KNOWLEDGE` should
            name it.
        endpoint: The SPARQL service to ask.
        today: The day on which open terms are known to run; by default the clock's.
        timeout: Seconds to wait for one answer.

    Returns:
        What was written.

    Raises:
        InputError: the service cannot be reached, or its answer is none; the old table stays.
        ModelError: the old table is broken, or the new one would hold much less; the old one stays.
    """
    table = Path(folder) / "offices.tsv"
    own, before = _old(table)
    known = load()
    seen = (today or date.today()).isoformat()
    made: dict[str, list[list[str]]] = {}
    unread = 0
    for office in OFFICES:
        answer = _ask(endpoint, query(office), timeout)
        made[office], failed = _rows(office, answer, known, seen)
        unread += failed
    new = [row for found in made.values() for row in found]
    if len(new) < max(1, _WHOLE * before):
        raise ModelError(
            f"{endpoint}: {len(new)} rows came where {table} has {before}; the table was left as "
            "it is; try again later"
        )
    _write(table, [*own, *new], seen)
    return Refreshed(table, {office: len(found) for office, found in made.items()}, unread)


def _old(table: Path) -> tuple[list[list[str]], int]:
    """The rows of a table that are the user's own, and how many are not."""
    if not table.is_file():
        return [], 0
    held = [cells for _, cells in rows(table, COLUMNS)]
    own = [cells for cells in held if cells[-1] != SOURCE]
    return own, len(held) - len(own)


def _ask(endpoint: str, sparql: str, timeout: float) -> list[dict[str, Any]]:
    import httpx

    headers = {
        "Accept": "application/sparql-results+json",
        "User-Agent": "dragoman (reads diplomatic news; knowledge refresh)",
    }
    try:
        reply = httpx.get(
            endpoint, params={"query": sparql}, headers=headers, timeout=timeout,
            follow_redirects=True,
        )  # fmt: skip
        reply.raise_for_status()
        found = reply.json()["results"]["bindings"]
    except httpx.HTTPError as error:
        status = getattr(getattr(error, "response", None), "status_code", None)
        why = f"status {status}" if status else (str(error) or type(error).__name__)
        raise InputError(
            f"{endpoint}: cannot be asked ({why}); the old table stays; try again later"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{endpoint}: the answer is no SPARQL JSON; the old table stays; check the address"
        ) from error
    if not isinstance(found, list):
        raise InputError(f"{endpoint}: the answer has no list of bindings; the old table stays")
    return [b for b in found if isinstance(b, dict)]


def _rows(
    office: str, answer: Iterable[dict[str, Any]], known: Knowledge, seen: str
) -> tuple[list[list[str]], int]:
    """The rows of an office, each person's term once, and how many bindings could not be read."""
    found: dict[tuple[str, str, str], list[str]] = {}
    failed = 0
    for binding in answer:
        state, name = _value(binding, "iso3"), _value(binding, "personLabel")
        start, end = _day(_value(binding, "start")), _day(_value(binding, "end"))
        if state not in known.states or not name or _ITEM.match(name) or not start:
            failed += 1
            continue
        if end and end < start:
            failed += 1
            continue
        person = known.person(name)
        name = person.name if person is not None else name
        title = _title(_value(binding, "positionLabel"), office)
        row = [state, office, title, name, start, end, "" if end else seen, "", SOURCE]
        found.setdefault((state, name, start), row)
    return [found[k] for k in sorted(found)], failed


def _value(binding: dict[str, Any], name: str) -> str:
    cell = binding.get(name)
    value = cell.get("value", "") if isinstance(cell, dict) else ""
    return " ".join(str(value).split())


def _day(value: str) -> str:
    """A day as the tables write it; a first of January stands for a year, as Wikidata has it."""
    match = _DAY.match(value)
    if match is None:
        return ""
    year, month, day = match.groups()
    if (month, day) == ("01", "01"):
        return year
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _title(label: str, office: str) -> str:
    """A position's label without its state ("President of India" → "President")."""
    short = re.split(r" of (?:the )?(?=[A-Z])", label, maxsplit=1)[0].strip()
    if not short or _ITEM.match(short) or office in ("foreign_minister", "defence_minister"):
        return OFFICES[office][2]
    return short[:1].upper() + short[1:]


def _write(table: Path, new: list[list[str]], seen: str) -> None:
    """Puts a table in the place of the old one in a single step."""
    lines = [f"# Renewed from Wikidata (CC0) on {seen}; rows of another source are your own."]
    lines.append("\t".join(c.name for c in COLUMNS))
    lines += ["\t".join(cells) for cells in new]
    try:
        table.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=table.parent, prefix=".offices-", suffix=".tmp")
    except OSError as error:
        raise InputError(
            f"{table.parent}: cannot be written to ({error}); choose another"
        ) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, table)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise InputError(f"{table}: cannot be written ({error}); the old table stays") from error
