"""Analysts' judgements: rows that are only ever added, laid over the machine's view.

A judgement names a telling and keeps the event as it stood, so that it finds the event again after
a new reading: by its place in the same report. Merging and splitting become constraints on the
groups; accepting, rejecting, correcting and noting are shown on the event that the telling is in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, combinations
from typing import Any

import msgspec
import sqlalchemy as sa

from dragoman.codes import Channel, EventType, Level, Status, is_mode
from dragoman.dates import is_edtf
from dragoman.errors import ConflictError, InputError
from dragoman.ledger import tables
from dragoman.merge.cluster import Pair, pair
from dragoman.merge.merged import Merged


class JudgementKind(StrEnum):
    """What an analyst can say of an event."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement. `event` and `other` are ids of tellings as they were.

    `at` is the time in ISO 8601, `changes` are the values that a correction sets, `note` the
    analyst's words.
    """

    number: int
    kind: JudgementKind
    event: str
    author: str
    at: str
    other: str | None = None
    changes: tuple[tuple[str, str], ...] = ()
    note: str | None = None
    target: dict[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it, ready to train on: the judgement, and the event as it stood."""
        return {
            "number": self.number,
            "kind": str(self.kind),
            "event": self.event,
            "other": self.other,
            "changes": dict(self.changes),
            "note": self.note,
            "author": self.author,
            "at": self.at,
            "target": self.target,
        }


CORRECTABLE = ("type", "mode", "status", "when", "channel", "level")
"""Fields that a correction can set."""


def check_changes(changes: dict[str, str], kind: EventType) -> tuple[tuple[str, str], ...]:
    """The changes of a correction to an event of type `kind`, sorted.

    Raises:
        InputError: a field cannot be corrected, or a value is none of its values.
    """
    if not changes:
        raise InputError("correct: say what to correct, as in when=2024-01-15")
    kind = EventType(changes["type"]) if changes.get("type") in set(EventType) else kind
    allowed: dict[str, set[str]] = {
        "type": set(map(str, EventType)),
        "status": set(map(str, Status)),
        "channel": set(map(str, Channel)),
        "level": set(map(str, Level)),
    }
    for name, value in changes.items():
        if name not in CORRECTABLE:
            raise InputError(f"correct: {name} cannot be corrected; only {', '.join(CORRECTABLE)}")
        if name in allowed and value not in allowed[name]:
            values = ", ".join(sorted(allowed[name]))
            raise InputError(f"correct: {value} is no {name}; it is one of {values}")
        if name == "when" and not is_edtf(value):
            raise InputError(f"correct: {value} is no EDTF date; write it as 2024-01-15")
        if name == "mode" and not is_mode(kind, value):
            raise InputError(f"correct: {kind} has no mode {value}")
    return tuple(sorted(changes.items()))


def content(
    kind: JudgementKind,
    event: str,
    target: Merged,
    other: str | None,
    merged_with: Merged | None,
    changes: dict[str, str] | None,
    note: str | None,
) -> dict[str, Any]:
    """What a judgement of the event `target`, named by its telling `event`, holds.

    Raises:
        InputError: it says nothing that could be laid over the event.
    """
    held: dict[str, Any] = {"note": note} if note else {}
    if kind is JudgementKind.CORRECT:
        held["changes"] = dict(check_changes(changes or {}, target.type))
    elif kind is JudgementKind.NOTE and not note:
        raise InputError("note: say what to note")
    elif kind is JudgementKind.MERGE:
        if merged_with is None:
            raise InputError("merge: name the event to merge with")
        if merged_with.id == target.id:
            raise ConflictError(f"merge: {event} and {other} are one event already")
        held["with"] = [sorted(t.id for t in m.tellings) for m in (target, merged_with)]
    elif kind is JudgementKind.SPLIT:
        # What bears witness to the event is parted from it by the id of its report.
        within = {t.id for t in target.tellings} - {event}
        within |= {w.source.report for w in target.witnesses}
        if other is not None and other not in within:
            raise InputError(f"split: {other} is no telling of the event {target.id}")
        if not within:
            raise ConflictError(f"split: {event} has one telling only; there is nothing to part")
        held["from"] = sorted(within if other is None else {other})
    elif other is not None:
        raise InputError(f"{kind}: takes no second event")
    return held


def write(
    connection: sa.Connection,
    kind: JudgementKind,
    telling: str,
    author: str,
    at: str,
    other: str | None,
    content: dict[str, Any],
) -> None:
    """Adds one judgement of the telling with id `telling`, which is there."""
    e = tables.events.c
    row = connection.execute(sa.select(e.report, e.name, e.content).where(e.id == telling)).one()
    connection.execute(
        tables.judgements.insert(),
        {
            "kind": kind,
            "event": telling,
            "other": other,
            "report": row.report,
            "target": row.content.decode(),
            "content": msgspec.json.encode(content, order="sorted").decode(),
            "author": author,
            "at": at,
        },
    )


