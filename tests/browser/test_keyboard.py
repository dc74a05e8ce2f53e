"""Everything by keyboard alone: the order of what is reached, that it is seen, and single keys."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NARROW, WIDE, Opener
from tests.browser.test_screens import opened

_FOCUSED = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const box = e.getBoundingClientRect(), s = getComputedStyle(e);
    const inner = e.querySelector('path.seen, circle');
    const shown = s.outlineStyle !== 'none' || e.matches('.skip')
        || (inner && parseFloat(getComputedStyle(inner).strokeWidth) >= 4);
    const before = window.before;
    window.before = e;
    const after = !before || !!(before.compareDocumentPosition(e) & 4) || before.contains(e);
    return {what: e.outerHTML.slice(0, 120), seen: box.width > 0 && box.height > 0
        && box.right > 0 && box.bottom > 0 && box.top < innerHeight, shown, after};
}"""


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    "screen", ["world", "dossier", "report", "accounts", "calendar", "search", "review", "sign in"]
)
def test_what_is_reached_is_seen_and_in_order(
    watch: Opener, site: str, screen: str, width: int
) -> None:
    page = opened(watch, site, screen, width).page
    for _ in range(45):
        page.keyboard.press("Tab")
        found = page.evaluate(_FOCUSED)
        if found is None:  # past the last one
            break
        assert found["seen"], found["what"]
        assert found["shown"], found["what"]
        assert found["after"], found["what"]


@pytest.mark.parametrize("screen", ["dossier", "search"])
def test_the_first_key_leads_past_the_head(watch: Opener, site: str, screen: str) -> None:
    page = opened(watch, site, screen, WIDE).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_map_is_entered_and_left_by_keyboard(watch: Opener, site: str) -> None:
    here = opened(watch, site, "world", WIDE)
    page = here.page
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Skip the map":
            break
    else:
        pytest.fail("no link leads past the map")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('svg')") is None
    page.locator(".arc").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/dossier/**")
    here.quiet()


def test_a_pair_is_found_by_typing(watch: Opener, site: str) -> None:
    page = opened(watch, site, "world", NARROW).page
    page.locator("input[name=a]").focus()
    page.keyboard.type("peru")
    page.keyboard.press("Tab")
    page.keyboard.type("chilean")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dossier/PER/CHL")


def test_the_facts_of_a_line_open_by_keyboard(watch: Opener, site: str) -> None:
    page = opened(watch, site, "dossier", WIDE).page
    summary = page.locator("details.facts > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.facts").first.evaluate("e => e.open")
    assert page.locator("details.facts q").first.is_visible()


def test_the_queue_is_worked_through_by_single_keys(watch: Opener, own_site: str) -> None:
    here = watch(own_site)
    here.sign_in("Ann Clerk")
    here.goto("/review")
    page = here.page

    def place() -> tuple[int, int]:
        at, _, of = page.locator("main .basis").inner_text().split(" · ")[0].partition(" of ")
        return int(at), int(of)

    def press(key: str) -> None:
        before = page.locator("main .basis").inner_text()
        page.keyboard.press(key)
        page.wait_for_function(
            "told => document.querySelector('main .basis').innerText !== told", arg=before
        )

    first, number = place()
    assert first == 1
    press("j")
    assert place() == (2, number)
    press("k")
    assert place() == (1, number)
    press("a")
    assert place() == (1, number - 1)
    press("r")
    assert place() == (1, number - 2)
    page.select_option("select[name=level]", "envoys")
    page.keyboard.press("Escape")
    press("c")
    assert place() == (1, number - 3)
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.name") == "note"
    page.keyboard.type("a jar")  # letters that are keys elsewhere
    assert page.input_value("textarea[name=note]") == "a jar"
    page.keyboard.press("Escape")
    press("n")
    assert place() == (2, number - 3)
    told = page.request.get(f"{own_site}/api/v1/events?limit=200").json()["events"]
    judged = {j for e in told for j in e.get("judged", [])}
    assert judged == {"accept", "correct", "note", "reject"}
    (note,) = [n for e in told for n in e.get("notes", [])]
    assert note.endswith("a jar")
    here.quiet()
