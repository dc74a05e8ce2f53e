"""What is known of the world, table by table, each read when first asked for.

Look-ups are exact: a name, code, alias or demonym as written (curly quotes, accents and a leading
"the" apart), never something that merely resembles it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from dragoman.errors import ModelError
from dragoman.knowledge import offices, organisations, outlets, places, states
from dragoman.knowledge.offices import Person, Term, Title
from dragoman.knowledge.organisations import Body, Organisation
from dragoman.knowledge.outlets import Outlet
from dragoman.knowledge.places import Located
from dragoman.knowledge.spelling import bare, common, forms, key, plain_name, spellings
from dragoman.knowledge.states import Seat, State
from dragoman.knowledge.tables import HERE, Column, checked, rows

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
    "places.tsv": places.COLUMNS,
    "cities.tsv": places.COLUMNS,
}
"""Every table, with its columns."""

_FAMILY_FIRST = frozenset(("CHN", "KOR", "PRK", "VNM", "TWN", "KHM", "HKG", "SGP"))
Thing = State | Seat | Organisation | Outlet | Located | Person
K = TypeVar("K")
T = TypeVar("T")


class Named(NamedTuple):
    """What a name stands for: `how` is name, adjective, people, capital, seat, organisation,
    outlet, place or person.
    """

    how: str
    thing: Thing


class Knowledge:
    """The tables, with a user's own rows before the package's.

    Args:
        extra: a folder of tables of the same names and shapes as the package's; its rows come
            first, and take the place of rows that name the same thing. It may also hold actor and
            agent dictionaries of UD-PETRARCH (`*actors*.txt`, `*agents*.txt`).
    """

    def __init__(self, extra: Path | None = None) -> None:
        self.extra = extra

    # The tables.

    @cached_property
    def states(self) -> dict[str, State]:
        """States by alpha-3 code."""
        return _first((s.code, s) for s in self._read("states.tsv", states.state))

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """Seats and bodies whose name stands for an office."""
        return tuple(self._read("seats.tsv", states.seat))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Every term in every office."""
        found = self._read("offices.tsv", offices.term)
        return tuple(_first(((t.state, t.office, t.name, t.start), t) for t in found).values())

    @cached_property
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
            terms = sorted(held.get(name, ()), key=lambda t: t.start or "", reverse=True)
            spellings = tuple(a.strip() for a in aliases.split(";")) if aliases else ()
            found[name] = Person(name, spellings, gender, tuple(terms))
        return found

    @cached_property
    def titles(self) -> dict[str, tuple[Title, ...]]:
        """Titles of office by their words in lower case, those of particular states first."""
        found: dict[str, tuple[Title, ...]] = {}
        for title in self._read("titles.tsv", offices.title):
            found[title.phrase] = (*found.get(title.phrase, ()), title)
        return found

    @cached_property
    def portfolios(self) -> frozenset[str]:
        """Words of what an office is for ("affairs", "treasury")."""
        return frozenset(self._read("portfolios.tsv", lambda c: c[0]))

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """International organisations, then groups and parties."""
        made = organisations.organisation
        return (*self._read("organisations.tsv", made), *self._read("groups.tsv", made))

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """Words that name a body of a state, in lower case."""
        return _first((b.phrase, b) for b in self._read("bodies.tsv", organisations.body))

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """Who publishes."""
        return tuple(self._read("outlets.tsv", outlets.outlet))

    @cached_property
    def places(self) -> tuple[Located, ...]:
        """The gazetteer."""
        made = places.located
        return (*self._read("places.tsv", made), *self._read("cities.tsv", made))

    # Questions.

    def state(self, name: str) -> State | None:
        """The state of a code, name, alias or adjective; None if there is none.

        Codes are alpha-3 or alpha-2; case does not matter.
        """
        wanted = name.strip()
        if len(wanted) == 3 and wanted.upper() in self.states:
            return self.states[wanted.upper()]
        return self._state_names.get(key(wanted).casefold())

    def holders(self, state: str, office: str | None = None, day: str | None = None) -> list[Term]:
        """Who held `office` of `state` (a code) on `day`, the last to begin first.

        Without `office`, holders of every office; without `day`, those whose term has not ended.
        `office` is a word of the table: head_of_state, head_of_government, foreign_minister, …
        """
        found = [
            t
            for t in self._terms_of.get(state, ())
            if (office is None or t.office == office) and t.holds(day)
        ]
        return sorted(found, key=lambda t: t.start or "", reverse=True)

    def holder(self, state: str, office: str, day: str | None = None) -> Term | None:
        """The one who held `office` on `day`: of several, the last to begin.

        None where `day` is an interval in which one followed another: which of them is meant would
        be a guess.
        """
        found = self.holders(state, office, day)
        if day is not None and "/" in day and len({t.name for t in found}) > 1:
            return None
        return next(iter(found), None)

    def person(self, name: str) -> Person | None:
        """The person of a full name or another spelling of it; None where nobody or several are."""
        found = self.people(name)
        return found[0] if len(found) == 1 else None

    def people(self, name: str) -> tuple[Person, ...]:
        """Everybody of that name: a full name, another spelling, or a surname alone."""
        return self._people.get(plain_name(name), ())

    def surnamed(self, word: str) -> tuple[Person, ...]:
        """Everybody whose full name has that word at its end or, where families come first, at its
        beginning; the word in lower case, without accents.
        """
        return self._surnames.get(word, ())

    def outlet(self, name: str) -> Outlet | None:
        """The outlet of a name or of a web address."""
        found = self._outlet_names.get(key(name).casefold())
        if found is None and (host := outlets.host(name)):
            while found is None and "." in host:
                found = self._outlet_hosts.get(host)
                host = host.partition(".")[2]
        return found

    def organisation(self, name: str) -> Organisation | None:
        """The organisation, party or group of a name, abbreviation or code."""
        return self._organisation_names.get(key(name)) or self._organisation_names.get(
            key(name).upper()
        )

    def place(self, name: str, state: str | None = None) -> Located | None:
        """The place of a name: the best known, or the one that lies in `state`.

        The name of a state means that state, not a town or a province that is called like it,
        unless `state` asks for that one.
        """
        found = self._place_names.get(key(name)) or self._place_names.get(bare(key(name))) or ()
        if state is None and (called := self.state(name)) is not None:
            state = called.code
        return next((p for p in found if state is None or p.state == state), None)

    def named(self, words: str) -> tuple[Named, ...]:
        """All that a phrase names, exactly as written: states, seats, organisations, places, ….

        Persons are not among them: ask `people`.
        """
        wanted = key(words)
        return self.names.get(wanted) or self.names.get(bare(wanted)) or ()

    def adjective(self, word: str) -> tuple[State, ...]:
        """The states that a demonym stands for, adjective or people, the likeliest first."""
        found = self.named(word)
        return tuple(
            n.thing
            for n in found
            if n.how in ("adjective", "people") and isinstance(n.thing, State)
        )

    def title_of(self, state: str | None, words: str) -> Title | None:
        """The office that words such as "foreign secretary" name, in `state` if that is known."""
        found = self.titles.get(words.casefold(), ())
        for title in found:
            if state is not None and state in title.states:
                return title
        return next((t for t in found if not t.states), found[0] if found else None)

    def code_name(self, code: str) -> str:
        """The usual name of a code of a state or an organisation; the code itself if unknown."""
        if code in self.states:
            return self.states[code].name
        return next(
            (o.name for o in self.organisations if o.code == code and o.international), code
        )

    # Indices.

    @cached_property
    def names(self) -> dict[str, tuple[Named, ...]]:
        """Every name but persons', by `key`."""
        found: dict[str, tuple[Named, ...]] = {}

        def put(name: str, how: str, thing: Thing) -> None:
            for spelt in forms(name):
                held = found.get(spelt)
                if held is None:
                    found[spelt] = (Named(how, thing),)
                elif not any(n.thing is thing for n in held):
                    found[spelt] = (*held, Named(how, thing))

        for state in self.states.values():
            for how, words in (
                ("name", state.names),
                ("adjective", state.adjectives),
                ("people", state.people),
                ("capital", state.capitals),
            ):
                for name in words:
                    put(name, how, state)
        for how, things in (
            ("seat", self.seats),
            ("organisation", self.organisations),
            ("outlet", self.outlets),
        ):
            for thing in things:
                for name in thing.names:
                    if isinstance(thing, Outlet) and (thing.official or common(name)):
                        continue
                    put(name, how, thing)
        for spelt, located in self._place_names.items():
            named = tuple([Named("place", p) for p in located])
            held = found.get(spelt)
            found[spelt] = named if held is None else held + named
        return found

    @cached_property
    def _terms_of(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.state, []).append(term)
        return found

    @cached_property
    def _state_names(self) -> dict[str, State]:
        found: dict[str, State] = {}
        for names in ("names", "adjectives", "people"):
            for state in self.states.values():
                for name in getattr(state, names):
                    found.setdefault(key(name).casefold(), state)
                    found.setdefault(bare(key(name)).casefold(), state)
        for state in self.states.values():
            found.setdefault(state.alpha2.casefold(), state)
        return found

    @cached_property
    def _people(self) -> dict[str, tuple[Person, ...]]:
        found: dict[str, tuple[Person, ...]] = {}
        for person in self.persons.values():
            for name in (person.name, *person.aliases):
                for spelt in spellings(name):
                    held = found.get(spelt)
                    if held is None:
                        found[spelt] = (person,)
                    elif not any(p is person for p in held):
                        found[spelt] = (*held, person)
        return found

    @cached_property
    def _surnames(self) -> dict[str, tuple[Person, ...]]:
        found: dict[str, tuple[Person, ...]] = {}
        for person in self.persons.values():
            words = [w for w in plain_name(person.name).split() if len(w) > 1]
            keys = words[-1:]
            if any(t.state in _FAMILY_FIRST for t in person.terms):
                keys += words[:1]
            if len(words) > 2:
                keys += words[-2:-1]
            for word in dict.fromkeys(keys):
                found[word] = (*found.get(word, ()), person)
        return found

    @cached_property
    def _outlet_names(self) -> dict[str, Outlet]:
        return _first((key(n).casefold(), o) for o in self.outlets for n in o.names)

    @cached_property
    def _outlet_hosts(self) -> dict[str, Outlet]:
        return _first((d, o) for o in self.outlets for d in o.domains)

    @cached_property
    def _organisation_names(self) -> dict[str, Organisation]:
        codes = ((o.code, o) for o in self.organisations if o.code and o.international)
        return _first([*((key(n), o) for o in self.organisations for n in o.names), *codes])

    @cached_property
    def _place_names(self) -> dict[str, tuple[Located, ...]]:
        found: dict[str, tuple[Located, ...]] = {}
        for place in self.places:
            for name in place.names:
                for spelt in forms(name):
                    held = found.get(spelt)
                    found[spelt] = (place,) if held is None else (*held, place)
        return found

    def _read(self, table: str, made: Callable[[list[str]], T]) -> list[T]:
        columns = TABLES[table]
        found: list[T] = []
        if self.extra is not None:
            own = self.extra / table
            if own.is_file():
                found += [made(cells) for _, cells in checked(own, columns)]
            found += self._dictionaries(table)
        return found + [made(cells) for _, cells in rows(HERE / table, columns)]

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


def load(extra: str | Path | None = None) -> Knowledge:
    """The tables, read as they are asked for and kept.

    Args:
        extra: a folder with a user's own rows (see `Knowledge`); by default the one that the
            variable `DRAGOMAN_KNOWLEDGE` names.

    Raises:
        ModelError: the folder does not exist. A broken row raises it when its table is first read.
    """
    where = str(extra) if extra is not None else os.environ.get("DRAGOMAN_KNOWLEDGE") or None
    return _loaded(where)


@cache
def _loaded(extra: str | None) -> Knowledge:
    if extra is None:
        return Knowledge()
    folder = Path(extra)
    if not folder.is_dir():
        raise ModelError(
            f"{folder}: no such folder of knowledge tables; make it or unset the option"
        )
    strange = [f.name for f in sorted(folder.glob("*.tsv")) if f.name not in TABLES]
    if strange:
        raise ModelError(f"{folder}/{strange[0]}: no table of ours; tables are {', '.join(TABLES)}")
    return Knowledge(folder)


def _first(pairs: Iterable[tuple[K, T]]) -> dict[K, T]:
    found: dict[K, T] = {}
    for name, thing in pairs:
        found.setdefault(name, thing)
    return found
