"""Records as the ledger stores them: JSON of their fields, without the text, which has a column.

Ledgers of schema 1 hold the codebook's JSON (`Record.to_dict`), which is slower to write and read;
they are told apart by the text, which is not there at all.
"""

from __future__ import annotations

import typing
from dataclasses import field, fields, make_dataclass, replace
from typing import Any

import msgspec

from dragoman.record import Quotation, Record
from dragoman.report import Span

_DECODER = msgspec.json.Decoder(Record)

_LATER = ("sentences", "times")
"""Half of what a record holds, and seldom asked for."""


def _lean() -> Any:
    """The type of records whose lists of sentences and times are left as they are stored."""
    hints = typing.get_type_hints(Record)
    made = [
        (f.name, msgspec.Raw if f.name in _LATER else hints[f.name], field(default=f.default))
        if f.name not in _REQUIRED
        else (f.name, hints[f.name])
        for f in fields(Record)
    ]
    return make_dataclass("Lean", made, frozen=True, slots=True)


class _Quoting(msgspec.Struct):
    """What a record quotes; the rest is passed over."""

    text: str
    quotations: tuple[Quotation, ...] = ()


_REQUIRED = ("id", "text", "record_id", "reader")
_LEAN = msgspec.json.Decoder(_lean())
_QUOTING = msgspec.json.Decoder(_Quoting)
_SENTENCES = msgspec.json.Decoder(tuple[Span, ...])


def encode(record: Record) -> bytes:
    """A record without its text."""
    return msgspec.json.encode(replace(record, text=""))


def decode(content: bytes, text: str) -> Record:
    """The record that a row of `records` holds, with its report's text."""
    try:
        return replace(_DECODER.decode(content), text=text)
    except msgspec.ValidationError:
        return Record.from_dict({**msgspec.json.decode(content), "text": text})


def decode_to_tell(content: bytes, text: str) -> Record:
    """The record without its times, and with sentences only where it quotes somebody.

    That is what a dossier is made of, in half the time.
    """
    try:
        lean = _LEAN.decode(content)
    except msgspec.ValidationError:
        return decode(content, text)
    held = {name: getattr(lean, name) for name in _KEPT}
    found = _SENTENCES.decode(lean.sentences) if lean.quotations and lean.sentences else ()
    return Record(text=text, sentences=found, **held)


def quotations(content: bytes) -> tuple[Quotation, ...]:
    """The quotations of a record, in a third of the time that the whole of it takes."""
    try:
        return _QUOTING.decode(content).quotations
    except msgspec.ValidationError:
        return decode(content, "").quotations


_KEPT = tuple(f.name for f in fields(Record) if f.name not in (*_LATER, "text"))
