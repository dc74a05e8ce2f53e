"""Judgements through the HTTP API: passed with the token, read by whoever may read.

A judgement is laid over an event and changes no record. Only the token in the header opens this: a
browser sends a cookie with any request, and so could be made to judge by another site.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dragoman.ledger.judging import JudgementKind
from dragoman.merge import Merged
from dragoman.serve import openapi
from dragoman.serve.answers import answer, etag, is_held, paged, store_of
from dragoman.serve.api_read import Id, Limit, Offset
from dragoman.serve.guard import bears_token
from dragoman.serve.problems import Problem, or_404
from dragoman.serve.shape import whole

router = APIRouter(prefix="/api/v1", responses=openapi.PROBLEMS)
_judging = threading.Lock()  # an event must not change between the look at it and the judgement
Words = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]*$")]
Correctable = Literal["type", "mode", "status", "when", "channel", "level"]
"""Fields that a correction can set, as `ledger.judging.CORRECTABLE` has them."""


def _check_token(request: Request) -> None:
    """Lets only those judge who send the token.

    Raises:
        Problem: the token is missing or wrong (401), or the server has none (403).
    """
    if bears_token(request, request.app.state.keys):
        return
    if not request.app.state.keys.set:
        raise Problem(403, "judging needs a token: start the server with --token TOKEN")
    raise Problem(
        401,
        "judging needs the token: send it as Authorization: Bearer TOKEN",
        {"www-authenticate": "Bearer"},
    )


class Passed(BaseModel):
    """A judgement to pass on an event.

    `other` is the event to merge with, or the telling to part from; without it, split parts the
    telling that the address names from all others of its event. `changes` are the fields that a
    correction sets, `author` is who judges.
    """

    model_config = ConfigDict(extra="forbid")

    kind: JudgementKind
    author: Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00]*$")] = "analyst"
    other: Annotated[str, Field(min_length=1, max_length=300)] | None = None
    changes: dict[Correctable, Annotated[str, Field(max_length=100)]] | None = None
    note: Words | None = None


@router.post(
    "/events/{id}/judgements",
    status_code=201,
    dependencies=[Depends(_check_token)],  # before anything is said of what was sent
    responses=openapi.CONFLICTS | openapi.made("WholeEvent"),
    openapi_extra={"security": [{"token": []}]},
)
def judge(
    request: Request,
    id: Id,
    given: Passed,
    if_match: Annotated[
        str | None, Header(description="The ETag of the event as it was judged.")
    ] = None,
) -> Response:
    """Lays a judgement over an event and returns the event as it now stands. Needs the token.

    With `If-Match`, the event must still be as the client saw it.
    """
    request.app.state.writes.check(request)
    ledger = store_of(request).ledger
    if given.changes and given.kind is not JudgementKind.CORRECT:
        raise Problem(422, f"changes: {given.kind} changes nothing; send them with correct")
    with _judging:
        event = or_404(ledger.event, id)
        if given.kind is JudgementKind.MERGE and given.other is not None:
            or_404(ledger.event, given.other)
        if if_match is not None and not is_held(if_match, etag(whole(event))):
            raise Problem(412, f"{id}: was judged meanwhile; look at it again, then judge")
        now = ledger.judge(
            id,
            given.kind,
            author=" ".join(given.author.split()) or "analyst",
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            other=given.other,
            changes={str(k): v for k, v in given.changes.items()} if given.changes else None,
            note=(given.note or "").strip() or None,
        )
    return answer(request, whole(now), 201)


@router.get("/events/{id}/judgements", responses=openapi.holds("Judgements"))
def judgements_of(request: Request, id: Id, limit: Limit = 50, offset: Offset = 0) -> Response:
    """The judgements that name an event or any of its tellings, in the order they were passed."""
    return _page(request, limit, offset, or_404(store_of(request).ledger.event, id))


@router.get("/judgements", responses=openapi.holds("Judgements"))
def judgements(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
    """Every judgement, in the order they were passed, with the event as it stood: to train on."""
    return _page(request, limit, offset)


def _page(request: Request, limit: int, offset: int, event: Merged | None = None) -> Response:
    found = store_of(request).ledger.judgements()
    if event is not None:
        tellings = {t.id for t in event.tellings}
        found = [j for j in found if j.event in tellings]
    shown = {"judgements": [j.to_dict() for j in found[offset : offset + limit]]}
    return answer(request, paged(request, len(found), limit, offset) | shown)
