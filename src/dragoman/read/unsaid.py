"""What a candidate leaves unsaid, filled from what the report has told.

In a readout "he urged restraint" is said to the one he spoke with; who "condemned the visit"
condemned the visitor; a war without an object is against whom the sentence named last, an attack
against the state it took place in.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import EventType, Sector, Status
from dragoman.language import lexicon
from dragoman.language.sentence import Sentence, Token
from dragoman.read import charged, described, enemies, implied, victims
from dragoman.read.clause import case_of, clause, possessors
from dragoman.read.document import Candidate, Document
from dragoman.read.owners import key, unique
from dragoman.read.what import lemma
from dragoman.read.whom import BY_AUTHORITIES, of_interest
from dragoman.record import Actor, Place

_JUDGING = charged.JUDGING | {EventType.PROTEST}
_POINTING = frozenset("the this that these those".split())
_MOVES = frozenset(
    "move decision step action announcement measure ruling plan remark comment statement act "
    "deed policy incident proposal idea offer appointment".split()
)
"""Nouns that point back to whatever was told."""
_NOBODYS = frozenset({Sector.REB, Sector.IGO, Sector.BUS, Sector.MED})
"""Sectors of sides that need not be of the state where they are."""
_PLACING = frozenset("against at in near on".split())
_SUFFER = frozenset(
    "bear combat defend endure experience face fight protect repel resist suffer survive "
    "withstand".split()
)
_DEFENCE = frozenset("defence defense fight resistance struggle".split())
_DISCUSS = frozenset("discuss debate explore".split())
_DEFINITE = frozenset("the this that these those their its his her our both".split())


def filled(document: Document, candidates: tuple[Candidate, ...]) -> list[Candidate]:
    """The candidates, those without a recipient given the other side of the contact that the
    report tells of.
    """
    contact = contact_of(candidates)
    heads = {(c.sentence, c.head): c.type for c in candidates}
    charges = {(c.sentence, c.head): c for c in candidates if c.type is EventType.ACCUSE}
    placed = (charged.settled(document, _placed(document, c, heads), charges) for c in candidates)
    # What was refused is no event beside the refusal (codebook, rule 11).
    candidates = tuple(c for c in placed if not charged.refused(document, c))
    # What was only discussed is a topic of the talks (rule 6).
    candidates = tuple(c for c in candidates if not _only_discussed(document, c))
    # Who denies what he is charged with stands behind the deed (rule 11).
    candidates = tuple(c for c in candidates if not charged.only_denied(document, c, candidates))
    found: list[Candidate] = []
    for candidate in candidates:
        entry = candidate.extra.get("entry")
        flags = entry.flags if entry is not None else frozenset()
        kind = entry.role.kind if entry is not None and entry.role is not None else ""
        candidate = _against(document, _by_date(document, candidate), candidates)
        candidate = _there(document, _judged(document, candidate, found))
        if not charged.denied(document, candidate):  # "denied that it had attacked civilians"
            candidate = victims.named(document, candidate)
        if contact is None or (
            candidate.head == contact.head and candidate.sentence == contact.sentence
        ):
            found.append(candidate)
            continue
        if not candidate.actors and not candidate.recipients:
            continue
        if (
            "implicit" in flags
            and not candidate.recipients
            and candidate.actors
            and kind == "directed"
            and implied.is_abroad(document, candidate)
        ):
            others = counterpart(contact, candidate.actors)
            candidate = replace(candidate, recipients=others) if others else candidate
            if others:
                candidate = replace(candidate, extra={**candidate.extra, "implied": True})
        if (
            kind == "reciprocal"
            and candidate.type is EventType.CONSULT
            and len(states(candidate)) < 2
        ):
            both = contact.actors + contact.recipients
            anaphor = anaphoric(document.sentences[candidate.sentence], candidate)
            if anaphor and (
                not candidate.actors
                or {a.state for a in candidate.actors} <= {b.state for b in both}
            ):
                candidate = replace(
                    candidate, actors=both, extra={**candidate.extra, "implied": True}
                )
        found.append(candidate)
    done = implied.completed(document, found)
    found = [
        c if charged.denied(document, c) else _against_foe(document, described.given(c))
        for c in done
    ]
    return [c for c in found if of_interest(c.actors, c.recipients)]


def _only_discussed(document: Document, candidate: Candidate) -> bool:
    """True for a deed that is no more than a matter of talks: "discussed steps to restore ties"."""
    if candidate.status is not Status.POSSIBLE or candidate.type is EventType.CONSULT:
        return False
    sentence = document.sentences[candidate.sentence]
    token = sentence.tokens[candidate.head]
    for above in sentence.ancestors(candidate.head):
        if token.relation not in {"acl", "obj", "nmod", "xcomp", "ccomp", "conj", "advcl"}:
            return False
        if above.upos == "VERB":
            return lemma(above) in _DISCUSS
        token = above
    return False


def _same_war(candidate: Candidate, others: tuple[Candidate, ...]) -> tuple[Actor, ...]:
    """Against whom the report tells elsewhere that the same side wages war, if one alone."""
    mine = {a.state for a in candidate.actors}
    found = [
        c
        for c in others
        if c.type is EventType.ASSAULT
        and "durative" in getattr(c.extra.get("entry"), "flags", ())
        and {a.state for a in c.actors} == mine
        and c.recipients
    ]
    states = {a.state for c in found for a in c.recipients}
    return found[0].recipients if len(states) == 1 and None not in states else ()


def _against(document: Document, candidate: Candidate, others: tuple[Candidate, ...]) -> Candidate:
    """A war without an object is against whom it is waged elsewhere in the report, else against
    whom the sentence has named last: "support for Chad despite Libya's war".
    """
    entry = candidate.extra.get("entry")
    if (
        candidate.type is not EventType.ASSAULT
        or candidate.recipients
        or not candidate.actors
        or entry is None
        or entry.pos != "noun"
        or "durative" not in entry.flags
    ):
        return candidate
    mine = {a.state for a in candidate.actors}
    whom = _same_war(candidate, others) or _struck(document, candidate, others, mine)
    if not whom:
        return candidate
    return replace(candidate, recipients=whom, extra={**candidate.extra, "implied": True})


def _struck(
    document: Document,
    candidate: Candidate,
    others: tuple[Candidate, ...],
    mine: set[str | None],
) -> tuple[Actor, ...]:
    """Whom the sentence named last before a war, else the one whom the report tells of besides.

    Not who speaks of it, meets or helps another over it ("Chad condemned Libya's war"), nor whose
    report it is.
    """
    aside = mine | enemies.bystanders(document, others)
    sentence = document.sentences[candidate.sentence]
    here = [m for m in document.mentions_in(candidate.sentence) if m.last <= candidate.head]
    above = next((t for t in sentence.ancestors(candidate.head) if _bears(t)), None)
    if above is not None:
        verb = above.upos == "VERB"
        bearing = (clause(sentence, above.index).subjects if verb else ()) or possessors(
            sentence, above.index
        )
        for mention in here:  # "defends itself from Libya's aggression"
            if mention.head in bearing and len(mention.states) == 1 and mention.agent:
                return mention.actors[:1] if not mine & set(mention.states) else ()
    for mention in reversed(here):
        if len(mention.states) != 1 or aside & set(mention.states):
            continue
        above = sentence.head(mention.head)
        over = [mention.head, *([above.index] if above is not None else [])]
        if not any(case_of(sentence, i) == "with" for i in over):  # "with partners in Chad"
            return mention.actors[:1]
    return enemies.besides(document, aside)


def _bears(token: Token) -> bool:
    """True of a word for what is done against an attack by whom it is made on."""
    return lemma(token) in (_SUFFER if token.upos == "VERB" else _DEFENCE)


def _there(document: Document, candidate: Candidate) -> Candidate:
    """An attack that names nobody it hit is against the state it took place in, and so is a truce
    that holds there; an arrest or a
    sentence that names nobody who did it is the act of the authorities there.
    """
    if (candidate.type, candidate.mode) in BY_AUTHORITIES and not candidate.actors:
        return _by_authorities(candidate)
    place = candidate.where or _of_clause(document, candidate)
    truce = candidate.type is EventType.RETREAT and candidate.mode == "ceasefire"
    attack = candidate.type is EventType.ASSAULT
    if not (attack or truce) or candidate.recipients or not candidate.actors:
        return candidate
    if place is None or place.state is None:
        return candidate
    rebels = truce and all(a.sector is Sector.REB for a in candidate.actors)
    if place.state in {a.state for a in candidate.actors} and not rebels:
        return candidate
    there = Actor(place.text, place.state, start=place.start, end=place.end)
    return replace(candidate, recipients=(there,), extra={**candidate.extra, "implied": True})


def _of_clause(document: Document, candidate: Candidate) -> Place | None:
    """Where that took place which an attack has led to."""
    attack = candidate.type is EventType.ASSAULT and candidate.actors and not candidate.recipients
    return enemies.placed(document, candidate) if attack else None


def _against_foe(document: Document, candidate: Candidate) -> Candidate:
    """What armed forces hit that lies nowhere is the other side's, where that is plain."""
    unplaced = candidate.recipients and all(a.state is None for a in candidate.recipients)
    if not unplaced:
        return candidate
    where = candidate.where.state if candidate.where is not None else None
    foe = where or enemies.enemy(document, candidate)
    if foe is None or any(a.sector in _NOBODYS for a in candidate.recipients):
        return candidate
    known = {m.start for m in document.mentions_in(candidate.sentence)}
    if any(a.start in known for a in candidate.recipients):
        return candidate  # a sea, or whoever else the tables know to be of no state
    hit = tuple(replace(a, state=foe) for a in candidate.recipients)
    return replace(candidate, recipients=hit, extra={**candidate.extra, "implied": True})


