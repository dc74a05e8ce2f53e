"""The pages: dossier, report, the accounts of an event, calendar, search, each with its twins."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dragoman.codes import EventType, Level, Status
from dragoman.dossier import Dossier
from dragoman.dossier.lines import once
from dragoman.dossier.page import Line, Section, page
from dragoman.dossier.words import sort_key
from dragoman.errors import InputError
from dragoman.ledger.overview import FACETS
from dragoman.record import Record
from dragoman.serve import home, reports, twins
from dragoman.serve.answers import FILTERS, answer, csv_listing, listing, store_of, tagged
from dragoman.serve.columns import columns, facts
from dragoman.serve.feed import feed
from dragoman.serve.guard import is_local
from dragoman.serve.marks import anchors, marks, pieces
from dragoman.serve.problems import Problem, or_404
from dragoman.serve.review import router as review_router
from dragoman.serve.store import wanted
from dragoman.serve.strip import Bar, spark, strip
from dragoman.serve.view import refuse, render

__all__ = ["refuse", "router"]

router = APIRouter()
router.include_router(home.router)
router.include_router(reports.router)
router.include_router(review_router)
LINES = 12
"""Lines of a part that a dossier shows before it is opened further."""
PRINTED = {"contacts": 5, "other": 3}
"""Lines of a part that are printed, as the style sheet has it."""
MANY = 300
"""Lines of a part that a page holds at most; search has them all."""
RESULTS = 25


def _kind(request: Request) -> str:
    """What a twin's address ends in. Each ending is a route of its own, for names have dots, too:
    `/dossier/Russia/U.S.` is a page.
    """
    return request.url.path.rpartition(".")[2]


@router.get("/dossier/{a}/{b}.json")
@router.get("/dossier/{a}/{b}.csv")
def dossier_twin(request: Request, a: str, b: str, as_of: str | None = None) -> Response:
    """The whole dossier as JSON, or its lines as CSV."""
    found = store_of(request).dossier(a, b, as_of)
    return twins.of_dossier(request, found, _kind(request))


@router.get("/dossier/{a}/{b}")
def dossier(
    request: Request, a: str, b: str, as_of: str | None = None, years: str | None = None
) -> Response:
    """The state of a relationship; `years=all` draws ten years of contacts."""
    store = store_of(request)
    found = store.dossier(a, b, as_of)
    drawn = strip(found, store.report_days(found), years == "all")
    shown = page(found, MANY)
    sections = {s.key: s for s in shown.sections}
    return render(
        request,
        "dossier.html",
        found=found,
        page=shown,
        sections=sections,
        last=_last(found, sections["contacts"]),
        ahead=_next(found, sections["calendar"]),
        strip=drawn,
        peak=max((w.reports for w in drawn.weeks), default=1) if drawn else 1,
        names=_names(shown.sections),
        sparks=[_spark(found, x) for x in sections["agenda"].lines],
        as_of=as_of,
        lines=LINES,
        printed=PRINTED,
        cautions=_cautions(found, sections),
    )


def _cautions(
    found: Dossier, sections: dict[str, Section]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a reader must beware of, each with the events it is about: an id and words."""
    words = {x.id: f"{x.lead}: {x.text}" for k in ("contacts", "acts") for x in sections[k].lines}
    one_sided = [c.id for c in found.contacts if c.basis.word == "one side"]
    disputed = [c.id for c in found.contacts if c.disagreements]
    disputed += [x.id for x in found.acts if x.disagreements]
    number = len(found.contacts)
    told = (
        (f"{len(one_sided)} of {number} contacts rest on one side’s word alone", one_sided),
        (f"Reports contradict each other on {len(disputed)} of the events below", disputed),
    )
    return [(line, [(i, words.get(i, i)) for i in ids[:MANY]]) for line, ids in told if ids]


def _last(found: Dossier, section: Section) -> Any:
    """The line of the last contact that was held by the day."""
    held = [
        c
        for c in found.contacts
        if c.status in (Status.HAPPENED, Status.ONGOING)
        and c.when
        and (found.as_of is None or sort_key(c.when)[0].isoformat() <= found.as_of)
    ]
    last = max(held, key=lambda c: sort_key(c.when)[0], default=None)
    return next((x for x in section.lines if last is not None and x.id == last.id), None)


def _next(found: Dossier, section: Section) -> Any:
    """The line of the next dated entry of the calendar."""
    pairs = zip(found.calendar, section.lines, strict=False)
    return next((line for entry, line in pairs if entry.when), None)


def _spark(found: Dossier, line: Line) -> tuple[Bar, ...]:
    """When the sources of a topic, as they are listed, were published."""
    held = found.coverage
    return spark([s.published for s in once(line.sources)], held.first, held.last)


def _names(sections: Iterable[Section]) -> dict[int, str]:
    """What the lines of a dossier are linked to by, by the identity of each.

    A line on an event has the name of that, any other one made of its words, so that it is the same
    tomorrow.
    """
    names: dict[int, str] = {}
    for section in sections:
        met: Counter[str] = Counter()
        for line in section.lines:
            words = f"{line.lead}\x1f{line.text}"
            name = line.id or hashlib.sha256(words.encode()).hexdigest()[:8]
            met[name] += 1
            again = f"-{met[name]}" if met[name] > 1 else ""
            names[id(line)] = f"{section.key}-{name}{again}"
    return names


