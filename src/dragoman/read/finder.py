"""Looks up where the sides of a predicate stand: the slots of a lexicon entry around one word.

What stands in a slot is matched with the mentions: the mention itself, those coordinated with it,
an apposition, or, where the entry allows, the owner of what stands there. Where the tree names
nobody, those right beside the verb are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.codes import EventType, Sector
from dragoman.language.lexicon import Entry, Slot, Slots
from dragoman.language.sentence import Sentence
from dragoman.read.around import BESIDE, beyond, givers, inviters, lacks_subject, meant
from dragoman.read.clause import (
    Clause,
    case_of,
    clause,
    content,
    owners_of_act,
    possessors,
)
from dragoman.read.document import Document, MentionKind
from dragoman.read.forms import hung_subject
from dragoman.read.hints import phrase, table
from dragoman.read.namer import Namer
from dragoman.read.owners import across, is_deed, premodifiers, takes_object, unique, without
from dragoman.read.reach import HOLDERS, below, in_clauses, noun_places, told
from dragoman.read.what import lemma
from dragoman.record import Actor

_PHASES = frozenset(
    "imposition introduction renewal extension granting resumption start beginning round series "
    "continuation end launch opening designation day hour week".split()
)
_BETWEEN = frozenset(
    "agreement alliance border competition conflict connection contact cooperation coordination "
    "crisis deal dialogue diplomacy dispute engagement exchange friendship issue link meeting "
    "negotiation pact partnership peace problem relation relationship rivalry talk tension tie "
    "trade treaty visit war work".split()
)
"""Nouns whose "with" says between whom they are."""
_ANSWERING = frozenset("respond retaliate answer react reply counter".split())
"""Verbs whose subject does what they are done with: "responded with strikes"."""
_ENDING = frozenset("end close conclude finish adjourn collapse break".split())
"""What talks do without an agreement."""
_DONE_AT_HOME = frozenset(
    map(EventType, "ACCUSE ASSAULT COERCE CONCEDE REJECT REQUEST RETREAT SANCTION".split())
)
"""Types that a government does to its own people as well as to others."""
_SUFFERED = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.RETREAT, EventType.SANCTION})
"""Types that are done to people who stand for no state: "the men were freed"."""
_DONE_TO_THINGS = frozenset({EventType.ASSAULT, EventType.COERCE})
"""Types that are done to things as well, which are then what the text calls them."""
_CAME_FROM: Slots = ((Slot("obl", ("from",), True),),)
"""Where the state of those it was done to may stand: "jailed a banker from Mali"."""
_AGREED: Slots = (
    (Slot("xcomp"),),
    (Slot("ccomp"),),
    (Slot("obl", ("to", "on")),),
    (Slot("below", ("against", "for", "from", "into", "to", "with", "in", "over")),),
)
"""Where the other side stands, if one side alone is said to agree."""


class Finder:
    """Looks up the slots of one entry around one word.

    `through` collects how each side was reached, for the confidence: a relation with ">owner"
    where an owner was taken; `people` are those that `described` has found in it.
    """

    def __init__(self, document: Document, sentence: Sentence, head: int, entry: Entry) -> None:
        assert entry.role is not None
        self.document = document
        self.sentence = sentence
        self.head = head
        self.token = sentence.tokens[head]
        self.entry = entry
        self.role = entry.role
        self.around: Clause | None = clause(sentence, head) if entry.pos != "noun" else None
        if (
            self.around is not None
            and "middle" in entry.flags
            and self.around.passive
            and not self.around.subjects
        ):
            # "Chad is committed to": nobody has committed it.
            self.around = replace(
                self.around, subjects=self.around.objects, objects=(), passive=False
            )
        # Who welcomes or condemns a deed does so to the doer, not to whom it was done.
        judges = entry.type in {EventType.ACCUSE, EventType.SUPPORT}
        self.namer = Namer(document, sentence, self.around, None if judges else entry.inner)
        self.namer.leaders = entry.type not in _SUFFERED
        self.through = self.namer.through
        self.given = self.around.given if self.around is not None else True
        self.people: list[Actor] = []

    def sides(self) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Actors and recipients, each once."""
        actors = self._take(self.role.actor)
        if self.entry.pos == "noun":
            actors = self._by_governor(actors)
        self.namer.avoid = frozenset(a.state for a in actors if a.state)
        self.namer.things = self.entry.type in _DONE_TO_THINGS
        recipients = self._take(self.role.recipient, actors)
        if not recipients and self.entry.type in _DONE_AT_HOME:
            self.namer.avoid = frozenset()
            recipients = self._take(self.role.recipient, actors)
        self.namer.things = False
        if not actors and self.around is not None and self.around.passive:
            actors = self._sent()
        if not recipients and self.entry.type in _SUFFERED | {EventType.AID}:
            recipients = self._take(_CAME_FROM)
        if self.around is not None and self.entry.pos == "verb":
            actors, recipients = self._beside(actors, recipients)
        if self.role.kind == "reciprocal" or not actors:
            actors = actors + self._inner_modifiers()
        if self.role.kind == "visit" and self.entry.pos == "noun":
            # "his travel with the Secretary of Defence": a companion is no host.
            mine = {a.state for a in actors if a.state}
            recipients = [r for r in recipients if not (r.name or r.office) or r.state not in mine]
        first, second = unique(actors), unique(recipients)
        if self.role.kind == "reciprocal" and self._with_one_side(first):
            # "Chad agreed to open its border to Mali": what one side agrees to it owes the other.
            self.namer.avoid = frozenset(a.state for a in first if a.state)
            return first, across(without(unique(self._take(_AGREED)), first), first)
        if self.role.kind == "reciprocal":
            return first, ()
        return first, across(without(second, first), first)

    def describes(self, actor: Actor) -> bool:
        """True for people whom the words describe, of no name that is known (see `described`)."""
        return actor in self.people

    @staticmethod
    def _own_force(actor: Actor, movers: Sequence[Actor]) -> bool:
        """True for the troops that are sent or withdrawn, to whom nothing is done."""
        return actor.sector is Sector.MIL and any(a.state == actor.state for a in movers)

    def _sent(self) -> list[Actor]:
        """The troops that are moved, who act where nobody else is named: "soldiers of Chad were
        deployed".
        """
        if self.entry.type is not EventType.MOBILIZE and self.role.name != "helps":
            return []
        objects = self.around.objects if self.around is not None else ()
        moved = [a for i in objects for a in self.namer.at(i, Slot("obj"))]
        return [a for a in moved if a.sector is Sector.MIL and a.state]

    def _with_one_side(self, actors: tuple[Actor, ...]) -> bool:
        agreed = self.entry.type is EventType.AGREE and self.entry.pos == "verb"
        return agreed and (len({a.state for a in actors}) == 1 or set(self.through) == {"nsubj"})

    def _take(self, slots: Slots, movers: Sequence[Actor] = ()) -> list[Actor]:
        moved = self.entry.type in {EventType.MOBILIZE, EventType.RETREAT}
        for alternative in slots:
            found: list[Actor] = []
            for slot in alternative:
                stands = Slot("mod", (), True) if slot.relation == "frontier" else slot
                for place in self.places(slot):
                    found.extend(self.namer.at(place, stands))
            if moved:
                found = [a for a in found if not self._own_force(a, movers)]
            if found:
                return found
        return []

    def _beside(
        self, actors: list[Actor], recipients: list[Actor]
    ) -> tuple[list[Actor], list[Actor]]:
        """Takes who stands right before and after the verb, where the tree names nobody there."""
        assert self.around is not None
        if self.role.kind == "reciprocal":
            if "nsubj" not in self.through and not self.around.passive:
                actors = [*self._neighbour(-1), *actors]
            if len(unique(actors)) < 2 and takes_object(self.role.actor):
                actors = [*actors, *self._neighbour(1)]
            if len(unique(actors)) < 2:
                actors = [*actors, *self._with()]
            return actors, recipients
        hosts = self.role.kind == "visit" and self.role.actor[0][0].relation == "obj"
        doer, undergoer = (recipients, actors) if hosts else (actors, recipients)
        if self.around.passive:
            undergoer = undergoer or self._neighbour(-1)
        else:
            doer = doer or self._neighbour(-1)
            if takes_object(self.role.actor if hosts else self.role.recipient):
                undergoer = undergoer or self._neighbour(1)
        return (undergoer, doer) if hosts else (doer, undergoer)

    def _with(self) -> list[Actor]:
        """Who follows the next "with" after the verb, before another verb."""
        tokens = self.sentence.tokens
        for place in range(self.head + 1, min(len(tokens) - 1, self.head + 12)):
            if tokens[place].upos == "VERB":
                break
            if tokens[place].lower == "with":
                for after in range(place + 1, min(len(tokens), place + 4)):
                    mention = self.document.mention_at(self.sentence.index, after)
                    if mention is not None:
                        slot = Slot("obl", ("with",), True)
                        return self.namer.at(mention.head, slot) if mention.agent else []
                    if tokens[after].upos not in {"DET", "ADJ", "PRON"}:
                        break
        return []

    def _neighbour(self, step: int) -> list[Actor]:
        """Who is named next to the verb, helpers and adverbs between them left aside."""
        place = self.head + step
        tokens = self.sentence.tokens
        if (
            step < 0 < place
            and tokens[place].text == "-"
            and tokens[place].end == tokens[self.head].start
        ):
            place -= 2  # the first half of "test-fired"
        elif (
            step < 0 < place
            and tokens[place].text == ","
            and lacks_subject(self.sentence, self.head, self.around)
        ):
            place -= 1  # "At the invitation of …, the king of Chad, Idriss, paid a visit"
        while 0 <= place < len(self.sentence):
            mention = self.document.mention_at(self.sentence.index, place)
            if mention is not None:
                meant = mention.agent and not self.namer.is_anybody(place)
                return list(mention.actors) if meant else []
            if self.sentence.tokens[place].upos not in {"AUX", "ADV", "PART", "DET"}:
                return []
            place += step
        return []

    def places(self, slot: Slot) -> tuple[int, ...]:
        """Where the words stand that a slot of the role asks for."""
        if self.around is None:
            return noun_places(self.sentence, self.head, slot)
        relation = slot.relation
        if relation == "nsubj":
            return self._subjects()
        if relation == "giver":
            return givers(self.sentence, self.around)
        if relation == "obj":
            if slot.outside:
                return tuple(self._outside())
            return self._complement() or meant(self.sentence, self.head, self.around.objects)
        if relation == "iobj":
            return self.around.receivers
        if relation == "obl":
            return tuple(
                t
                for c, t in self.around.obliques
                if c in slot.cases and self._may_hold(t) and not (c == "as" and self._is_inner(t))
            )
        if relation == "below":
            return below(self.sentence, self.head, slot.cases, self.namer)
        if relation in BESIDE:
            return BESIDE[relation](self.sentence, self.head)
        if relation == "told":
            return told(self.sentence, self.head)
        if relation == "inviter":
            return inviters(self.sentence, self.around)
        if relation == "frontier":
            return tuple(beyond(self.sentence, self.head))
        if relation in {"xcomp", "ccomp", "advcl"}:
            return in_clauses(self.sentence, self.head, slot)
        return ()

    def _complement(self) -> tuple[int, ...]:
        """What follows the preposition that the entry asks for: "lashed out at Mali"."""
        assert self.around is not None
        directed = self.role.kind == "directed" and self.entry.pos == "verb"
        if not directed or self.entry.case is None or self.entry.inner is not None:
            return ()
        return tuple(t for c, t in self.around.obliques if c == self.entry.case)

    def _may_hold(self, place: int) -> bool:
        """False for the "with" of what was discussed: "discussed its cooperation with Chad"."""
        above = self.sentence.head(place)
        if "detail" not in self.entry.flags or above is None or above.index == self.head:
            return True
        mention = self.namer.mention(place)
        person = mention is not None and any(a.name or a.office for a in mention.actors)
        return person or lemma(above) not in _BETWEEN

    def _outside(self) -> Iterator[int]:
        """The objects without the word in the brackets; of that, whom a participle after it "
        "names."""
        assert self.around is not None
        for place in self.around.objects:
            if not self._is_inner(place):
                yield place
                continue
            if is_deed(self.sentence, place):
                # "launched an invasion of Fiji"
                hit = self.sentence.children(place, "nmod")
                yield from (c.index for c in hit if case_of(self.sentence, c.index) == "of")
            for child in self.sentence.children(place, "acl"):
                if child.relation != "acl:relcl" and child.lower.endswith("ing"):
                    yield from clause(self.sentence, child.index).objects

    def _is_inner(self, place: int) -> bool:
        token = self.sentence.tokens[content(self.sentence, place)]
        return self.entry.inner is not None and self.entry.inner in {lemma(token), token.lower}

    def _subjects(self) -> tuple[int, ...]:
        assert self.around is not None
        if self.entry.pos == "adj" and not self.around.subjects:
            subject = self.sentence.child(self.head, "nsubj")
            return (subject.index,) if subject is not None else ()
        return hung_subject(self.sentence, self.head) or self.around.subjects

    def _by_governor(self, actors: list[Actor]) -> list[Actor]:
        """Adds the subject of the verb that the noun depends on, where the noun itself does
        not name who acts.
        """
        reciprocal = self.role.kind == "reciprocal"
        if (actors and not reciprocal) or len(unique(actors)) > 1:
            return actors
        top = self._phase()
        above = self.sentence.head(top)
        if case_of(self.sentence, top) == "behind":
            # "Chad is behind the attack"
            subjects = self.sentence.children(top, "nsubj") if self.token.index == top else ()
            behind = [a for c in subjects for a in self.namer.at(c.index, Slot("nsubj", (), True))]
            return actors + behind
        if above is None or above.upos != "VERB":
            return actors
        relation, case = self.sentence.tokens[top].universal, case_of(self.sentence, top)
        during = relation in {"obl", "advcl"} and (  # "while on a visit to Chad"
            (self.role.kind == "visit" and case in {"during", "on", "for", "in"})
            or (reciprocal and case in {"during", "after", "following"} and bool(actors))
            or (case in {"at", "in", "on"} and bool(actors) and self._met_with())
            or (case == "with" and not reciprocal and lemma(above) in _ANSWERING)
            or (case == "without" and reciprocal and lemma(above) in _ENDING)
        )
        verb = phrase(self.sentence, above)
        bare = relation == "obl" and (case == "" or verb != lemma(above))
        held = (relation == "obj" or bare) and (
            lemma(above) in HOLDERS or verb in table()["object"]
        )
        if reciprocal and actors and relation == "nsubj" and above.universal == "ccomp":
            # Who "said the talks with Mali went well" was at them.
            told = self.sentence.head(above.index)
            places = clause(self.sentence, told.index).subjects if told is not None else ()
            return actors + [a for p in places for a in self.namer.at(p, Slot("nsubj", (), True))]
        if not (during or held):
            return actors
        slot = Slot("nsubj", (), True)
        found: list[Actor] = []
        for place in owners_of_act(self.sentence, top) or ():
            found.extend(self.namer.at(place, slot))
        if not found and during:
            ended = Slot("nsubj") if case == "without" else slot
            for place in clause(self.sentence, above.index).subjects:
                found.extend(self.namer.at(place, ended))
        return actors + found

    def _met_with(self) -> bool:
        """True for a contact that names whom it was with: "at a meeting with Mali's president"."""
        if self.role.kind != "reciprocal" or self.entry.type is not EventType.CONSULT:
            return False
        below = self.sentence.children(self.head, "nmod")
        people = [c for c in below if case_of(self.sentence, c.index) == "with"]
        return any(
            (mention := self.namer.mention(c.index)) is not None
            and any(a.name or a.office for a in mention.actors)
            for c in people
        )

    def _phase(self) -> int:
        """The noun itself, or the phase of it that governs it: "the resumption of talks"."""
        top = self.head
        for above in self.sentence.ancestors(self.head):
            if above.upos != "NOUN" or lemma(above) not in _PHASES:
                break
            top = above.index
        return top

    def _inner_modifiers(self) -> list[Actor]:
        """The states that modify the object of a light verb: "held Irish-French talks"."""
        if self.around is None or self.entry.inner is None:
            return []
        found: list[Actor] = []
        for place in self.around.objects:
            for modifier in (
                *possessors(self.sentence, place),
                *premodifiers(self.sentence, place),
            ):
                mention = self.namer.mention(modifier)
                if mention is not None and mention.kind in {MentionKind.METONYM, MentionKind.PLACE}:
                    continue  # "the Islamabad Memorandum"
                if self.role.kind == "directed" and mention is not None and mention.head == place:
                    continue  # "rebel prisoners"
                found.extend(self.namer.at(modifier, Slot("mod", (), True)))
        return found
