"""The persons of one report: each mention by name joins one, or founds one.

A full name is looked up among known office-holders, those of the state named beside it first; a
surname goes to the person of the report who bears it, else to the one known holder whom title,
state and day leave. Somebody nobody knows keeps what the text says.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.codes import Sector
from dragoman.knowledge import Knowledge, Outlet, Person, Term, Title
from dragoman.knowledge.spelling import plain_name
from dragoman.read.names.found import Entity, Found
from dragoman.read.names.titles import (
    compatible,
    elsewhere,
    gender_of,
    leading,
    names_term,
    office_text,
    sector_of,
    split,
    tidy,
)

_RANK = {
    "head_of_state": 0,
    "head_of_government": 0,
    "secretary_general": 1,
    "commission_president": 1,
    "foreign_minister": 1,
    "vice_president": 1,
    "defence_minister": 2,
    "group_leader": 1,
}
_ANYWHERE = frozenset(
    "spokesperson deputy_spokesperson assistant_secretary under_secretary ambassador adviser "
    "special_envoy director legislator governor mayor deputy_foreign_minister deputy_minister "
    "national_security_adviser deputy_national_security_adviser vice_president first_lady "
    "secretary_of_state commander commissioner speaker justice_minister head official deputy "
    "leader legislative_leader un_ambassador finance_minister trade_minister chairman "
    "cabinet_secretary".split()
)
"""Offices that every government has; in its own releases a bare title is its own man's."""
_FOREIGN = frozenset(("minister", "premier", "chancellor", "king", "queen", "emir", "sultan"))


_SINGLE = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister vice_president "
    "national_security_adviser secretary_general commission_president council_president "
    "crown_prince first_lady finance_minister trade_minister interior_minister supreme_leader "
    "homeland_secretary trade_representative foreign_secretary".split()
)
"""Offices that one person holds, so that the title alone says who."""