def _by_authorities(candidate: Candidate) -> Candidate:
    place = candidate.where
    if place is None or place.state is None or not candidate.recipients:
        return candidate
    there = Actor(place.text, place.state, Sector.GOV, start=place.start, end=place.end)
    return replace(candidate, actors=(there,), extra={**candidate.extra, "implied": True})


def _judged(document: Document, candidate: Candidate, before: list[Candidate]) -> Candidate:
    """Who "condemned the visit" condemned the visitor that the report has told of."""
    if candidate.type not in _JUDGING or candidate.recipients or not candidate.actors:
        return candidate
    sentence = document.sentences[candidate.sentence]
    if sentence.tokens[candidate.head].upos != "VERB":
        return candidate
    mine = {key(a) for a in candidate.actors}
    for place in clause(sentence, candidate.head).objects:
        token = sentence.tokens[place]
        if token.upos == "PRON" and document.mention_at(sentence.index, place) is None:
            whom = _before(candidate, before)
            if whom:  # "expelled the envoy, accusing him"
                return replace(candidate, recipients=whom)
        if not any(d.lower in _POINTING for d in sentence.children(place, "det")):
            continue
        kinds = {e.type for e in lexicon.load().of("noun", lemma(token))}
        for other in reversed(before):
            doers = tuple(a for a in other.actors if a.state and key(a) not in mine)
            fits = other.type in kinds or lemma(token) in _MOVES
            fits = fits and not _elsewhere(document, sentence, place, other)
            if fits and doers and (other.sentence, other.head) < (candidate.sentence, place):
                extra = {**candidate.extra, "implied": True}
                return replace(candidate, recipients=doers, extra=extra)
    return candidate


