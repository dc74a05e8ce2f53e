"""Looks the tables over: broken rows, terms that overlap or leave gaps, terms that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

from dragoman.knowledge.collection import TABLES
from dragoman.knowledge.offices import COLUMNS, ORGANISED, Term, term
from dragoman.knowledge.spelling import key
from dragoman.knowledge.tables import HERE, Fault, faults, rows, several
from dragoman.knowledge.world import Knowledge

SINGLE = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")
"""Offices that one person holds at a time, save where `SHARED` says otherwise."""
SHARED = frozenset({("BIH", "head_of_state"), ("SMR", "head_of_state"), ("AND", "head_of_state")})
"""Collective heads of state: Bosnia's presidency, San Marino's captains, Andorra's co-princes."""
_MAX_YEARS = 75


def check(extra: str | Path | None = None) -> list[Fault]:
    """Everything that is wrong with the package's tables, or with a user's in the folder `extra`.

    Broken cells come first, then double names, unknown states, impossible terms, overlaps longer
    than a month and gaps longer than half a year in offices that one person holds at a time.
    """
    folder = HERE if extra is None else Path(extra)
    found: list[Fault] = []
    for table, columns in TABLES.items():
        if (folder / table).is_file():
            found += faults(folder / table, columns)
    if found:
        return found
    known = Knowledge(None if extra is None else folder)
    found += _doubled(folder)
    found += _unknown(folder, known)
    if (folder / "offices.tsv").is_file():
        found += _terms(folder)
    return found


def _doubled(folder: Path) -> Iterator[Fault]:
    """Two rows of one table for one thing."""
    for table in ("states.tsv", "organisations.tsv", "outlets.tsv", "bodies.tsv", "persons.tsv"):
        seen: dict[str, int] = {}
        if not (folder / table).is_file():
            continue
        at = 1 if table == "organisations.tsv" else 0
        for line, cells in rows(folder / table, TABLES[table]):
            first = seen.setdefault(key(cells[at]), line)
            if first != line:
                yield Fault(table, line, f"{cells[at]!r} stands on line {first} already")


def _unknown(folder: Path, known: Knowledge) -> Iterator[Fault]:
    """Codes that no table of states or organisations has."""
    codes = set(known.states) | {o.code for o in known.organisations if o.code}
    for table, columns in TABLES.items():
        if table == "states.tsv" or not (folder / table).is_file():
            continue
        names = [c.name for c in columns]
        wanted = [i for i, n in enumerate(names) if n in ("state", "states", "members")]
        for line, cells in rows(folder / table, columns):
            for i in wanted:
                for code in several(cells[i]):
                    if code not in codes:
                        yield Fault(table, line, f"{code!r} is no state or organisation we know")


def _terms(folder: Path) -> Iterator[Fault]:
    offices: dict[tuple[str, str], list[tuple[int, Term]]] = {}
    for line, cells in rows(folder / "offices.tsv", COLUMNS):
        held = term(cells)
        first, last = _first(held), _last(held)
        if first is not None and last is not None:
            if last < first:
                yield Fault("offices.tsv", line, f"{held.name} ends before the term begins")
            elif last.year - first.year > _MAX_YEARS:
                yield Fault("offices.tsv", line, f"{held.name} for over {_MAX_YEARS} years")
        if first is not None and held.seen and held.seen < first.isoformat()[: len(held.seen)]:
            yield Fault("offices.tsv", line, f"{held.name} was seen before the term begins")
        offices.setdefault((held.state, held.office), []).append((line, held))
    for (state, office), terms in offices.items():
        if office in SINGLE and (state, office) not in SHARED and state not in ORGANISED:
            yield from _succession(state, office, terms)


def _succession(state: str, office: str, terms: list[tuple[int, Term]]) -> Iterator[Fault]:
    dated = sorted(((_first(t), n, t) for n, t in terms if t.start), key=lambda x: (x[0], x[1]))
    for (_, _, before), (began, line, after) in pairwise(dated):
        assert began is not None
        ended = _last(before)
        what = f"{state} {office}: {before.name} and {after.name}"
        if ended is None:
            if before.name != after.name:
                yield Fault("offices.tsv", line, f"{what} overlap; the first has no end")
        elif (ended - began).days > 31 and _exact(before.end) and _exact(after.start):
            yield Fault("offices.tsv", line, f"{what} overlap by {(ended - began).days} days")
        elif (began - ended).days > 183:
            yield Fault("offices.tsv", line, f"gap of {(began - ended).days} days: {what}")


def _exact(day: str | None) -> bool:
    return day is not None and len(day) == 10


def _first(held: Term) -> date | None:
    return _date(held.start, "-01-01")


def _last(held: Term) -> date | None:
    return _date(held.end, "-12-28")


def _date(value: str | None, rest: str) -> date | None:
    if value is None:
        return None
    return date.fromisoformat(value if len(value) == 10 else value + rest[len(value) - 4 :])
