"""Statements: what somebody said, on what, when, through whom.

Somebody is a person by any spelling that the tables know, a state (then whoever speaks for it, its
press aside), or whatever the reports call the source ("Kremlin", "foreign ministry"). What it is on
is a state, by any of its names in the content, or words.

The database finds and orders the reports that name them; of each some hundred of these only the
quotations are read, so that a page costs no more memory in a large ledger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from dragoman.codes import Sector
from dragoman.errors import InputError
from dragoman.ledger import search, stored, tables
from dragoman.ledger.candidates import is_among
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.merging import chunks
from dragoman.record import Quotation


class _Report(NamedTuple):
    """A report with its present record as it is stored."""

    id: str
    published: str | None
    publisher: str | None
    dated: str | None
    content: bytes


def statements(
    ledger: Ledger,
    who: str,
    on: str | None = None,
    since: str | None = None,
    until: str | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """What somebody said, in order of publication, as JSON has it.

    Args:
        ledger: Where the reports are kept.
        who: A person, a state, or what the reports call the source.
        on: A state by name or code, or words that the statement holds.
        since: Only reports published on this day (ISO) or later.
        until: Only reports published on this day or before.
        offset: How many of the first are passed over.
        limit: How many at most; by default all.

    Raises:
        InputError: `who` names nobody.
    """
    found = _found(ledger, who, on, since, until)
    end = None if limit is None else offset + limit
    return [_row(report, quotation) for report, quotation in islice(found, offset, end)]


def count(
    ledger: Ledger,
    who: str,
    on: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> int:
    """How many statements there are; see `statements`."""
    return sum(1 for _ in _found(ledger, who, on, since, until))


def _found(
    ledger: Ledger, who: str, on: str | None, since: str | None, until: str | None
) -> Iterator[tuple[_Report, Quotation]]:
    """Each statement with the row of its report, in order of publication."""
    if not _words(who):
        raise InputError("says: name who is to have said something")
    is_by, is_on = _by(who), _on(on)
    for part in chunks(_reports(ledger, who, since, until)):
        for report in _rows(ledger, part):
            for quotation in stored.quotations(report.content):
                if is_by(quotation) and is_on(quotation):
                    yield report, quotation


def _reports(ledger: Ledger, who: str, since: str | None, until: str | None) -> list[str]:
    """Ids of the reports that name them at all, which the ledger's index knows, in order.

    A state is named by whoever speaks for it, too.
    """
    from dragoman import knowledge

    r, s = tables.reports.c, tables.states.c
    state = knowledge.load().state(who)
    when = sa.func.coalesce(r.published, "")
    wanted = sa.select(r.id).order_by(when, r.id)
    if since is not None:
        wanted = wanted.where(r.published >= since)
    if until is not None:
        wanted = wanted.where(sa.func.substr(r.published, 1, 10) <= until)
    with ledger._reading() as connection:
        named: set[str] = set()
        for word in dict.fromkeys(n.split()[-1] for n in (*_names(who), *_state_words(who))):
            holding = search.holding(connection.dialect.name, word)
            if holding is not None:
                named.update(connection.scalars(holding))
        if state is not None:
            named.update(connection.scalars(sa.select(s.report).where(s.state == state.code)))
        return list(connection.scalars(wanted.where(is_among(connection, r.id, named))))


def _rows(ledger: Ledger, ids: list[str]) -> list[_Report]:
    """The reports of some ids, in this order, with what their present records hold."""
    r, c = tables.reports.c, tables.records.c
    asked = sa.select(r.id, r.published, r.publisher, c.dated, c.content).join_from(
        tables.reports, tables.records, sa.and_(c.report == r.id, c.present.is_(True))
    )
    with ledger._reading() as connection:
        rows = connection.execute(asked.where(r.id.in_(ids)))
        held = {row.id: _Report(*row) for row in rows}
    return [held[i] for i in ids if i in held]


def _names(who: str) -> list[str]:
    from dragoman import knowledge

    people = knowledge.load().people(who)
    return list(dict.fromkeys([who, *(n for p in people for n in (p.name, *p.aliases))]))


def _state_words(who: str) -> tuple[str, ...]:
    """What a report may call a state and its people, none where `who` is no state."""
    from dragoman import knowledge

    state = knowledge.load().state(who)
    return () if state is None else (*state.names, *state.adjectives, *state.people)


def _by(who: str) -> Callable[[Quotation], bool]:
    """Whether a quotation is theirs."""
    from dragoman import knowledge

    state = knowledge.load().state(who)
    names = [_words(name) for name in _names(who)]

    def is_theirs(quotation: Quotation) -> bool:
        speaker = quotation.speaker
        if state is not None and speaker is not None and speaker.state == state.code:
            return speaker.sector is not Sector.MED
        told = " ".join(s.text for s in quotation.source)
        if speaker is not None:
            told += f" {speaker.name or ''} {speaker.text}"
        held = _words(told)
        return any(name <= held for name in names)

    return is_theirs


def _on(on: str | None) -> Callable[[Quotation], bool]:
    """Whether a quotation is on that."""
    from dragoman import knowledge

    if on is None:
        return lambda _: True
    state = knowledge.load().state(on)
    if state is None:
        words = _words(on)
        return lambda quotation: words <= _words(_content(quotation))
    names = (*state.names, *state.adjectives, *state.people, *state.capitals)
    any_name = re.compile(rf"\b(?:{'|'.join(re.escape(n) for n in names)})\b")
    return lambda quotation: any_name.search(_content(quotation)) is not None


def _content(quotation: Quotation) -> str:
    return " ".join(s.text for s in quotation.content)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - {"the", "s"}


def _row(report: _Report, quotation: Quotation) -> dict[str, Any]:
    def told(spans: Any) -> list[str]:
        return [" ".join(s.text.split()) for s in spans]

    return {
        "published": report.published,
        "dated": report.dated,
        "source": " ".join(told(quotation.source)),
        "speaker": quotation.speaker.name if quotation.speaker is not None else None,
        "cue": told([quotation.cue])[0] if quotation.cue is not None else None,
        "content": " … ".join(told(quotation.content)),
        "kind": quotation.kind,
        "stance": quotation.stance,
        "chain": told(quotation.chain),
        "publisher": report.publisher,
        "report": report.id,
    }
