from collections.abc import Iterator

import pytest
from tests.ingest.server import Served, Site, page, rss

from dragoman.ingest import Failure
from dragoman.ingest.follow import Visit, due, visit, visits
from dragoman.ingest.followed import Followed
from dragoman.ingest.polite import Visitor
from dragoman.report import Report

TEXT = "The foreign ministers of Peru and Chile met in Arica on Tuesday and spoke about fishing. "
TEASER = "The ministers of Peru and Chile met in Arica on Tuesday; more of it on our pages, soon."


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    with Visitor(pause=0, seconds=5) as found:
        yield found


def once(site: Site, state: Followed, visitor: Visitor, now: float = 1000.0, **more: bool) -> Visit:
    return visit(f"{site.address}/feed", state, visitor, now=lambda: now, every=600, **more)


def reports_of(found: Visit) -> list[Report]:
    return [item for item in found.found if isinstance(item, Report)]


def failures_of(found: Visit) -> list[Failure]:
    return [item for item in found.found if isinstance(item, Failure)]


def feed(site: Site, *entries: tuple[str, str, str], **headers: str) -> None:
    told = rss(*((t, f"{site.address}{p}", d) for t, p, d in entries))
    site.pages["/feed"] = Served(told, kind="application/rss+xml", headers=headers)


def test_a_teaser_is_followed_to_its_page_once(site: Site, visitor: Visitor) -> None:
    feed(site, ("Talks", "/1", TEASER))
    site.pages["/1"] = Served(page("Talks in Arica", TEXT * 4))
    first = once(site, Followed(), visitor)
    (report,) = reports_of(first)
    assert "fishing" in report.text
    assert (report.publisher, report.published) == ("Andes Daily", "2024-03-05T10:00:00+00:00")
    second = once(site, first.state, visitor)
    assert second.found == ()
    assert site.paths() == ["/feed", "/1", "/feed"]
    feed(site, ("Talks", "/1", TEASER), ("More", "/2", TEXT * 30))
    third = once(site, second.state, visitor)
    assert [r.url for r in reports_of(third)] == [f"{site.address}/2"]
    assert "/2" not in site.paths()


def test_an_unchanged_feed_costs_one_small_request(site: Site, visitor: Visitor) -> None:
    feed(site, ("Talks", "/1", TEXT * 30), ETag='"one"')
    first = once(site, Followed(), visitor)
    second = once(site, first.state, visitor)
    assert not second.changed
    assert second.state.seen == first.state.seen
    assert site.asked[-1][1]["if-none-match"] == '"one"'


def test_where_the_page_cannot_be_had_the_teaser_is_the_report(
    site: Site, visitor: Visitor
) -> None:
    site.pages["/robots.txt"] = Served(b"User-agent: *\nDisallow: /1\n")
    feed(site, ("Talks", "/1", TEASER), ("Gone", "/2", TEASER + " Again."), ("None", "/3", "Short"))
    found = once(site, Followed(), visitor)
    assert [r.text for r in reports_of(found)] == [TEASER, TEASER + " Again."]
    (lost,) = failures_of(found)
    assert "404" in lost.reason


def test_without_pages_only_feeds_are_asked(site: Site, visitor: Visitor) -> None:
    feed(site, ("Talks", "/1", TEASER))
    assert [r.text for r in reports_of(once(site, Followed(), visitor, pages=False))] == [TEASER]
    assert site.paths() == ["/feed"]


def test_a_page_that_fails_for_now_is_asked_for_again(site: Site, visitor: Visitor) -> None:
    feed(site, ("Talks", "/1", TEASER), ETag='"one"')
    site.pages["/1"] = Served(status=503)
    first = once(site, Followed(), visitor)
    assert first.found == ()
    site.pages["/1"] = Served(page("Talks", TEXT * 4))
    second = once(site, first.state, visitor)
    assert len(reports_of(second)) == 1
    site.pages["/1"] = Served(status=503)
    state = Followed()
    for _ in range(3):
        found = once(site, state, visitor)
        state = found.state
    assert [r.text for r in reports_of(found)] == [TEASER]
    assert state.tried == {}


def test_a_feed_that_fails_is_asked_later_each_time_after_longer(
    site: Site, visitor: Visitor
) -> None:
    site.pages["/feed"] = Served(status=500)
    first = once(site, Followed(seen=["x"]), visitor)
    (told,) = failures_of(first)
    assert told.source == f"{site.address}/feed"
    assert told.reason.count("\n") == 0
    assert "asked again in 20 minutes" in told.reason
    second = once(site, first.state, visitor)
    assert second.state.not_before - 1000 == 2400
    assert second.state.seen == ["x"]
    assert due(second.state, 1001, 600) == pytest.approx(2399)
    feed(site, ("Talks", "/1", TEXT * 30))
    assert once(site, second.state, visitor).state.faults == 0


def test_the_time_that_the_server_asks_for_counts(site: Site, visitor: Visitor) -> None:
    site.pages["/feed"] = Served(status=503, headers={"Retry-After": "77"})
    assert once(site, Followed(), visitor).state.not_before == 1077


def test_what_is_gone_for_ever_is_never_asked_again(site: Site, visitor: Visitor) -> None:
    site.pages["/feed"] = Served(status=410)
    found = once(site, Followed(), visitor)
    assert "take it off the list" in failures_of(found)[0].reason
    assert due(found.state, 1e12, 600) == float("inf")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>Not found</body></html>",
        b"<rss><channel></channel></rss>",
        b"\x00\xff" * 99,
    ],
)
def test_what_is_no_feed_is_one_line(site: Site, visitor: Visitor, data: bytes) -> None:
    site.pages["/feed"] = Served(data)
    (told,) = failures_of(once(site, Followed(), visitor))
    assert "\n" not in told.reason


def test_a_feed_that_redirects_for_ever(site: Site, visitor: Visitor) -> None:
    site.pages["/feed"] = Served(status=301, headers={"Location": "/feed"})
    (told,) = failures_of(once(site, Followed(), visitor))
    assert "without end" in told.reason


def test_many_feeds_of_one_host_are_asked_one_at_a_time(site: Site, visitor: Visitor) -> None:
    for n in range(12):
        site.pages[f"/f{n}"] = Served(rss((f"T{n}", f"{site.address}/{n}", TEXT * 30)))
    given = [(f"{site.address}/f{n}", Followed()) for n in range(12)]
    found = list(visits(given, visitor, now=lambda: 1.0, every=60))
    assert sum(len(reports_of(v)) for v in found) == 12
    assert site.most_together == 1
