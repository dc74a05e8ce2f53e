"""The ledger: reports go in, what is known of a relationship comes out.

Each batch is read first and then kept in one transaction; what was acknowledged is there after a
kill at any moment, and a batch that was cut off leaves nothing. Given again, a report changes
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from dragoman.codes import EventType, Status
from dragoman.errors import InputError
from dragoman.ledger import (
    examples,
    given,
    holding,
    judging,
    keeping,
    merging,
    opening,
    reading,
    search,
    tables,
    whole,
)
from dragoman.ledger.given import Given
from dragoman.ledger.judging import Judgement, JudgementKind
from dragoman.ledger.keeping import Added
from dragoman.ledger.rereading import Reread
from dragoman.ledger.whole import Counts
from dragoman.merge.merged import Merged
from dragoman.merge.telling import Source
from dragoman.record import Record
from dragoman.report import Report

if TYPE_CHECKING:
    from dragoman.dossier import Dossier

Reader = Callable[..., Iterator[Record]]


class Ledger:
    """Reports, records, events and judgements in one file or database.

    Args:
        url_or_path: A path, `sqlite:///FILE` or `postgresql+psycopg://…`; by default the variable
            `DRAGOMAN_LEDGER`, else a file in the user's data folder.
        create: Make the ledger where there is none.
        reader: What reads reports: `dragoman.read_many` unless given.

    Raises:
        LedgerError: it is another program's database, newer than this program, damaged, or cannot
            be opened.
    """

    def __init__(
        self,
        url_or_path: str | Path | None = None,
        *,
        create: bool = True,
        reader: Reader | None = None,
    ) -> None:
        url = opening.resolve(url_or_path)
        self.name = opening.name_of(url)
        self._reader = reader
        self._engine = opening.open_engine(url, create)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    # What goes in

    def add(
        self,
        given: Given | Iterable[Given],
        *,
        batch_size: int = 64,
        on_batch: Callable[[Added], None] | None = None,
    ) -> Added:
        """Reads reports, keeps them with their records, and merges what they tell.

        Args:
            given: Reports, or records read before; one or many. They are taken as they come, so a
                generator of any length will do.
            batch_size: Reports that are read and kept together.
            on_batch: Called after each batch is kept, with what became of it.

        Returns:
            How many were added and how many were known, and those that failed, with the reason.

        Raises:
            LedgerError: the ledger cannot be written; the batches acknowledged before are kept.
        """
        if batch_size < 1:
            raise InputError(f"batch_size: {batch_size} is no number of reports; give 1 or more")
        source = iter((given,) if isinstance(given, (Report, Record)) else given)
        total = Added()
        while batch := list(islice(source, batch_size)):
            done = self._add_batch(batch)
            total += done
            if on_batch is not None:
                on_batch(done)
        return total

    def _add_batch(self, batch: list[Given]) -> Added:
        batch, twice = given.once(batch)
        with self._reading() as connection:
            new, done = keeping.sort_out(connection, batch)
        done += twice
        records, failed = given.read(new, self._read_many)
        done += Added(0, 0, tuple(failed))
        if records:
            with self._writing() as connection:
                # Another process may have kept some of them since.
                fresh, met = keeping.sort_out(connection, records)
                keeping.keep(connection, fresh)
            done += met + Added(len(fresh))
        return done

    def _read_many(self, reports: list[Report]) -> Iterator[Record]:
        if self._reader is not None:
            return self._reader(reports)
        from dragoman.read.reader import read_many

        return read_many(reports)

    def reread(
        self, *, batch_size: int = 64, on_batch: Callable[[int], None] | None = None
    ) -> Reread:
        """Reads all reports again with the present reader; judgements stay.

        Records of earlier readers are kept beside the new ones. A report whose record would be the
        same is left alone.

        Returns:
            What changed.
        """
        with self._reading() as connection:
            ids = list(connection.scalars(sa.select(tables.reports.c.id).order_by("id")))
        total = Reread()
        for start in range(0, len(ids), batch_size):
            part = ids[start : start + batch_size]
            with self._reading() as connection:
                old = {r.id: r for r in reading.records_by_id(connection, part)}
            again = [given.report_of(r) for r in old.values()]
            records, failed = given.read(again, self._read_many)
            changed = [r for r in records if r.record_id != old[r.id].record_id]
            with self._writing() as connection:
                keeping.replace_records(connection, changed)
            total += Reread.of([(old[r.id], r) for r in changed], len(old), failed)
            if on_batch is not None:
                on_batch(len(part))
        with self._reading() as connection:
            lost = judging.lost(connection)
        return total + Reread(lost=tuple(lost))

    # What comes out

    def dossier(
        self,
        a: str,
        b: str,
        as_of: str | date | None = None,
        *,
        parts: Collection[str] = (),
        most: int | None = holding.MOST,
    ) -> Dossier:
        """The state of the relationship of two states.

        Args:
            a: One side: an alpha-3 code, or any name of the state.
            b: The other.
            as_of: The day on which it is asked (ISO): reports published later are not seen, and
                what is overdue is reckoned to it. Without it all reports are seen, and the day of
                the last one is taken.
            parts: Only these parts are worked out, by the names of the dossier's fields, and the
                others stay empty; by default all.
            most: Of a whole dossier, so many of the newest reports that name both are read for
                positions, signals, names and people (`coverage.read` says so); None for all.

        Raises:
            InputError: a side is no state, both are the same, or `as_of` is no date.
        """
        from dragoman.dossier import build, side, the_day

        one, two, day = side(a), side(b), the_day(as_of)
        if one == two:
            raise InputError(f"{a} and {b} are the same state; give two")
        with self._reading() as connection:
            held = holding.holdings(connection, one, two, day, parts, None if parts else most)
        return build(held, one, two, parts)

    def events(
        self,
        a: str | None = None,
        b: str | None = None,
        *,
        types: Iterable[EventType | str] = (),
        status: Status | str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | date | None = None,
    ) -> list[Merged]:
        """Events with all their reports, in order of time.

        Args:
            a: Only events that this state has a side in.
            b: And this one.
            types: Only of these types.
            status: Only of this status.
            since: Only with a day on or after this one (ISO); undated events are left out then.
            until: Only with a day on or before this one.
            as_of: Only from reports published by this day.
        """
        from dragoman.dossier import side, the_day

        codes = [side(s) for s in (a, b) if s is not None]
        day = the_day(as_of)
        wanted = {EventType(t) for t in types}
        with self._reading() as connection:
            found = reading.events(connection, codes, wanted, since, until, day)
        return [e for e in found if status is None or e.status == status]

    def event(self, id: str) -> Merged:
        """One event, by the id of any of its tellings, or by the beginning of one.

        Raises:
            InputError: the ledger has no such event, or the ids of several begin so.
        """
        with self._reading() as connection:
            found = reading.group_of(connection, id)
        if found is None:
            raise InputError(f"{id}: the ledger has no such event; ids stand in the dossier")
        return found

    def evidence(self, id: str) -> list[tuple[str, str, float, str]]:
        """Why the tellings of one event are one: pairs of tellings, how alike, and the reasons.

        A report that only bears witness stands beside the telling that it bears out, by its id.

        Raises:
            InputError: the ledger has no such event.
        """
        event = self.event(id)
        with self._reading() as connection:
            return whole.evidence(connection, event)

    def records(self, ids: Iterable[str] | None = None, chunk: int = 256) -> Iterator[Record]:
        """The present records, all or those of the reports named, in order of report id."""
        with self._reading() as connection:
            r = tables.reports.c
            chosen = sorted(set(ids)) if ids is not None else None
            if chosen is None:
                chosen = list(connection.scalars(sa.select(r.id).order_by(r.id)))
        for start in range(0, len(chosen), chunk):
            with self._reading() as connection:
                found = reading.records_by_id(connection, chosen[start : start + chunk])
            yield from sorted(found, key=lambda record: record.id)

    def record(self, report: str) -> Record:
        """The present record of one report.

        Raises:
            InputError: the ledger has no such report.
        """
        for found in self.records([report]):
            return found
        raise InputError(f"{report}: the ledger has no such report")

    def ids(self, report: str) -> dict[str, str]:
        """The ids of the tellings of one report, by the ids that its record gives their events."""
        e = tables.events.c
        with self._reading() as connection:
            rows = connection.execute(sa.select(e.name, e.id).where(e.report == report))
            return {row.name: row.id for row in rows}

    def search(
        self,
        words: str,
        *,
        limit: int = 20,
        publisher: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> list[search.Found]:
        """Reports that hold all of `words`, the best first; see `dragoman.ledger.search.find`."""
        with self._reading() as connection:
            return search.find(connection, words, limit, publisher, since, until)

    def stories(
        self, since: str | None = None, until: str | None = None
    ) -> list[tuple[Source, ...]]:
        """Reports by the story they tell, the most told first, each in order of publication.

        Args:
            since: Only reports published on this day (ISO) or later.
            until: Only reports published on this day or before.

        Raises:
            InputError: there are more reports than can be compared pair by pair.
        """
        with self._reading() as connection:
            return whole.stories(connection, since, until)

    def counts(self) -> Counts:
        """How many reports, tellings, events and judgements there are."""
        with self._reading() as connection:
            return whole.counts(connection)

    # What analysts say

    def judge(
        self,
        event: str,
        kind: JudgementKind | str,
        *,
        author: str,
        at: str,
        other: str | None = None,
        changes: dict[str, str] | None = None,
        note: str | None = None,
    ) -> Merged:
        """Lays an analyst's judgement over an event; nothing that is there is changed.

        Args:
            event: The id of any telling of the event.
            kind: accept, correct, reject, merge, split or note.
            author: Who judges.
            at: When, in ISO 8601.
            other: The event to merge with, or the telling to part from; without it, split parts
                the telling `event` from all others of its event.
            changes: The values that a correction sets, such as `{"when": "2024-01-15"}`.
            note: The analyst's words.

        Returns:
            The event as it now stands.

        Raises:
            InputError: there is no such event, or the judgement says nothing it could be laid over.
        """
        if kind not in set(JudgementKind):
            raise InputError(f"{kind}: no judgement; it is one of {', '.join(JudgementKind)}")
        kind = JudgementKind(kind)
        target = self.event(event)
        merged_with = self.event(other) if kind is JudgementKind.MERGE and other else None
        with self._reading() as connection:
            event = reading.named(connection, event) or event
            if other is not None:
                other = reading.named(connection, other) or other
        content = judging.content(kind, event, target, other, merged_with, changes, note)
        with self._writing() as connection:
            judging.write(connection, kind, event, author, at, other, content)
            if kind in (JudgementKind.MERGE, JudgementKind.SPLIT):
                merging.regroup(connection, {event, *(t.id for t in target.tellings)})
        return self.event(event)

    def judgements(self) -> list[Judgement]:
        """All judgements, in the order in which they were passed."""
        with self._reading() as connection:
            return judging.judgements(connection)

    def examples(self) -> list[dict[str, Any]]:
        """All judgements as examples to learn from: text, event as it stood, verdict."""
        with self._reading() as connection:
            return list(examples.examples(connection))

    # The database

    def _reading(self) -> AbstractContextManager[sa.Connection]:
        return opening.session(self._engine, self.name)

    def _writing(self) -> AbstractContextManager[sa.Connection]:
        return opening.session(self._engine, self.name, writing=True)
