"""Every screen at the width of a desk and of a telephone: quiet, accessible, and no wider."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, Opener, Watched

HELD = "/report/held%2Fby%20the%20sea%3F"
SCREENS = {
    "world": "/",
    "one state": "/?side=PER",
    "dossier": "/dossier/PER/CHL",
    "long dossier": "/dossier/ARG/BRA",
    "no coverage": "/dossier/FJI/BOL",
    "report": HELD,
    "accounts": "event",
    "contradictions": "disputed",
    "calendar": "/calendar/PER/CHL",
    "search": "/search?q=minister&pair=PER-CHL",
    "nothing found": "/search?q=zeppelin",
    "reports": "/reports?pair=ARG-BRA",
    "review": "/review",
    "sign in": "/sign-in",
    "not found": "/nothing",
}
SERIOUS = ("serious", "critical")


def address(page: Page, base: str, screen: str) -> str:
    """The path of a screen; those of events are asked of the API."""
    path = SCREENS[screen]
    asked = {"event": "to=2024-03-31&pair=PER-CHL", "disputed": "type=COERCE"}
    if path not in asked:
        return path
    found = page.request.get(f"{base}/api/v1/events?{asked[path]}").json()["events"]
    return f"/event/{found[0]['id']}"


def faults(page: Page) -> list[str]:
    """What axe finds wrong with a page that is serious."""
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']} ({v['impact']}): {n['html'][:160]}"
        for v in found
        if v["impact"] in SERIOUS
        for n in v["nodes"]
    ]


def opened(watch: Opener, site: str, screen: str, width: int, scheme: str = "light") -> Watched:
    here = watch(site, width, scheme)
    if screen == "review":
        here.sign_in()
    status = here.goto(address(here.page, site, screen))
    assert status == (404 if screen == "not found" else 200)
    if status == 404:  # the browser tells of that by itself
        here.complaints.clear()
    return here


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen(watch: Opener, site: str, screen: str, width: int) -> None:
    here = opened(watch, site, screen, width)
    page = here.page
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert page.locator("h1").count() == 1
    assert page.title().strip()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = "[...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll, svg') && "
    wide += f"e.getBoundingClientRect().right > {width} + 1).map(e => e.outerHTML.slice(0, 120))"
    assert page.evaluate(wide) == []
    if screen != "long dossier":  # more of the same, and axe would look at it for long
        assert faults(page) == []
    here.quiet()


@pytest.mark.parametrize("screen", ["world", "dossier", "report", "accounts", "search", "review"])
def test_a_dark_screen(watch: Opener, site: str, screen: str) -> None:
    here = opened(watch, site, screen, WIDE, "dark")
    paper = here.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, paper[4:-1].split(","))) < 60
    assert faults(here.page) == []
    here.quiet()


def test_marks_are_told_apart_without_colour(watch: Opener, site: str) -> None:
    here = opened(watch, site, "report", WIDE)
    style = """kinds => kinds.map(kind => {
        const s = getComputedStyle(document.querySelector('.marks mark.' + kind));
        return [s.color, [s.textDecorationStyle, s.fontWeight, s.fontStyle].join(' ')];
    })"""
    kinds = ["who", "what", "when", "where", "says"]
    found = here.page.evaluate(style, kinds)
    assert len({form for _, form in found}) == len(kinds)
    ink = here.page.evaluate("getComputedStyle(document.body).color")
    assert len({colour for colour, _ in found} - {ink}) <= 4


def test_a_mark_and_its_card_lead_to_each_other(watch: Opener, site: str) -> None:
    here = opened(watch, site, "report", NARROW)
    page = here.page
    page.click("article a.what")
    card = page.locator(".card:target")
    assert "Ana Rojas met Luis Soto" in card.inner_text()
    assert card.evaluate("e => e.getBoundingClientRect().top") < 900
    card.get_by_role("link", name="In the text").click()
    place = page.locator("article .anchor:target + a.what, article .anchor:target ~ a.what").first
    assert place.inner_text() == "met"
    assert 0 <= place.evaluate("e => e.getBoundingClientRect().top") < 900
    page.mouse.move(0, 0)
    page.locator(".card[id] h2").first.hover()
    assert "lit" in (page.locator("article a.what").first.get_attribute("class") or "")
    here.quiet()


def test_no_news_and_no_coverage_do_not_look_alike(watch: Opener, site: str) -> None:
    look = """e => { const s = getComputedStyle(e);
        return [s.backgroundImage === 'none', s.borderTopStyle]; }"""
    here = opened(watch, site, "dossier", WIDE)
    news = here.page.locator("p.no-news").first.evaluate(look)
    assert here.page.locator("p.no-coverage").count() == 0
    here.goto(SCREENS["no coverage"])
    silence = here.page.locator("p.no-coverage").first.evaluate(look)
    assert (news[0], silence[0]) == (True, False)
    assert news[1] != silence[1]


def test_planned_held_and_denied_do_not_look_alike(watch: Opener, site: str) -> None:
    page = opened(watch, site, "dossier", WIDE).page
    look = "e => { const s = getComputedStyle(e); return [s.strokeDasharray, s.fill]; }"
    held = page.locator("svg .held circle").first.evaluate(look)
    planned = page.locator("svg .planned :is(circle, rect)").first.evaluate(look)
    assert held[0] == "none"
    assert planned[0] != "none"
    assert held[1] != planned[1]
    assert page.locator("svg .struck .strike").count() == 1
    assert page.locator("svg .planned rect, svg .struck rect").count() >= 1  # a month is a bar
    bar = page.locator("svg a rect[rx]").first.bounding_box()
    dot = page.locator("svg .held circle").first.bounding_box()
    assert bar is not None
    assert dot is not None
    assert bar["width"] > 2 * dot["width"]
