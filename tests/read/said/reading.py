"""Reads short reports and compares who says each event with what was written down before.

A file holds reports: a line `# name | day`, the text on one line, then a line for each event:

    TYPE status actors>recipients | who says so [| opt]

Sides are codes of states with commas between. Who says so is outermost first, each a code or a part
of the words in quotation marks, with `+` for who asserts, `-` for who denies, `?` for who doubts;
`.` stands for the report itself. An event marked `opt` may be left out and is not counted.

Run as a program, it shows what is wrong: `python -m tests.read.said.reading first`.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.codes import RECIPROCAL, EventType, Stance, Status
from dragoman.read.reader import read_many
from dragoman.record import Actor, Event, Voice
from dragoman.report import Report

FOLDER = Path(__file__).parent
_STANCES = {"+": Stance.ASSERTS, "-": Stance.DENIES, "?": Stance.DOUBTS}
_VOICE = re.compile(r'("[^"]+"(?:/[A-Z]+)?|[A-Z]+)([+\-?])')


@dataclass(frozen=True, slots=True)
class Said:
    """An event as it is wanted: `says` are pairs of a code or words and a stance."""

    type: EventType
    status: Status
    actors: frozenset[str]
    recipients: frozenset[str]
    says: tuple[tuple[str, Stance], ...]
    optional: bool
    line: str

    def fits(self, event: Event) -> float:
        """How well an event of a record answers to this one, 0 where it is another."""
        if event.type is not self.type:
            return 0.0
        actors, recipients = _states(event.actors), _states(event.recipients)
        if self.type in RECIPROCAL or self.type is EventType.CONSULT:
            sides = _shared(self.actors | self.recipients, actors | recipients)
            fit = sides if sides >= 0.5 else 0.0
        else:
            does, undergoes = _shared(self.actors, actors), _shared(self.recipients, recipients)
            fit = (does + undergoes) / 2 if min(does, undergoes) >= 0.5 else 0.0
        if not fit:
            return 0.0
        right = 0.3 * self.right(event) + 0.2 * (event.status is self.status)
        return fit + right - 0.25 * self.optional

    def right(self, event: Event) -> bool:
        """Whether those who say so are the same, in order and with their stances."""
        return len(event.says) == len(self.says) and all(
            _is(words, voice) and voice.stance is stance
            for (words, stance), voice in zip(self.says, event.says, strict=True)
        )


def _states(people: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(a.state or a.text.upper() for a in people)


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0


def _is(words: str, voice: Voice) -> bool:
    quoted, _, state = words.partition("/")
    if not quoted.startswith('"'):
        return voice.state == quoted
    return quoted.strip('"').lower() in voice.text.lower() or bool(state and voice.state == state)


@cache
def reports(name: str) -> tuple[tuple[Report, tuple[Said, ...]], ...]:
    """The reports of a file with what is wanted of each."""
    found = []
    for block in (FOLDER / f"{name}.txt").read_text("utf-8").split("\n# "):
        head, text, *rows = block.removeprefix("# ").rstrip("\n").split("\n")
        key, day = (part.strip() for part in head.split("|"))
        report = Report.make(text, id=key, published=day, language="en")
        found.append((report, tuple(_said(row) for row in rows)))
    return tuple(found)


def _said(row: str) -> Said:
    what, says, *more = (cell.strip() for cell in row.split("|"))
    kind, status, sides = what.split(" ", 2)
    actors, _, recipients = sides.partition(">")
    return Said(
        EventType(kind),
        Status(status),
        frozenset(filter(None, actors.split(","))),
        frozenset(filter(None, recipients.split(","))),
        tuple((words, _STANCES[sign]) for words, sign in _VOICE.findall(says)),
        "opt" in more,
        row,
    )


def paired(wanted: tuple[Said, ...], events: tuple[Event, ...]) -> dict[int, Event]:
    """The event of a record that answers to each wanted one, best pairs first."""
    cells = sorted(
        (
            (said.fits(event), i, j)
            for i, said in enumerate(wanted)
            for j, event in enumerate(events)
            if said.fits(event)
        ),
        reverse=True,
    )
    found: dict[int, Event] = {}
    taken: set[int] = set()
    for _, i, j in cells:
        if i not in found and j not in taken:
            found[i] = events[j]
            taken.add(j)
    return found


def counted(name: str, show: bool = False) -> tuple[int, int, int]:
    """Of a file: events said by somebody and found with all who say so, such events wanted, and
    events found with somebody who says so where the report itself does.
    """
    right = wanted = wrong = 0
    rows = reports(name)
    for (_, said), record in zip(rows, read_many([r for r, _ in rows]), strict=True):
        found = paired(said, record.events)
        for i, one in enumerate(said):
            event = found.get(i)
            good = event is not None and one.right(event)
            if not one.optional:
                wanted += bool(one.says)
                right += bool(one.says) and good
                wrong += not one.says and event is not None and not good
            if show and not good and not one.optional:
                voices = None if event is None else [(v.text, v.state) for v in event.says]
                print(record.id, one.line, "->", voices)
    return right, wanted, wrong


if __name__ == "__main__":
    print(*counted(sys.argv[1], show=True))
