"""Resolves words that mean somebody named before, in the state that a reading of a report is in."""

from __future__ import annotations

from dragoman.codes import Sector
from dragoman.knowledge import Outlet
from dragoman.language.sentence import Sentence
from dragoman.read.document import Document, MentionKind
from dragoman.read.names import refer
from dragoman.read.names.found import Entity, Found
from dragoman.read.names.history import History, states
from dragoman.read.names.registry import Registry
from dragoman.read.names.role import set_role
from dragoman.record import Actor

_LONGEST_TEXT = 160
_LED = frozenset((Sector.PTY, Sector.OPP, Sector.REB, Sector.CRM, Sector.BUS, Sector.NGO))
"""Sectors of groups that have leaders of their own."""
_ARTICLES = frozenset("the a an this that these those".split())


class Referring:
    """What a reading knows so far, and how it resolves pronouns and descriptions with it."""

    def __init__(self, document: Document, publisher: Outlet | None) -> None:
        self.document = document
        self.known = document.knowledge
        self.registry = Registry(self.known, document.day, publisher)
        self.history = History(document.sentences)
        self.joint = False
        own = publisher is not None and publisher.official
        self.speaker: tuple[str, ...] = (publisher.state,) if publisher and own else ()
        self.found: list[Found] = []
        self.named: set[str] = set()
        self.cut: list[list[Found]] = []
        self.members: dict[int, list[Entity]] = {}
        self.present: dict[str, int] = {}

    def refer(self, sentence: Sentence, i: int) -> None:
        """Resolves word `i` if it is a pronoun or heads a description."""
        token = sentence.tokens[i]
        word = token.lower
        if word in refer.PRONOUNS and token.upos in ("PRON", "DET"):
            found = Found(sentence.index, i, i + 1, i, MentionKind.PRONOUN)
            self.span(found, sentence)
            self.pronoun(found, word)
            if found.entity is not None or found.actors:
                self.keep(found)
            return
        if word in refer.COUNTRY | refer.GROUP:
            self.described(sentence, i, word)
            return
        said = refer.collective(sentence, i)
        if said is not None:
            found, meant = refer.group(sentence, i, said, self.history)
            meant = self.named_after(sentence, i + 1) or meant
            self.span(found, sentence)
            self.together(found, meant)
            if found.actors:
                self.keep(found)

    def described(self, sentence: Sentence, i: int, word: str) -> None:
        """ "The country", "the group": the state or organisation named before."""
        token = sentence.tokens[i]
        called = token.text[:1].isupper() and word in refer.GROUP  # "our Alliance", of NATO
        if i == 0 or sentence.tokens[i - 1].lower not in (
            "the",
            "this",
            "that",
            "our"[: 3 * called],
        ):
            return
        if (token.upos != "NOUN" and not called) or token.universal in ("compound", "amod"):
            return
        country = word in refer.COUNTRY
        meant = self.history.described(sentence.index, i, country)
        if meant is None:
            return
        kind = MentionKind.STATE if country else MentionKind.GROUP
        found = Found(sentence.index, i, i + 1, i, kind, states(meant)[:1])
        self.span(found, sentence)
        set_role(found, sentence)
        if country:
            found.sector = Sector.GOV if found.agent else None
        else:
            found.actors = self.actors(meant)
        self.keep(found)

    def named_after(self, sentence: Sentence, i: int) -> list[Found]:
        """Those a collective description is followed by: "both sides, Russia and Ukraine,"."""
        tokens = sentence.tokens
        if i >= len(tokens) or tokens[i].text not in (",", ":", "–", "—", "("):
            return []
        row = [f for f in self.cut[sentence.index] if f.first > i and f.states]
        pair = row[:2]
        if len(pair) < 2 or not pair[0].first - i <= 4:
            return []
        between = {t.lower for t in tokens[pair[0].last : pair[1].first]}
        if "and" not in between or not between <= {"and", "the", "with"}:
            return []
        for found in pair:
            self.span(found, sentence)
        return pair

    def pronoun(self, found: Found, word: str) -> None:
        """Finds whom a pronoun means."""
        if word in refer.HE:
            found.entity = self.history.he(found.sentence, found.first, refer.HE[word], word)
        elif word in refer.THEY:
            self.together(found, self.history.they(found.sentence, found.first))
            found.plural = True
        elif word in refer.IT:
            meant = self.history.it(found.sentence, found.first)
            if meant is not None:
                found.actors = self.actors(meant)
                found.states = list(meant.states)
        elif self.speaker:
            found.plural = True
            found.actors = tuple(
                Actor(
                    self.known.code_name(s), s, Sector.GOV if s in self.known.states else Sector.IGO
                )
                for s in self.speaker
            )
            found.states = list(self.speaker)

    def together(self, found: Found, meant: list[Found]) -> None:
        """Gives a plural word the actors of all whom it means."""
        word = found.text.rpartition(" ")[2].lower()
        if word in refer.STATE_WORDS:
            refer.taken(found, meant)
            return
        kept: dict[tuple[str | None, str], Actor] = {}
        members: list[Entity] = []
        for other in meant:
            if other.entity is not None:
                members.append(other.entity)
            for actor in self.actors(other):
                kept.setdefault((actor.state, actor.name or actor.text), actor)
        found.actors = tuple(kept.values())
        found.states = [a.state for a in found.actors if a.state]
        self.members[id(found)] = members

    def collective(self, found: Found, sentence: Sentence, said: tuple[int, bool, bool]) -> None:
        """Makes a mention a collective one, of those it means or names after it."""
        made, meant = refer.group(sentence, found.last - 1, said, self.history)
        meant = self.named_after(sentence, found.last) or meant
        found.kind, found.first = MentionKind.COLLECTIVE, made.first
        self.span(found, sentence)
        self.together(found, meant)

    def span(self, found: Found, sentence: Sentence) -> None:
        """Fills a mention's characters, its article left off, and the word that governs it."""
        while found.first < found.last - 1 and (
            sentence.tokens[found.first].lower in _ARTICLES
            or sentence.tokens[found.first].upos == "PUNCT"
        ):
            found.first += 1
        found.start, found.end = sentence.offsets(found.first, found.last)
        if found.letters is not None:
            found.end = found.start + found.letters
        found.text = self.document.text[found.start : found.end]
        found.head = head_of(sentence, found.first, found.last)

    def as_office(self, found: Found, sentence: Sentence) -> Entity | None:
        """Who becomes what an office after "as" says: "Y was sworn in as president"."""
        before = sentence.tokens[found.first - 1] if found.first else None
        if before is not None and before.upos == "DET" and found.first > 1:
            before = sentence.tokens[found.first - 2]
        if before is None or before.lower != "as":
            return None
        verb = sentence.tokens[found.head].head
        row = self.history.rows[found.sentence]
        people = [f for f in row if f.kind is MentionKind.PERSON and f.entity is not None]
        fits = [f.entity for f in people if sentence.tokens[f.head].head == verb]
        # A former minister of Y who comes to head an organisation is meant as of that.
        fits = [e for e in fits if e and (not found.states or e.state in found.states)]
        return fits[-1] if fits else None

    def led(self, found: Found) -> bool:
        """Takes "its leader", of a party or an armed group, for its own, not for the state's."""
        if found.plural or found.states or found.titles[-1].office != "leader":
            return False
        row = self.history.rows[found.sentence]
        owner = next((f for f in reversed(row) if f.last == found.first), None)
        if owner is None or owner.kind is not MentionKind.PRONOUN or len(owner.actors) != 1:
            return False
        group = owner.actors[0]
        if group.sector not in _LED:
            return False
        found.states, found.sector = [group.state] if group.state else [], group.sector
        return True

    def fuller(self, entity: Entity, found: Found) -> None:
        """Remembers the fullest mention of a person."""
        placed = entity.start >= 0
        named = found.kind is MentionKind.PERSON
        was_named = entity.text and entity.name.split()[-1] in entity.text
        if (
            not placed
            or (named and not was_named)
            or (named and len(entity.text) < len(found.text) <= _LONGEST_TEXT)
        ):
            entity.text, entity.start, entity.end = found.text, found.start, found.end

    def keep(self, found: Found) -> None:
        """Takes a resolved mention in."""
        self.history.add(found)
        self.found.append(found)

    def actors(self, found: Found) -> tuple[Actor, ...]:
        """The actors that a mention stands for, as far as is known."""
        if found.entity is not None:
            return (found.entity.actor(),)
        if found.actors:
            return found.actors
        if found.kind is MentionKind.OFFICE and found.states:
            title = found.title if found.title and len(found.title) < 60 else None
            return (
                Actor(
                    found.text, found.states[0], found.sector, None, title, found.start, found.end
                ),
            )
        if not found.states and found.kind is not MentionKind.ORGANISATION and not found.named:
            return ()
        state = found.states[0] if found.states else None
        sector = found.sector if found.agent or found.modifier else None
        return (Actor(found.text, state, sector, None, None, found.start, found.end),)


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The word of a stretch that is governed from outside; of several the nearest to the root."""
    outside = [t for t in sentence.tokens[first:last] if not first <= t.head < last]
    outside = [t for t in outside if t.upos != "PUNCT" and t.universal not in ("case", "det", "cc")]
    if not outside:
        return last - 1
    return min(outside, key=lambda t: sum(1 for _ in sentence.ancestors(t.index))).index
