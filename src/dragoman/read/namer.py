"""Whom a word stands for, as a side of an event.

The mention that the word heads is taken first, then an apposition to it, then, where the slot or
the word allows, the owner of what it names: of "ambassadors from Chad" Chad, of "Russia's
invasion" Russia.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import EventType, Sector
from dragoman.language import lexicon
from dragoman.language.lexicon import Slot
from dragoman.language.sentence import Sentence
from dragoman.read.clause import Clause, case_of, conjuncts, content, possessors
from dragoman.read.document import Document, Mention, MentionKind
from dragoman.read.forms import SAYS
from dragoman.read.names.refer import COUNTRY
from dragoman.read.owners import WE, called, may_stand, owners, premodifiers, speaker
from dragoman.read.victims import sector_of
from dragoman.read.what import lemma
from dragoman.record import Actor

_ANYBODY = frozenset({"men", "women"})
"""Words for leaders, where these talk; for anybody, where something is done to them."""
_COUNTERPARTS = frozenset({"counterpart", "colleague", "peer", "homologue"})
_OWN = frozenset({"it", "they"})
_TELLS = SAYS | frozenset("allege argue boast claim decide deny hope promise think vow".split())
_THEIRS = frozenset({"their", "his", "her", "its"})
_ITS = frozenset({"its", "their"})
_OBJECTS = frozenset({"it", "him", "her", "them"})
"""Pronouns of which the subject of their own clause is not meant."""
_PERSONS = frozenset({"him", "her"})
_SOMEBODY = frozenset({MentionKind.PERSON, MentionKind.OFFICE})
_SOMETHING = frozenset(
    {
        MentionKind.BODY,
        MentionKind.GROUP,
        MentionKind.METONYM,
        MentionKind.ORGANISATION,
        MentionKind.STATE,
    }
)
_DONE_TO = frozenset({"obj", "iobj", "obl"})
_THIS = frozenset({"the", "this", "his", "her", "their"})
_SENT = frozenset(
    "ambassador attache authority chief commander delegate delegation diplomat envoy head leader "
    "leadership lawmaker member minister negotiator official parliamentarian president "
    "representative secretary senator team".split()
)
"""People who meet and speak for the state that they are of, wherever it is named."""

_AT = {
    MentionKind.BODY: frozenset({"in", "of", "from"}),
    MentionKind.OFFICE: frozenset({"of", "from", "at"}),
}
"""Prepositions that put its state behind a body or an office."""


class Namer:
    """Looks up whom the words around one predicate stand for.

    `through` collects how each side was reached, for the confidence: a relation with ">owner"
    where an owner was taken. `avoid` holds states whose things are not those of the other side;
    `inner` is the noun that is part of the predicate; `leaders` is false where "the men" are not
    those who lead the states; `things` is true where a thing is named by its own words, not by its
    owner.
    """

    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        around: Clause | None,
        inner: str | None = None,
    ) -> None:
        self.document = document
        self.sentence = sentence
        self.around = around
        self.inner = inner
        self.through: list[str] = []
        self.avoid: frozenset[str] = frozenset()
        self.leaders = True
        self.things = False

    def at(self, place: int, slot: Slot) -> list[Actor]:
        """Whom the word at `place`, and those coordinated with it, stand for in a slot."""
        found: list[Actor] = []
        for conjunct in conjuncts(self.sentence, place) if slot.relation != "mod" else (place,):
            here = self._one(content(self.sentence, conjunct), slot)
            if found and self._is_theirs(conjunct):
                here = [a for a in here if a.name]  # "the minister and his delegation"
            found.extend(here)
        return found

    def _is_theirs(self, place: int) -> bool:
        """True for those who come with whoever was named just before: "and their delegation"."""
        below = self.sentence.children(place)
        for child in self.sentence.children(place, "amod", "compound", "appos"):
            named = self.document.mention_at(self.sentence.index, child.index)
            if named is not None or child.upos == "PROPN":
                return False
        mine = any(t.relation == "nmod:poss" and t.lower in _THEIRS for t in below)
        return mine and lemma(self.sentence.tokens[place]) not in _COUNTERPARTS

    def _one(self, place: int, slot: Slot) -> list[Actor]:
        if self.is_anybody(place):
            return owners(self.document, self.sentence, place) if not slot.direct else []
        mention = self.mention(place)
        if mention is not None and slot.relation in _DONE_TO and self._is_meant_by_another(mention):
            found = self._other(place, mention)
            if found:
                self.through.append(slot.relation)
                return found
        told = self._apposed(place) if self.sentence.tokens[place].lower in WE else []
        if {a.state for a in told} - set(mention.states if mention is not None else ()):
            self.through.append(f"{slot.relation}>apposition")
            return told  # "We, the ministers of Chad and Mali, condemn"
        if mention is not None and mention.actors and may_stand(mention, slot):
            self.through.append(slot.relation)
            if all(a.state is None for a in mention.actors):
                # "Said, the Sultan of Oman"; "representatives of Chad and Mali": who sends them.
                sent = self._apposed(place, of_state=True) or (
                    owners(self.document, self.sentence, place) if not slot.direct else []
                )
                return sent or list(mention.actors)
            named = self._apposed(place, of_state=True) if self._is_description(mention) else []
            placed = named or self._placed(place, mention)
            if placed:
                return placed
            joined = self._joined_modifiers(place, mention)
            return [*joined, *mention.actors, *self._joined_owners(mention)]
        if self.sentence.tokens[place].text == "I":
            return speaker(self.document, self.sentence, place)
        if self.sentence.tokens[place].lower in _OWN:
            return self._teller(place)
        if self._is_own_country(place):
            whose = [m for p in possessors(self.sentence, place) if (m := self.mention(p))]
            owned = [a for m in whose for a in m.actors]
            return self._state_of(place, owned or self._teller(place))
        apposed = self._apposed(place)
        if apposed:
            self.through.append(f"{slot.relation}>apposition")
            return apposed
        if lemma(self.sentence.tokens[place]) in _COUNTERPARTS:
            return self._counterpart(place)
        if slot.direct and (members := self._members(place)):
            return members
        if slot.relation == "mod" or (slot.direct and not self._is_sent(place)):
            return []
        if self._is_tellers(place):
            return self._state_of(place, self._teller(place))
        undergone = lemma(self.sentence.tokens[place]) == self.inner
        owned = owners(self.document, self.sentence, place, avoid=self.avoid, undergone=undergone)
        if owned:
            self.through.append(f"{slot.relation}>owner")
        plain = len(owned) == 1 and not undergone and not (owned[0].name or owned[0].office)
        people = sector_of(self.sentence, place) is not None or self._is_sent(place)
        if plain and (self.things or people):
            # "a barracks in Kano" is hit, and is of Nigeria.
            text, start, end = called(self.document, self.sentence, place)
            sector = sector_of(self.sentence, place) or owned[0].sector
            return [replace(owned[0], text=text, sector=sector, start=start, end=end)]
        return owned

    def is_anybody(self, place: int) -> bool:
        """True for "the men" of whom it is not told that they stand for states."""
        if self.leaders:
            return False
        mention = self.mention(place)
        fallen = mention is not None and self._is_of_attacker(mention)
        return fallen or self.sentence.tokens[place].lower in _ANYBODY

    def _has_subject(self) -> bool:
        """True where who acts is the subject of a clause, this or the one above it."""
        places = self.around.subjects if self.around is not None else ()
        tokens = self.sentence.tokens
        return any(tokens[i].universal == "nsubj" for p in places for i in _up(self.sentence, p))

    def _is_of_attacker(self, mention: Mention) -> bool:
        """True for mere "soldiers" whose state is told only as that of the attack they fell in."""
        tokens = self.sentence.tokens
        bare = mention.kind is MentionKind.GROUP and mention.last - mention.first == 1
        if not bare or self.leaders or self.around is None or not self.around.passive:
            return False
        if any(a.sector is not Sector.MIL for a in mention.actors):
            return False
        if self.sentence.children(mention.head, "nmod", "amod", "compound"):
            return False
        fights = [t for c, t in self.around.obliques if c in {"in", "by", "during", "after"}]
        return any(
            set(other.states) & set(mention.states)
            for place in fights
            if any(
                e.type is EventType.ASSAULT for e in lexicon.load().of("noun", lemma(tokens[place]))
            )
            for other in self.document.mentions_in(self.sentence.index)
            if other.head != place and self._fights(place, other)
        )

    def _fights(self, place: int, other: Mention) -> bool:
        """True for whose attack or with whom a fight is."""
        by = case_of(self.sentence, other.head) in {"with", "by", "against"}
        whose = by or (other.modifier and other.head < place)
        return whose and other.head in self.sentence.subtree(place)

    def _is_meant_by_another(self, mention: Mention) -> bool:
        """True for a pronoun, or for what is "its", that the other side alone would be meant by:
        "Chad accused it", "Mali says that Chad holds its soldiers".
        """
        if not mention.states or not set(mention.states) <= self.avoid:
            return False
        token = self.sentence.tokens[mention.head]
        if mention.kind is MentionKind.PRONOUN:
            undergoes = token.universal in _DONE_TO and token.lower in _OBJECTS
            return undergoes and self._has_subject()
        return any(t.lower in _ITS for t in self.sentence.children(mention.head, "nmod:poss"))

    def _other(self, place: int, mention: Mention) -> list[Actor]:
        """Whom such a word means: who tells of it, else for a pronoun who was named last before."""
        teller = [a for a in self._teller(place) if a.state and a.state not in self.avoid]
        if mention.kind is not MentionKind.PRONOUN:
            return [
                replace(mention.actors[0], state=a.state, sector=mention.actors[0].sector)
                for a in teller[:1]
            ]
        person = mention.text.lower() in _PERSONS
        index = self.sentence.index
        for i in range(index, max(-1, index - 2), -1):
            for other in reversed(self.document.mentions_in(i)):
                before = i < index or other.last <= place
                fits = other.kind in (_SOMEBODY if person else _SOMETHING)
                if before and fits and other.agent and not set(other.states) & self.avoid:
                    return list(other.actors) if len(other.states) == 1 else []
        return teller

    def _is_tellers(self, place: int) -> bool:
        """True for "one of its ships", where "its" would else be the doer's own."""
        whose = [
            m
            for c in self.sentence.children(place, "nmod:poss")
            if c.lower in _ITS and (m := self.mention(c.index)) is not None
        ]
        doers = bool(whose) and bool(whose[0].states) and set(whose[0].states) <= self.avoid
        others = {a.state for a in self._teller(place) if a.state} if doers else set()
        return bool(others) and not others & self.avoid

    def _is_own_country(self, place: int) -> bool:
        """True for "the country" and "his country", which a speaker says of his own."""
        token = self.sentence.tokens[place]
        if token.upos != "NOUN" or token.lower not in COUNTRY:
            return False
        before = self.sentence.children(place, "det", "nmod:poss")
        other = self.sentence.children(place, "amod", "compound", "nmod", "acl", "appos")
        plain = all(t.relation == "nmod:poss" for t in other)
        return plain and any(t.lower in _THIS for t in before)

    def _state_of(self, place: int, tellers: list[Actor]) -> list[Actor]:
        """The state whose people tell it, in the words of the text."""
        states = list(dict.fromkeys(a.state for a in tellers if a.state))
        if len(states) != 1:
            return []
        text, start, end = called(self.document, self.sentence, place)
        return [Actor(text, states[0], Sector.GOV, start=start, end=end)]

    def _teller(self, place: int) -> list[Actor]:
        """Whom "it" means in what somebody says of himself: "Chad said it had freed them"."""
        for above in self.sentence.ancestors(place):
            if above.universal == "ccomp" and above.head >= 0:
                if lemma(self.sentence.tokens[above.head]) not in _TELLS:
                    break
                subject = self.sentence.child(above.head, "nsubj")
                mention = self.mention(subject.index) if subject is not None else None
                return list(mention.actors) if mention is not None and mention.agent else []
            if above.upos in {"VERB", "AUX"} and above.universal not in {"conj", "xcomp"}:
                break
        return []

    def _apposed(self, place: int, of_state: bool = False) -> list[Actor]:
        """Whom an apposition to the word names: "its guest, the Sultan of Oman"."""
        for child in self.sentence.children(place, "appos"):
            named = self.mention(child.index)
            apart = named is not None and named.head == child.index
            if named is not None and apart and named.actors and (named.states or not of_state):
                others = conjuncts(self.sentence, child.index)[1:]
                return [*named.actors, *(a for i in others for a in self._plainly(i))]
        return []

    def _members(self, place: int) -> list[Actor]:
        """Those whom the words name of a group: "with allies, including Chad and Mali"."""
        return [
            a
            for child in self.sentence.children(place, "nmod")
            if case_of(self.sentence, child.index) in {"including", "like", "such"}
            for i in conjuncts(self.sentence, child.index)
            for a in self._plainly(i)
        ]

    def _is_description(self, mention: Mention) -> bool:
        """True for "a rebel group", which the name behind it tells more of."""
        words = self.sentence.tokens[mention.first : mention.last]
        kind = mention.kind in {MentionKind.BODY, MentionKind.GROUP}
        return kind and not any(t.upos == "PROPN" or t.text[:1].isupper() for t in words)

    def _plainly(self, place: int) -> list[Actor]:
        mention = self.mention(place)
        return list(mention.actors) if mention is not None and mention.agent else []

    def _is_sent(self, place: int) -> bool:
        """True for people who stand for those who send them: "ambassadors from Chad and Mali"."""
        token = self.sentence.tokens[place]
        return token.upos in {"NOUN", "PROPN"} and lemma(token) in _SENT

    def _joined_modifiers(self, place: int, mention: Mention) -> list[Actor]:
        """The first of "the Irish and British delegations", which the mention leaves out."""
        found: list[Actor] = []
        for modifier in premodifiers(self.sentence, place):
            other = self.document.mention_at(self.sentence.index, modifier)
            token = self.sentence.tokens[modifier]
            paired = token.universal == "conj" or self.sentence.child(modifier, "conj") is not None
            if other is not None and other != mention and other.modifier and paired:
                found.extend(other.actors)
        return found

    def _placed(self, place: int, mention: Mention) -> list[Actor]:
        """A body or an office with its state behind it: "police in Japan", "the envoy of Chad"."""
        words = self.sentence.tokens[mention.first : mention.last]
        cases = _AT.get(mention.kind)
        if cases is None or any(t.upos == "PROPN" and t.text[:1].isupper() for t in words):
            return []
        if self.sentence.children(place, "nmod:poss"):
            return []  # "its consulate in Lomé"
        if any(t.upos == "ADJ" and self.document.knowledge.adjective(t.text) for t in words):
            return []
        found: list[Actor] = []
        for child in self.sentence.children(place, "nmod"):
            if child.index < mention.last or case_of(self.sentence, child.index) not in cases:
                continue
            for i in conjuncts(self.sentence, child.index):
                other = self.mention(i)
                states = other.states if other is not None and other.head == i else ()
                found.extend(replace(a, state=s) for s in states for a in mention.actors[:1])
        return found

    def _joined_owners(self, mention: Mention) -> list[Actor]:
        """The second of "the armies of Chad and Mali", which the mention leaves out."""
        found: list[Actor] = []
        for child in self.sentence.children(mention.head, "nmod", "appos"):
            if child.relation == "nmod:poss" or not mention.head < child.index < mention.last:
                continue
            for i in conjuncts(self.sentence, child.index):
                other = self.mention(i) if i >= mention.last else None
                if other is not None and other.head == i and not other.modifier:
                    found.extend(other.actors)
        return found

    def _counterpart(self, place: int) -> list[Actor]:
        """Whose "his counterpart" is: not those of "his", but who follows from or stands before."""
        mine: set[str] = set()
        for owner in possessors(self.sentence, place):
            mention = self.document.mention_at(self.sentence.index, owner)
            mine |= set(mention.states) if mention is not None else set()
        found = owners(self.document, self.sentence, place, avoid=frozenset(mine))
        if not found and self.around is not None:
            for case, other in self.around.obliques:
                mention = self.mention(other) if case in {"from", "of", "in"} else None
                found.extend(mention.actors if mention is not None else ())
        return found

    def mention(self, place: int) -> Mention | None:
        """The mention that a word heads, begins or is a part of the name of; None without one."""
        mention = self.document.mention_at(self.sentence.index, place)
        if mention is None:
            return self._named_below(place)
        if mention.head == place:
            return mention
        # A word inside a longer mention stands for it where the mention hangs below the
        # word, or where it is part of
        # the name; what hangs below the mention's head ("of Spain") is another's.
        inside = place in self.sentence.subtree(mention.head)
        part = self.sentence.tokens[place].universal in {"flat", "compound"}
        return mention if part or not inside or mention.first == place else None

    def _named_below(self, place: int) -> Mention | None:
        """The mention whose head hangs below a word before it, as in "Office Director Sow"."""
        if self.sentence.tokens[place].upos != "PROPN":
            return None
        for child in self.sentence.children(place, "flat"):
            mention = self.document.mention_at(self.sentence.index, child.index)
            if mention is not None and mention.head == child.index:
                return mention
        return None


def _up(sentence: Sentence, i: int) -> tuple[int, ...]:
    """A word, and the first of the list that it is joined to."""
    token = sentence.tokens[i]
    return (i, token.head) if token.universal == "conj" and token.head >= 0 else (i,)
