"""The list of reports: all, or those on a pair, of a time, of an outlet, all of it in the address.

It is what the numbers of reports on other pages open.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dragoman.ledger import listing
from dragoman.ledger.listing import Listed
from dragoman.serve.answers import answer, store_of
from dragoman.serve.store import wanted
from dragoman.serve.twins import csv_of
from dragoman.serve.view import render

router = APIRouter()
SIZE = 50
"""Reports of a page."""
FILTERS = ("pair", "side", "outlet", "from", "to")
COLUMNS = ("id", "title", "publisher", "published", "url", "events")
_Offset = Query(default=0, ge=0, le=10_000_000)


def found(
    request: Request, offset: int, size: int = SIZE
) -> tuple[dict[str, str], int, list[Listed]]:
    """What the address asks for: its filters, how many reports there are, and a page of them."""
    given = {n: v for n in FILTERS if (v := request.query_params.get(n, "").strip())}
    asked = wanted({**given})
    sides = (*(asked.pair or ()), *((asked.side,) if asked.side else ()))
    total, page = listing.reports(
        store_of(request).ledger,
        sides,
        outlet=asked.outlet,
        since=asked.since,
        until=asked.until,
        limit=size,
        offset=offset,
    )
    return given, total, page


@router.get("/reports.json")
def reports_json(request: Request, offset: int = _Offset) -> Response:
    """A page of reports as JSON."""
    _, total, page = found(request, offset)
    return answer(request, {"total": total, "offset": offset, "reports": [asdict(r) for r in page]})


@router.get("/reports.csv")
def reports_csv(request: Request, offset: int = _Offset) -> Response:
    """A page of reports as CSV."""
    return csv_of(request, COLUMNS, map(asdict, found(request, offset)[2]))


@router.get("/reports")
def reports(request: Request, offset: int = _Offset) -> Response:
    """Reports, the newest first."""
    given, total, page = found(request, offset)

    def address(path: str = "/reports", **changed: Any) -> str:
        told = {k: v for k, v in {**given, **changed}.items() if v not in (None, "", 0)}
        return f"{path}?{urlencode(told)}" if told else path

    return render(
        request,
        "reports.html",
        given=given,
        total=total,
        reports=page,
        offset=offset,
        size=SIZE,
        address=address,
    )
