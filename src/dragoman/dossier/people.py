"""People and offices as of the day: who the table of offices has, and whom the reports name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.dossier.model import Attested, Officer
from dragoman.dossier.sourcing import attested
from dragoman.knowledge import load
from dragoman.merge import Source
from dragoman.record import Person, Record
from dragoman.report import Span

PRINCIPAL = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")
"""Offices that are shown whether or not a report names who holds them."""


def people(
    records: Iterable[Record], sources: dict[str, Source], a: str, b: str, day: date | None
) -> tuple[Officer, ...]:
    """The people of `a`, then of `b`: principal offices first, then those named most."""
    known = load()
    named = _named(records, sources, a, b)
    found: list[Officer] = []
    shown: set[tuple[str, str]] = set()
    when = day.isoformat() if day is not None else None
    for side in (a, b):
        for office in PRINCIPAL:
            term = known.holder(side, office, when)
            if term is None or (side, term.name) in shown:
                continue
            shown.add((side, term.name))
            mentions = named.get((side, term.name), [])
            found.append(_officer(term.name, side, term.title, term.start, True, mentions))
    for (side, name), mentions in named.items():
        if (side, name) in shown:
            continue
        person = known.person(name)
        term = person.term(when, side) if person is not None and when is not None else None
        held = term.title if term is not None else None
        if held is None:
            held = next((p.office for p, _ in reversed(mentions) if p.office), None)
        if held is None and not any(p.candidacy for p, _ in mentions):
            continue
        start = term.start if term is not None else None
        found.append(_officer(name, side, held, start, term is not None, mentions))
    order = {side: i for i, side in enumerate((a, b))}
    principal = {name for _, name in shown}
    return tuple(
        sorted(found, key=lambda o: (order[o.state], o.name not in principal, -o.mentions))
    )


Mentions = list[tuple[Person, Attested]]


def _named(
    records: Iterable[Record], sources: dict[str, Source], a: str, b: str
) -> dict[tuple[str, str], Mentions]:
    found: dict[tuple[str, str], Mentions] = {}
    for record in sorted(records, key=lambda r: (r.published or "", r.id)):
        for person in record.people:
            if person.state in (a, b):
                span = person.candidacy or Span(person.text, person.start, person.end)
                held = attested(sources[record.id], span)
                found.setdefault((person.state, person.name), []).append((person, held))
    return found


def _officer(
    name: str, state: str, office: str | None, since: str | None, known: bool, mentions: Mentions
) -> Officer:
    candidacy = next((p.candidacy.text for p, _ in reversed(mentions) if p.candidacy), None)
    last = [s for _, s in mentions[-1:]]
    return Officer(
        name=name,
        state=state,
        office=office,
        since=since,
        known=known,
        seen=last[0].published[:10] if last and last[0].published else None,
        mentions=len({s.report for _, s in mentions}),
        candidacy=" ".join(candidacy.split()) if candidacy else None,
        sources=tuple(dict.fromkeys(s for _, s in mentions)),
    )
