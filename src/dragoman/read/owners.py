"""Whose a thing is, and which sides of an event are one and the same.

The owner of a noun is its possessor, else a state that modifies it, else who follows by, of, from,
with or in. Of a deed ("the invasion of Tonga") the "of" names whom it is done to, and owns nothing.
"""

from __future__ import annotations

from dragoman.codes import EventType, Sector
from dragoman.language import lexicon
from dragoman.language.lexicon import Slot, Slots
from dragoman.language.sentence import Sentence
from dragoman.read.clause import case_of, clause, conjuncts, possessors
from dragoman.read.document import Document, Mention
from dragoman.read.what import lemma
from dragoman.record import Actor

_GOVERNING = frozenset({Sector.GOV, Sector.SPY, None})
"""Sectors that are the government of their state; others deal with it as with another side."""
_FORMER = (" former ", " ex-", " opposition ")
_ASIDE = ("acl", "appos", "conj", "cc", "punct", "obl", "det", "case", "parataxis", "advcl")
_BACKED = frozenset(
    "armed backed controlled financed funded held mediated occupied sponsored supported "
    "trained".split()
)
"""What a state before these words does to a group, which is not its own for that."""
_TIED = frozenset("affiliated allied associated belonging connected linked tied".split())
_VOICES = frozenset("spokesman spokeswoman spokesperson aide adviser advisor lawyer envoy".split())
"""People who stand for the one that follows by "for"."""
WE = frozenset({"we", "us", "our"})
"""Words for those who speak."""
_OWNERS_BY = ("by", "of", "from", "between", "such", "including", "with", "in", "to")


def premodifiers(sentence: Sentence, noun: int) -> tuple[int, ...]:
    """Words that stand before a noun and below it, without its possessor: "the British–Irish
    talks".
    """
    found: list[int] = []
    for child in sentence.children(noun, "amod", "compound", "nmod"):
        if (
            child.index < noun
            and child.relation != "nmod:poss"
            and not case_of(sentence, child.index)
            and child.lower.rpartition("-")[2] not in _BACKED
        ):
            found.extend(i for i in sentence.subtree(child.index) if i < noun)
    return tuple(sorted(found))


def called(document: Document, sentence: Sentence, i: int) -> tuple[str, int, int]:
    """What the phrase around a word calls it, with its place; without article and clauses."""
    first, last = sentence.phrase(i, *_ASIDE)
    for place in range(i + 1, last):
        token = sentence.tokens[place]
        if token.universal in {"acl", "advcl"} or token.text == "," or token.lower == "including":
            last = place
            break
    start, end = sentence.offsets(first, last)
    return document.text[start:end], start, end


def is_deed(sentence: Sentence, noun: int) -> bool:
    """True for the noun of a deed whose "of" names whom it is done to: "the invasion of Tonga"."""
    entries = lexicon.load().of("noun", lemma(sentence.tokens[noun]))
    return any(e.role is not None and e.role.name in {"n_of", "n_attack"} for e in entries)


def is_attack(sentence: Sentence, noun: int) -> bool:
    """True for the noun of an attack, whose "in" names where it fell."""
    entries = lexicon.load().of("noun", lemma(sentence.tokens[noun]))
    return any(e.type is EventType.ASSAULT for e in entries if e.role and e.role.name == "n_attack")


