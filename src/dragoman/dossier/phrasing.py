"""Puts each part of a dossier into plain English, saying nothing that it does not hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dragoman.codes import Status
from dragoman.dossier.lines import Line, Section, clipped
from dragoman.dossier.model import (
    Act,
    Ahead,
    Attested,
    Basis,
    Contact,
    Disagreement,
    Dossier,
    Held,
    Movement,
    Name,
    Officer,
    Position,
    Promise,
    Series,
    Step,
    Topic,
    Who,
)
from dragoman.dossier.terms import ARROWS, CHANNELS, DEEDS, JUDGED, PERIODS, SECTIONS
from dragoman.dossier.words import day_words, sort_key


class Writer:
    """Writes the lines of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    def called(self, code: str | None) -> str:
        """The name of a code."""
        return self.dossier.names.get(code or "", code or "unknown")

    def _both(self, codes: Sequence[str]) -> str:
        names = [self.called(c) for c in codes]
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} and {names[-1]}"

    def rests_on(self) -> str:
        """What the dossier rests on, in a sentence."""
        held = self.dossier.coverage
        if not held.reports:
            return "The ledger holds no report on these two."
        number = f"{held.reports} report{'s' * (held.reports != 1)}"
        parts = [number]
        if held.outlets:
            outlets = f"{len(held.outlets)} outlet{'s' * (len(held.outlets) != 1)}"
            parts.append(f"of {outlets}")
        if held.first and held.last:
            span = day_words(held.first)
            if held.last != held.first:
                span = f"{span} to {day_words(held.last)}"
            parts.append(f"published {span}")
        notes = []
        if held.reprints:
            notes.append(f"{held.reprints} reprinting another")
        if held.undated:
            notes.append(f"{held.undated} undated")
        if held.read is not None:
            notes.append(f"positions, names and people from the newest {held.read}")
        as_of = f"As of {day_words(self.dossier.as_of)}. " if self.dossier.as_of else ""
        return f"{as_of}Rests on {' '.join(parts)}{f' ({chr(44).join(notes)})' if notes else ''}."

    def summary(self) -> tuple[str, ...]:
        """The state of play in a few lines."""
        found = []
        held = [
            c
            for c in self.dossier.contacts
            if c.status in (Status.HAPPENED, Status.ONGOING) and c.when and not self._later(c.when)
        ]
        if held:
            last = max(held, key=lambda c: sort_key(c.when)[0])
            found.append(f"Last contact: {self._contact_words(last)}, {day_words(last.when)}.")
        ahead = [e for e in self.dossier.calendar if e.when]
        if ahead:
            entry = ahead[0]
            found.append(f"Next date: {self._ahead_words(entry)}, {day_words(entry.when)}.")
        found += [
            f"Overdue: {s.name}, since {day_words(s.overdue_since)} by its rule (implied)."
            for s in self.dossier.mechanisms
            if s.overdue_since
        ]
        one_sided = sum(c.basis.word == "one side" for c in self.dossier.contacts)
        if one_sided:
            found.append(
                f"{one_sided} of {len(self.dossier.contacts)} contacts rest on one side's word."
            )
        disputed = sum(bool(c.disagreements) for c in self.dossier.contacts) + sum(
            bool(x.disagreements) for x in self.dossier.acts
        )
        if disputed:
            found.append(f"Reports contradict each other on {disputed} of the events below.")
        return tuple(found)

    def _later(self, when: str) -> bool:
        return self.dossier.as_of is not None and (
            sort_key(when)[0].isoformat() > self.dossier.as_of
        )

    def sections(self, limit: int | None) -> list[Section]:
        """All sections, of at most `limit` lines each."""
        d = self.dossier
        newest = sorted(d.contacts, key=lambda c: (c.background, _newest(c.when, c.sources), c.id))
        acts = sorted(d.acts, key=lambda c: (c.background, _newest(c.when, c.sources), c.id))
        parts: list[tuple[str, Sequence[Any], Callable[[Any], Line]]] = [
            ("contacts", newest, self._contact),
            ("mechanisms", d.mechanisms, self._series),
            ("calendar", d.calendar, self._ahead),
            ("agenda", d.agenda, self._topic),
            ("promises", d.promises, self._promise),
            ("positions", d.positions, self._position),
            ("acts", acts, self._act),
            ("signals", d.signals, self._signal),
            ("character", d.character, self._name),
            ("people", d.people, self._officer),
        ]
        found = []
        for key, held, write in parts:
            shown = held if limit is None else held[:limit]
            title, empty = SECTIONS[key]
            lines = tuple(write(item) for item in shown)
            found.append(Section(key, title, lines, len(held) - len(shown), empty))
        return found

    def _contact(self, item: Contact) -> Line:
        details = []
        if item.topics:
            details.append("On: " + "; ".join(clipped(t, 140) for t in item.topics[:5]))
        details += self._history(item.history) + self._disagreements(item.disagreements)
        for account in item.accounts:
            if account.alone:
                by = self.called(account.by) if account.side else account.by
                details.append(
                    f"Only {by} mentions: " + "; ".join(clipped(t, 140) for t in account.alone[:4])
                )
        return Line(
            lead=_lead(item.when, item.sources),
            text=self._contact_words(item),
            marks=self._marks(item.status, item.lapsed, item.background, item.judged),
            details=(*details, *item.notes),
            word=self.word(item.basis),
            sources=item.sources,
            id=item.id,
        )

    def _contact_words(self, item: Contact) -> str:
        people = [w for w in item.who if w.state in (self.dossier.a, self.dossier.b)]
        others = tuple(dict.fromkeys(w.state for w in item.who if w.state and w not in people))
        what = CHANNELS.get(str(item.channel), "contact")
        if item.channel is None and item.mode is not None:
            what = CHANNELS.get(item.mode, "contact")
        level = f", {item.level}" if item.level else ""
        sides = self._sides(people)
        place = f", {item.place}" if item.place else ""
        with_ = f", with {self._both(others[:5])}" if others else ""
        if len(others) > 5:
            with_ += f" and {len(others) - 5} more"
        return f"{what[0].upper()}{what[1:]}{level}: {sides}{with_}{place}"

    def _sides(self, people: Sequence[Who]) -> str:
        groups = []
        for side in (self.dossier.a, self.dossier.b):
            mine = list(dict.fromkeys(self._person(w) for w in people if w.state == side))
            if mine:
                groups.append(" and ".join(mine[:3]))
        return " – ".join(groups) or "unnamed"

    def _person(self, who: Who) -> str:
        if who.name is None:
            return self.called(who.state)
        return f"{who.name} ({who.office})" if who.office else who.name

    def _series(self, item: Series) -> Line:
        parts = []
        rule = []
        if item.period is not None:
            rule.append(PERIODS.get(item.period, f"every {item.period} months"))
        if item.hosts == "alternate":
            rule.append("held by turns in the two countries")
        elif item.hosts == "rotate":
            rule.append("the host rotates")
        elif item.hosts:
            rule.append(f"held in {item.hosts}")
        if rule:
            parts.append("Rule: " + ", ".join(rule))
        if item.count is not None:
            day = f" (as told {day_words(item.counted)})" if item.counted else ""
            parts.append(f"Held so far: {item.count}{day}")
        if item.last is not None:
            parts.append("Last: " + self._held(item.last))
        if item.turn is not None:
            parts.append(f"Next host: {self.called(item.turn)} (implied by the rule)")
        if item.next is not None and not (item.next.implied and item.next.when is None):
            if item.next.implied:
                due = self._held(item.next)
                parts.append(f"Due: {due} (implied by the rule, not announced)")
            else:
                parts.append("Next: " + self._held(item.next))
        if item.overdue_since is not None:
            parts.append(
                f"Overdue since {day_words(item.overdue_since)} (implied: no report tells of a "
                "meeting since)"
            )
        return Line(
            lead=item.name,
            text=f"{item.kind} of {self._both(item.parties)}",
            marks=("overdue",) if item.overdue_since is not None else (),
            details=tuple(parts),
            word=self.word(item.basis),
            sources=item.sources,
        )

    def _held(self, held: Held) -> str:
        return ", ".join(p for p in (day_words(held.when), held.where) if p)

    def _ahead(self, item: Ahead) -> Line:
        return Line(
            lead=day_words(item.when),
            text=self._ahead_words(item),
            marks=self._marks(item.status, False, False, ()),
            details=tuple(self._history(item.history)),
            word=self.word(item.basis),
            sources=item.sources,
            id=item.event,
        )

    def _ahead_words(self, item: Ahead) -> str:
        who = f" ({self._both(item.who[:6])})" if item.who else ""
        place = f", {item.place}" if item.place and item.place not in item.name else ""
        kind = "" if item.kind in item.name.casefold() else f"{item.kind}: "
        return f"{kind}{item.name}{place}{who}"

    def _topic(self, item: Topic) -> Line:
        last = f", last {day_words(item.last)}" if item.last else ""
        return Line(
            lead=item.name.replace("_", " "),
            text=f"{item.count} event{'s' * (item.count != 1)}{last}",
            details=("; ".join(clipped(w, 140) for w in item.words[:4]),) if item.words else (),
            sources=item.sources,
        )

    def _promise(self, item: Promise) -> Line:
        to = f" to {self._both(item.to)}" if item.to else ""
        answers = tuple(
            f"Answered {day_words(a.when)}: {a.type}, {a.status} (“{a.words}”) [{a.event}]"
            for a in item.answers
        )
        return Line(
            lead=_lead(item.when, item.sources),
            text=f"{self._both(item.by)}{to}: {clipped(item.words)}",
            marks=(item.outcome, *item.judged),
            details=answers,
            word=self.word(item.basis),
            sources=item.sources,
            id=item.id,
        )

    def _position(self, item: Position) -> Line:
        verb = " " if item.event is not None and not item.silent else " on "
        on = f"{verb}{self._both(item.on)}" if item.on else ""
        stance = (
            f"silent: has not ({DEEDS.get(item.stance, item.stance)})"
            if item.silent
            else (item.stance)
        )
        return Line(
            lead=self.called(item.side),
            text=f"{stance}{on}: {clipped(item.words, 400)}",
            marks=("silence",) if item.silent else (),
            word=self.word(item.basis),
            sources=item.sources,
            id=item.event,
        )

    def _act(self, item: Act) -> Line:
        to = f" → {self._both(item.recipients)}" if item.recipients else ""
        mode = f" ({item.mode})" if item.mode else ""
        return Line(
            lead=_lead(item.when, item.sources),
            text=f"{item.type}{mode}, {self._both(item.actors)}{to}: {clipped(item.words)}",
            marks=(str(item.quad), *self._marks(item.status, False, item.background, item.judged)),
            details=(*self._disagreements(item.disagreements), *item.notes),
            word=self.word(item.basis),
            sources=item.sources,
            id=item.id,
        )

    def _signal(self, item: Movement) -> Line:
        ends = [self.called(c) for c in (item.source, item.target) if c]
        period = f", {item.period}" if item.period else ""
        return Line(
            lead=ARROWS[str(item.direction)],
            text=f"{item.what} ({' → '.join(ends)}){period}: {item.words}",
            word=self.word(item.basis),
            sources=item.sources,
        )

    def _name(self, item: Name) -> Line:
        by = self.called(item.by) if item.by else "the report"
        speaker = f" ({item.speaker})" if item.speaker and item.by else ""
        return Line(
            lead=day_words(item.when),
            text=f"{by}{speaker}: “{item.words}”",
            word=self.word(item.basis),
            sources=item.sources,
        )

    def _officer(self, item: Officer) -> Line:
        since = f" since {day_words(item.since)}" if item.since else ""
        if item.until is not None:
            since = f" until {day_words(item.until)}"
        seen = ""
        if item.mentions:
            number = f"{item.mentions} report{'s' * (item.mentions != 1)}"
            seen = f"; named in {number}"
            seen += f", last {day_words(item.seen)}" if item.seen else ""
        return Line(
            lead=self.called(item.state),
            text=f"{item.name}, {item.office or 'office unknown'}{since}{seen}",
            marks=() if item.known else ("as the reports have it",),
            details=(f"Candidacy: {item.candidacy}",) if item.candidacy else (),
            sources=item.sources[-1:],
        )

    def word(self, basis: Basis) -> str:
        """Whose word a line rests on, in words."""
        outlets = f"{basis.outlets} outlet{'s' * (basis.outlets != 1)}"
        if basis.word == "one side":
            name = self.called(basis.side)
            said = f"on {name}{'’' if name.endswith('s') else '’s'} word alone"
        elif basis.word == "both sides":
            said = "both sides say so"
        elif basis.word == "third party":
            said = "on others' word"
        else:
            said = "the reports' own word"
        if basis.denied_by:
            said += f"; denied by {self._both(basis.denied_by)}"
        return f"{said}; {outlets}"

    def _marks(
        self, status: Status, lapsed: bool, background: bool, judged: Sequence[str]
    ) -> tuple[str, ...]:
        marks = []
        if status not in (Status.HAPPENED,):
            marks.append(str(status).replace("_", " "))
        if lapsed:
            marks.append("day past, not reported as held")
        if background:
            marks.append("in passing")
        return (*marks, *(JUDGED[j] for j in judged if j in JUDGED))

    def _history(self, steps: Sequence[Step]) -> list[str]:
        if not steps:
            return []
        told = [
            f"{str(s.status).replace('_', ' ')}{f' for {day_words(s.when)}' if s.when else ''}"
            f" (told {day_words(s.published[:10]) if s.published else 'undated'})"
            for s in steps
        ]
        return ["History: " + " → ".join(told)]

    def _disagreements(self, found: Sequence[Disagreement]) -> list[str]:
        return [
            f"Reports differ on the {d.about}: "
            + "; ".join(
                f"{day_words(v) if d.about == 'date' else self.called(v)} [{', '.join(r[:3])}]"
                for v, r in d.values
            )
            for d in found
        ]


def _told(sources: Sequence[Attested]) -> str | None:
    """The first day on which a report told of it."""
    return min((s.published[:10] for s in sources if s.published), default=None)


def _lead(when: str | None, sources: Sequence[Attested]) -> str:
    """The date; of what has none, when it was told."""
    told = _told(sources)
    return f"told {day_words(told)}" if when is None and told else day_words(when)


def _newest(when: str | None, sources: Sequence[Attested]) -> int:
    return -sort_key(when or _told(sources))[0].toordinal()
