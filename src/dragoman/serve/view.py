"""Turns data into pages: the templates, the words they use, and answers that suit the client.

Everything that a template shows is escaped; what comes out of a report reaches a page in no other
way. Only web addresses become links.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
import markupsafe
import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.dossier.lines import clipped, once, source_words
from dragoman.dossier.sides import called
from dragoman.dossier.words import day_words
from dragoman.serve.answers import tagged
from dragoman.serve.marks import within
from dragoman.serve.problems import Problem

_PROGRAMS = (".json", ".csv", ".ics")
_WEB = re.compile(r"https?://[^\s<>\"']+")
_LIT = re.compile("«([^«»]*)»")
VERDICTS = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "merge": "merged",
    "split": "parted",
    "note": "noted",
}
"""What an event that was judged is."""
HTML = "text/html; charset=utf-8"


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": day_words,
        "called": called,
        "path": _path,
        "web": web,
        "words": lambda code: str(code).replace("_", " "),
        "flat": lambda text: " ".join(str(text).split()),
        "slug": lambda text: re.sub(r"[^a-z]+", "-", str(text).casefold()),
        "identity": id,
        "sources": once,
        "source": source_words,
        "clipped": clipped,
        "lit": lit,
        "verdict": lambda kind: VERDICTS.get(str(kind), str(kind)),
        "percent": lambda value: f"{value * 100:.0f}%",
    }
    made.globals |= {"within": within}
    return made


def _path(part: object) -> str:
    """A name as one part of an address."""
    return quote(str(part), safe="")


def lit(passage: str) -> markupsafe.Markup:
    """A passage of the search, escaped, with what was found between « and » in bold."""
    escaped = str(markupsafe.escape(passage))
    return markupsafe.Markup(_LIT.sub(r"<b>\1</b>", escaped))


def web(url: str | None) -> str | None:
    """An address that may become a link: only those of the web."""
    return url if url and _WEB.fullmatch(url) else None


def render(request: Request, name: str, status: int = 200, **given: Any) -> Response:
    """A page. `given` is what its template shows."""
    state = request.scope.get("state", {})
    context = {
        "request": request,
        "session": state.get("session"),
        "path": request.url.path,
        "token_set": request.app.state.keys.set if "app" in request.scope else False,
        **given,
    }
    page = _templates().get_template(name).render(context)
    return tagged(request, page.encode("utf-8", "replace"), HTML, status)


def refuse(request: Request, problem: Problem) -> Response:
    """What a request gets that cannot be answered: JSON for a program, a page for a person."""
    path = request.url.path
    if path.startswith("/api/") or path.endswith(_PROGRAMS):
        body = msgspec.json.encode({"error": problem.line})
        return Response(body, problem.status, problem.headers, "application/json")
    if problem.status == 401 and request.method == "GET":
        asked = f"{path}?{request.url.query}" if request.url.query else path
        return RedirectResponse(f"/sign-in?next={_path(asked)}", 303)
    page = render(request, "problem.html", problem.status, problem=problem)
    page.headers.update(problem.headers)
    return page
