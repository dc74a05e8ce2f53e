"""Records and dossiers in a notebook: as they show themselves, and as tables.

`record`, `dossier` and lists of records become pandas frames or Arrow tables; both packages are
loaded when they are asked for. What is shown is one piece of HTML without a script, in which all
that comes out of a report is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise
from typing import Any

from dragoman.dossier.model import Dossier
from dragoman.dossier.words import day_words
from dragoman.errors import InputError
from dragoman.record import (
    Actor,
    Characterisation,
    Event,
    Mechanism,
    Person,
    Record,
    Scheduled,
    Signal,
    Time,
)

FLAT = ("events", "quotations", "reports")
"""Tables of records with a value a cell, as `dragoman code` writes them."""
LISTS: dict[str, type] = {
    "mechanisms": Mechanism,
    "scheduled": Scheduled,
    "signals": Signal,
    "characterisations": Characterisation,
    "people": Person,
    "times": Time,
}
"""Tables of records with the codebook's own fields, nested as they are."""
LINES = 6
"""Lines of each part that a dossier shows before it is asked for more."""
_STYLE = (
    "border-collapse:collapse;margin:.3em 0",
    "text-align:left;vertical-align:top;padding:.15em .6em;border-bottom:1px solid #8885",
)


def to_arrow(held: Record | Dossier | Iterable[Record], table: str | None = None) -> Any:
    """A record, records or a dossier as a pyarrow.Table.

    Args:
        held: What to make a table of.
        table: Of records events (as it is by default), quotations, reports, mechanisms, scheduled,
            signals, characterisations, people or times; of a dossier one of its parts, by default
            contacts.

    Raises:
        InputError: there is no such table.
        SettingsError: pyarrow is not installed.
    """
    if isinstance(held, Dossier):
        return _of_dossier(held, table or "contacts")
    records = [held] if isinstance(held, Record) else list(held)
    return _of_records(records, table or "events")


def to_pandas(held: Record | Dossier | Iterable[Record], table: str | None = None) -> Any:
    """The same as a pandas.DataFrame, days as datetimes.

    Raises:
        InputError: there is no such table.
        SettingsError: pandas or pyarrow is not installed.
    """
    from dragoman.export.shared import need

    need("pandas", "to_pandas", "notebook")
    return to_arrow(held, table).to_pandas(date_as_object=False)


def _of_dossier(dossier: Dossier, name: str) -> Any:
    from dragoman.dossier.parts import PARTS
    from dragoman.export import arrow

    if name not in PARTS:
        raise InputError(f"{name}: is no part of a dossier; it is one of {', '.join(PARTS)}")
    rows: Iterable[tuple[dict[str, str], Any]] = (({}, x) for x in getattr(dossier, name))
    return arrow.table(PARTS[name].of, rows, ())


def _of_records(records: list[Record], name: str) -> Any:
    from dragoman.export import arrow, parquet

    if name == "events":
        return parquet.to_table(records)
    if name in FLAT:
        return _flat(records, name)
    if name not in LISTS:
        raise InputError(
            f"{name}: is no table of records; it is one of {', '.join((*FLAT, *LISTS))}"
        )
    rows = (({"report_id": r.id}, x) for r in records for x in getattr(r, name))
    return arrow.table(LISTS[name], rows, ("report_id",))


def _flat(records: list[Record], name: str) -> Any:
    from dragoman.export.arrow import value_of
    from dragoman.export.columns import INTEGERS, NUMBERS, TABLES, rows
    from dragoman.export.shared import need

    pa = need("pyarrow", "to_arrow", "notebook")
    columns = TABLES[name]
    kinds = {c: pa.int64() for c in INTEGERS} | {c: pa.float64() for c in NUMBERS}
    found = [row for record in records for of, row in rows(record) if of == name]
    made = [{c: value_of(row.get(c), None) for c in columns} for row in found]
    return pa.Table.from_pylist(made, pa.schema([(c, kinds.get(c, pa.string())) for c in columns]))


