"""Sentences with trees written by hand, so that a test of rules does not hang on the weights."""

from __future__ import annotations

from dragoman import knowledge
from dragoman.codes import EventType, Sector
from dragoman.language.sentence import Sentence, Token
from dragoman.read import what, whom
from dragoman.read.document import Document, Mention, MentionKind
from dragoman.record import Actor
from dragoman.report import Report


def tree(words: str, index: int = 0, start: int = 0) -> Sentence:
    """A sentence of words written as text/lemma/UPOS/head/relation; the head -1 is the root."""
    tokens = []
    place = start
    for i, word in enumerate(words.split()):
        text, lemma, upos, head, relation = word.rsplit("/", 4)
        features = {"VerbForm": "Part", "Tense": "Past"} if upos == "VERB" and text != lemma else {}
        tokens.append(
            Token(
                i, text, place, place + len(text), upos, int(head), relation, "O", lemma, features
            )
        )
        place += len(text) + 1
    return Sentence(index, start, place - 1, tuple(tokens))


def document(*sentences: str, mentions: dict[str, str], published: str = "2024-05-15") -> Document:
    """A document of hand-written trees; `mentions` gives the state of every word that names one."""
    made: list[Sentence] = []
    found: list[Mention] = []
    place = 0
    for number, words in enumerate(sentences):
        sentence = tree(words, number, place)
        made.append(sentence)
        place = sentence.end + 1
        for token in sentence.tokens:
            if token.text in mentions:
                actor = Actor(
                    token.text, mentions[token.text], Sector.GOV, start=token.start, end=token.end
                )
                found.append(
                    Mention(
                        number,
                        token.index,
                        token.index + 1,
                        token.index,
                        token.start,
                        token.end,
                        token.text,
                        MentionKind.STATE,
                        (actor,),
                        modifier=token.upos == "ADJ",
                    )
                )
    text = " ".join(" ".join(t.text for t in s.tokens) for s in made)
    report = Report.make(text, published=published, language="en")
    return Document(report, tuple(made), knowledge.load(), mentions=tuple(found))


def coded(read: Document) -> list[tuple[EventType, list[str | None], list[str | None]]]:
    """Type, actors' and recipients' states of each event that has its sides."""
    sided = (whom.sides(read, c) for c in what.candidates(read))
    return [
        (c.type, [a.state for a in c.actors], [a.state for a in c.recipients])
        for c in sided
        if c is not None
    ]
