"""Every fact has a link that leads to it alone, and a topic's bars lead to what they count."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Opener


@pytest.mark.parametrize(
    ("report", "fact", "words"),
    [
        ("held%2Fby%20the%20sea%3F", "signal-0", "imports of fruit rose"),
        ("held%2Fby%20the%20sea%3F", "characterisation-0", "a bridge of copper"),
        ("held%2Fby%20the%20sea%3F", "quotation-0", "imports of fruit rose"),
        ("off", "mechanism-0", "visit to Lima"),
    ],
)
def test_each_fact_of_a_report_has_a_permalink(
    watch: Opener, site: str, report: str, fact: str, words: str
) -> None:
    here = watch(site)
    here.goto(f"/report/{report}")
    page = here.page
    address = page.locator(f"#c-{fact} a.permalink").get_attribute("href")
    assert address == f"/report/{report}#c-{fact}"
    here.goto("/search")  # to leave the page, so that the next one is loaded anew
    here.goto(address)
    card = page.locator(".card:target")
    card.wait_for(state="visible")
    assert words in card.inner_text()
    here.quiet()


@pytest.mark.parametrize("part", ["mechanisms", "signals", "character", "people", "agenda"])
def test_lines_that_are_no_event_have_permalinks(watch: Opener, site: str, part: str) -> None:
    here = watch(site)
    here.goto("/dossier/ARG/BRA")
    page = here.page
    line = page.locator(f"#{part} .lines > li:has(a.permalink)").last
    words = line.locator(".text").inner_text()
    address = line.locator("a.permalink").get_attribute("href")
    assert page.locator(f"[id='{(address or '')[1:]}']").count() == 1
    here.goto("/search")
    here.goto(f"/dossier/ARG/BRA{address}")
    held = page.locator(".lines > li:target")
    held.wait_for(state="visible")  # also where it lies in a closed part
    assert held.locator(".text").inner_text() == words
    here.quiet()


def test_a_bar_of_a_topic_leads_to_its_source(watch: Opener, site: str) -> None:
    here = watch(site)
    here.goto("/dossier/ARG/BRA")
    page = here.page
    line = page.locator("#agenda .lines > li").first
    bar = line.locator(".spark a").last
    told = bar.locator("title").text_content() or ""
    assert not line.locator("details.facts").evaluate("e => e.open")
    bar.click()
    source = page.locator(".facts li:target")
    source.wait_for(state="visible")
    assert line.locator("details.facts").evaluate("e => e.open")
    assert source.locator("a").first.inner_text() in told
    here.quiet()
