"""What the OpenAPI description says of the answers: the contract's objects, and errors.

The objects are described from the dataclasses themselves, so that the two cannot drift apart; those
that the API puts together out of them stand in `openapi.yaml`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml
from fastapi import FastAPI

from dragoman.dossier.model import Dossier
from dragoman.dossier.parts import HEAD, PARTS, Part
from dragoman.ledger.listing import Listed
from dragoman.ledger.search import Found
from dragoman.merge import Source
from dragoman.record import Record

ABOUT = (
    "The sourced record of a relationship between states. Reading is open to programs on the "
    "server's own computer; others, and whoever judges, send the token as "
    '`Authorization: Bearer TOKEN`. Every error is `{"error": "one line"}`. Offsets are code '
    "points of the report's text, dates EDTF, states ISO 3166-1 alpha-3 codes."
)
_REFERENCE = "#/components/schemas/{name}"
_WHOLE = ("Record", "Dossier")
"""Objects whose fields are always all there; of their parts, what is unknown is left out."""

Responses = dict[int | str, dict[str, Any]]


def _problem(words: str) -> dict[str, Any]:
    return {"description": words, "content": _content(_to("Problem"))}


def _to(name: str) -> dict[str, Any]:
    return {"$ref": _REFERENCE.format(name=name)}


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


PROBLEMS: Responses = {
    401: _problem("The token is missing"),
    403: _problem("Not for clients elsewhere, or not from a page of another site"),
    404: _problem("There is no such thing"),
    413: _problem("The request is too large"),
    422: _problem("A value cannot be used"),
    429: _problem("Too many requests; `Retry-After` says how many seconds to wait"),
    503: _problem("The ledger cannot be reached"),
}
"""Every answer that is an error, of any address."""
CONFLICTS: Responses = {
    409: _problem("It is so already, or cannot be as things stand"),
    412: _problem("The event has changed since the client saw it"),
}
"""Errors of addresses that write, beside the others."""

_TAG = {"ETag": {"description": "Names this content.", "schema": {"type": "string"}}}


def holds(name: str, cached: bool = True) -> Responses:
    """An answer that is the object `name`; 304 beside it, unless it is never held by a client."""
    found: Responses = {
        200: {"description": "Found", "content": _content(_to(name)), "headers": _TAG}
    }
    return found | ({304: {"description": "As the client has it"}} if cached else {})


def made(name: str) -> Responses:
    """An answer that the object `name` is now so."""
    return {201: {"description": "Kept", "content": _content(_to(name)), "headers": _TAG}}


@cache
def _own() -> dict[str, Any]:
    """The objects that are no dataclass, as OpenAPI describes them."""
    told: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return told


def _objects() -> dict[str, Any]:
    _, found = msgspec.json.schema_components(
        [Record, Dossier, Source, Found, Listed], ref_template=_REFERENCE
    )
    signal = found["Signal"]
    signal["properties"]["from"] = signal["properties"].pop("source")
    signal["properties"]["to"] = signal["properties"].pop("target")
    for name, schema in found.items():
        if "properties" in schema:
            always = name in _WHOLE
            schema["required"] = [
                field
                for field in (schema["properties"] if always else schema.get("required", ()))
                if always or not _may_be_empty(schema["properties"][field])
            ]
    return found | _own() | {page_of(p): _page(p, found["Dossier"]) for p in PARTS.values()}


def page_of(part: Part) -> str:
    """The name of the object that is a page of one part of a dossier."""
    return f"{part.name.capitalize()}Page"


def _page(part: Part, dossier: dict[str, Any]) -> dict[str, Any]:
    fields = {name: dossier["properties"][name] for name in (*HEAD, *part.fields)}
    paging = _own()["Page"]
    return {
        "description": part.line,
        "type": "object",
        "properties": paging["properties"] | fields,
        "required": [*paging["required"], *fields],
    }


def _may_be_empty(schema: dict[str, Any]) -> bool:
    """True of what an answer leaves out: None, no list, false."""
    kinds = [schema, *schema.get("anyOf", ())]
    return any(k.get("type") in ("null", "array", "boolean") for k in kinds)


def install(app: FastAPI) -> None:
    """Adds the contract's objects, and the token, to the description of an application."""
    made = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            parts = made().setdefault("components", {})
            parts.setdefault("schemas", {}).update(_objects())
            parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        found: dict[str, Any] = app.openapi_schema or {}
        return found

    app.openapi = described  # type: ignore[method-assign] # FastAPI's documented way to extend it
