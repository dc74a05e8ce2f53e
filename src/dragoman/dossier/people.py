"""People and offices as of the day: who the table of offices has, and whom the reports name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.dossier.model import Attested, Officer
from dragoman.dossier.sourcing import attested
from dragoman.knowledge import Term, load
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
            now = known.holder(side, office, when)
            if now is None or (side, now.name) in shown:
                continue
            shown.add((side, now.name))
            mentions = named.get((side, now.name), [])
            found.append(_officer(now.name, side, now, None, mentions, None))
    for (side, name), mentions in named.items():
        if (side, name) in shown:
            continue
        person = known.person(name)
        held = person.term(when, side) if person is not None and when is not None else None
        last = person.last_term(when) if person is not None and held is None else None
        until = last.end if last is not None and last.state == side else None
        told = next((p.office for p, _ in reversed(mentions) if p.office), None)
        if held is None and told is None and not any(p.candidacy for p, _ in mentions):
            continue
        term = held or (last if until is not None else None)
        found.append(_officer(name, side, term, told, mentions, until))
    order = {side: i for i, side in enumerate((a, b))}
    principal = {name for _, name in shown}
    return tuple(
        sorted(
            found,
            key=lambda o: (
                order[o.state],
                o.name not in principal,
                o.until is not None,
                -o.mentions,
                o.name,
            ),
        )
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
    # A surname alone is the one person of that state who is named in full with it.
    for state, name in [k for k in found if " " not in k[1]]:
        full = [n for s, n in found if s == state and n != name and n.split()[-1] == name]
        if len(full) == 1:
            found[state, full[0]] += found.pop((state, name))
    return found


def _officer(
    name: str,
    state: str,
    term: Term | None,
    told: str | None,
    mentions: Mentions,
    until: str | None,
) -> Officer:
    candidacy = next((p.candidacy.text for p, _ in reversed(mentions) if p.candidacy), None)
    last = [s for _, s in mentions[-1:]]
    return Officer(
        name=name,
        state=state,
        office=term.title if term is not None else told,
        since=term.start if term is not None else None,
        until=until,
        known=term is not None,
        seen=last[0].published[:10] if last and last[0].published else None,
        mentions=len({s.report for _, s in mentions}),
        candidacy=" ".join(candidacy.split()) if candidacy else None,
        sources=tuple(dict.fromkeys(s for _, s in mentions)),
    )
