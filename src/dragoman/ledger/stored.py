"""Records as the ledger stores them: JSON of their fields, without the text, which has a column.

Ledgers of schema 1 hold the codebook's JSON (`Record.to_dict`), which is slower to write and read;
they are told apart by the text, which is not there at all.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from dragoman.record import Record

_DECODER = msgspec.json.Decoder(Record)


def encode(record: Record) -> bytes:
    """A record without its text."""
    return msgspec.json.encode(replace(record, text=""))


def decode(content: bytes, text: str) -> Record:
    """The record that a row of `records` holds, with its report's text."""
    try:
        return replace(_DECODER.decode(content), text=text)
    except msgspec.ValidationError:
        return Record.from_dict({**msgspec.json.decode(content), "text": text})