@router.get("/report/{id:path}")
def report(request: Request, id: str) -> Response:
    """One report with its facts marked, and a card for each; `.json` and `.csv` after its name."""
    ledger = store_of(request).ledger
    stem, _, kind = id.rpartition(".")
    try:
        record: Record = ledger.record(id)
    except InputError as error:
        if stem and kind in twins.KINDS:  # no report is called so, so it is a twin that is meant
            return twins.of_report(request, or_404(ledger.record, stem), kind)
        raise Problem(404, str(error)) from error
    ids = ledger.ids(record.id)
    return render(
        request,
        "report.html",
        record=record,
        pieces=pieces(record.text, marks(record), anchors(record)),
        events=[(e, ids[e.id]) for e in record.events if e.id in ids],
    )


@router.get("/event/{id}.json")
@router.get("/event/{id}.csv")
def event_twin(request: Request, id: str) -> Response:
    """The accounts of one event as JSON, or its tellings as CSV."""
    return twins.of_event(request, or_404(store_of(request).ledger.event, id), _kind(request))


@router.get("/event/{id}")
def event(request: Request, id: str) -> Response:
    """The accounts of one event side by side."""
    found = or_404(store_of(request).ledger.event, id)
    shown = columns(found)
    return render(request, "event.html", event=found, columns=shown, facts=facts(shown))


@router.get("/calendar/{a}/{b}.ics")
def calendar_feed(request: Request, a: str, b: str) -> Response:
    """The dates ahead as a feed that calendar programs subscribe to."""
    body = feed(store_of(request).dossier(a, b))
    return tagged(request, body, "text/calendar; charset=utf-8")


@router.get("/calendar/{a}/{b}.json")
@router.get("/calendar/{a}/{b}.csv")
def calendar_twin(request: Request, a: str, b: str, as_of: str | None = None) -> Response:
    """What lies ahead as JSON, or its lines as CSV."""
    found = store_of(request).dossier(a, b, as_of)
    return twins.of_dossier(request, found, _kind(request), ["calendar"])


@router.get("/calendar/{a}/{b}")
def calendar(request: Request, a: str, b: str, as_of: str | None = None) -> Response:
    """What lies ahead of two states."""
    found = store_of(request).dossier(a, b, as_of)
    (section,) = page(found, MANY, ["calendar"]).sections
    path = f"/calendar/{found.a}/{found.b}.ics"
    keys = request.app.state.keys
    key = f"?key={keys.feed_key(path)}" if keys.set and not is_local(request) else ""
    return render(
        request,
        "calendar.html",
        found=found,
        section=section,
        entries=list(zip(found.calendar, section.lines, strict=False)),
        feed=f"{request.url.scheme}://{request.url.netloc}{path}{key}",
        as_of=as_of,
    )


_Offset = Query(default=0, ge=0, le=10_000_000)


@router.get("/search.json")
def search_json(request: Request, offset: int = _Offset) -> Response:
    """A page of results as JSON."""
    return answer(request, listing(request, RESULTS, offset))


@router.get("/search.csv")
def search_csv(request: Request, offset: int = _Offset) -> Response:
    """A page of results as CSV."""
    return tagged(request, csv_listing(request, RESULTS, offset), "text/csv; charset=utf-8")


@router.get("/search")
def search(request: Request, offset: int = _Offset) -> Response:
    """Events and reports by words and facets, all of them in the address."""
    store = store_of(request)
    given = {n: v for n in FILTERS if (v := request.query_params.get(n, "").strip())}
    asked = wanted({**given})
    if len(asked.words or "") > 400:
        raise Problem(422, "q: more than 400 characters; give fewer words")
    found = store.find(asked, RESULTS, offset)
    reports = []
    if asked.words is not None:
        reports = store.ledger.search(
            asked.words,
            limit=10,
            publisher=asked.outlet,
            since=asked.since,
            until=asked.until,
        )

    def address(path: str = "/search", **changed: object) -> str:
        told = {k: v for k, v in {**given, **changed}.items() if v not in (None, "", 0)}
        return f"{path}?{urlencode(told)}" if told else path

    def narrowed(name: str, value: str) -> tuple[str, bool]:
        """Where a value of a facet leads, and whether it is chosen, so that it leads back."""
        told: dict[str, str | None] = {name: value}
        if name == "year":
            told = {"from": f"{value}-01-01", "to": f"{value}-12-31"}
        now = {**given, "pair": "-".join(asked.pair) if asked.pair else None}
        on = all(now.get(k) == v for k, v in told.items())
        return address(**(dict.fromkeys(told) if on else told)), on

    return render(
        request,
        "search.html",
        given=given,
        found=found,
        reports=reports,
        address=address,
        narrowed=narrowed,
        offset=offset,
        size=RESULTS,
        facets=FACETS,
        choices={"type": EventType, "status": Status, "level": Level},
    )
