"""What a ledger is given: reports and records, each once, and the reports among them read.

Where one report of a batch cannot be read, the rest is read all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dragoman.errors import DragomanError, InputError, LedgerError, ModelError
from dragoman.ledger.keeping import Added, Failure
from dragoman.record import Record
from dragoman.report import Report

Given = Report | Record


def report_of(record: Record) -> Report:
    """The report that a record was read from."""
    return Report(
        record.id,
        record.text,
        record.title,
        record.url,
        record.publisher,
        record.published,
        record.language,
    )


def once(batch: list[Given]) -> tuple[list[Given], Added]:
    """A batch in which no id stands twice, and what became of the rest."""
    seen: dict[str, Given] = {}
    known, failed = 0, []
    for item in batch:
        if not isinstance(item, (Report, Record)):
            kind = type(item).__name__
            raise InputError(f"{kind} is no report; give a Report or a Record")
        first = seen.setdefault(item.id, item)
        if first is item:
            continue
        if first.text == item.text:
            known += 1
        else:
            reason = "its id already names a report with other words; give it an id of its own"
            failed.append(Failure(item.id, reason))
    return list(seen.values()), Added(0, known, tuple(failed))


def read(
    items: Sequence[Given], read_many: Callable[[list[Report]], Iterable[Record]]
) -> tuple[list[Record], list[Failure]]:
    """The records of a batch, and the reports that could not be read, each with its reason."""
    records = {i.id: i for i in items if isinstance(i, Record)}
    reports = [i for i in items if isinstance(i, Report)]
    failed: list[Failure] = []
    for part in (reports, *([r] for r in reports)):
        left = [r for r in part if r.id not in records]
        if not left or (len(left) == 1 and any(f.report == left[0].id for f in failed)):
            continue
        try:
            records |= {r.id: r for r in read_many(left)}
        except (LedgerError, ModelError, ImportError, SyntaxError):
            raise  # the program is at fault, not the report
        except DragomanError as error:
            if len(left) == 1:
                failed.append(Failure(left[0].id, _line(error)))
        except Exception as error:
            # A fault of the reader in one report must not cost the batch.
            if len(left) == 1:
                said = f"could not be read ({type(error).__name__}: {_line(error)})"
                failed.append(Failure(left[0].id, said))
    return [records[i.id] for i in items if i.id in records], failed


def _line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
