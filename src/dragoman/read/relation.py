"""What one named side does to another: the type of event between two given mentions.

The words that govern the mentions are looked up in the lexicon. An entry that is sure and asks for
more than its head ("impose sanctions"), with one mention for its subject and the other among its
objects, decides. Else the trained head for pairs does, where its weights are there and it is sure
enough; else the lexicon's best entry.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.codes import EventType, Status
from dragoman.errors import InputError, ModelError
from dragoman.language.sentence import Sentence
from dragoman.read.clause import clause
from dragoman.read.document import Candidate
from dragoman.record import Why

SURE = {"a": 0.75, "b": 0.6, "c": 0.4}
"""How far an entry of the lexicon is trusted where no head is asked."""
BOTH = 3.5
"""What `_fit` gives a verb that has one mention for its subject and the other among its objects."""
PARTICULAR = 0.9
"""Trust in a sure entry that asks for more than its head ("impose sanctions") between both
mentions.
"""


@dataclass(frozen=True, slots=True)
class Relation:
    """The type of event that stands between two mentions, None where there is none, and how sure
    that is.
    """

    type: EventType | None
    confidence: float
    why: Why


def relation(text: str, actor: tuple[int, int], recipient: tuple[int, int]) -> Relation:
    """The type of what `actor` does to `recipient`.

    Args:
        text: A sentence or a few.
        actor: Start and end of the mention of who does it, in code points of `text`.
        recipient: Start and end of the mention of whom it is done to.

    Raises:
        InputError: a span does not lie in `text`.
    """
    for name, (start, end) in (("actor", actor), ("recipient", recipient)):
        if not 0 <= start < end <= len(text):
            raise InputError(
                f"{name}: {start}–{end} does not lie in a text of {len(text)} characters"
            )
    listed = _by_lexicon(text, actor, recipient)
    if listed is not None and listed.confidence >= PARTICULAR:
        return listed
    headed = _by_head(text, actor, recipient)
    if headed is not None and headed.confidence >= SURE["b"]:
        return headed
    if listed is not None and (headed is None or listed.confidence >= headed.confidence):
        return listed
    return headed or Relation(None, 0.0, Why("lexicon", "none"))


def _by_head(text: str, actor: tuple[int, int], recipient: tuple[int, int]) -> Relation | None:
    from dragoman.language import pairs

    try:
        row = pairs.probabilities([pairs.Pair(text, actor, recipient)])[0]
    except ModelError:
        return None
    best = int(row.argmax())
    kind = pairs.CLASSES[best]
    return Relation(kind, float(row[best]), Why("head", str(kind) if kind is not None else "none"))


def _by_lexicon(text: str, actor: tuple[int, int], recipient: tuple[int, int]) -> Relation | None:
    from dragoman import knowledge, language
    from dragoman.read import what
    from dragoman.read.document import Document
    from dragoman.report import Report

    analysis = language.analyse([text])[0]
    document = Document(Report.make(text), analysis.sentences, knowledge.load())
    best: tuple[float, Candidate] | None = None
    for candidate in what.candidates(document):
        sentence = document.sentences[candidate.sentence]
        value = _fit(sentence, candidate, actor, recipient)
        if value > 0 and (best is None or value > best[0]):
            best = (value, candidate)
    if best is None:
        return None
    from dragoman.read import whether

    candidate = whether.status(document, best[1])
    entry = candidate.extra["entries"][0]
    kind = entry.type
    if candidate.status in {Status.PLANNED, Status.POSSIBLE} and kind in {
        EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID,
    }:  # fmt: skip
        kind = EventType.AGREE
    sure = entry.sure == "a" and entry.inner is not None and best[0] >= BOTH
    confidence = PARTICULAR if sure else SURE[entry.sure]
    return Relation(kind, confidence, Why("lexicon", f"{entry.name} ({entry.pos})"))


def _fit(
    sentence: Sentence, candidate: Candidate, actor: tuple[int, int], recipient: tuple[int, int]
) -> float:
    """How well a word stands between the two mentions: it governs both, best of all as subject and
    object.
    """
    mine, other = _tokens(sentence, actor), _tokens(sentence, recipient)
    if not mine or not other:
        return 0.0
    head = candidate.head
    if head in mine or head in other:
        return 0.0
    below = set(sentence.subtree(head))
    value = 0.0
    token = sentence.tokens[head]
    if token.upos in {"VERB", "AUX", "ADJ"}:
        around = clause(sentence, head)
        subject = any(set(sentence.subtree(s)) & mine or s in mine for s in around.subjects)
        rest = [*around.objects, *around.receivers, *(t for _, t in around.obliques)]
        object_ = any(set(sentence.subtree(o)) & other or o in other for o in rest)
        value += 2.0 * subject + 1.5 * object_
    value += 0.5 * bool(below & mine) + 0.7 * bool(below & other)
    entry = candidate.extra["entries"][0]
    value += {"a": 0.3, "b": 0.15, "c": 0.0}[entry.sure]
    return value if (below & mine or below & other or value > 1.5) else 0.0


def _tokens(sentence: Sentence, span: tuple[int, int]) -> set[int]:
    return {t.index for t in sentence.tokens if t.start < span[1] and t.end > span[0]}
