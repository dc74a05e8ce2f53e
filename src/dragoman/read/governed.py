"""Sides that stand neither in the slots of an event's word nor with it, but with what governs it.

"After talks with Mali, Chad's minister said": he was at them. "Chad is in talks with Mali": so is
Chad. "At the invitation of Mali, Chad's king came": he was invited. "Mali's envoy was summoned to
the ministry in Chad", "the envoy to Chad was expelled": by Chad.
"""

from __future__ import annotations

from dragoman.codes import EventType
from dragoman.language.lexicon import Slot
from dragoman.read.clause import case_of, clause
from dragoman.read.finder import Finder
from dragoman.read.owners import unique, without
from dragoman.read.what import lemma
from dragoman.record import Actor

Sides = tuple[tuple[Actor, ...], tuple[Actor, ...]]

_DURING = frozenset({"after", "at", "before", "during", "following", "in", "on"})
_STATE_OF = frozenset({"in", "at"})
_BY_HOSTS = frozenset({EventType.ACCUSE, EventType.COERCE, EventType.SANCTION})
"""Types that a state does to those who are on its soil."""
_FROM = frozenset({EventType.COERCE, EventType.SANCTION})
_SUBJECT = Slot("nsubj", (), True)


def completed(finder: Finder, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> Sides:
    """The sides, with those that only what governs the word tells of."""
    if finder.entry.pos == "noun":
        return _of_noun(finder, actors, recipients)
    if not actors and recipients and finder.entry.type in _BY_HOSTS:
        return _hosts(finder, recipients), recipients
    return actors, recipients


def _of_noun(finder: Finder, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> Sides:
    sentence, head = finder.sentence, finder.head
    token, above = finder.token, sentence.head(head)
    case = case_of(sentence, head)
    states = {a.state for a in actors if a.state}
    if finder.role.kind == "reciprocal" and len(states) == 1:
        subject = sentence.child(head, "nsubj")
        if subject is not None and case in _STATE_OF:
            found = finder.namer.at(subject.index, _SUBJECT)
            return unique([*found, *actors]), recipients
        if (
            above is not None
            and above.upos == "VERB"
            and token.universal == "advcl"
            and case in _DURING
            and finder.entry.type is EventType.CONSULT
        ):
            return unique([*_subjects(finder, above.index), *actors]), recipients
        return actors, recipients
    if above is None or above.upos != "VERB" or token.universal != "obl":
        return actors, recipients
    if actors and not recipients and case == "at" and lemma(token) == "invitation":
        guests = without(unique(_subjects(finder, above.index)), actors)
        return actors, tuple(a for a in guests if a.state not in states)
    return actors, recipients


def _subjects(finder: Finder, verb: int) -> list[Actor]:
    around = clause(finder.sentence, verb)
    places = around.objects if around.passive else around.subjects
    return [a for place in places for a in finder.namer.at(place, _SUBJECT)]


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
