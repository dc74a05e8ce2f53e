"""Scripts in titles, texts, outlets and names, tried in the browser: none may run."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from dragoman.serve import create_app
from tests.browser import ledgers
from tests.browser.conftest import Opener, Watched, serving
from tests.serve.conftest import TOKEN
from tests.serve.test_security import PAYLOADS, hostile

_LEAKS = """() => {
    const wrong = [];
    for (const e of document.querySelectorAll('*')) {
        for (const a of e.attributes) if (/^on|^style$|^srcdoc$/.test(a.name)) wrong.push(a.name);
        for (const event of ['mouseover', 'focus', 'toggle', 'error', 'load'])
            e.dispatchEvent(new Event(event));
    }
    for (const a of document.links)
        if (!/^https?:$/.test(a.protocol)) wrong.push(a.protocol);
    const scripts = [...document.scripts].map(s => new URL(s.src).pathname);
    if (scripts.some(s => !s.startsWith('/static/'))) wrong.push(...scripts);
    const strange = 'iframe, object, embed, base, img, video, audio, style, marquee, math, animate';
    for (const e of document.querySelectorAll(strange)) wrong.push(e.tagName);
    return wrong;
}"""


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = ledgers.besieged(tmp_path_factory.mktemp("besieged") / "ledger.db")
    with serving(create_app(path, token=TOKEN)) as base:
        yield base


def harmless(here: Watched, path: str) -> None:
    assert here.goto(path) < 500
    assert here.page.evaluate(_LEAKS) == [], path
    # What the browser itself says of an answer that is no page is no fault of the page.
    here.complaints = [c for c in here.complaints if "the server responded with" not in c]
    here.quiet()


def test_every_report_is_text_in_the_browser(watch: Opener, besieged: str) -> None:
    assert len(PAYLOADS) >= 50
    here = watch(besieged)
    for n, payload in enumerate(PAYLOADS):
        harmless(here, f"/report/r{n}")
        given = hostile(n, payload)
        assert here.page.locator("article").evaluate("e => e.textContent") == given.text
        assert here.page.locator("h1").evaluate("e => e.textContent") == given.title


def test_every_account_is_text_in_the_browser(watch: Opener, besieged: str) -> None:
    here = watch(besieged)
    events = here.page.request.get(f"{besieged}/api/v1/events?limit=200").json()["events"]
    assert len(events) >= 50
    for event in events[::6]:
        harmless(here, f"/event/{event['id']}")


@pytest.mark.parametrize("author", ["<script>alert(1)</script>"])
def test_every_other_page_is_text_in_the_browser(watch: Opener, besieged: str, author: str) -> None:
    here = watch(besieged)
    here.sign_in(author)
    pages = ["/", "/?side=PER", "/dossier/PER/CHL", "/dossier/PER/CHL?years=all"]
    pages += ["/calendar/PER/CHL", "/reports", "/reports?offset=50", "/search", "/search?q=bond"]
    pages += ["/search?offset=25", "/review", "/review?at=7", "/review?at=40"]
    for path in pages:
        harmless(here, path)


def test_an_address_is_text_in_the_browser(watch: Opener, besieged: str) -> None:
    here = watch(besieged)
    paths = ("/search?q=", "/reports?outlet=", "/go?b=PER&a=", "/sign-in?next=", "/?side=")
    for n, payload in enumerate(PAYLOADS[::3]):
        harmless(here, paths[n % len(paths)] + quote(payload, safe=""))
