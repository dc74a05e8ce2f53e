"""Who is who: every mention of a person, office, body, state or group, resolved as of the day.

Sentences are cut into atoms by the tables, joined into mentions by patterns, and resolved in the
order of the text: names to the persons of the report and of the tables, titles to their holder,
pronouns and collective descriptions to those named before. The title of the report is read first
and lends its names. At the end every mention of a person carries the fullest one.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dragoman.codes import Sector
from dragoman.knowledge import Outlet, State
from dragoman.language.sentence import Sentence
from dragoman.read.document import Document, Mention, MentionKind
from dragoman.read.names import asked, bare, refer, shortened
from dragoman.read.names.assemble import Assembler
from dragoman.read.names.atoms import atoms
from dragoman.read.names.found import Found
from dragoman.read.names.history import states
from dragoman.read.names.referring import Referring, head_of
from dragoman.read.names.role import set_role
from dragoman.read.names.titles import offices_of
from dragoman.record import Actor

_PUBLIC = frozenset((Sector.MIL, Sector.COP, Sector.REB, Sector.OPP, Sector.LEG, Sector.JUD))
"""Sectors whose people are taken for those of the one state that a report speaks of."""
_BECOMING = frozenset(
    "elect re-elect reelect appoint name nominate choose select become resign swear inaugurate"
    " serve declare proclaim confirm reappoint designate install sack dismiss fire remove replace"
    " step retire quit remain act".split()
)
"""Verbs that give a person an office, or take it: "X is elected president of Y"."""
_PARTIES = frozenset((Sector.PTY, Sector.OPP))
_OWN_STATE = frozenset((MentionKind.STATE, MentionKind.METONYM, MentionKind.DEMONYM))


def mentions(document: Document) -> tuple[Mention, ...]:
    """Every mention of somebody who can act, of states as places and modifiers, in order.

    Mentions do not overlap. One whose actors are unknown is left out, save places, which may be of
    no state, and persons' names, which keep what the text says.
    """
    return Reading(document).mentions()


class Reading(Referring):
    """One pass over a report."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, _publisher(document))

    def mentions(self) -> tuple[Mention, ...]:
        """The answer."""
        self._read_title()
        self._cut()
        for sentence in self.document.sentences:
            self._read(sentence)
        made = [self._mention(f) for f in self.found]
        return tuple(m for m in made if m.actors or m.kind is MentionKind.PLACE)

    def _read_title(self) -> None:
        """Names of the title, for whom a surname in the text may mean; they hold no spans."""
        title = self.document.report.title or ""
        joint: list[str] = []
        for sentence in self.document.title:
            cut = atoms(sentence, title, self.known)
            for found in Assembler(sentence, cut, self.known, self.named).found():
                self._choose(found, title)
                if found.kind is MentionKind.PERSON and found.name:
                    found.entity = self.registry.person(found, None)
                self.history.note(found)
                joint += [s for s in states(found) if s not in joint]
        if self.speaker and "joint" in title.lower():
            self.joint = True
            if len(joint) > 1:
                self.speaker = tuple(joint)
        elif self.speaker and joint and "statement" in title.lower():
            groups = [s for s in joint if s in ("G7", "G20", "QUAD", "AUKUS", "E3")]
            self.speaker = tuple(groups) or self.speaker

    def _cut(self) -> None:
        """Cuts every sentence into mentions, before any is resolved."""
        text = self.document.text
        own = shortened.own(text, self.known)
        for sentence in self.document.sentences:
            row = atoms(sentence, text, self.known)
            found = Assembler(sentence, row, self.known, self.named).found()
            self.cut.append(shortened.meant(found, own, sentence, text))
        for before, after in pairwise(self.document.sentences):
            self._mend(before, after)

    def _mend(self, before: Sentence, after: Sentence) -> None:
        """Gives a title that was cut off from its name back: "Secretary for Trade | A. B. said"."""
        text = self.document.text
        row, following = self.cut[before.index], self.cut[after.index]
        between = set(text[before.end : after.start])
        if not (row and following and text[before.end - 1].isalnum()) or between & {"\n", "\r"}:
            return
        office, person = row[-1], following[0]
        if office.kind is not MentionKind.OFFICE or office.plural:
            return
        if person.kind is MentionKind.PERSON and person.first == 0 and not person.title:
            person.title, person.titles = office.title, office.titles
            person.states = person.states or office.states
            person.geo, person.former = office.geo, office.former
            row.remove(office)

    def _read(self, sentence: Sentence) -> None:
        row = self.cut[sentence.index]
        queue: dict[int, Found] = {f.first: f for f in row}
        self._turn(sentence, row)
        self._become(sentence, row)
        after = 0  # a word inside a mention means nobody else
        for i, token in enumerate(sentence.tokens):
            found = queue.get(i)
            if found is not None:
                after = found.last
                self._resolve(found, sentence)
            elif i >= after and token.lower in refer.MEANING:
                self.refer(sentence, i)
        for found in row:
            if found.entity is not None and found.entity.state is None and found.name:
                found.entity.state = bare.kin_of(found, row, sentence)
        self._signed(sentence, row)

    def _become(self, sentence: Sentence, row: list[Found]) -> None:
        """ "X is elected president of Y", "X resigns as minister of Y": X is of Y."""
        offices = [f for f in row if f.kind is MentionKind.OFFICE]
        for person in row:
            if person.kind is not MentionKind.PERSON or person.states or person.title:
                continue
            token = sentence.tokens[head_of(sentence, person.first, person.last)]
            person.states = bare.citizen_of(token, row, sentence)
            person.geo = bool(person.states)
            if token.universal not in ("nsubj", "obj"):
                continue
            verb = token.head
            if verb < 0 or sentence.tokens[verb].lemma.lower() not in _BECOMING:
                continue
            for office in offices:
                head = head_of(sentence, office.first, office.last)
                above = [sentence.tokens[head].head, *_over(sentence, head)]
                if office.first > person.last and verb in above[:2]:
                    person.states, person.geo = list(office.states), office.geo
                    person.titles, person.title = office.titles, office.title
                    break

    def _signed(self, sentence: Sentence, row: list[Found]) -> None:
        """The parties of a joint statement, where its first lines list them."""
        if not self.joint or sentence.index > 3:
            return
        acting = [f for f in row if f.agent and f.kind in (*_OWN_STATE, MentionKind.ORGANISATION)]
        parties = [s for f in acting for s in f.states[:1] if self.history.subject(f)]
        parties = list(dict.fromkeys(parties or [s for f in acting for s in f.states[:1]]))
        if len(parties) > 2:
            self.speaker, self.joint = tuple(parties), False

    def _turn(self, sentence: Sentence, row: list[Found]) -> None:
        """Who speaks from here on in a transcript ("SECRETARY BLINKEN:", "QUESTION:")."""
        for i, token in enumerate(sentence.tokens[:9]):
            if token.text == ":":
                words = [t.text for t in sentence.tokens[:i] if t.text[:1].isalpha()]
                if words and all(w.isupper() for w in words):
                    named = [f for f in row if f.last <= i and f.kind is MentionKind.PERSON]
                    self.speaker = ()
                    for found in named:
                        self.span(found, sentence)
                        found.entity = self.registry.person(found, None)
                        if found.entity.state:
                            self.speaker = (found.entity.state,)
                return
            if not token.text[:1].isupper() and token.text not in (".", "-", "’", "'"):
                return

    def _resolve(self, found: Found, sentence: Sentence) -> None:
        self.span(found, sentence)
        self._choose(found, self.document.text)
        if found.kind is MentionKind.PERSON:
            context = self._beside(found, sentence)
            context = self._sole(found) if context is None else context or None
            found.entity = self.registry.person(found, context)
            self.fuller(found.entity, found)
        elif found.kind is MentionKind.OFFICE:
            self._office(found, sentence)
        elif found.kind is MentionKind.PLACE and not found.states and not found.geo:
            here = self._only(found, self.cut[found.sentence : found.sentence + 1])
            found.states = [here] if here is not None else []
        elif found.body is not None and not found.states:
            self._unplaced(found, sentence)
        set_role(found, sentence)
        self.keep(found)

    def _beside(self, found: Found, sentence: Sentence) -> str | None:
        """The state of a holder of office whose contact with another the clause tells of."""
        if not found.titles or found.states:
            return None
        named = self._named(found, self.cut)
        row = [f for f in self.cut[found.sentence] if f is not found]
        return bare.other_side(found, row, sentence, named, self.known)

    def _unplaced(self, found: Found, sentence: Sentence) -> None:
        """A body or group whose state is not beside it: "the government", "police", "rebels"."""
        said = refer.collective(sentence, found.last - 1) if found.plural else None
        if said is not None:
            self.collective(found, sentence, said)
            if found.actors:
                return
        state = bare.placed(found, self.cut[found.sentence], sentence)
        state = state or self._before(found, sentence)
        if state is None:
            state = asked.of_another(found, sentence, self.history, self.known.states)
        if state is None and not found.plural and bare.reports(found, sentence):
            state = self._reporting(found, sentence)
        if state is None and found.kind is MentionKind.BODY and bare.may_be_bare(found, sentence):
            state = self.history.around(found.sentence, found.first, nearest=True)
            state = state or self.registry.home
        crowd = found.plural and found.body is not None and found.body.kind == "people"
        token = sentence.tokens[found.head]
        if state is None and (found.sector in _PUBLIC or (crowd and token.universal == "nsubj")):
            state = self._sole(found)
        if state in bare.struck(found, self.cut[found.sentence], sentence):
            state = None
            found.actors = (
                Actor(found.text, None, found.sector, start=found.start, end=found.end),
            )
        found.states = [state] if state else []

    def _reporting(self, found: Found, sentence: Sentence) -> str | None:
        """The state of a body that says something: "the foreign ministry said"."""
        if found.body is not None and found.sector is not Sector.GOV:
            return None
        state = bare.actor(found, sentence, self.history)
        if state is None and found.definite:
            state = bare.before(found, self.history)
            state = state or bare.last_actor(found, sentence, self.history)
            state = state or bare.last_speaker(found, self.history)
        if state is None and self.registry.home is None:
            state = bare.printed(self.document, self.cut[0], self.history)
        return state

    def _office(self, found: Found, sentence: Sentence) -> None:
        title = (found.title or "").rpartition(" ")[2].lower()
        if title.startswith("counterpart"):
            self._counterpart(found)
            return
        if self.led(found):
            return
        if found.plural and not found.states and found.definite:
            holders = self.registry.several(found)
            if holders:
                found.kind = MentionKind.COLLECTIVE
                found.actors = tuple(e.actor() for e in holders)
                found.states = [e.state for e in holders if e.state]
                self.members[id(found)] = holders
                return
        if found.plural and not found.states:
            said = refer.collective(sentence, found.last - 1)
            if said is not None:
                self.collective(found, sentence, said)
            return
        if found.plural:
            sector = Sector(found.titles[-1].sector)
            office = found.title if found.title and len(found.title) < 60 else None
            found.actors = tuple(
                Actor(found.text, s, sector, None, office, found.start, found.end)
                for s in found.states
            )
            return
        found.entity = self.as_office(found, sentence)
        if found.entity is not None:
            return
        context = self.history.around(found.sentence, found.first)
        owner = self._before(found, sentence)
        if owner is not None and not found.states:
            found.states = [owner]
        elif not found.states and not found.definite and bare.is_anyone(found):
            told = bare.reports(found, sentence)
            state = self._reporting(found, sentence) if told else None
            found.states = [state] if state else []
        entity, known = self.registry.office(found, context)
        found.entity = entity
        found.states = known or found.states
        found.sector = Sector(found.titles[-1].sector)
        if entity is not None and entity.start < 0:
            self.fuller(entity, found)

    def _counterpart(self, found: Found) -> None:
        """ "His Indian counterpart": who holds in that state the office of the one named before."""
        before = [
            f.entity
            for f in self.history.rows[found.sentence]
            if f.entity is not None and f.first < found.first
        ]
        if not found.states or not before or found.plural:
            return
        for office in offices_of(before[0], self.document.day):
            term = self.known.holder(found.states[0], office, self.document.day)
            if term is not None:
                titles = self.known.titles.get(term.title.lower(), ())
                twin = replace(found, title=term.title, titles=titles)
                entity, _ = self.registry.office(twin, None)
                found.entity = entity
                if entity is not None and entity.start < 0:
                    self.fuller(entity, found)
                return

    def _sole(self, found: Found) -> str | None:
        """The one state that a sentence speaks of, else the one that the report does, for a title
        or group that names none.
        """
        here = self.cut[found.sentence : found.sentence + 1]  # nothing is cut yet for a title
        return self._only(found, here) or self._only(found, self.cut)

    def _only(self, found: Found, rows: list[list[Found]]) -> str | None:
        named = self._named(found, rows, 2)
        return named.pop() if len(named) == 1 else None

    def _named(self, found: Found, rows: list[list[Found]], enough: int = 999) -> set[str]:
        """The states that others than `found` are of by name, up to so many."""
        named: set[str] = set()
        for row in rows:
            for f in row:
                if f.geo and f is not found and f.kind is not MentionKind.ORGANISATION:
                    named.update(s for s in (states(f) or f.states)[:1] if s in self.known.states)
            if len(named) >= enough:
                break
        return named

    def _before(self, found: Found, sentence: Sentence) -> str | None:
        """The state of a possessor right before: "its navy", "their president"."""
        word = sentence.tokens[found.first - 1].lower if found.first else ""
        row = self.history.rows[found.sentence] if word in ("its", "his", "her", "their") else []
        for other in reversed(row):
            if other.last == found.first and other.kind is MentionKind.PRONOUN:
                here = states(other) or [a.state for a in other.actors if a.state]
                return here[0] if len(set(here)) == 1 else None
        return None

    def _choose(self, found: Found, text: str) -> None:
        """Settles a name of several states: "Congolese", "Georgia", "the Democratic Party"."""
        if found.kind is MentionKind.GROUP and found.named and found.sector in _PARTIES:
            home = self._sole(found)
            others = (f for row in self.cut for f in row if f.sector not in _PARTIES)
            if home is not None and not any(f.states[:1] == found.states[:1] for f in others):
                found.states = [home]
                return
        if len(found.states) < 2 or (found.plural and found.kind is MentionKind.OFFICE):
            return
        scores = [(self._presence(s), -n, s) for n, s in enumerate(found.states)]
        best = max(scores)[2]
        found.states = [best]

    def _presence(self, code: str) -> int:
        """How much a report speaks of a state by its own unmistakable names."""
        if code not in self.present:
            count = 0
            state = self.known.states.get(code)
            for row in self.cut:
                count += sum(f.states == [code] for f in row)
            if state is not None and state.capital and state.capital in self.document.text:
                count += 2
            if isinstance(state, State) and state.name in self.document.text:
                count += 1
            self.present[code] = count
        return self.present[code]

    def _mention(self, found: Found) -> Mention:
        actors = self.actors(found)
        members = self.members.get(id(found), [])
        if members:
            fresh = {e.name: e.actor() for e in members}
            actors = tuple(fresh.get(a.name or "", a) for a in actors)
        place = (found.sentence, found.first, found.last, found.head)
        words = (found.start, found.end, found.text)
        return Mention(*place, *words, found.kind, actors, found.agent, found.modifier)


def _over(sentence: Sentence, i: int) -> list[int]:
    """The words above the governor of a word, nearest first."""
    return [t.head for t in sentence.ancestors(i)][:2]


def _publisher(document: Document) -> Outlet | None:
    """Who publishes a report, by name or address."""
    for given in (document.report.publisher, document.report.url):
        outlet = document.knowledge.outlet(given) if given else None
        if outlet is not None:
            return outlet
    return None
