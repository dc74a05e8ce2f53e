"""Searches and decisions change the page in place; without scripts the same pages load whole."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.conftest import Opener
from tests.serve.conftest import TOKEN


def test_a_facet_changes_the_page_and_its_address(watch: Opener, site: str) -> None:
    here = watch(site)
    here.goto("/search?pair=PER-CHL")
    page = here.page
    page.evaluate("window.stayed = true")
    page.click(".facets a:has-text('planned')")
    page.wait_for_url("**/search?pair=PER-CHL&status=planned")
    page.wait_for_selector(".facets a[aria-current]")
    assert page.evaluate("window.stayed")
    assert page.input_value("select[name=status]") == "planned"
    page.select_option("select[name=level]", "leaders")
    page.wait_for_url("**/search?pair=PER-CHL&status=planned&level=leaders")
    page.wait_for_selector("[role=status]:has-text('1 event.')")
    assert page.evaluate("window.stayed")
    assert page.evaluate("document.activeElement.id") in ("f-level", "main")
    page.go_back()
    page.wait_for_url("**/search?pair=PER-CHL&status=planned")
    page.wait_for_selector("[role=status]:has-text('2 events.')")
    here.quiet()


def test_what_cannot_be_asked_for_is_told_in_place(watch: Opener, site: str) -> None:
    here = watch(site)
    here.goto("/search")
    here.page.fill("input[name=pair]", "Peru")
    here.page.press("input[name=pair]", "Enter")
    alert = here.page.wait_for_selector("[role=alert]")
    assert alert is not None
    assert "Peru is no pair" in alert.inner_text()


def test_all_of_it_works_without_scripts(browser: Browser, own_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{own_site}/search?pair=PER-CHL")
    page.click(".facets a:has-text('planned')")
    assert "status=planned" in page.url
    page.goto(f"{own_site}/sign-in?next=/review")
    page.fill("input[name=author]", "Ann")
    page.fill("input[name=token]", TOKEN)
    page.press("input[name=token]", "Enter")
    before = page.locator("main .basis").inner_text()
    page.click("button[value=accept]")
    after = page.locator("main .basis").inner_text()
    number = [int(told.split(" · ")[0].rpartition(" ")[2]) for told in (before, after)]
    assert number[1] == number[0] - 1
    context.close()
