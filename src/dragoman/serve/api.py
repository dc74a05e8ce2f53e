"""The HTTP API under `/api/v1`, and the application that joins it with the pages.

Answers are the contract's JSON, each with an ETag of its content; what goes wrong is
`{"error": "one line"}` with a status.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.serve import openapi, pages
from dragoman.serve.answers import answer, listing, store_of
from dragoman.serve.guard import MAX_BODY, Guard, Rate
from dragoman.serve.problems import Problem, of_error, or_404
from dragoman.serve.session import Keys
from dragoman.serve.shape import whole
from dragoman.serve.store import Store

READS = 30
"""Texts that one client may have read in a minute."""
MOST = 200
"""Events of a page, at most."""


class Given(BaseModel):
    """A report to read. `published` is an ISO date or date and time."""

    text: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None


def create_app(
    ledger_url: str | Path | None = None,
    *,
    token: str | None = None,
    today: date | None = None,
    max_body: int = MAX_BODY,
    reads: int = READS,
) -> FastAPI:
    """The application over one ledger.

    Args:
        ledger_url: The ledger, which must be there; by default as everywhere.
        token: Opens reading to clients elsewhere, and writing to anybody who has it.
        today: The day on which dossiers are asked for; without it, that of the last report.
        max_body: Bytes of a request, at most.
        reads: Texts that one client may have read in a minute.

    Raises:
        LedgerError: there is no such ledger, or it cannot be opened.
    """
    ledger = Ledger(ledger_url, create=False)

    @asynccontextmanager
    async def until_stopped(_: FastAPI) -> AsyncIterator[None]:
        yield
        ledger.close()

    app = FastAPI(
        lifespan=until_stopped,
        title="Dragoman",
        version="1",
        description="The sourced record of a relationship between states.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # FastAPI's own pages load their scripts from elsewhere
        redoc_url=None,
    )
    keys = Keys(token)
    app.state.store = Store(ledger, today)
    app.state.keys = keys
    app.state.reads = Rate(reads)
    app.state.sign_ins = Rate(10)
    app.include_router(router)
    app.include_router(pages.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_middleware(Guard, keys=keys, refuse=pages.refuse, max_body=max_body)
    openapi.install(app)

    async def on_problem(request: Request, error: Exception) -> Response:
        return pages.refuse(request, _problem(error))

    for kind in (Problem, DragomanError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, on_problem)
    return app


def _problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, DragomanError):
        return of_error(error)
    if isinstance(error, HTTPException):
        line = "there is no such page" if error.status_code == 404 else str(error.detail)
        return Problem(error.status_code, line, dict(error.headers or {}))
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        place = ".".join(str(p) for p in first["loc"])
        return Problem(422, f"{place}: {first['msg']}")
    return Problem(500, "something went wrong in the program; the server's own output says what")


router = APIRouter(prefix="/api/v1", responses=openapi.PROBLEMS)
_reading = threading.Lock()


@router.post("/read", responses=openapi.holds("Record"))
def read(request: Request, given: Given) -> Response:
    """Reads a report and returns its record; nothing is kept."""
    from dragoman.read.reader import read as read_report

    request.app.state.reads.check(request)
    with _reading:  # the reader uses every core; two at once would only be slower
        record = read_report(**given.model_dump())
    return answer(request, record.to_dict())


@router.get("/dossier/{a}/{b}", responses=openapi.holds("Dossier"))
def dossier(request: Request, a: str, b: str, as_of: str | None = None) -> Response:
    """The state of the relationship of two states, by names or codes."""
    return answer(request, store_of(request).dossier(a, b, as_of).to_dict())


@router.get("/contacts", responses=openapi.holds("Contact", many="contacts"))
def contacts(request: Request, a: str, b: str, as_of: str | None = None) -> Response:
    """Every contact of two states: held, planned, put off, called off."""
    return _part(request, a, b, as_of, "contacts")


@router.get("/calendar", responses=openapi.holds("Ahead", many="calendar"))
def calendar(request: Request, a: str, b: str, as_of: str | None = None) -> Response:
    """What lies ahead of two states."""
    return _part(request, a, b, as_of, "calendar")


def _part(request: Request, a: str, b: str, as_of: str | None, name: str) -> Response:
    told = store_of(request).dossier(a, b, as_of).to_dict()
    return answer(request, {k: told[k] for k in ("a", "b", "as_of", "names", name)})


_Page = Query(default=50, ge=1, le=MOST)
_Offset = Query(default=0, ge=0, le=10_000_000)
_From = Query(default=None, alias="from")
_To = Query(default=None, alias="to")


@router.get("/events", responses=openapi.holds("", many="events"))
def events(
    request: Request,
    pair: str | None = None,
    type: str | None = None,
    status: str | None = None,
    level: str | None = None,
    side: str | None = None,
    outlet: str | None = None,
    since: str | None = _From,
    until: str | None = _To,
    limit: int = _Page,
    offset: int = _Offset,
) -> Response:
    """Events, the newest first. `next` is the address of the following page, where there is one."""
    return _events(request, limit, offset)


@router.get("/search", responses=openapi.holds("", many="events"))
def search(
    request: Request,
    q: str = Query(min_length=1, max_length=400),
    pair: str | None = None,
    type: str | None = None,
    status: str | None = None,
    level: str | None = None,
    side: str | None = None,
    outlet: str | None = None,
    since: str | None = _From,
    until: str | None = _To,
    limit: int = _Page,
    offset: int = _Offset,
) -> Response:
    """Events of the reports that hold all words of `q`, counted by facets, and those reports."""
    found = store_of(request).ledger.search(q, publisher=outlet, since=since, until=until)
    return _events(request, limit, offset, {"reports": [msgspec.to_builtins(f) for f in found]})


@router.get("/events/{id}")
def event(request: Request, id: str) -> Response:
    """One event with all its tellings, by the id of any of them."""
    return answer(request, whole(or_404(store_of(request).ledger.event, id)))


@router.get("/reports/{id:path}", responses=openapi.holds("Record"))
def report(request: Request, id: str) -> Response:
    """The record of one report, with its text."""
    return answer(request, or_404(store_of(request).ledger.record, id).to_dict())


def _events(
    request: Request, limit: int, offset: int, more: dict[str, Any] | None = None
) -> Response:
    return answer(request, listing(request, limit, offset) | (more or {}))
