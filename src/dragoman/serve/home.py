"""The ways in: a map, a matrix and a list of pairs by recent contacts, and two names to a dossier.

All three are drawn from one list of pairs; `/pairs.json` and `/pairs.csv` are that list.
"""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dragoman.dossier import side as code_of
from dragoman.dossier.sides import called
from dragoman.ledger.overview import Pair
from dragoman.serve.answers import answer, store_of, tagged
from dragoman.serve.problems import or_404
from dragoman.serve.shape import rows_as_csv
from dragoman.serve.store import YEAR, Store
from dragoman.serve.view import render
from dragoman.serve.world import world

router = APIRouter()
STATES = 14
"""States of the matrix: those with most contacts."""
PAIRS = 200
"""Pairs of the list, at most."""


@router.get("/")
def home(request: Request, years: str | None = None, side: str | None = None) -> Response:
    """Pairs by recent contacts; `years=all` has all that is dated, `side` those of one state."""
    store = store_of(request)
    one = or_404(code_of, side) if side else None
    pairs, recent = _pairs(store, years, one)
    until = store.today
    since = until - YEAR

    def address(**changed: str | None) -> str:
        told = {"years": years, "side": one} | changed
        asked = urlencode({k: v for k, v in told.items() if v})
        return f"/?{asked}" if asked else "/"

    def facts(pair: Pair, held: bool) -> str:
        """The address of the events that a number of a pair counts."""
        told = {"pair": f"{pair.a}-{pair.b}"}
        told |= {"type": "CONSULT", "status": "happened"} if held else {}
        told |= {"from": since.isoformat(), "to": until.isoformat()} if recent else {}
        return f"/search?{urlencode(told)}"

    return render(
        request,
        "home.html",
        map=world(pairs),
        matrix=None if one else _matrix(pairs),
        pairs=pairs[:PAIRS],
        number=len(pairs),
        recent=recent,
        every_year=years == "all",
        side=one,
        day=until.isoformat(),
        counts=store.ledger.counts(),
        address=address,
        facts=facts,
        twin=address()[1:],
    )


def _pairs(store: Store, years: str | None, one: str | None) -> tuple[list[Pair], bool]:
    pairs, recent = store.pairs(years == "all")
    return ([p for p in pairs if one in (p.a, p.b)] if one else pairs), recent


def _matrix(pairs: list[Pair]) -> tuple[list[str], dict[tuple[str, str], Pair]]:
    weight: Counter[str] = Counter()
    for pair in pairs:
        for code in (pair.a, pair.b):
            weight[code] += 10 * pair.contacts + pair.events
    codes = [c for c, _ in sorted(weight.items(), key=lambda x: (-x[1], x[0]))[:STATES]]
    shown = {(p.a, p.b): p for p in pairs if p.a in codes and p.b in codes}
    return codes, shown | {(b, a): p for (a, b), p in shown.items()}


@router.get("/go")
def go(request: Request, a: str = "", b: str = "") -> Response:
    """Leads from two names to their dossier."""
    one, two = store_of(request).pair(a, b)
    return RedirectResponse(f"/dossier/{one}/{two}", 303)


@router.get("/pairs.json")
def pairs_json(request: Request, years: str | None = None, side: str | None = None) -> Response:
    """The pairs of the home page as JSON."""
    return answer(request, {"pairs": _rows(request, years, side)})


@router.get("/pairs.csv")
def pairs_csv(request: Request, years: str | None = None, side: str | None = None) -> Response:
    """The pairs of the home page as CSV."""
    names = ("a", "b", "a_name", "b_name", "contacts", "events", "last")
    body = rows_as_csv(names, _rows(request, years, side))
    return tagged(request, body.encode(), "text/csv; charset=utf-8")


def _rows(request: Request, years: str | None, side: str | None) -> list[dict[str, Any]]:
    one = or_404(code_of, side) if side else None
    pairs, _ = _pairs(store_of(request), years, one)
    return [
        {
            "a": p.a,
            "b": p.b,
            "a_name": called(p.a),
            "b_name": called(p.b),
            "contacts": p.contacts,
            "events": p.events,
            "last": p.last,
        }
        for p in pairs
    ]