def record_html(record: Record) -> str:
    """A record as HTML: where it comes from, its text with what was found marked, and the facts."""
    source = [record.publisher, record.published, record.language, record.id]
    told = " · ".join(escape(s) for s in source if s)
    shown = [f"<b>{escape(record.title)}</b><br>" if record.title else "", f"<small>{told}</small>"]
    shown.append(f'<p style="white-space:pre-wrap;max-width:60em">{_marked(record)}</p>')
    head = ("what", "status", "when", "who", "to whom", "where", "says", "words")
    shown.append(_table(head, (_event(e) for e in record.events)))
    if record.quotations:
        columns = ("source", "says", "through")
        quoted = (
            (
                " … ".join(s.text for s in q.source),
                " … ".join(s.text for s in q.content),
                " > ".join(s.text for s in q.chain),
            )
            for q in record.quotations
        )
        shown.append(_table(columns, quoted))
    others = [f"{name} ({len(found)})" for name in LISTS if (found := getattr(record, name))]
    if others:
        names = escape(", ".join(others))
        shown.append(f"<small>Also {names}: <code>to_pandas(NAME)</code></small>")
    return f"<div>{''.join(shown)}</div>"


def _marked(record: Record) -> str:
    """The text with the words that tell of events in bold, those of quotations underlined."""
    spans = [(e.trigger.start, e.trigger.end, "b") for e in record.events]
    spans += [(s.start, s.end, "u") for q in record.quotations for s in q.content]
    edges = sorted({0, len(record.text), *(x for s in spans for x in s[:2])})
    shown = []
    for start, end in pairwise(edges):
        words = escape(record.text[start:end])
        for tag in sorted({t for s, e, t in spans if s <= start and end <= e}):
            words = f"<{tag}>{words}</{tag}>"
        shown.append(words)
    return "".join(shown)


def _event(event: Event) -> Iterator[str]:
    yield f"{event.type} {event.mode or ''}".strip()
    yield str(event.status).replace("_", " ")
    yield day_words(event.when) if event.when is not None else ""
    yield _sides(event.actors)
    yield _sides(event.recipients)
    yield event.where.text if event.where is not None else ""
    yield " > ".join(v.text for v in event.says)
    yield " ".join(event.evidence.text.split())


def _sides(actors: tuple[Actor, ...]) -> str:
    return ", ".join(f"{a.name or a.text}" + (f" ({a.state})" if a.state else "") for a in actors)


def dossier_html(dossier: Dossier) -> str:
    """A dossier as HTML: its summary, and each part to be opened, with the sources of each line."""
    from dragoman.dossier.page import page, source_words

    told = page(dossier, LINES)
    summary = "".join(f"<li>{escape(line)}</li>" for line in told.summary)
    shown = [
        f"<b>{escape(told.title)}</b><br><small>{escape(told.basis)}</small>",
        f"<ul>{summary}</ul>" if summary else "",
    ]
    for section in told.sections:
        if not section.lines:
            continue
        rows = (
            (
                line.lead,
                " ".join((line.text, *(f"[{m}]" for m in line.marks))),
                "; ".join(dict.fromkeys(source_words(s) for s in line.sources)),
            )
            for line in section.lines
        )
        number = len(section.lines) + section.more
        more = f"<small>and {section.more} more</small>" if section.more else ""
        shown.append(
            f"<details><summary>{escape(section.title)} ({number})</summary>"
            f"{_table(('when', 'what', 'sources'), rows)}{more}</details>"
        )
    return f"<div>{''.join(shown)}</div>"


def _table(head: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    """A table; columns without a value in any row are left out."""
    held = [tuple(row) for row in rows]
    kept = [n for n, _ in enumerate(head) if any(row[n] for row in held)]
    whole, cell = _STYLE
    names = "".join(f'<th style="{cell}">{escape(head[n])}</th>' for n in kept)
    body = "".join(
        "<tr>" + "".join(f'<td style="{cell}">{escape(row[n])}</td>' for n in kept) + "</tr>"
        for row in held
    )
    if not held:
        return "<p><small>No event was found.</small></p>" if head[0] == "what" else ""
    return f'<table style="{whole}"><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>'