def judgements(connection: sa.Connection) -> list[Judgement]:
    """All judgements, in the order in which they were passed."""
    rows = connection.execute(sa.select(tables.judgements).order_by(tables.judgements.c.number))
    found = []
    for row in rows:
        content = msgspec.json.decode(row.content)
        found.append(
            Judgement(
                row.number,
                JudgementKind(row.kind),
                row.event,
                row.author,
                row.at,
                row.other,
                tuple(sorted(content.get("changes", {}).items())),
                content.get("note"),
                {"report": row.report, "event": msgspec.json.decode(row.target)},
            )
        )
    return found


def constraints(connection: sa.Connection) -> tuple[set[Pair], set[Pair]]:
    """Pairs of tellings that analysts joined, and pairs that they parted; the later word counts.

    Who merges two events joins all tellings of both, and takes back every parting between them.
    """
    joined: set[Pair] = set()
    parted: set[Pair] = set()
    j = tables.judgements.c
    rows = connection.execute(
        sa.select(j.kind, j.event, j.other, j.content)
        .where(j.kind.in_([JudgementKind.MERGE, JudgementKind.SPLIT]))
        .order_by(j.number)
    ).all()
    if not rows:
        return joined, parted
    now = present(connection)
    for row in rows:
        held = msgspec.json.decode(row.content)
        whole = [now.get(i, i) for i in chain.from_iterable(held.get("with", ()))]
        every = {pair(one, two) for one, two in combinations(whole, 2)}
        joined |= every
        parted -= every
        others = [row.other] if row.other else held.get("from", [])
        for other in others:
            key = pair(now.get(row.event, row.event), now.get(other, other))
            if row.kind == JudgementKind.MERGE:
                joined.add(key)
                parted.discard(key)
            else:
                parted.add(key)
                joined.discard(key)
    return joined, parted


def present(connection: sa.Connection) -> dict[str, str]:
    """Of judged tellings that a new reading no longer has under their id, the id of today.

    It is the event of the same report whose trigger overlaps the judged one's, of the same type
    where there are several. Those of which nothing is left are missing.
    """
    j, e = tables.judgements.c, tables.events.c
    lost = connection.execute(
        sa.select(j.event, j.report, j.target)
        .where(j.event.not_in(sa.select(e.id)))
        .order_by(j.number)
    ).all()
    found: dict[str, str] = {}
    for row in lost:
        target = msgspec.json.decode(row.target)
        best: tuple[int, str] | None = None
        for other in connection.execute(
            sa.select(e.id, e.type, e.content).where(e.report == row.report).order_by(e.id)
        ):
            trigger = msgspec.json.decode(other.content)["trigger"]
            shared = min(trigger["end"], target["trigger"]["end"]) - max(
                trigger["start"], target["trigger"]["start"]
            )
            if shared <= 0:
                continue
            rank = (shared + 1000 * (other.type == target["type"]), other.id)
            best = max(best, rank) if best is not None else rank
        if best is not None:
            found[row.event] = best[1]
    return found


def lost(connection: sa.Connection) -> list[Judgement]:
    """Judgements whose event no reading of today tells."""
    e = tables.events.c
    there = set(
        connection.scalars(sa.select(e.id).where(e.id.in_(sa.select(tables.judgements.c.event))))
    )
    found = present(connection)
    return [j for j in judgements(connection) if j.event not in there and j.event not in found]


def overlay(
    connection: sa.Connection, events: list[Merged], rejected: bool = False
) -> list[Merged]:
    """Lays the judgements over events; what was rejected is left out unless asked for.

    Of several corrections of one field, and of acceptance and rejection, the last counts.
    """
    said = judgements(connection)
    if not said:
        return events
    now = present(connection)
    by_telling: dict[str, list[Judgement]] = {}
    for judgement in said:
        by_telling.setdefault(now.get(judgement.event, judgement.event), []).append(judgement)
    shown = []
    for event in events:
        mine = sorted(
            (j for t in event.tellings for j in by_telling.get(t.id, ())), key=lambda j: j.number
        )
        if not mine:
            shown.append(event)
            continue
        verdicts = [j.kind for j in mine if j.kind in (JudgementKind.ACCEPT, JudgementKind.REJECT)]
        if verdicts and verdicts[-1] is JudgementKind.REJECT and not rejected:
            continue
        shown.append(
            replace(
                event,
                judged=tuple(dict.fromkeys(str(j.kind) for j in mine)),
                notes=tuple(f"{j.author}, {j.at[:10]}: {j.note}" for j in mine if j.note),
                corrected=tuple(sorted({k: v for j in mine for k, v in j.changes}.items())),
            )
        )
    return shown
