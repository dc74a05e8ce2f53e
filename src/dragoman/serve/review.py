"""The review queue: one decision a screen, and the sign-in that opens it.

What a decision writes is a judgement, laid over the event by the ledger. Events that are one are
merged here and tellings parted, too; what comes of it is shown next, for it is still to be decided
on. A form is taken only from a page of the same session: it carries a key that no other site can
know.
"""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from dragoman.codes import MODES, Channel, EventType, Level, Status
from dragoman.ledger.judging import CORRECTABLE
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.near import near
from dragoman.merge import Merged
from dragoman.serve.marks import around
from dragoman.serve.problems import Problem, or_404
from dragoman.serve.session import COOKIE, LASTS, Session
from dragoman.serve.view import render

router = APIRouter()
WITH_CONTEXT = 6
"""Tellings that are shown with what stands around them."""
KINDS = ("accept", "correct", "reject", "note", "merge", "split")
CHOICES: dict[str, list[str]] = {
    "type": [str(t) for t in EventType],
    "mode": sorted({m for modes in MODES.values() for m in modes}),
    "status": [str(s) for s in Status],
    "channel": [str(c) for c in Channel],
    "level": [str(x) for x in Level],
}


def _session(request: Request) -> Session:
    """Who is signed in.

    Raises:
        Problem: nobody is (401), or nobody can be, since the server has no token (403).
    """
    found: Session | None = request.state.session
    if found is not None:
        return found
    if not request.app.state.keys.set:
        raise Problem(403, "judging needs a token: start the server with --token TOKEN")
    raise Problem(401, "judging needs the token: sign in")


@router.get("/review")
def review(
    request: Request,
    at: int = Query(default=0, ge=0, le=100_000),
    event: str | None = Query(default=None, max_length=300),
) -> Response:
    """The next event to decide on; `at` is its place in the queue, `event` any other's id."""
    _session(request)
    store = request.app.state.store
    queue = store.queue()
    at = min(at, max(len(queue) - 1, 0))
    shown: Merged | None = None
    if event:
        shown = or_404(store.ledger.event, event)
        at = queue.index(shown.id) if shown.id in queue else at
    elif queue:
        shown = store.ledger.event(queue[at])
    return render(
        request,
        "review.html",
        event=shown,
        context=_context(store.ledger, shown) if shown else {},
        near=near(store.ledger, shown) if shown else [],
        queued=shown is not None and shown.id in queue,
        at=at,
        length=len(queue),
        choices=CHOICES,
    )


def _context(ledger: Ledger, event: Merged) -> dict[str, tuple[str, str]]:
    """What stands around the sentence of each telling, of the first few."""
    return {
        t.id: around(ledger.record(t.source.report).text, t.event.evidence)
        for t in event.tellings[:WITH_CONTEXT]
    }


@router.post("/review/{id}")
async def decide(request: Request, id: str) -> Response:
    """Writes one judgement and goes on to the next event."""
    session = _session(request)
    form = await _form(request)
    _check(form, session)
    kind = form.get("kind", "")
    if kind not in KINDS:
        raise Problem(422, f"{kind or 'kind'}: no judgement; it is one of {', '.join(KINDS)}")
    follows = await run_in_threadpool(_judge, request, id, kind, form, session.author)
    at = form.get("at", "0")
    place = int(at) if at.isdecimal() and len(at) < 7 else 0
    following = f"&event={quote(follows, safe='')}" if follows else ""
    return RedirectResponse(f"/review?at={place + (kind == 'note')}{following}", 303)


def _judge(request: Request, id: str, kind: str, form: dict[str, str], author: str) -> str | None:
    """Writes a judgement; the event to show next, None where the next of the queue is."""
    ledger: Ledger = request.app.state.store.ledger
    event = or_404(ledger.event, id)
    changes = other = None
    if kind == "correct":
        now = {name: str(getattr(event, name) or "") for name in CORRECTABLE}
        told = {name: form.get(name, "").strip() for name in CORRECTABLE}
        changes = {k: v for k, v in told.items() if v and v != now[k]}
    if kind == "merge":
        other = form.get("named", "").strip() or form.get("other", "").strip()
        if not other:
            raise Problem(422, "merge: choose the event that it is one with, or give its id")
        or_404(ledger.event, other)
    now_stands = ledger.judge(
        id,
        kind,
        author=author,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        other=other,
        changes=changes,
        note=form.get("note", "").strip()[:4000] or None,
    )
    if kind == "merge":
        return now_stands.id
    if kind == "split":
        return next(t.id for t in event.tellings if t.id != id)
    return None


@router.get("/sign-in")
def sign_in_page(request: Request, next: str = "/") -> Response:
    """Asks for the token and a name."""
    return render(request, "sign_in.html", next=_local(next), wrong=False)


@router.post("/sign-in")
async def sign_in(request: Request) -> Response:
    """Takes the token and gives a cookie for it."""
    request.app.state.sign_ins.check(request)
    form = await _form(request)
    keys = request.app.state.keys
    following = _local(form.get("next", "/"))
    if not keys.is_token(form.get("token")):
        return render(request, "sign_in.html", 403, next=following, wrong=True)
    author = " ".join(form.get("author", "").split())[:80] or "analyst"
    answer = RedirectResponse(following, 303)
    answer.set_cookie(
        COOKIE,
        keys.cookie(author),
        max_age=LASTS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """Forgets the cookie."""
    _check(await _form(request), _session(request))
    answer = RedirectResponse("/", 303)
    answer.delete_cookie(COOKIE)
    return answer


def _check(form: dict[str, str], session: Session) -> None:
    if not hmac.compare_digest(form.get("key", "").encode(), session.form_key.encode()):
        raise Problem(403, "the form is not of this session; load the page again")


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form as browsers send it; the last of a name counts."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise Problem(415, "send a form (application/x-www-form-urlencoded)")
    body = (await request.body()).decode("utf-8", "replace")
    if "%00" in body or "\x00" in body:
        raise Problem(422, "the form holds a NUL character; leave it out")
    try:
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=50))
    except ValueError as error:
        raise Problem(422, "the form has too many fields") from error


def _local(path: str) -> str:
    """A path of this site; the home page for anything else."""
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if plain and path.isprintable() else "/"
