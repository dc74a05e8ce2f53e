"""What reading a ledger again with another reader changed."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.ledger.judging import Judgement
from dragoman.ledger.keeping import Failure
from dragoman.record import Record


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading a ledger again changed.

    `gained` and `gone` count events by report; `lost` are judgements whose event the new reader no
    longer finds: they are kept, and lie over nothing.
    """

    reports: int = 0
    changed: int = 0
    gained: int = 0
    gone: int = 0
    failed: tuple[Failure, ...] = ()
    lost: tuple[Judgement, ...] = ()

    def __add__(self, other: Reread) -> Reread:
        return Reread(
            self.reports + other.reports,
            self.changed + other.changed,
            self.gained + other.gained,
            self.gone + other.gone,
            self.failed + other.failed,
            self.lost + other.lost,
        )

    @classmethod
    def of(cls, pairs: list[tuple[Record, Record]], reports: int, failed: list[Failure]) -> Reread:
        """Counts what changed between records of the same reports."""
        gained = gone = 0
        for old, new in pairs:
            before = {(e.type, e.trigger.start) for e in old.events}
            after = {(e.type, e.trigger.start) for e in new.events}
            gained += len(after - before)
            gone += len(before - after)
        return cls(reports, len(pairs), gained, gone, tuple(failed))
