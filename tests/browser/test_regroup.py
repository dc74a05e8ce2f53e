"""In the review queue an event is merged with another, and a telling parted from its event."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.conftest import Opener, Watched


def in_review(here: Watched, report: str) -> Page:
    """The review page of the event that a report tells of, signed in."""
    here.sign_in("Ann Clerk")
    told = here.page.request.get(f"{here.base}/api/v1/events?limit=200").json()["events"]
    (event,) = [e for e in told if report in e["reports"]]
    assert here.goto(f"/review?event={event['id']}") == 200
    return here.page


def sources(page: Page) -> list[str]:
    """Who tells of the event that is shown."""
    return page.locator(".evidence .source a").all_inner_texts()


def test_a_telling_is_parted_and_merged_again_by_pointer(watch: Opener, own_site: str) -> None:
    here = watch(own_site)
    page = in_review(here, "lima")
    assert len(sources(page)) == 3
    page.evaluate("window.stayed = true")
    page.click(".telling:has-text('raised the fishing limits') button:has-text('Part from')")
    page.wait_for_function("() => document.querySelectorAll('.evidence .telling').length === 2")
    assert not any("Lima Mail" in s for s in sources(page))
    assert page.locator("main .basis .judged").all_inner_texts() == []
    page.click("summary:has-text('One event with another?')")
    choice = page.locator(".choice:has-text('fishing limits')")
    assert choice.count() == 1
    choice.locator("input").check()
    page.click("button[value=merge]")
    page.wait_for_function("() => document.querySelectorAll('.evidence .telling').length === 3")
    assert any("Lima Mail" in s for s in sources(page))
    assert "merged" in page.locator("main .basis .judged").all_inner_texts()
    assert page.evaluate("window.stayed")
    here.quiet()


def test_merging_by_keys_asks_first_with_which(watch: Opener, own_site: str) -> None:
    here = watch(own_site)
    page = in_review(here, "off")
    basis = page.locator("main .basis").inner_text()
    page.keyboard.press("m")
    assert page.locator("details:has(form.merge)").evaluate("e => e.open")
    assert page.evaluate("document.activeElement.name") == "other"
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.checked")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.wait_for_function("() => document.querySelectorAll('.evidence .telling').length > 1")
    assert page.locator("main .basis").inner_text() != basis
    here.quiet()


def test_return_in_a_date_corrects_and_accepts_nothing(watch: Opener, own_site: str) -> None:
    here = watch(own_site)
    page = in_review(here, "ahead")
    page.fill("input[name=when]", "2024-06-07")
    page.press("input[name=when]", "Enter")
    page.wait_for_function(
        "() => !document.querySelector('input[name=when]')?.value.includes('06-07')"
    )
    told = page.request.get(f"{here.base}/api/v1/events?limit=200").json()["events"]
    (event,) = [e for e in told if "ahead" in e["reports"]]
    assert (event["judged"], event["corrected"]) == (["correct"], {"when": "2024-06-07"})
    here.quiet()


def test_an_id_and_return_merge_without_scripts(watch: Opener, own_site: str) -> None:
    here = watch(own_site)
    page = in_review(here, "port")
    told = page.request.get(f"{here.base}/api/v1/events?limit=200").json()["events"]
    (other,) = [e for e in told if "ahead" in e["reports"]]
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(page.url)
    plain.click("summary:has-text('One event with another?')")
    plain.fill("input[name=named]", other["id"])
    plain.press("input[name=named]", "Enter")
    plain.wait_for_url("**/review?at=*&event=*")
    assert len(sources(plain)) == 2
    context.close()
