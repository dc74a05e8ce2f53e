"""What is known of an event beside its sides: topics and contexts, and of a contact channel, level
and mode.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import EventType
from dragoman.read import contacts, topics
from dragoman.read.contexts import contexts
from dragoman.read.document import Candidate, Document


def described(document: Document, candidate: Candidate) -> Candidate:
    """The event with its topics and contexts; a contact with channel, level and mode besides."""
    about = topics.topics(document, candidate)
    if candidate.type is EventType.CONSULT and not candidate.background:
        about = topics.apart([*about, *topics.discussed(document, candidate)])
    told = replace(candidate, topics=about)
    told = replace(told, contexts=contexts(document, told))
    return contacts.described(document, told)