def owners(
    document: Document,
    sentence: Sentence,
    noun: int,
    depth: int = 0,
    avoid: frozenset[str] = frozenset(),
    undergone: bool = False,
) -> list[Actor]:
    """Whose the thing at `noun` is: its possessor, a state that modifies it, or who follows by.

    With `undergone`, whom a deed is done to owns it too: of "lifted the blockade of Fiji" Fiji.

    States to `avoid` are those of the other side: "closed its border with Belarus" is done to
    Belarus.
    """
    places = list(possessors(sentence, noun))
    groups: list[list[int]] = [places, list(premodifiers(sentence, noun))]
    behalf = ("for",) if lemma(sentence.tokens[noun]) in _VOICES else ()
    for case in (*_OWNERS_BY, *behalf):
        if case == "of" and not undergone and is_deed(sentence, noun):
            continue
        if case == "in" and not undergone and is_attack(sentence, noun):
            # Who condemns an attack in Fiji does not condemn Fiji.
            continue
        groups.append(
            [
                c.index
                for c in sentence.children(noun, "nmod")
                if c.relation != "nmod:poss" and case_of(sentence, c.index) == case
            ]
        )
    for child in sentence.children(noun, "acl"):
        if child.relation != "acl:relcl":
            below = clause(sentence, child.index)
            ties = {"with", "to"} if child.lower in _TIED else {"from", "by", "of", "in"}
            from_whom = tuple(t for c, t in below.obliques if c in ties)
            groups.append([*below.subjects, *from_whom])
    for group in groups:
        found: list[Actor] = []
        for place in group:
            for conjunct in conjuncts(sentence, place):
                mention = document.mention_at(sentence.index, conjunct)
                if mention is not None and mention.head == conjunct and mention.actors:
                    found.extend(mention.actors)
                elif depth < 1:
                    found.extend(owners(document, sentence, conjunct, depth + 1, avoid))
        other = [a for a in found if a.state not in avoid]
        if other:
            return other
    return []


def speaker(document: Document, sentence: Sentence, place: int) -> list[Actor]:
    """Who says "I": whose words they are, else those the text means by "we", else its
    publisher.
    """
    start = sentence.tokens[place].start
    for frame in document.frames:
        if frame.holds(start) and frame.voices:
            voice = frame.voices[-1]
            return [Actor(voice.text, voice.state, Sector.GOV)] if voice.state else []
    for mention in document.mentions:
        if mention.text.lower() in WE and mention.actors:
            return list(mention.actors)
    outlet = document.knowledge.outlet(document.report.publisher or "")
    if outlet is None or outlet.kind != "office" or not outlet.state:
        return []
    return [Actor(document.knowledge.code_name(outlet.state), outlet.state, Sector.GOV)]


def key(actor: Actor) -> tuple[str | None, str]:
    """What makes two actors one: the state, and the name or else the words."""
    return actor.state, (actor.name or actor.text).lower()


def unique(actors: list[Actor]) -> tuple[Actor, ...]:
    """Each actor once; a state beside one of its own people is left out."""
    found: dict[tuple[str | None, str], Actor] = {}
    for actor in actors:
        found.setdefault(key(actor), actor)
    kept = list(found.values())
    return tuple(
        a
        for a in kept
        if a.name
        or a.office
        or not any(b is not a and b.state == a.state and (b.name or b.office) for b in kept)
        or a.state is None
    )


def across(actors: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """`actors` less a mere state that the other side acts for: a government does nothing to
    itself.
    """
    mine = {
        o.state
        for o in others
        if o.state
        and o.sector in _GOVERNING
        and not any(word in f" {o.office or ''} {o.text}".lower() for word in _FORMER)
    }
    return tuple(
        a
        for a in actors
        if a.state is None
        or a.state not in mine
        or a.name
        or a.office
        or a.sector is not Sector.GOV
    )


def without(actors: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """`actors` less those that are among `others`."""
    taken = {key(o) for o in others}
    return tuple(a for a in actors if key(a) not in taken)


def takes_object(slots: Slots) -> bool:
    """True where a side may stand as the object."""
    return any(slot.relation == "obj" for alternative in slots for slot in alternative)


def may_stand(mention: Mention, slot: Slot) -> bool:
    """A bare place can be gone to or attacked; it acts only where it stands for its government."""
    if mention.agent or slot.relation in {"obj", "mod", "poss", "xcomp"}:
        return True
    return slot.relation in {"nmod", "obl", "below", "told"}
