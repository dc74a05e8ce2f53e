"""The application: the HTTP API under `/api/v1` joined with the pages.

Answers of the API are the contract's JSON, each with an ETag of its content; what goes wrong is
`{"error": "one line"}` with a status.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.serve import api_judge, api_read, openapi, pages
from dragoman.serve.guard import MAX_BODY, Guard, Rate
from dragoman.serve.problems import Problem, of_error
from dragoman.serve.session import Keys
from dragoman.serve.store import Store

READS = 30
"""Texts that one client may have read in a minute."""
WRITES = 120
"""Judgements that one client may pass in a minute."""


def create_app(
    ledger_url: str | Path | None = None,
    *,
    token: str | None = None,
    today: date | None = None,
    max_body: int = MAX_BODY,
    reads: int = READS,
    writes: int = WRITES,
) -> FastAPI:
    """The application over one ledger.

    Args:
        ledger_url: The ledger, which must be there; by default as everywhere.
        token: Opens reading to clients elsewhere, and writing to anybody who has it.
        today: The day on which dossiers are asked for; without it, that of the last report.
        max_body: Bytes of a request, at most.
        reads: Texts that one client may have read in a minute.
        writes: Judgements that one client may pass in a minute.

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
        description=openapi.ABOUT,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,  # FastAPI's own pages load their scripts from elsewhere
        redoc_url=None,
    )
    keys = Keys(token)
    app.state.store = Store(ledger, today)
    app.state.keys = keys
    app.state.reads = Rate(reads)
    app.state.writes = Rate(writes)
    app.state.sign_ins = Rate(10)
    app.include_router(api_judge.router)
    app.include_router(api_read.router)
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
    if isinstance(error, HTTPException) and error.status_code == 400:
        return Problem(422, "body: is no JSON; send JSON in UTF-8")
    if isinstance(error, HTTPException):
        line = "there is no such page" if error.status_code == 404 else str(error.detail)
        return Problem(error.status_code, line, dict(error.headers or {}))
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        place = ".".join(str(p) for p in first["loc"])
        return Problem(422, f"{place}: {first['msg']}")
    return Problem(500, "something went wrong in the program; the server's own output says what")
