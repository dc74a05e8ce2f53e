"""Sides that stand neither in the slots of an event's word nor with it, but with what governs it.

"After talks with Mali, Chad's minister said": he was at them. "Chad is in talks with Mali": so is
Chad. "At the invitation of Mali, Chad's king came": he was invited. "Mali's envoy was summoned to
the ministry in Chad", "the envoy to Chad was expelled": by Chad.
"""

from __future__ import annotations

from dragoman.codes import EventType, Sector
from dragoman.language import lexicon
from dragoman.language.lexicon import Slot
from dragoman.read.clause import ADDRESSED, case_of, clause, possessors
from dragoman.read.finder import Finder
from dragoman.read.owners import called, owners, premodifiers, unique, without
from dragoman.read.what import lemma
from dragoman.record import Actor

Sides = tuple[tuple[Actor, ...], tuple[Actor, ...]]

_DURING = frozenset({"after", "at", "before", "during", "following", "in", "on"})
_WHERE = frozenset("across around at in inside near off outside over".split())
_WANTED_BACK = frozenset({"freedom", "release", "repatriation", "return"})
_UPON = frozenset({"after", "at", "following", "on", "upon"})
_STATE_OF = frozenset({"in", "at"})
_BY_HOSTS = frozenset({EventType.ACCUSE, EventType.COERCE, EventType.SANCTION})
"""Types that a state does to those who are on its soil."""
_FROM = frozenset({EventType.COERCE, EventType.SANCTION})
_SUBJECT = Slot("nsubj", (), True)


