"""What the HTTP API tells: dossiers and their parts, events, reports, and the record of a text.

Parts of a dossier have the shape that the commands write as JSON (`dragoman.dossier.parts`). Lists
come in pages: `total`, `offset`, and `next`, the address of the following page.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.responses import Response

from dragoman.codes import EventType, Level, Status
from dragoman.dates import check_published
from dragoman.dossier.parts import PARTS, Part, only
from dragoman.ledger.statements import statements
from dragoman.serve import openapi
from dragoman.serve.answers import answer, listing, paged, store_of
from dragoman.serve.problems import Problem, or_404
from dragoman.serve.reports import found
from dragoman.serve.shape import whole

MOST = 200
"""Events of a page, at most."""
LINES = 1000
"""Lines of a part of a dossier on a page, at most."""
PAIR = r"^[^\-–]+[\-–][^\-–]+$"
"""Two names or codes with a dash between them."""
WAITING = 8
"""Texts that may wait to be read; more would keep other requests from being answered."""


def _once(request: Request) -> None:
    """Refuses what is asked for twice, of which one value would be passed over unseen.

    Raises:
        Problem: a name stands twice in the query (422).
    """
    names = [name for name, _ in request.query_params.multi_items()]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Problem(422, f"{twice[:100]}: is given twice; give it once")


router = APIRouter(prefix="/api/v1", responses=openapi.PROBLEMS, dependencies=[Depends(_once)])
_reading = threading.Lock()
_places = threading.BoundedSemaphore(WAITING)

Day = Annotated[
    str | None, Query(description="A day (2024-01-15).", json_schema_extra={"format": "date"})
]
State = Annotated[str, Query(description="A state, by any name or its code.", max_length=200)]
StateInPath = Annotated[str, Path(description="A state, by any name or its code.", max_length=200)]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Lines = Annotated[int, Query(ge=1, le=LINES)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
_from, _to = (
    Field(
        default=None,
        alias=name,
        description="A day (2024-01-15).",
        json_schema_extra={"format": "date"},
    )
    for name in ("from", "to")
)
Id = Annotated[str, Path(min_length=1, max_length=300)]


class Given(BaseModel):
    """A report to read. `published` is an ISO date or date and time."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(json_schema_extra={"minLength": 1, "pattern": r"\S"})
    id: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = Field(default=None, json_schema_extra={"format": "date"})
    publisher: str | None = None
    language: str | None = None


@router.post("/read", responses=openapi.holds("Record", cached=False))
def read(request: Request, given: Given) -> Response:
    """Reads a report and returns its record; nothing is kept."""
    from dragoman.read.reader import read as read_report

    request.app.state.reads.check(request)
    with _turn():
        record = read_report(**given.model_dump())
    return answer(request, record.to_dict())


@contextmanager
def _turn() -> Iterator[None]:
    """Waits until no other text is read: the reader uses every core, two would only be slower."""
    if not _places.acquire(blocking=False):
        raise Problem(
            429, f"{WAITING} texts wait to be read already; try again", {"retry-after": "5"}
        )
    try:
        with _reading:
            yield
    finally:
        _places.release()


@router.get("/dossier/{a}/{b}", responses=openapi.holds("Dossier"))
def dossier(request: Request, a: StateInPath, b: StateInPath, as_of: Day = None) -> Response:
    """The state of the relationship of two states, by names or codes."""
    return answer(request, store_of(request).dossier(a, b, as_of).to_dict())


def _add(part: Part) -> None:
    def told(
        request: Request,
        a: State,
        b: State,
        as_of: Day = None,
        limit: Lines = LINES,
        offset: Offset = 0,
    ) -> Response:
        shown = only(store_of(request).dossier(a, b, as_of, part.name), *part.fields)
        lines = shown[part.name]
        shown[part.name] = lines[offset : offset + limit]
        return answer(request, paged(request, len(lines), limit, offset) | shown)

    told.__doc__ = part.line
    responses = openapi.holds(openapi.page_of(part))
    router.add_api_route(f"/{part.name}", told, name=part.name, responses=responses)


