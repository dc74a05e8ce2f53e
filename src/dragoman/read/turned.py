"""What a deed becomes by how it is told: one that somebody will not do is refused.

"Chad will not lift the ban" tells of no lifting that failed but of a refusal (codebook, rule 11),
while "will not attend" is a visit that did not happen (rule 18), and what has not been done is
nobody's refusal.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import EventType, Status
from dragoman.read.document import Candidate, Document

_YIELDED = frozenset(
    {
        EventType.AGREE,
        EventType.AID,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.RETREAT,
        EventType.SUPPORT,
    }
)
"""Types that somebody waits for."""
_WILL = frozenset({"will", "wo", "would", "'ll", "’ll", "shall"})
_NOT = frozenset({"not", "n't", "n’t", "never"})
_ENDED = frozenset({"resign"})
"""Modes that are one's own affair."""


def refusal(document: Document, candidate: Candidate) -> Candidate:
    """The candidate, as a refusal where its verb says that it will not be done."""
    if candidate.type not in _YIELDED or candidate.mode in _ENDED:
        return candidate
    if candidate.status is not Status.DID_NOT_HAPPEN or not candidate.actors:
        return candidate
    sentence = document.sentences[candidate.sentence]
    if sentence.tokens[candidate.head].upos != "VERB":
        return candidate
    helpers = {c.lower for c in sentence.children(candidate.head, "aux")}
    negated = any(c.lower in _NOT for c in sentence.children(candidate.head, "advmod"))
    passive = sentence.child(candidate.head, "aux:pass", "nsubj:pass") is not None
    if not negated or not helpers & _WILL or "have" in helpers or passive:
        return candidate
    return replace(candidate, type=EventType.REJECT, mode=None, status=Status.HAPPENED)
