"""What the OpenAPI description says of the answers: the contract's objects, and errors.

The objects are described from the dataclasses themselves, so that the two cannot drift apart.
"""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI

from dragoman.dossier.model import Dossier
from dragoman.record import Record

_REFERENCE = "#/components/schemas/{name}"
_PROBLEM = {
    "type": "object",
    "properties": {"error": {"type": "string", "description": "One line."}},
    "required": ["error"],
}
_WORDS = {
    401: "The token is missing",
    403: "Not for clients elsewhere",
    404: "There is no such thing",
    413: "The request is too large",
    422: "A value cannot be used",
    429: "Too many requests",
    503: "The ledger cannot be reached",
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": words,
        "content": {"application/json": {"schema": {"$ref": _REFERENCE.format(name="Problem")}}},
    }
    for status, words in _WORDS.items()
}
"""Every answer that is an error."""


def holds(name: str, many: str | None = None) -> dict[int | str, dict[str, Any]]:
    """An answer that is the object `name`, or has a list of them under `many`; 304 beside it."""
    schema: dict[str, Any] = {"$ref": _REFERENCE.format(name=name)} if name else {"type": "object"}
    if many is not None:
        schema = {
            "type": "object",
            "properties": {many: {"type": "array", "items": schema}},
            "required": [many],
        }
    return {
        200: {"description": "Found", "content": {"application/json": {"schema": schema}}},
        304: {"description": "As the client has it"},
    }


def install(app: FastAPI) -> None:
    """Adds the contract's objects to the description of an application."""
    made = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            schemas = made().setdefault("components", {}).setdefault("schemas", {})
            _, objects = msgspec.json.schema_components([Record, Dossier], ref_template=_REFERENCE)
            signal = objects["Signal"]["properties"]
            signal["from"], signal["to"] = signal.pop("source"), signal.pop("target")
            schemas |= objects | {"Problem": _PROBLEM}
        found: dict[str, Any] = app.openapi_schema or {}
        return found

    app.openapi = described  # type: ignore[method-assign] # FastAPI's documented way to extend it
