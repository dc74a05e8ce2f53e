"""What the tables hold, each read when first asked for, a user's rows before the package's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from dragoman.knowledge import (
    gatherings,
    happenings,
    offices,
    organisations,
    outlets,
    places,
    states,
)
from dragoman.knowledge.offices import Person, Term, Title
from dragoman.knowledge.organisations import Body, Organisation
from dragoman.knowledge.outlets import Outlet
from dragoman.knowledge.places import Located
from dragoman.knowledge.states import Seat, State
from dragoman.knowledge.tables import HERE, Column, cells, checked, several, to_stay

K = TypeVar("K")
T = TypeVar("T")

TABLES: dict[str, tuple[Column, ...]] = {
    "states.tsv": states.COLUMNS,
    "seats.tsv": states.SEAT_COLUMNS,
    "offices.tsv": offices.COLUMNS,
    "persons.tsv": offices.PERSON_COLUMNS,
    "titles.tsv": offices.TITLE_COLUMNS,
    "organisations.tsv": organisations.COLUMNS,
    "groups.tsv": organisations.COLUMNS,
    "bodies.tsv": organisations.BODY_COLUMNS,
    "outlets.tsv": outlets.COLUMNS,
    "portfolios.tsv": offices.PORTFOLIO_COLUMNS,
    "impersonal.tsv": offices.IMPERSONAL_COLUMNS,
    "gatherings.tsv": gatherings.COLUMNS,
    "happenings.tsv": happenings.COLUMNS,
    "places.tsv": places.COLUMNS,
    "cities.tsv": places.COLUMNS,
}
"""Every table, with its columns."""


class Collection:
    """What the tables hold, with a user's own rows first.

    Args:
        extra: a folder of tables of the same names and shapes as the package's.
    """

    def __init__(self, extra: Path | None = None) -> None:
        self.extra = extra
        self._located: dict[int, Located] = {}

    @cached_property
    @to_stay
    def states(self) -> dict[str, State]:
        """States by alpha-3 code."""
        return first_of((s.code, s) for s in self._read("states.tsv", states.state))

    @cached_property
    @to_stay
    def seats(self) -> tuple[Seat, ...]:
        """Seats and bodies whose name stands for an office."""
        return tuple(self._read("seats.tsv", states.seat))

    @cached_property
    @to_stay
    def terms(self) -> tuple[Term, ...]:
        """Every term in every office."""
        found = self._read("offices.tsv", offices.term)
        if self.extra is None:
            return tuple(found)
        return tuple(first_of(((t.state, t.office, t.name, t.start), t) for t in found).values())

    @cached_property
    @to_stay
    def persons(self) -> dict[str, Person]:
        """Everybody the tables know, by usual full name."""
        held: dict[str, list[Term]] = {}
        for term in self.terms:
            held.setdefault(term.name, []).append(term)
        table = self._read("persons.tsv", lambda c: (c[0], c[1] or None, c[2]))
        more = {name: (gender, aliases) for name, gender, aliases in reversed(table)}
        found = {}
        for name in dict.fromkeys([*more, *held]):
            gender, aliases = more.get(name, (None, ""))
            terms = held.get(name, [])
            if len(terms) > 1:
                terms.sort(key=lambda t: t.start or "", reverse=True)
            found[name] = Person(name, several(aliases), gender, tuple(terms))
        return found

    @cached_property
    @to_stay
    def titles(self) -> dict[str, tuple[Title, ...]]:
        """Titles of office by their words in lower case, those of particular states first."""
        found: dict[str, tuple[Title, ...]] = {}
        for title in self._read("titles.tsv", offices.title):
            found[title.phrase] = (*found.get(title.phrase, ()), title)
        return found

    @cached_property
    @to_stay
    def portfolios(self) -> frozenset[str]:
        """Words of what an office is for ("affairs", "treasury")."""
        return frozenset(self._read("portfolios.tsv", lambda c: c[0]))

    @cached_property
    @to_stay
    def impersonal(self) -> dict[str, str]:
        """Words that no person's name holds, with where in it: first, last, or empty, anywhere."""
        return dict(self._read("impersonal.tsv", lambda c: (c[0], c[1])))

    @cached_property
    @to_stay
    def organisations(self) -> tuple[Organisation, ...]:
        """International organisations, then groups and parties."""
        made = organisations.organisation
        return (*self._read("organisations.tsv", made), *self._read("groups.tsv", made))

    @cached_property
    @to_stay
    def bodies(self) -> dict[str, Body]:
        """Words that name a body of a state, in lower case."""
        return first_of((b.phrase, b) for b in self._read("bodies.tsv", organisations.body))

    @cached_property
    @to_stay
    def outlets(self) -> tuple[Outlet, ...]:
        """Who publishes."""
        return tuple(self._read("outlets.tsv", outlets.outlet))

    @cached_property
    @to_stay
    def gatherings(self) -> tuple[gatherings.Sitting, ...]:
        """Sittings of summits, assemblies and games."""
        return tuple(self._read("gatherings.tsv", gatherings.sitting))

    @cached_property
    @to_stay
    def happenings(self) -> tuple[happenings.Happening, ...]:
        """Wars, treaties, attacks, votes and independences whose days are known."""
        return tuple(self._read("happenings.tsv", happenings.happening))

    @cached_property
    @to_stay
    def places(self) -> tuple[Located, ...]:
        """The gazetteer."""
        return tuple([self.located(row) for row in range(len(self._place_rows))])

    def located(self, row: int) -> Located:
        """The place of a row of the gazetteer: few of its many are ever asked for."""
        found = self._located.get(row)
        if found is None:
            found = self._located[row] = places.located(self._place_rows[row])
        return found

    @cached_property
    @to_stay
    def _place_rows(self) -> list[list[str]]:
        return self._read("places.tsv", _as_it_is) + self._read("cities.tsv", _as_it_is)

    def _read(self, table: str, made: Callable[[list[str]], T]) -> list[T]:
        columns = TABLES[table]
        found: list[T] = []
        if self.extra is not None:
            own = self.extra / table
            if own.is_file():
                found += [made(row) for _, row in checked(own, columns)]
            found += self._dictionaries(table)
        return found + [made(row) for row in cells(HERE / table, columns)]

    def _dictionaries(self, table: str) -> list[T]:
        from dragoman.knowledge import petrarch

        assert self.extra is not None
        if table == "organisations.tsv":  # before ours, so that the user's codes hold
            files = sorted(self.extra.glob("*actors*.txt"))
            return [a for f in files for a in petrarch.actors(f)]  # type: ignore[misc]
        if table == "bodies.tsv":
            files = sorted(self.extra.glob("*agents*.txt"))
            return [a for f in files for a in petrarch.agents(f)]  # type: ignore[misc]
        return []


def _as_it_is(row: list[str]) -> list[str]:
    return row


def first_of(pairs: Iterable[tuple[K, T]]) -> dict[K, T]:
    """The pairs as a dictionary in which the first of a key stands."""
    found: dict[K, T] = {}
    for name, thing in pairs:
        found.setdefault(name, thing)
    return found
