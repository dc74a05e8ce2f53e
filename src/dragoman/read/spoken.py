"""Whom pronouns mean in what is said and where it is said.

"We" and "our" inside quotation marks are the speaker's. A pronoun that is a source ("He added",
"they said") and that nothing else has resolved is whoever was last said to say something; and in
what a speaker is told to say, pronouns that mean nobody else are his own. "The statement" stands
for those who gave it out. All are found from the attributions, so that the sides of events and the
voices behind them rest on one answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.language.sentence import Sentence, Token
from dragoman.read.content import marked, marks_of
from dragoman.read.cues import words
from dragoman.read.document import Document, Mention, MentionKind
from dragoman.read.names.refer import HE, IT, THEY, WE
from dragoman.read.quotes import Quoted
from dragoman.read.speakers import actors
from dragoman.read.told import Told
from dragoman.record import Actor

_OURS = WE | frozenset({"i", "me", "my", "mine", "myself"})
_CLASSES = {**HE, **dict.fromkeys(IT, "it"), **dict.fromkeys(THEY, "they")}
"""The class of each pronoun of the third person: m, f, it, they."""
_BODIES = frozenset(
    {
        MentionKind.BODY,
        MentionKind.STATE,
        MentionKind.METONYM,
        MentionKind.ORGANISATION,
        MentionKind.GROUP,
    }
)
_KNOWN = frozenset({"the", "this", "that", "its", "their"})
BACK = 2
"""Sentences back to whoever was last said to say something."""

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Source:
    """Who was said to say something, in which sentence, and which pronouns may stand for him."""

    sentence: int
    actors: tuple[Actor, ...]
    classes: frozenset[str]


def mentions(document: Document) -> tuple[Mention, ...]:
    """The mentions of the report with those of pronouns in and before what is said."""
    marks = marks_of(document)
    added: dict[_Place, Mention] = {}
    here, last = document, None
    for told in document.told or ():
        pronoun = _pronoun(document, told)
        if pronoun is not None and last is not None and told.speaker not in added:
            sentence = document.sentences[told.speaker[0]] if told.speaker else None
            if sentence is not None and _is(here, sentence, pronoun, told, last):
                added[sentence.index, pronoun.index] = _mention(sentence, pronoun, last.actors)
        if told.speaker in added:
            here = document.having(mentions=_with(document.mentions, added))
        who = actors(here, told) if told.source and told.at is not None else ()
        if not who or told.at is None:
            continue
        classes = _classes(here, told, who)
        if pronoun is not None:
            classes = last.classes if last is not None and told.speaker in added else classes
        last = _Source(told.at[0], who, classes)
        account = _account(here, told, who)
        if account is not None:
            added[account.sentence, account.first] = account
        for sentence, token in _own(here, told, last, marks):
            added[sentence.index, token.index] = _mention(sentence, token, who)
    return _with(document.mentions, added)


def _with(known: Sequence[Mention], added: Mapping[_Place, Mention]) -> tuple[Mention, ...]:
    """All mentions in order; at one word the one found here."""
    kept = [m for m in known if (m.sentence, m.first) not in added]
    return tuple(sorted((*kept, *added.values()), key=lambda m: (m.sentence, m.first)))


def _pronoun(document: Document, told: Told) -> Token | None:
    """The pronoun of the third person that is the source of a statement."""
    if told.speaker is None or told.way == "turn":
        return None
    token = document.sentences[told.speaker[0]].tokens[told.speaker[1]]
    return token if token.lower in _CLASSES and token.upos == "PRON" else None


def _is(document: Document, sentence: Sentence, pronoun: Token, told: Told, last: _Source) -> bool:
    """Whether a pronoun that is a source is who was last said to say something. One who is of no
    state that is known goes on speaking, whoever else is near, and is no side of what he welcomes.
    """
    if _CLASSES[pronoun.lower] not in last.classes:
        return False
    says = told.word is not None and told.word.sort == "say"
    apart = sentence.index - last.sentence
    if not any(a.state for a in last.actors):
        return says and 0 <= apart <= 1
    known = document.mention_at(sentence.index, pronoun.index)
    return 0 <= apart <= BACK and not (known is not None and known.actors)


def _classes(document: Document, told: Told, who: tuple[Actor, ...]) -> frozenset[str]:
    """The pronouns that may stand for a source: of several "they", of a body "it" and "they"."""
    if told.speaker is None:
        return frozenset()
    sentence = document.sentences[told.speaker[0]]
    head = sentence.tokens[told.speaker[1]]
    if head.lower in _CLASSES:
        return frozenset({_CLASSES[head.lower]})
    mention = document.mention_at(sentence.index, head.index)
    if len(who) > 1 or head.features.get("Number") == "Plur":
        return frozenset({"they"})
    body = mention is not None and mention.head == head.index and mention.kind in _BODIES
    if body or head.lemma in words("accounts"):
        return frozenset({"it", "they"})
    return frozenset({"m", "f"})


def _account(document: Document, told: Told, who: tuple[Actor, ...]) -> Mention | None:
    """The mention of an account that says something for those who gave it out: "the statement
    condemned", "the report accuses".
    """
    if told.speaker is None or len(who) != 1 or who[0].state is None:
        return None
    sentence = document.sentences[told.speaker[0]]
    token = sentence.tokens[told.speaker[1]]
    definite = any(d.lower in _KNOWN for d in sentence.children(token.index, "det"))
    if token.lemma not in words("accounts") or token.upos != "NOUN" or not definite:
        return None
    if document.mention_at(sentence.index, token.index) is not None:
        return None
    return _mention(sentence, token, who, MentionKind.BODY)


def _own(
    document: Document, told: Told, mine: _Source, marks: Sequence[Quoted]
) -> Iterator[tuple[Sentence, Token]]:
    """The speaker's own pronouns in what he says: the first person in quotation marks, and in the
    sentence of the cue what means nobody else.
    """
    if len({a.state for a in mine.actors}) > 1 or mine.actors[0].state is None:
        return
    for sentence, token in _pronouns(document, told):
        if token.lower in _OURS:
            if told.way == "turn" or marked(marks, token.start, token.end):
                yield sentence, token
        elif told.at is not None and sentence.index == told.at[0]:
            known = document.mention_at(sentence.index, token.index)
            if known is None and _CLASSES.get(token.lower) in mine.classes - {"they"}:
                yield sentence, token


def _pronouns(document: Document, told: Told) -> Iterator[tuple[Sentence, Token]]:
    for start, end in told.content:
        sentence = document.sentence_at(start)
        while sentence is not None and sentence.start < end:
            for token in sentence.tokens:
                if start <= token.start < end and token.upos == "PRON":
                    yield sentence, token
            after = sentence.index + 1
            sentence = document.sentences[after] if after < len(document.sentences) else None


def _mention(
    sentence: Sentence,
    token: Token,
    who: tuple[Actor, ...],
    kind: MentionKind = MentionKind.PRONOUN,
) -> Mention:
    i = token.index
    place = (sentence.index, i, i + 1, i, token.start, token.end, token.text)
    return Mention(*place, kind, who)
