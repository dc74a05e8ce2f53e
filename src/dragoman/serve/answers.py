"""Answers that API and pages give alike: JSON and tables with ETags, and pages of events."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from dragoman.serve.shape import brief, table
from dragoman.serve.store import Store, wanted


def store_of(request: Request) -> Store:
    """The ledger of the application."""
    found: Store = request.app.state.store
    return found


def answer(request: Request, data: Any, status: int = 200) -> Response:
    """JSON with an ETag of its content; 304 without a body where the client has it."""
    return tagged(request, msgspec.json.encode(data), "application/json", status)


def tagged(request: Request, body: bytes, media: str, status: int = 200) -> Response:
    """A body with its ETag; 304 where the client has it."""
    tag = _tag(body)
    if status == 200 and is_held(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers={"etag": tag})
    return Response(body, status, {"etag": tag}, media)


def etag(data: Any) -> str:
    """The ETag that `answer` gives the same data."""
    return _tag(msgspec.json.encode(data))


def is_held(named: str, tag: str) -> bool:
    """True where a header of ETags (If-None-Match, If-Match) names `tag`, or any at all."""
    tags = [t.strip().removeprefix("W/") for t in named.split(",")]
    return tag in tags or tags == ["*"]


def _tag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


FILTERS = ("q", "pair", "type", "status", "level", "side", "outlet", "from", "to")


def paged(request: Request, total: int, limit: int, offset: int) -> dict[str, Any]:
    """What a page says of the whole list; `next` is None on the last."""
    following = None
    if offset + limit < total:
        following = str(request.url.include_query_params(offset=offset + limit, limit=limit))
    return {"total": total, "offset": offset, "next": following}


def listing(request: Request, limit: int, offset: int) -> dict[str, Any]:
    """A page of events that the address of a request asks for, as JSON has it."""
    given = {name: request.query_params.get(name) for name in FILTERS}
    found = store_of(request).find(wanted(given), limit, offset)
    return paged(request, found.total, limit, offset) | {
        "events": [brief(e) for e in found.events],
        "facets": {
            name: [{"value": v, "count": n} for v, n in counted]
            for name, counted in found.facets.items()
        },
    }


def csv_listing(request: Request, limit: int, offset: int) -> bytes:
    """The same page as CSV."""
    given = {name: request.query_params.get(name) for name in FILTERS}
    return table(store_of(request).find(wanted(given), limit, offset).events).encode()
