"""Dataclasses as Arrow tables: a type of Arrow for each type of Python, nested as they are.

Fields that are dataclasses become structs, tuples lists, and codes texts. A tuple of values of
several types becomes a struct with the fields `first`, `second`, ….
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterable
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from dragoman.export.shared import need

_PLACES = ("first", "second", "third", "fourth")


@cache
def type_of(hint: Any) -> Any:
    """The Arrow type of an annotation.

    Raises:
        SettingsError: pyarrow is not installed.
    """
    pa = need("pyarrow", "tables", "notebook")
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return type_of(next(a for a in inner if a is not type(None)))
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return pa.list_(type_of(inner[0]))
        return pa.struct([(n, type_of(a)) for n, a in zip(_PLACES, inner, strict=False)])
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return pa.struct([(n, type_of(h)) for n, h in fields_of(hint).items()])
    for kind, made in ((bool, pa.bool_), (int, pa.int64), (float, pa.float64)):
        if isinstance(hint, type) and issubclass(hint, kind):
            return made()
    return pa.string()


@cache
def fields_of(of: type) -> dict[str, Any]:
    """The fields of a dataclass with their annotations, in order."""
    hints = get_type_hints(of)
    return {f.name: hints[f.name] for f in dataclasses.fields(of)}


def value_of(value: Any, hint: Any) -> Any:
    """A value as pyarrow takes it for the type of `hint`."""
    if value is None:
        return None
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return value_of(value, next(a for a in inner if a is not type(None)))
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return [value_of(v, inner[0]) for v in value]
        return {n: value_of(v, a) for n, v, a in zip(_PLACES, value, inner, strict=False)}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {n: value_of(getattr(value, n), h) for n, h in fields_of(type(value)).items()}
    return str(value) if isinstance(value, str) else value


def table(of: type, rows: Iterable[tuple[dict[str, str], Any]], before: tuple[str, ...]) -> Any:
    """A pyarrow.Table of dataclasses, a row each.

    Args:
        of: The dataclass.
        rows: Each with texts that stand before its own fields.
        before: The names of those texts.

    Raises:
        SettingsError: pyarrow is not installed.
    """
    pa = need("pyarrow", "tables", "notebook")
    hints = fields_of(of)
    shape = [(name, pa.string()) for name in before]
    shape += [(name, type_of(hint)) for name, hint in hints.items()]
    made = [
        told | {n: value_of(getattr(row, n), hint) for n, hint in hints.items()}
        for told, row in rows
    ]
    return pa.Table.from_pylist(made, pa.schema(shape))