def completed(finder: Finder, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> Sides:
    """The sides, with those that only what governs the word tells of."""
    if finder.entry.pos == "noun":
        return _of_noun(finder, actors, recipients)
    kind = finder.entry.type
    states = {a.state for a in actors if a.state}
    if finder.role.kind == "reciprocal" and len(states) > 1:
        # "Chad and Mali agreed, after talks in Lomé": what two agree on is not done to one of them.
        return actors, tuple(r for r in recipients if r.state not in states)
    if not actors and recipients and kind in _BY_HOSTS:
        return _hosts(finder, recipients), recipients
    if kind is EventType.ASSAULT and actors and not recipients:
        return actors, _hit(finder, actors)
    abroad = tuple(r for r in recipients if r.state not in states or r.sector or r.name)
    if finder.role.kind == "directed" and any(r.state not in states | {None} for r in abroad):
        recipients = abroad  # "fired at Malian refugees in Lomé", of Togo's police
    if kind is EventType.REQUEST and finder.entry.inner in _WANTED_BACK:
        # "demanded their release", of whoever holds them
        mine = {a.state for a in actors}
        return actors, tuple(r for r in recipients if r.state not in mine)
    return actors, recipients


def _of_noun(finder: Finder, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> Sides:
    sentence, head = finder.sentence, finder.head
    token, above = finder.token, sentence.head(head)
    case = case_of(sentence, head)
    states = {a.state for a in actors if a.state}
    if actors and finder.entry.type is EventType.RETREAT and _asked_for(finder, actors):
        return (), recipients  # who calls for a truce is not at war
    if finder.role.kind == "reciprocal":
        return _together(finder, actors), recipients
    if not actors and (first := _shared(finder)) is not None:
        places = (*possessors(sentence, first), *premodifiers(sentence, first))
        found = [a for p in places for a in finder.namer.at(p, Slot("mod", (), True))]
        return unique([a for a in found if a not in recipients]), recipients
    if above is None or above.upos != "VERB" or token.universal != "obl":
        return actors, recipients
    if actors and not recipients and case in _UPON and lemma(token) in ADDRESSED:
        asked = without(unique(_subjects(finder, above.index)), actors)
        return actors, tuple(a for a in asked if a.state not in states)
    return actors, recipients


def _asked_for(finder: Finder, actors: tuple[Actor, ...]) -> bool:
    """True for what those who would do it only ask for: "called for a ceasefire"."""
    above = finder.sentence.head(finder.head)
    if above is None or above.upos != "VERB" or finder.token.universal not in {"obj", "obl"}:
        return False
    entries = lexicon.load().of("verb", lemma(above))
    if not any(e.type is EventType.REQUEST for e in entries):
        return False
    asking = {a.state for a in _subjects(finder, above.index)}
    return {a.state for a in actors} <= asking


def _shared(finder: Finder) -> int | None:
    """The first of two words for one deed, whose owner is that of both: "a Malian rocket and drone
    attack".
    """
    sentence, token = finder.sentence, finder.token
    above = sentence.head(finder.head)
    if token.universal != "conj" or above is None or above.upos != "NOUN":
        return None
    if finder.entry.type is not EventType.ASSAULT or sentence.child(finder.head, "det"):
        return None
    between = sentence.tokens[above.index + 1 : finder.head]
    close = all(t.universal in {"cc", "compound", "amod", "punct"} for t in between)
    return above.index if close else None


def _together(finder: Finder, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """All who are in a contact of which the noun names one side, or none."""
    sentence, head = finder.sentence, finder.head
    subject, above = sentence.child(head, "nsubj"), sentence.head(head)
    case = case_of(sentence, head)
    if subject is None and above is not None and case == "for":
        # "was in Lomé for talks with Mali"
        there = sentence.child(above.index, "cop") is not None
        subject = sentence.child(above.index, "nsubj") if there else None
        case = "in" if subject is not None else case
    if subject is not None and case in _STATE_OF:
        return unique([*finder.namer.at(subject.index, _SUBJECT), *actors])
    if len({a.state for a in actors if a.state}) != 1 or above is None or above.upos != "VERB":
        return actors
    if finder.token.universal != "advcl" or finder.entry.type is not EventType.CONSULT:
        return actors
    if case not in _DURING:
        return actors
    return unique([*_subjects(finder, above.index), *actors])


def _subjects(finder: Finder, verb: int) -> list[Actor]:
    around = clause(finder.sentence, verb)
    places = around.objects if around.passive else around.subjects
    return [a for place in places for a in finder.namer.at(place, _SUBJECT)]


def _hit(finder: Finder, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """A thing that was hit abroad, by where it was: "hit a convoy near the Malian town of Gao"."""
    around, sentence, document = finder.around, finder.sentence, finder.document
    if around is None or around.passive or any(a.sector is not Sector.MIL for a in actors):
        return ()
    mine = {a.state for a in actors}
    for place in around.objects:
        if sentence.tokens[place].upos != "NOUN" or finder.namer.mention(place) is not None:
            continue
        below = [t for c, t in around.obliques if c in _WHERE]
        below += [
            c.index
            for c in sentence.children(place, "nmod")
            if case_of(sentence, c.index) in _WHERE
        ]
        for there in below:
            mention = finder.namer.mention(there)
            near = mention.actors if mention is not None else ()
            states = {a.state for a in near or owners(document, sentence, there) if a.state}
            if len(states) == 1 and not states & mine:
                text, start, end = called(document, sentence, place)
                return (Actor(text, states.pop(), None, start=start, end=end),)
    return ()


def _hosts(finder: Finder, recipients: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Who did it to people on his soil, where the passive names nobody: whose ministry they were
    called to, where they are posted, from where they were sent away.
    """
    around, sentence = finder.around, finder.sentence
    if around is None or not around.passive:
        return ()
    sent_away = finder.entry.type in _FROM
    called = [t for c, t in around.obliques if c == "to" or (c == "from" and sent_away)]
    posted = [
        c.index
        for place in around.objects
        for c in sentence.children(place, "nmod")
        if case_of(sentence, c.index) in {"to", "in"}
    ]
    theirs = {a.state for a in recipients}
    for place in (*called, *posted):
        mention = finder.namer.mention(place)
        if mention is None or mention.head != place or len(mention.states) != 1:
            continue
        if mention.states[0] not in theirs:
            return mention.actors[:1]
    return ()