def _elsewhere(document: Document, sentence: Sentence, noun: int, other: Candidate) -> bool:
    """True where a deed is told to have been in another state than one told before: "condemned the
    attack in Togo", after an attack on Chad.
    """
    below = sentence.subtree(noun)
    named = {
        s
        for m in document.mentions_in(sentence.index)
        if m.head in below and case_of(sentence, m.head) in _PLACING
        for s in m.states
    }
    where = {other.where.state} if other.where is not None else set()
    return bool(named) and not named & (where | states(other))


def _before(candidate: Candidate, before: list[Candidate]) -> tuple[Actor, ...]:
    """Those to whom the same side has done something just before, in the same sentence."""
    mine = {a.state for a in candidate.actors}
    for other in reversed(before):
        if other.sentence == candidate.sentence and mine == {a.state for a in other.actors}:
            return tuple(a for a in other.recipients if a.state and a.state not in mine)
    return ()


def _by_date(document: Document, candidate: Candidate) -> Candidate:
    """A noun with a date ahead is planned, where nothing else tells its status."""
    day, when = document.day, candidate.when
    if day is None or when is None or candidate.status not in {Status.HAPPENED, Status.ONGOING}:
        return candidate
    token = document.sentences[candidate.sentence].tokens[candidate.head]
    begin, _, end = when.rstrip("~?").partition("/")
    last = end or begin
    past = len(last) >= 7 and last[:4].isdigit() and last < day[: len(last)]
    if candidate.status is Status.ONGOING and candidate.type is EventType.CONSULT and past:
        return replace(candidate, status=Status.HAPPENED)
    if (
        token.upos in {"NOUN", "PROPN"}
        and len(begin) >= 7
        and begin[:4].isdigit()
        and begin > day[: len(begin)]
    ):
        return replace(candidate, status=Status.PLANNED)
    return candidate


