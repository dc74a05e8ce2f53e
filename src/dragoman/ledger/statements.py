"""Statements: what somebody said, on what, when, through whom.

Somebody is a person by any spelling that the tables know, a state (then whoever speaks for it, its
press aside), or whatever the reports call the source ("Kremlin", "foreign ministry"). What it is on
is a state, by any of its names in the content, or words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.codes import Sector
from dragoman.errors import InputError
from dragoman.ledger.ledger import Ledger
from dragoman.record import Quotation, Record

_MOST = 100_000


def statements(
    ledger: Ledger,
    who: str,
    on: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[dict[str, Any]]:
    """What somebody said, in order of publication, as JSON has it.

    Args:
        ledger: Where the reports are kept.
        who: A person, a state, or what the reports call the source.
        on: A state by name or code, or words that the statement holds.
        since: Only reports published on this day (ISO) or later.
        until: Only reports published on this day or before.

    Raises:
        InputError: `who` names nobody.
    """
    if not _words(who):
        raise InputError("says: name who is to have said something")
    rows = [
        _row(record, quotation)
        for record in _records(ledger, who, since, until)
        for quotation in record.quotations
        if _is_by(quotation, who) and _is_on(quotation, on)
    ]
    return sorted(rows, key=lambda r: r["published"] or "")


def _records(ledger: Ledger, who: str, since: str | None, until: str | None) -> Iterator[Record]:
    """Records of the reports that name them at all, which the ledger's index knows."""
    ids = {
        f.report
        for name in (*_names(who), *_state_words(who))
        for f in ledger.search(name.split()[-1], limit=_MOST, since=since, until=until)
    }
    return ledger.records(ids)


def _names(who: str) -> list[str]:
    from dragoman import knowledge

    people = knowledge.load().people(who)
    return list(dict.fromkeys([who, *(n for p in people for n in (p.name, *p.aliases))]))


def _state_words(who: str) -> tuple[str, ...]:
    """What a report may call a state and its people, none where `who` is no state."""
    from dragoman import knowledge

    state = knowledge.load().state(who)
    return () if state is None else (*state.names, *state.adjectives, *state.people)


def _is_by(quotation: Quotation, who: str) -> bool:
    from dragoman import knowledge

    speaker = quotation.speaker
    state = knowledge.load().state(who)
    if state is not None and speaker is not None and speaker.state == state.code:
        return speaker.sector is not Sector.MED
    told = " ".join(s.text for s in quotation.source)
    if speaker is not None:
        told += f" {speaker.name or ''} {speaker.text}"
    held = _words(told)
    return any(_words(name) <= held for name in _names(who))


def _is_on(quotation: Quotation, on: str | None) -> bool:
    if on is None:
        return True
    from dragoman import knowledge

    content = " ".join(s.text for s in quotation.content)
    state = knowledge.load().state(on)
    if state is None:
        return _words(on) <= _words(content)
    names = (*state.names, *state.adjectives, *state.people, *state.capitals)
    return any(re.search(rf"\b{re.escape(n)}\b", content) for n in names)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - {"the", "s"}


def _row(record: Record, quotation: Quotation) -> dict[str, Any]:
    def told(spans: Any) -> list[str]:
        return [" ".join(s.text.split()) for s in spans]

    return {
        "published": record.published,
        "dated": record.dated.edtf if record.dated is not None else None,
        "source": " ".join(told(quotation.source)),
        "speaker": quotation.speaker.name if quotation.speaker is not None else None,
        "cue": told([quotation.cue])[0] if quotation.cue is not None else None,
        "content": " … ".join(told(quotation.content)),
        "kind": quotation.kind,
        "stance": quotation.stance,
        "chain": told(quotation.chain),
        "publisher": record.publisher,
        "report": record.id,
    }