for _part in PARTS.values():
    _add(_part)


def _is_pair(told: str) -> str:
    if re.fullmatch(PAIR, told) is None:
        raise ValueError(f"{told} is no pair; write it as IND-RUS")
    return told


class Told(BaseModel):
    """Whom and which days it is about, and how much of it."""

    pair: Annotated[str, AfterValidator(_is_pair)] | None = Field(
        default=None,
        description="Two states, by names or codes: IND-RUS.",
        json_schema_extra={"pattern": PAIR},
    )
    side: str | None = Field(default=None, max_length=200)
    outlet: str | None = None
    since: str | None = _from
    until: str | None = _to
    limit: int = Field(default=50, ge=1, le=MOST)
    offset: int = Field(default=0, ge=0, le=10_000_000)


class Filters(Told):
    """Which events, too."""

    type: EventType | None = None
    status: Status | None = None
    level: Level | None = None


class Sought(Filters):
    """Which words, too."""

    q: str = Field(min_length=1, max_length=400, description="Words, and phrases in quotes.")


@router.get("/events", responses=openapi.holds("Events"))
def events(request: Request, filters: Annotated[Filters, Query()]) -> Response:
    """Events, the newest first. `next` is the address of the following page, where there is one."""
    return answer(request, listing(request, filters.limit, filters.offset))


@router.get("/search", responses=openapi.holds("Results"))
def search(request: Request, sought: Annotated[Sought, Query()]) -> Response:
    """Events of the reports that hold all words of `q`, counted by facets, and those reports."""
    # A day that is none is told before anything is sought.
    told = listing(request, sought.limit, sought.offset)
    passages = store_of(request).ledger.search(
        sought.q, publisher=sought.outlet, since=sought.since, until=sought.until
    )
    return answer(request, told | {"reports": [msgspec.to_builtins(p) for p in passages]})


@router.get("/events/{id}", responses=openapi.holds("WholeEvent"))
def event(request: Request, id: Id) -> Response:
    """One event with all its tellings, by the id of any of them."""
    return answer(request, whole(or_404(store_of(request).ledger.event, id)))


class Said(BaseModel):
    """Whose statements, on what, and in reports of which days."""

    who: str = Field(
        min_length=1,
        max_length=200,
        description="A person, a state, or what the reports call the source.",
    )
    on: str | None = Field(default=None, max_length=200, description="A state, or words.")
    since: str | None = _from
    until: str | None = _to
    limit: int = Field(default=50, ge=1, le=MOST)
    offset: int = Field(default=0, ge=0, le=10_000_000)


@router.get("/says", responses=openapi.holds("Statements"))
def says(request: Request, said: Annotated[Said, Query()]) -> Response:
    """What somebody said, on what, when, through whom; in order of publication."""
    since, until = (
        check_published(day, name) if day else None
        for day, name in ((said.since, "from"), (said.until, "to"))
    )
    store = store_of(request)
    asked = said.who, said.on or None, since, until
    total = store.count_statements(*asked)
    rows = statements(store.ledger, *asked, said.offset, said.limit) if said.offset < total else []
    return answer(request, paged(request, total, said.limit, said.offset) | {"statements": rows})


@router.get("/reports", responses=openapi.holds("Reports"))
def reports(request: Request, told: Annotated[Told, Query()]) -> Response:
    """Reports, the newest first; `from` and `to` are days of publication."""
    _, total, page = found(request, told.offset, told.limit)
    shown = {"reports": [asdict(r) for r in page]}
    return answer(request, paged(request, total, told.limit, told.offset) | shown)


@router.get("/reports/{id:path}", responses=openapi.holds("Record"))
def report(request: Request, id: Id) -> Response:
    """The record of one report, with its text."""
    return answer(request, or_404(store_of(request).ledger.record, id).to_dict())
