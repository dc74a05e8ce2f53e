"""The formats that there are: what each is written from, and what it can hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module


class From(StrEnum):
    """What a format is written from.

    RECORDS are what each report says, judgements left aside; EVENTS are merged over reports, with
    judgements laid over them; MENTIONS are the tellings of those; JUDGEMENTS are what analysts said
    of them; a DOSSIER is that of one pair.
    """

    RECORDS = "records"
    EVENTS = "events"
    MENTIONS = "mentions"
    JUDGEMENTS = "judgements"
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, its module and function, what it is written from, what it counts.

    `binary` formats are no text, and so are not shown in a terminal; `names` is true of tables
    whose first row, the names of the columns, can be left out.
    """

    name: str
    module: str
    source: From
    counts: str
    function: str = "write"
    binary: bool = False
    names: bool = False

    def writer(self) -> Callable[..., int]:
        """The function that writes it; its module is loaded now."""
        found: Callable[..., int] = getattr(
            import_module(f"dragoman.export.{self.module}"), self.function
        )
        return found


FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("csv", "csv", From.RECORDS, "events", "write_binary"),
        Format("jsonl", "jsonl", From.RECORDS, "records"),
        Format("parquet", "parquet", From.RECORDS, "events", binary=True),
        Format("xlsx", "xlsx", From.RECORDS, "events", binary=True),
        Format("plover", "plover", From.RECORDS, "events"),
        Format("gdelt", "gdelt", From.EVENTS, "rows", names=True),
        Format("gdelt-mentions", "gdelt", From.MENTIONS, "rows", "write_mentions", names=True),
        Format("ftm", "ftm", From.EVENTS, "entities"),
        Format("gexf", "gexf", From.EVENTS, "edges"),
        Format("jsonld", "jsonld", From.EVENTS, "events"),
        Format("judgements", "judgements", From.JUDGEMENTS, "judgements"),
        Format("ical", "ical", From.DOSSIER, "entries"),
    )
}
"""Every format by name."""