def _placed(
    document: Document, candidate: Candidate, heads: dict[tuple[int, int], EventType]
) -> Candidate:
    """The candidate with the type of the event it is a part of: what was promised, urged or
    refused.
    """
    sentence = document.sentences[candidate.sentence]
    candidate, token = charged.joint(sentence, candidate)
    for above in sentence.ancestors(token.index):
        if token.universal not in {"xcomp", "ccomp", "acl", "obj", "nmod", "obl", "advcl"}:
            break
        kind = heads.get((candidate.sentence, above.index))
        if kind is not None:
            clause_like = token.universal in {"xcomp", "ccomp", "acl"}
            below = f"{kind},{'clause' if clause_like else 'phrase'}"
            extra = {**candidate.extra, "below": below, "above": above.index}
            return replace(candidate, extra=extra)
        token = above
    return candidate


def contact_of(candidates: tuple[Candidate, ...]) -> Candidate | None:
    """The contact that the report is about: the first that took or takes place between two
    states.
    """
    for candidate in candidates:
        if (
            candidate.type is EventType.CONSULT
            and len(states(candidate)) > 1
            and candidate.sentence <= 8
            and not (candidate.background)
            and candidate.status in {Status.HAPPENED, Status.ONGOING, Status.PLANNED}
        ):
            return candidate
    return None


def counterpart(contact: Candidate, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The other side of `contact`, seen from `actors`; empty where they are not one side of it."""
    mine = {a.state for a in actors if a.state}
    sides = contact.actors + contact.recipients
    if len(mine) != 1 or not mine & {s.state for s in sides}:
        return ()
    return unique([s for s in sides if s.state not in mine])


def states(candidate: Candidate) -> frozenset[str]:
    """Codes of all sides."""
    return frozenset(a.state for a in candidate.actors + candidate.recipients if a.state)


def anaphoric(sentence: Sentence, candidate: Candidate) -> bool:
    """True for a noun that points back: "the talks", "their meeting"."""
    head = sentence.tokens[candidate.head]
    if head.upos not in {"NOUN", "PROPN"}:
        return False
    before = {t.lower for t in sentence.children(candidate.head, "det", "nmod:poss")}
    return bool(before & _DEFINITE)
