"""One deed that one side tells and the other denies is one event (codebook, rule 11).

"Mali said Chad's troops had shelled a village. Chad denied that its army had fired on Malians": two
candidates of one type, the second with none but those who deny it behind it. It goes into the
first, and whoever denies it stands behind those who assert it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codes import EventType, Stance, Status
from dragoman.read.document import Candidate, Document
from dragoman.record import Actor

_TOGETHER = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
_OPEN = frozenset({Status.HAPPENED, Status.ONGOING, Status.POSSIBLE, Status.PLANNED})
NEAR = 6
"""Sentences between a deed told and its denial."""


def joined(document: Document, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, each mere denial of a deed told elsewhere joined to it."""
    kept = list(candidates)
    for denial in candidates:
        if not denial.says or any(v.stance is not Stance.DENIES for v in denial.says):
            continue
        told = next((c for c in kept if c is not denial and _denied(document, c, denial)), None)
        if told is None:
            continue
        known = {v.state for v in told.says if v.stance is Stance.DENIES}
        more = tuple(v for v in denial.says if v.state not in known)
        whole = replace(
            told,
            status=Status.POSSIBLE,
            says=told.says + more,
            actors=told.actors or denial.actors,
            recipients=told.recipients or denial.recipients,
        )
        kept = [whole if c is told else c for c in kept if c is not denial]
    return tuple(kept)


def _denied(document: Document, told: Candidate, denial: Candidate) -> bool:
    """Whether a candidate is the deed that a denial is of: of its type, between its sides, and not
    of another day.
    """
    if told.type is not denial.type or told.status not in _OPEN or told.background:
        return False
    if abs(told.sentence - denial.sentence) > NEAR or not _asserted(told, denial):
        return False
    days = [c.when for c in (told, denial) if c.when is not None and _dated(document, c)]
    if len(days) > 1:
        short, long = sorted(days, key=len)
        if not (long.startswith(short) or short in long):
            return False
    if told.type in _TOGETHER:
        here = _states(told.actors + told.recipients)
        return bool(here) and _states(denial.actors + denial.recipients) <= here
    return _meet(told.actors, denial.actors) and _meet(told.recipients, denial.recipients)


def _dated(document: Document, candidate: Candidate) -> bool:
    """Whether its own sentence dates it: a day taken over from another may be the report's."""
    sentence, day = document.sentences[candidate.sentence], candidate.when_text
    return day is not None and sentence.start <= day.start < sentence.end


def _asserted(told: Candidate, denial: Candidate) -> bool:
    """Whether it is told in the report's own voice or by another than the one who denies it."""
    deniers = {v.state for v in denial.says}
    return all(v.stance is not Stance.ASSERTS or v.state not in deniers for v in told.says)


def _meet(told: Sequence[Actor], denied: Sequence[Actor]) -> bool:
    here, there = _states(told), _states(denied)
    return not here or not there or bool(here & there)


def _states(people: Sequence[Actor]) -> set[str]:
    return {a.state for a in people if a.state}
