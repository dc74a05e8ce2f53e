"""PLOVER's contexts of an event, by the words of its topics, trigger and sentence.

The words are in `contexts.tsv`. Topics and trigger are asked first; the rest of the sentence counts
only where they say nothing, and a contact is diplomatic where nothing else is known of it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from dragoman.codes import CONTEXTS, EventType
from dragoman.errors import ModelError
from dragoman.language.lexicon import FOLDER, rows_of
from dragoman.read.document import Candidate, Document

TABLE = FOLDER.parent / "contexts.tsv"


@cache
def patterns(path: str = "") -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each context with the pattern of its words.

    Raises:
        ModelError: a row breaks a rule.
    """
    file = Path(path) if path else TABLE
    found = []
    for number, line in rows_of(file):
        cells = line.split("\t")
        if len(cells) != 2 or cells[0] not in CONTEXTS:
            raise ModelError(f"{file}:{number}: a row is one of PLOVER's contexts and its words")
        words = [w.strip() for w in cells[1].split(",")]
        alternatives = "|".join(
            re.escape(w[:-1]) + r"\w*" if w.endswith("*") else re.escape(w) for w in words if w
        )
        found.append((cells[0], re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)))
    return tuple(found)


def contexts(document: Document, candidate: Candidate) -> tuple[str, ...]:
    """The contexts of an event, in the order of the table."""
    sentence = document.sentences[candidate.sentence]
    start, end = sentence.offsets(candidate.first, candidate.last)
    near = " ".join([document.text[start:end], *(t.text for t in candidate.topics)])
    found = matching(near)
    if not found:
        found = matching(document.text[sentence.start : sentence.end])
    if candidate.type is EventType.CONSULT and "diplomatic" not in found:
        found = ("diplomatic", *found)
    return found


def matching(text: str) -> tuple[str, ...]:
    """The contexts whose words stand in `text`."""
    return tuple(name for name, pattern in patterns() if pattern.search(text))
