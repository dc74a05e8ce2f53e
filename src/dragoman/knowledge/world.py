"""What is known of the world, table by table, each read when first asked for.

Look-ups are exact: a name, code, alias or demonym as written (curly quotes, accents and a leading
"the" apart), never something that merely resembles it.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from dragoman.errors import ModelError
from dragoman.knowledge import outlets
from dragoman.knowledge.alike import alike, near, rough, telling
from dragoman.knowledge.collection import TABLES
from dragoman.knowledge.indices import Indices, Named, undivided
from dragoman.knowledge.offices import Person, Term, Title
from dragoman.knowledge.organisations import Organisation
from dragoman.knowledge.outlets import Outlet
from dragoman.knowledge.places import Located
from dragoman.knowledge.spelling import bare, key, plain_name
from dragoman.knowledge.states import State


class Knowledge(Indices):
    """The tables, with a user's own rows before the package's.

    Args:
        extra: a folder of tables of the same names and shapes as the package's; its rows come
            first, and take the place of rows that name the same thing. It may also hold actor and
            agent dictionaries of UD-PETRARCH (`*actors*.txt`, `*agents*.txt`).
    """

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

    def resembling(self, name: str) -> tuple[Person, ...]:
        """Holders of office whose full name may be the one given, though written otherwise: with
        fewer words or more, in another order, or respelt (see `alike`).

        A single word is compared with surnames. Several may be found: who is meant, state, title
        and day must tell.
        """
        given = telling(name)
        if len(given) == 1:
            found = self._rough.get(rough(given[0]), ())
            return tuple(p for p in found if near(given[0], self._family(p)))
        shared: dict[str, list[Person]] = {}
        for shape in {rough(w) for w in given}:
            for person in self._rough.get(shape, ()):
                shared.setdefault(person.name, []).append(person)
        whole = rough("".join(given))
        return tuple(
            people[0]
            for people in shared.values()
            if any(
                (len(people) > 1 or rough("".join(held)) == whole)
                and alike(given, held, undivided(people[0]))
                for held in map(telling, (people[0].name, *people[0].aliases))
            )
        )

    @staticmethod
    def _family(person: Person) -> str:
        words = telling(person.name)
        return words[0] if undivided(person) else words[-1]

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
        found = self._places(key(name)) or self._places(bare(key(name)))
        if state is None and (called := self.state(name)) is not None:
            state = called.code
        return next((p for p in found if state is None or p.state == state), None)

    def named(self, words: str) -> tuple[Named, ...]:
        """All that a phrase names, exactly as written: states, seats, organisations, places, ….

        Persons are not among them: ask `people`.
        """
        wanted = key(words)
        return self._named(wanted) or self._named(bare(wanted))

    def _named(self, spelt: str) -> tuple[Named, ...]:
        found = self.names.get(spelt, ())
        if spelt in self._place_names:
            found += tuple([Named("place", p) for p in self._places(spelt)])
        return found

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
