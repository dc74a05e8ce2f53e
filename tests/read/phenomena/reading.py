"""Reads the sentences of a phenomenon and says which are right.

Run as a program, it shows what is wrong with each:
`python -m tests.read.phenomena.reading [PHENOMENON]`.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import dragoman
from dragoman.codes import RECIPROCAL, EventType
from dragoman.record import Event
from dragoman.report import Report

TABLE = Path(__file__).parent / "sentences.tsv"
PUBLISHED = "2024-05-15"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An event that a sentence tells of."""

    type: EventType
    actors: frozenset[str]
    recipients: frozenset[str]
    status: str

    def answers(self, event: Event) -> bool:
        """True where `event` is this one, sides and status and all."""
        actors = frozenset(a.state for a in event.actors if a.state)
        recipients = frozenset(a.state for a in event.recipients if a.state)
        if self.type in RECIPROCAL or self.type is EventType.CONSULT:
            sides = actors | recipients == self.actors | self.recipients
        else:
            sides = actors == self.actors and recipients >= self.recipients
        return event.type is self.type and sides and event.status == self.status


@dataclass(frozen=True, slots=True)
class Sentence:
    """A row of the table."""

    phenomenon: str
    written: str
    first: str
    text: str
    wanted: tuple[Wanted, ...]


@cache
def sentences() -> tuple[Sentence, ...]:
    """All rows of the table."""
    found = []
    for line in TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith(("#", "phenomenon\t")):
            continue
        phenomenon, written, first, text, events = line.split("\t")
        wanted = tuple(_wanted(e.strip()) for e in events.split(";") if e.strip())
        found.append(Sentence(phenomenon, written, first, text, wanted))
    return tuple(found)


def _wanted(cell: str) -> Wanted:
    kind, *rest, status = cell.split()
    sides = " ".join(rest).split(">")
    actors = frozenset(filter(None, sides[0].strip().split("+")))
    recipients = (
        frozenset(filter(None, sides[1].strip().split("+"))) if len(sides) > 1 else frozenset()
    )
    return Wanted(EventType(kind), actors, recipients, status)


@cache
def read() -> tuple[tuple[Event, ...], ...]:
    """The events of each sentence."""
    reports = [Report.make(s.text, published=PUBLISHED, language="en") for s in sentences()]
    return tuple(r.events for r in dragoman.read_many(reports))


def right(sentence: Sentence, events: tuple[Event, ...]) -> bool:
    """True where every event of the sentence is found and nothing else is."""
    left = list(events)
    for wanted in sentence.wanted:
        found = next((e for e in left if wanted.answers(e)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def main() -> None:
    """Shows each sentence that is wrong, and how many of each phenomenon are right."""
    counts: dict[str, list[int]] = {}
    for sentence, events in zip(sentences(), read(), strict=True):
        if sys.argv[1:] and sentence.phenomenon not in sys.argv[1:]:
            continue
        good = right(sentence, events)
        counts.setdefault(sentence.phenomenon, []).append(good)
        if not good:
            print(f"{sentence.phenomenon} ({sentence.written}): {sentence.text}")
            for e in events:
                actors, recipients = ([a.state for a in side] for side in (e.actors, e.recipients))
                print(
                    f"    {e.type} {actors} > {recipients} {e.status}  "
                    f"{e.why.rule if e.why else ''} {e.confidence}"
                )
    for phenomenon, values in counts.items():
        print(f"{phenomenon}: {sum(values)} of {len(values)}")


if __name__ == "__main__":
    main()
