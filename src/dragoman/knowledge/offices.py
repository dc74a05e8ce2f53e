"""Who held which office when, and which words name an office.

A term is a row with a beginning and an end; `~` marks one that was inferred (from a successor, or
from news). `seen` is the last day on which an open term was known to run: past that nobody is said
to hold the office still.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dragoman.knowledge.tables import Column, among, among_or_none, code, day, sector, several

LEVELS = ("leaders", "ministers", "officials", "envoys")
COLUMNS = (
    code(),
    Column(
        "office", True, lambda c: c.replace("_", "").isalpha() and c.islower(), "a_word_of_ours"
    ),
    Column("title", True),
    Column("name", True),
    day("start"),
    day("end"),
    day("seen"),
    Column("sector"),
    Column("source"),
)
PERSON_COLUMNS = (
    Column("name", True),
    Column("gender", False, lambda c: c in "fm", "f or m"),
    Column("aliases"),
)
PORTFOLIO_COLUMNS = (Column("word", True),)
IMPERSONAL_COLUMNS = (Column("word", True), among_or_none("place", "first", "last"))
TITLE_COLUMNS = (
    Column("phrase", True),
    Column("office", True),
    among("level", *LEVELS),
    sector(),
    Column("states"),
)
GRACE = 400
"""Days past `seen` for which an open term is still taken to run."""


class Term(NamedTuple):
    """One person's term in one office. Bounds are dates, months or years as EDTF, `~` taken off."""

    state: str
    office: str
    title: str
    name: str
    start: str | None
    end: str | None
    seen: str | None
    sector: str
    source: str | None = None
    inferred: bool = False

    def begins_after(self, day: str | None) -> bool:
        """True where the term begins after `day` (a date, or the end of a date/date interval)."""
        if day is None or self.start is None:
            return False
        last = (day.partition("/")[2] or day).strip(".~?")
        return bool(last) and _low(self.start) > _high(last)

    def holds(self, day: str | None) -> bool:
        """True where the term is known to run on `day` (a date, or a date/date interval: then on
        some day of it).

        Without a day, true of a term that has not ended.
        """
        if day is None:
            return self.end is None
        first = day.partition("/")[0].strip(".~?")
        if self.begins_after(day):
            return False
        if self.end:
            return not first or _high(self.end) >= _low(first)
        return not (self.seen and first and _later(self.seen) < _low(first))


class Person(NamedTuple):
    """Somebody the tables know: the usual full name, other spellings, and terms, newest first.

    `gender` is "f" or "m" where the table says so.
    """

    name: str
    aliases: tuple[str, ...] = ()
    gender: str | None = None
    terms: tuple[Term, ...] = ()

    def term(self, day: str | None = None, state: str | None = None) -> Term | None:
        """The term that runs on `day`, the one that began last where there are several.

        Where none is known to run then, the last that had begun by that day.
        """
        terms = [t for t in self.terms if state is None or t.state == state]
        return next((t for t in terms if t.holds(day)), None)

    def last_term(self, day: str | None = None) -> Term | None:
        """The last term that began by `day`, whether or not it still ran; the newest without."""
        limit = (day or "9999").rpartition("/")[2].strip(".~?") or "9999"
        return next((t for t in self.terms if _low(t.start or "0000") <= _high(limit)), None)


@dataclass(frozen=True, slots=True)
class Title:
    """Words that name an office ("foreign secretary"): which one, at what level, in which states.

    `states` is empty where the words mean the same everywhere.
    """

    phrase: str
    office: str
    level: str
    sector: str
    states: tuple[str, ...]


def term(cells: list[str]) -> Term:
    """A row of offices.tsv."""
    state, office, title, name, start, end, seen, sector, source = cells
    inferred = "~" in start or "~" in end
    if inferred:
        start, end = start.lstrip("~"), end.lstrip("~")
    return Term(
        state,
        office,
        title,
        name,
        start or None,
        end or None,
        seen or None,
        sector or ("GOV" if len(state) == 3 and state not in ORGANISED else "IGO"),
        source or None,
        inferred,
    )


ORGANISED = frozenset({"UNO", "EUU", "SCO", "LAS", "OAS", "OIC", "IMF", "WBG", "WTO", "WHO"})
"""Three-letter codes of the codebook that are organisations, whose officers are of sector IGO."""


def title(cells: list[str]) -> Title:
    """A row of titles.tsv."""
    return Title(cells[0], cells[1], cells[2], cells[3], several(cells[4]))


def _low(edtf: str) -> str:
    return edtf + "-01-01"[len(edtf) - 4 :] if len(edtf) < 10 else edtf[:10]


def _high(edtf: str) -> str:
    return edtf + "-12-31"[len(edtf) - 4 :] if len(edtf) < 10 else edtf[:10]


def _later(edtf: str) -> str:
    """The day `GRACE` days on, in whole years and months: these are bounds, not reckonings."""
    year, month, *rest = _high(edtf).split("-")
    months = int(year) * 12 + int(month) - 1 + GRACE // 30
    return "-".join([f"{months // 12:04d}", f"{months % 12 + 1:02d}", *rest])
