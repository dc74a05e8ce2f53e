"""Indices over the tables: by name as written, by person and surname, by outlet, by place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from dragoman.knowledge.alike import all_rough, telling_words
from dragoman.knowledge.collection import Collection, first_of
from dragoman.knowledge.offices import Person, Term
from dragoman.knowledge.organisations import Organisation
from dragoman.knowledge.outlets import Outlet
from dragoman.knowledge.places import Located
from dragoman.knowledge.spelling import bare, common, forms, key, opening, plain_names, shortened
from dragoman.knowledge.states import Seat, State
from dragoman.knowledge.tables import several, to_stay

_FAMILY_FIRST = frozenset(("CHN", "KOR", "PRK", "VNM", "TWN", "KHM", "HKG", "SGP"))
_WHOLE = frozenset(("CHN", "KOR", "PRK", "VNM", "TWN"))
"""States whose names of three words have a given name of two, which is never halved."""
Thing = State | Seat | Organisation | Outlet | Located | Person


class Named(NamedTuple):
    """What a name stands for: `how` is name, adjective, people, capital, seat, organisation,
    outlet, place or person.
    """

    how: str
    thing: Thing


class Indices(Collection):
    """The tables with their indices, each made when first asked for."""

    @cached_property
    @to_stay
    def names(self) -> dict[str, tuple[Named, ...]]:
        """Every name but those of persons and places, by `key`."""
        found: dict[str, tuple[Named, ...]] = {}

        def put(name: str, how: str, thing: Thing) -> None:
            for spelt in forms(name):
                held = found.get(spelt)
                if held is None:
                    found[spelt] = (Named(how, thing),)
                elif held[-1].thing is not thing:  # things come one after the other
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
        return found

    @cached_property
    @to_stay
    def openings_of_names(self) -> dict[str, int]:
        """How many words the longest name has that begins with a word, as `opening` gives it."""
        return _longest((*self.names, *self._place_names))

    @cached_property
    @to_stay
    def openings_of_offices(self) -> dict[str, int]:
        """The same of titles, their plural too, and of words for bodies."""
        found = _longest([f for name in (*self.titles, *self.bodies) for f in forms(name)])
        for word, words in list(found.items()):
            found.setdefault(f"{word}s", words)
        return found

    @cached_property
    @to_stay
    def openings_of_people(self) -> frozenset[str]:
        """The first words of the names that `people` has."""
        return frozenset([name.partition(" ")[0] for name in self._people])

    @cached_property
    @to_stay
    def _terms_of(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.state, []).append(term)
        return found

    @cached_property
    @to_stay
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
    @to_stay
    def _called(self) -> list[tuple[str, Person]]:
        """Everybody by every name of theirs, the usual one first, as `plain_name` has it."""
        called = [(n, p) for p in self.persons.values() for n in (p.name, *p.aliases)]
        plain = plain_names([name for name, _ in called])
        return [(name, person) for name, (_, person) in zip(plain, called, strict=True)]

    @cached_property
    @to_stay
    def _people(self) -> dict[str, tuple[Person, ...]]:
        found: dict[str, tuple[Person, ...]] = {}
        for name, person in self._called:
            whole = name.count(" ") < 2 or undivided(person)
            for spelt in (name,) if whole else shortened(name):
                held = found.get(spelt)
                if held is None:
                    found[spelt] = (person,)
                elif held[-1] is not person:  # persons come one after the other
                    found[spelt] = (*held, person)
        return found

    @cached_property
    @to_stay
    def _surnames(self) -> dict[str, tuple[Person, ...]]:
        found: dict[str, tuple[Person, ...]] = {}
        last = None
        for name, person in self._called:
            if person is last:
                continue
            last = person
            words = [w for w in name.split(" ") if len(w) > 1]
            keys = words[-2:] if len(words) > 2 else words[-1:]
            for term in person.terms:
                if term.state in _FAMILY_FIRST:
                    keys += words[:1]
                    break
            for word in keys:
                held = found.get(word)
                if held is None:
                    found[word] = (person,)
                elif held[-1] is not person:
                    found[word] = (*held, person)
        return found

    @cached_property
    @to_stay
    def _rough(self) -> dict[str, list[Person]]:
        """Holders of office by the consonants of each word of their names."""
        told = [(telling_words(name), p) for name, p in self._called if p.terms]
        words = list({w for some, _ in told for w in some})
        shapes = dict(zip(words, all_rough(words), strict=True))
        found: dict[str, list[Person]] = {}
        for some, person in told:
            for word in some:
                shape = shapes[word]
                if shape not in found:
                    found[shape] = [person]
                elif found[shape][-1] is not person:
                    found[shape].append(person)
        return found

    @cached_property
    @to_stay
    def _outlet_names(self) -> dict[str, Outlet]:
        return first_of((key(n).casefold(), o) for o in self.outlets for n in o.names)

    @cached_property
    @to_stay
    def _outlet_hosts(self) -> dict[str, Outlet]:
        return first_of((d, o) for o in self.outlets for d in o.domains)

    @cached_property
    @to_stay
    def _organisation_names(self) -> dict[str, Organisation]:
        codes = ((o.code, o) for o in self.organisations if o.code and o.international)
        return first_of([*((key(n), o) for o in self.organisations for n in o.names), *codes])

    @cached_property
    @to_stay
    def _place_names(self) -> dict[str, list[int]]:
        """Rows of the gazetteer by every name of theirs."""
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self._place_rows):
            for name in (row[0], *several(row[5])) if row[5] else (row[0],):
                for spelt in forms(name):
                    if spelt in found:
                        found[spelt].append(number)
                    else:
                        found[spelt] = [number]
        return found

    def _places(self, spelt: str) -> tuple[Located, ...]:
        return tuple([self.located(row) for row in self._place_names.get(spelt, ())])


def undivided(person: Person) -> bool:
    """True of a holder of office whose name counts only as a whole ("Kim Jong Un")."""
    return any(t.state in _WHOLE for t in person.terms)


def _longest(names: Sequence[str]) -> dict[str, int]:
    """How many words the longest name has that begins with a word; names stand in all `forms`."""
    lines = "\n".join([name for name in names if name.isascii()]).lower().split("\n")
    found = dict.fromkeys([line for line in lines if " " not in line], 1)
    for line in lines:
        if " " in line:
            first, words = line[: line.index(" ")], line.count(" ") + 1
            if words > found.get(first, 0):
                found[first] = words
    odd = [(first, found.pop(first)) for first in list(found) if not first.isalnum()]
    marked = [name for name in names if not name.isascii()]
    unmarked = frozenset(bare("\n".join(marked)).split("\n"))
    # Others stand among the names without their marks, too.
    odd += [(n.partition(" ")[0], n.count(" ") + 1) for n in marked if n in unmarked]
    for first, words in odd:
        letters = opening(first)[0]
        if words > found.get(letters, 0):
            found[letters] = words
    return found