class Registry:
    """Who has been named so far."""

    def __init__(self, known: Knowledge, day: str | None, publisher: Outlet | None) -> None:
        self.known = known
        self.day = day
        self.publisher = publisher
        self.entities: list[Entity] = []
        self.told: dict[str, str] = {}  # a title's state, where the report has told it

    @property
    def home(self) -> str | None:
        """The state whose own release the report is, None of any other report."""
        return self.publisher.state if self.publisher and self.publisher.official else None

    # By name.

    def person(self, found: Found, context: str | None) -> Entity:
        """The person that a mention with a name stands for; `context` is the one state around."""
        words = tuple(plain_name(found.name or "").split())
        entity = self._already(found, words)
        if entity is None:
            made = self._new(found, words, context)
            entity = self._same(made)
            if entity is None:
                entity = made
                self.entities.append(entity)
            entity.words |= made.words
        self._learn(entity, found)
        return entity

    def _already(self, found: Found, words: tuple[str, ...]) -> Entity | None:
        if not words:
            return None
        given = frozenset(words)
        for entity in reversed(self.entities):
            if given == entity.words or (len(words) > 1 and given <= entity.words):
                return entity
            if found.people and entity.person in found.people and len(found.people) == 1:
                return entity
            if len(words) > 1 and entity.person is None and self._shorter(entity, words):
                self._rename(entity, found, words)
                return entity
            if len(words) > 1 and entity.words < given and len(entity.words) > 1:
                return entity
        if len(words) > 2:
            return self._shortened(words)
        if len(words) > 1:
            return None
        last = [e for e in self.entities if words[0] in e.words]
        fits = [e for e in last if self._fits(e, found)]
        ends = [e for e in fits if plain_name(e.name).split()[-1] == words[0]]
        chosen = ends or fits
        return chosen[-1] if chosen else None

    def _same(self, made: Entity) -> Entity | None:
        """Who has been named before in another spelling, as the tables have both."""
        alike = (e for e in self.entities if made.person is not None and e.person is made.person)
        return next((e for e in alike if e.state == made.state), None)

    def _shorter(self, entity: Entity, words: tuple[str, ...]) -> bool:
        """True of somebody named before by the last part of a name only."""
        held = tuple(plain_name(entity.name).split())
        return 0 < len(held) < len(words) and words[-len(held) :] == held

    def _rename(self, entity: Entity, found: Found, words: tuple[str, ...]) -> None:
        """Gives somebody known by a surname the full name, and what the tables say of it."""
        full = self._new(found, words, None)
        entity.name, entity.words, entity.person = full.name, full.words, full.person
        entity.gender = entity.gender or full.gender
        if full.person is not None or entity.state is None:
            entity.state, entity.sector = full.state, full.sector
            entity.office = full.office or entity.office
        entity.offices |= full.offices
        entity.titled |= full.titled

    def _shortened(self, words: tuple[str, ...]) -> Entity | None:
        """ "Wendy R. Sherman" after "Wendy Sherman": first and last word are the same."""
        for entity in reversed(self.entities):
            held = plain_name(entity.name).split()
            if len(held) > 1 and (held[0], held[-1]) == (words[0], words[-1]):
                return entity
        return None

    def _fits(self, entity: Entity, found: Found) -> bool:
        if found.states and entity.state and entity.state not in found.states:
            return False
        if found.titles and entity.offices:
            return compatible(found.titles, entity) > 0
        return not (found.gender and entity.gender and found.gender != entity.gender)

    def _new(self, found: Found, words: tuple[str, ...], context: str | None) -> Entity:
        person, term = self._known(found, words)
        if person is not None:
            entity = Entity(person.name, frozenset(plain_name(person.name).split()), person=person)
            entity.words |= frozenset(words)
            entity.gender = person.gender
            if term is not None and term.begins_after(self.day):
                # Known for an office to come: of the day, the text alone tells.
                entity.state = term.state
            elif term is not None:
                entity.state, entity.sector = term.state, Sector(term.sector)
                entity.office = self._office(person, term)
                terms = [t for t in person.terms if t.state == term.state and t.holds(self.day)]
                entity.offices = frozenset(t.office for t in terms or [term])
                entity.titled = frozenset(w for t in terms or [term] for w in split(t.title))
            return entity
        entity = Entity(tidy(found.name or ""), frozenset(words))
        if found.states:
            entity.state = found.states[0]
        elif found.titles:
            entity.state = self._domestic(found.titles) or context
        if found.titles:
            entity.sector = sector_of(found.titles, entity.state)
        return entity

    def _office(self, person: Person, term: Term) -> str:
        return term.title if term.holds(self.day) else f"former {term.title}"

    def _learn(self, entity: Entity, found: Found) -> None:
        if entity.state is None and found.states:
            entity.state = found.states[0]
        if found.titles:
            entity.offices |= {t.office for t in found.titles}
            entity.titled |= split(found.title or "")
            if entity.sector is None:
                entity.sector = sector_of(found.titles, entity.state)
            if entity.office is None and found.title:
                text = office_text(found.title)
                entity.office = f"former {text}" if found.former else text
        entity.gender = entity.gender or found.gender or gender_of(found.title)

    def _known(self, found: Found, words: tuple[str, ...]) -> tuple[Person | None, Term | None]:
        people = found.people or self.known.people(found.name or "")
        if len(words) == 1 or not people:
            if len(words) == 1:
                people = tuple(dict.fromkeys((*people, *self.known.surnamed(words[0]))))
                people = self._of_surname(people, found) or self._respelt(found)
            elif not people:
                people = self._respelt(found)
        best: tuple[tuple[int, ...], Person, Term | None] | None = None
        for person in people:
            term = self._term(person, found)
            if found.states and term is None and person.terms:
                continue
            score = (
                term is not None and term.holds(self.day),
                bool(term is not None and found.titles and names_term(found.titles, term)),
                -_RANK.get(term.office, 3) if term is not None else -9,
            )
            if best is None or score > best[0]:
                best = score, person, term
        return (best[1], best[2]) if best is not None else (None, None)

    def _respelt(self, found: Found) -> tuple[Person, ...]:
        """The one holder of office on the day whose name is like the one told, where state and
        title agree; a surname alone must have one of the two.
        """
        name = found.name or ""
        if " " not in name and not (found.titles or found.states):
            return ()
        fits = []
        for person in self.known.resembling(name):
            terms = [t for t in person.terms if not elsewhere(t, found)]
            if found.titles:
                terms = [t for t in terms if names_term(found.titles, t)]
            if any(found.former or t.holds(self.day) for t in terms):
                fits.append(person)
        return tuple(fits) if len(fits) == 1 else ()

    def _of_surname(self, people: Iterable[Person], found: Found) -> tuple[Person, ...]:
        """Whom a surname alone may mean: a holder of the title, of the state, or a leader."""
        fits: list[tuple[int, Person]] = []
        people = tuple(people)
        sole = len(people) == 1  # nobody else whom the tables know bears the name
        for person in people:
            held = [t for t in person.terms if t.holds(self.day) and not elsewhere(t, found)]
            if found.former:
                held = [t for t in person.terms if not elsewhere(t, found)]
            if found.titles:
                held = [t for t in held if names_term(found.titles, t)]
            if not held:
                continue
            rank = min(_RANK.get(t.office, 3) for t in held)
            at_home = self.home is not None and any(t.state == self.home for t in held)
            if found.titles or found.states or rank <= 1 or at_home or sole:
                fits.append((rank, person))
        if not fits:
            return ()
        best = min(r for r, _ in fits)
        kept = tuple(p for r, p in fits if r == best)
        return kept if len(kept) == 1 else ()

    def _term(self, person: Person, found: Found) -> Term | None:
        terms = [t for t in person.terms if not elsewhere(t, found)]
        for fits in (
            [
                t
                for t in terms
                if found.titles and names_term(found.titles, t) and t.holds(self.day)
            ],
            [t for t in terms if t.holds(self.day)],
        ):
            if fits and not found.former:
                return min(fits, key=lambda t: (_RANK.get(t.office, 3), self._abroad(t)))
        begun = person.last_term(self.day)
        if begun is not None and begun in terms:
            if found.former and found.titles:
                return next((t for t in terms if names_term(found.titles, t)), begun)
            return begun
        return terms[0] if terms else None

    def _abroad(self, term: Term) -> bool:
        """True of a sovereign's realm that a governor-general stands in for him in."""
        return term.office == "head_of_state" and any(
            t.office == "governor_general" for t in self.known.holders(term.state)
        )

    # By office.

    def office(self, found: Found, context: str | None) -> tuple[Entity | None, list[str]]:
        """The holder whom a title without a name means, and the states it is of."""
        states = found.states
        rated = [
            (compatible(found.titles, e), n, e)
            for n, e in enumerate(self.entities)
            if not states or (e.state and e.state in states)
        ]
        rated = [r for r in rated if r[0]]
        own = self._domestic(found.titles) if not states else None
        at_home = [r for r in rated if own is not None and r[2].state == own]
        if rated:
            entity = max(at_home or rated, key=lambda r: r[:2])[2]
            return entity, [entity.state] if entity.state else []
        phrase = found.titles[-1].phrase if found.titles else ""
        if states:
            self.told[phrase] = states[0]
        state = states[0] if states else self.told.get(phrase) or self._domestic(found.titles)
        if state is None and found.definite:
            state = context
        if state is None:
            return None, []
        return self._holder(found, state), [state]

    def several(self, found: Found) -> list[Entity]:
        """The last two persons, of different states, whom a title in the plural may mean."""
        kept: dict[str, Entity] = {}
        for entity in reversed(self.entities):
            if entity.state and compatible(found.titles, entity) == 2:
                kept.setdefault(entity.state, entity)
        return list(kept.values())[:2][::-1] if len(kept) > 1 else []

    def _holder(self, found: Found, state: str) -> Entity | None:
        if found.former:
            return None
        for title in found.titles:
            if title.states and state not in title.states:
                continue
            names = [title.office]
            if title.office == "head_of_state":
                names.append("head_of_government")  # Iran's president
            elif title.office == "leader":
                names = leading(self.known, state, self.day)
            for office in names:
                term = self.known.holder(state, office, self.day)
                if term is None or not (title.office == "leader" or names_term((title,), term)):
                    continue
                if office not in _SINGLE:
                    continue
                # Who held an office of another state before is of this one by this office.
                same = (e for e in self.entities if e.name == term.name)
                entity = next((e for e in same if e.state in (state, None)), None)
                if entity is None:
                    person = self.known.persons[term.name]
                    words = frozenset(plain_name(term.name).split())
                    entity = Entity(term.name, words, state, Sector(term.sector), term.title)
                    entity.person, entity.gender = person, person.gender
                    entity.offices = frozenset((term.office,))
                    entity.titled = split(term.title)
                    self.entities.append(entity)
                return entity
        return None

    def _domestic(self, titles: tuple[Title, ...]) -> str | None:
        """The publisher's state where its own releases would use such a title bare."""
        home = self.home
        if home is None:
            return None
        for title in titles:
            if title.states:
                if home in title.states:
                    return home
                continue
            if title.phrase.split()[-1] in _FOREIGN and home == "USA":
                continue
            if title.office in _ANYWHERE:
                return home
            term = self.known.holder(home, title.office, self.day)
            if term is not None and names_term((title,), term):
                return home
        return None
