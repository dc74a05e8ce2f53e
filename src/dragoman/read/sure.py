"""How sure an event is, and which are not sure enough to be kept.

The probability that a candidate is an event of its type between its sides is a logistic function of
what led to it: how sure the lexicon is of the entry, how the sides were reached, and what kind of
sides they are. The weights stand in `confidence.tsv`, with the threshold below which a candidate is
dropped; `training/confidence.py` fits them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from dragoman.codes import EventType, Sector, Stance, Status
from dragoman.errors import ModelError
from dragoman.language.lexicon import FOLDER, rows_of
from dragoman.language.sentence import Sentence, Token
from dragoman.read.document import Candidate, Document
from dragoman.read.whom import PUBLIC

TABLE = FOLDER.parent / "confidence.tsv"
THRESHOLD = "threshold"
_HELPERS = frozenset({"have", "go", "use"})
"""Verbs that say no more of a verb below them than its time or that it is not done yet."""
_RELATIONS = frozenset("root conj ccomp xcomp advcl acl obj obl nmod nsubj parataxis".split())


@cache
def weights(path: str = "") -> dict[str, float]:
    """The weight of each feature, "bias" and "threshold" among them.

    Raises:
        ModelError: a row is no name with a number.
    """
    file = Path(path) if path else TABLE
    found: dict[str, float] = {}
    for number, line in rows_of(file):
        name, _, value = line.partition("\t")
        try:
            found[name] = float(value)
        except ValueError:
            raise ModelError(f"{file}:{number}: {value!r} is no number") from None
    if {"bias", THRESHOLD} - found.keys():
        raise ModelError(f"{file}: the rows bias and {THRESHOLD} are missing")
    return found


def kept(document: Document, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The candidates with their confidence, less those below the threshold."""
    rated = (replace(c, confidence=confidence(document, c)) for c in candidates)
    least = weights()[THRESHOLD]
    return tuple(c for c in rated if c.confidence >= least)


def confidence(document: Document, candidate: Candidate) -> float:
    """The probability that the candidate is an event as it is coded."""
    table = weights()
    total = table["bias"] + sum(table.get(name, 0.0) for name in features(document, candidate))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def features(document: Document, candidate: Candidate) -> Iterator[str]:
    """What is known of how a candidate came about, as names of weights."""
    entry = candidate.extra.get("entry")
    sentence = document.sentences[candidate.sentence]
    token = sentence.tokens[candidate.head]
    kind = entry.role.kind if entry is not None and entry.role is not None else "directed"
    pos = entry.pos if entry is not None else "verb"
    yield f"sure={entry.sure if entry is not None else 'b'},{pos}"
    yield f"type={candidate.type}"
    yield f"type={candidate.type},{pos}"
    if entry is not None and entry.inner is not None:
        yield "inner"
    states = {a.state for a in candidate.actors + candidate.recipients if a.state}
    actors, recipients = min(len(candidate.actors), 2), min(len(candidate.recipients), 2)
    yield f"states={min(len(states), 3)}"
    yield f"actors={actors},recipients={recipients},{kind}"
    if any(">owner" in t for t in candidate.extra.get("through", ())):
        yield "owner"
    if candidate.extra.get("implied"):
        yield "implied"
    top = _top(sentence, token)
    if top is token and not candidate.extra.get("given", True):
        yield "inherited subject"
    if candidate.background:
        yield "background"
    # What is charged, claimed or denied is told as a deed (codebook, rules 11 and 20).
    charged = candidate.extra.get("below", "").startswith(EventType.ACCUSE)
    charged = charged or any(v.stance is Stance.DENIES for v in candidate.says)
    charged = charged or bool(candidate.extra.get("claimed"))
    status = Status.HAPPENED if charged and candidate.says else candidate.status
    yield f"status={status}"
    if status is not Status.HAPPENED:
        yield f"status,{pos}"
    yield f"under={top.universal if top.universal in _RELATIONS else 'other'},{pos}"
    if candidate.extra.get("below"):
        yield f"below={candidate.extra['below']}"
        yield "below"
    yield "early" if candidate.sentence < 3 else "late"
    if candidate.says:
        yield "said"
    if len(candidate.extra.get("group", ())) > 1:
        yield "again"
    sectors = {a.sector for a in candidate.actors + candidate.recipients}
    if sectors and not sectors & PUBLIC:
        yield "no public side"
    if sectors <= {Sector.GOV, Sector.IGO, Sector.MIL}:
        yield "official sides"
    if any(a.sector is None for a in candidate.actors):
        yield "actor without sector"
    if len(states) < 2 and candidate.recipients:
        yield "domestic"


def _top(sentence: Sentence, token: Token) -> Token:
    """The word itself; in "has yet to open" the auxiliary that stands over it in the tree."""
    above = sentence.head(token.index)
    helper = above is not None and above.lemma.lower() in _HELPERS and above.upos in {"VERB", "AUX"}
    return above if above is not None and helper and token.universal == "xcomp" else token
