"""Who did it and to whom: the sides of an event, by the roles of its lexicon entry.

The slots of a role are looked up in the tree (see `clause`), and what stands there is matched with
the mentions that `who` has resolved: the mention itself, those coordinated with it, or, where the
entry allows, the owner of what stands there ("Russia's invasion"). Of the entries that fit the
word, the first whose conditions on the sides hold gives the type. An event without a side of
interest is dropped: events stand between states, organisations and armed or political groups, or
within a state where an actor is its government.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import EventType, Sector
from dragoman.language import lexicon
from dragoman.language.lexicon import Condition, Entry
from dragoman.language.sentence import Sentence
from dragoman.read import described, governed
from dragoman.read.clause import case_of
from dragoman.read.document import Candidate, Document
from dragoman.read.finder import Finder
from dragoman.read.victims import sectors
from dragoman.read.what import holds
from dragoman.record import Actor, Why

PUBLIC = frozenset(
    {
        Sector.GOV,
        Sector.MIL,
        Sector.LEG,
        Sector.JUD,
        Sector.COP,
        Sector.SPY,
        Sector.IGO,
        Sector.REB,
        Sector.PTY,
        Sector.OPP,
    }
)
"""Sectors that make a domestic event one of interest."""
ARMED = frozenset({Sector.MIL, Sector.REB, Sector.COP, Sector.CRM})
ONE_SIDED = frozenset(
    {
        EventType.AGREE,
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.CONSULT,
        EventType.COOPERATE,
        EventType.MOBILIZE,
        EventType.PROTEST,
    }
)
"""Types that are events with one side named: no recipient is needed, or the other is not told."""
BY_AUTHORITIES = frozenset(
    {
        (EventType.COERCE, "arrest"),
        (EventType.COERCE, "deport"),
        (EventType.SANCTION, "convict"),
        (EventType.SANCTION, "expel"),
    }
)
"""Types and modes of what only authorities do."""
_PRIVATE = frozenset(map(Sector, "CVL COP EDU HLH LAB MED MIL REF REL".split()))
"""Sectors of which a plural tells of persons: "lorry drivers"."""
_SECOND = frozenset({"recipient", "states"})
"""Conditions that ask for a second side."""
_PEOPLE = frozenset(
    "president minister secretary ambassador envoy leader official delegation officials "
    "leaders ministers "
    "delegations counterpart counterparts king queen prince emir sultan pope chancellor "
    "premier diplomat diplomats "
    "representative representatives general commander senator lawmakers chief troops forces "
    "people citizens prisoners "
    "hostages refugees soldiers civilians journalists workers students nationals detainees "
    "pilots crew sailors".split()
)


def sides(document: Document, candidate: Candidate, alone: bool = False) -> Candidate | None:
    """The candidate with its actors and recipients, or None where no entry fits or nobody of
    interest is in it.

    With `alone`, directed entries that ask for a second side fit without one, and the candidate
    is marked as lacking it (see `implied`).
    """
    sentence = document.sentences[candidate.sentence]
    entries: tuple[Entry, ...] = candidate.extra.get("entries", ())
    entries = _of_gerund(sentence, candidate.head) or entries
    for rank, entry in enumerate(entries):
        if entry.role is None or entry.type is None:
            continue
        finder = Finder(document, sentence, candidate.head, entry)
        actors, recipients = governed.completed(finder, *finder.sides())
        actors, meant = described.completed(finder, actors, recipients)
        asked = entry.conditions
        if alone:
            if meant or not actors or not _may_lack(entry):
                continue
            asked = tuple(c for c in asked if not (c.wanted and c.name in _SECOND))
        if not all(_accepts(finder, c, actors, meant) for c in asked):
            continue
        unnamed = not actors and (entry.type, entry.mode) in BY_AUTHORITIES
        if not of_interest(actors, meant) and not unnamed:
            continue
        extra = dict(candidate.extra)
        if meant != recipients:
            extra["described"] = meant
        extra.update(entry=entry, through=finder.through, rank=rank, given=finder.given)
        if alone:
            extra["lacking"] = True
        return replace(
            candidate,
            type=entry.type,
            mode=entry.mode,
            why=Why("lexicon", f"{entry.name} ({entry.pos})"),
            entry=entry.name,
            actors=actors,
            recipients=recipients,
            extra=extra,
        )
    return None


def _of_gerund(sentence: Sentence, head: int) -> tuple[Entry, ...]:
    """The entries of the noun that a parser took for a verb: "fighting between Chad and Mali"."""
    token = sentence.tokens[head]
    if token.upos != "VERB" or token.universal not in {"nsubj", "csubj"}:
        return ()
    if not token.lower.endswith("ing") or sentence.children(head, "nsubj", "obj"):
        return ()
    above = sentence.head(head)
    around = [head, *([] if above is None else [above.index])]
    below = (c for i in around for c in sentence.children(i, "obl", "nmod"))
    if not any(case_of(sentence, c.index) == "between" for c in below):
        return ()
    entries = lexicon.load().of("noun", token.lower)
    return tuple(e for e in entries if e.inner is None and e.case in {None, "between"})


def _may_lack(entry: Entry) -> bool:
    """True for a directed verb that is sure enough to be an event whoever it is done to."""
    directed = entry.role is not None and entry.role.kind == "directed"
    sure = entry.sure == "a" or entry.type is EventType.THREATEN
    return entry.pos == "verb" and directed and sure and entry.type not in ONE_SIDED


def of_interest(actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """True where the event stands between states or bodies across a border, or a government
    acts in it.
    """
    states = {a.state for a in actors + recipients if a.state}
    if len(states) > 1:
        return True
    if not states:
        return False
    return any(a.sector in PUBLIC for a in actors + recipients)


def two_sided(candidate: Candidate) -> bool:
    """True where it is known who is on both sides, or one side is enough to tell what happened.

    Events stand between two sides (codebook, rule 4): a thanks, a demand or a refusal to nobody
    in particular is a statement, while a missile test or a curfew is a deed all the same.
    """
    if candidate.type in ONE_SIDED or candidate.recipients:
        return True
    return len({a.state for a in candidate.actors if a.state}) > 1


def _accepts(
    finder: Finder, condition: Condition, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> bool:
    known = holds(finder.sentence, finder.token, condition, finder.around)
    if known is not None:
        return known
    states = {a.state for a in actors + recipients if a.state}
    reciprocal = finder.role.kind == "reciprocal"
    if condition.name == "recipient":
        value = bool(recipients) or (reciprocal and len(actors) > 1)
    elif condition.name == "actor":
        value = any(a.state for a in actors)
    elif condition.name == "states":
        one_side = not reciprocal and bool(recipients) and not any(r.state for r in recipients)
        value = len(states) > 1 and not one_side
    elif condition.name == "plural":
        value = len(actors) > 1
    elif condition.name == "person":
        group = (
            actors if finder.role.kind == "visit" else recipients or (actors if reciprocal else ())
        )
        value = any(_is_person(a) or finder.describes(a) for a in group)
    elif condition.name == "armed":
        value = any(a.sector in ARMED for a in actors + recipients)
    elif condition.name == "protester":
        value = any(a.sector in {Sector.CVL, Sector.OPP, Sector.LAB, Sector.EDU} for a in actors)
    elif condition.name == "government":
        value = bool(actors) and all(a.sector is Sector.GOV for a in actors)
    elif condition.name == "organisation":
        value = any(a.sector is Sector.IGO for a in recipients)
    else:
        value = False
    return value is condition.wanted


def _is_person(actor: Actor) -> bool:
    if actor.name or actor.office:
        return True
    words = actor.text.lower().split()
    known = sectors()
    return any(w in _PEOPLE or (w[-1:] == "s" and known.get(w[:-1]) in _PRIVATE) for w in words)
