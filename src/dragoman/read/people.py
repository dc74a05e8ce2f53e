"""The persons a report names, with the office each held on its day and any candidacy it tells of.

Persons come from the mentions, which know who is meant and which office goes with whom. Candidacy
is read from words about a person: "is campaigning as", "a candidate for", "seeks a second term",
"running for re-election".
"""

from __future__ import annotations

from dragoman.language.sentence import Sentence, Token
from dragoman.read.document import Document, Mention, MentionKind
from dragoman.read.phrases import clause, words
from dragoman.record import Actor, Person
from dragoman.report import Span

_NAMED = frozenset([MentionKind.PERSON, MentionKind.PRONOUN, MentionKind.OFFICE])


def people(document: Document) -> tuple[Person, ...]:
    """Every person the report names, once, in the order of the first mention."""
    found: dict[str, Person] = {}
    running = _candidacies(document)
    for mention in document.mentions:
        if mention.kind is not MentionKind.PERSON:
            continue
        for actor in mention.actors:
            if not actor.name:
                continue
            known = found.get(actor.name)
            if known is None:
                found[actor.name] = _person(document, mention, actor, running.get(actor.name))
            elif known.office is None and actor.office is not None:
                found[actor.name] = _person(document, mention, actor, known.candidacy)
    kept = [p for p in found.values() if not _doubtful(p, found)]
    return tuple(sorted(kept, key=lambda p: p.start))


def _doubtful(person: Person, found: dict[str, Person]) -> bool:
    """A lone word that nothing else is known of, or that ends a fuller name of the report."""
    parts = person.name.lower().split()
    if any(p.isdigit() for p in parts):
        return True
    if len(parts) > 1:
        return False
    if person.state is None and person.office is None:
        return True
    return any(n != person.name and n.split()[-1] == person.name for n in found)


def _person(document: Document, mention: Mention, actor: Actor, candidacy: Span | None) -> Person:
    start = actor.start if actor.start is not None else mention.start
    end = actor.end if actor.end is not None else mention.end
    return Person(
        name=actor.name or mention.text,
        text=document.text[start:end],
        start=start,
        end=end,
        state=actor.state,
        sector=actor.sector,
        office=actor.office,
        candidacy=candidacy,
    )


def _candidacies(document: Document) -> dict[str, Span]:
    """Where the report says of a person, by name, that he or she runs for an office."""
    found: dict[str, Span] = {}
    for sentence in document.sentences:
        for token in sentence.tokens:
            told = _running(sentence, token) or _candidate(sentence, token)
            if told is None:
                continue
            who, first, last = told
            name = _name(document, sentence, who)
            if name is not None and name not in found:
                start, end = sentence.offsets(first, last)
                found[name] = Span.of(document.text, start, end)
    return found


def _name(document: Document, sentence: Sentence, i: int) -> str | None:
    for j in (i, *(c.index for c in sentence.children(i, "appos", "flat", "nmod:desc"))):
        for mention in document.mentions_in(sentence.index):
            if mention.kind in _NAMED and mention.first <= j < mention.last:
                name = next((a.name for a in mention.actors if a.name), None)
                if name is not None:
                    return name
    return None


def _subject(sentence: Sentence, verb: int) -> Token | None:
    subject = sentence.child(verb, "nsubj")
    if subject is not None:
        return subject
    above = sentence.head(verb)
    if above is not None and sentence.tokens[verb].universal in ("xcomp", "conj", "advcl", "ccomp"):
        return sentence.child(above.index, "nsubj")
    if above is not None and sentence.tokens[verb].universal == "acl":
        return above
    return None


def _running(sentence: Sentence, token: Token) -> tuple[int, int, int] | None:
    """ "Is campaigning as an independent", "seeks a third term", "runs for re-election"."""
    if token.upos != "VERB":
        return None
    lemma = token.lemma.lower()
    if lemma in words("candidacy", "alone"):
        fits = not any(c.upos == "NOUN" for c in sentence.children(token.index, "obj"))
    elif lemma in words("candidacy", "verbs"):
        fits = any(
            sentence.tokens[j].lower in words("candidacy", "goals")
            for c in sentence.children(token.index, "obj", "obl", "xcomp")
            for j in sentence.subtree(c.index)
        )
    else:
        return None
    spoken = clause(sentence, token.index)
    if not fits or spoken.negated:
        return None
    subject = _subject(sentence, token.index)
    if subject is None:
        return None
    first, last = token.index, token.index + 1
    for child in sentence.children(token.index, "obl", "obj", "xcomp", "advmod"):
        if child.index > token.index:
            end = sentence.phrase(child.index, "acl", "advcl", "appos", "conj")[1]
            if {sentence.tokens[j].lower for j in range(child.index, end)} & (
                words("candidacy", "goals") | words("candidacy", "nouns")
            ):
                last = max(last, end)
    return subject.index, first, last


def _candidate(sentence: Sentence, token: Token) -> tuple[int, int, int] | None:
    """ "A candidate for mayor", "presidential nominee X": a noun said of a person."""
    if token.lemma.lower() not in words("candidacy", "nouns") or token.upos not in (
        "NOUN",
        "PROPN",
    ):
        return None
    who: Token | None = None
    if token.universal == "appos" or token.universal in ("compound", "flat"):
        who = sentence.head(token.index)
    elif sentence.child(token.index, "cop") is not None:
        who = sentence.child(token.index, "nsubj")
    elif (below := sentence.child(token.index, "appos", "flat")) is not None:
        who = below
    elif token.universal in ("obj", "obl"):
        verb = sentence.head(token.index)
        owner = sentence.child(token.index, "nmod:poss")
        who = owner
        if who is None and verb is not None and verb.lemma.lower() in words("candidacy", "become"):
            who = sentence.child(verb.index, "nsubj")
    spoken = clause(sentence, token.index)
    given_up = sentence.tokens[spoken.verb].lemma.lower() in words("candidacy", "ending")
    if who is None or spoken.negated or given_up:
        return None
    first, last = sentence.phrase(
        token.index, "appos", "flat", "cop", "nsubj", "acl", "advcl", "conj", "case", "punct"
    )
    while first < token.index and sentence.tokens[first].upos in ("DET", "PUNCT"):
        first += 1
    return who.index, first, last
