import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from tests.ingest.server import Served, Site, page

from dragoman.errors import InputError
from dragoman.ingest.polite import Gone, Later, Visitor, retry_after

TEXT = "The foreign ministers of Peru and Chile met in Arica on Tuesday and spoke about fishing. "


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    site.pages["/a"] = Served(page("A", TEXT), headers={"ETag": '"one"', "Last-Modified": "x"})
    with Visitor(pause=0) as visitor:
        first = visitor.get(f"{site.address}/a")
        again = visitor.get(f"{site.address}/a", first.etag, first.modified)
    assert (first.etag, first.modified) == ('"one"', "x")
    assert first.page is not None
    assert again.page is None
    assert site.asked[-1][1]["if-modified-since"] == "x"


def test_robots_are_kept_to_and_asked_once(site: Site) -> None:
    site.pages["/robots.txt"] = Served(b"User-agent: *\nDisallow: /private/\nAllow: /private/open")
    site.pages["/private/open"] = site.pages["/a"] = Served(page("A", TEXT))
    with Visitor(pause=0) as visitor:
        visitor.get(f"{site.address}/a")
        visitor.get(f"{site.address}/private/open")
        with pytest.raises(InputError, match=r"robots\.txt does not allow"):
            visitor.get(f"{site.address}/private/b")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/private/open"]


def test_a_site_without_robots_allows_all_and_one_that_fails_nothing_now(site: Site) -> None:
    site.pages["/a"] = Served(page("A", TEXT))
    with Visitor(pause=0) as visitor:
        assert visitor.get(f"{site.address}/a").page is not None
    site.pages["/robots.txt"] = Served(status=503)
    with Visitor(pause=0) as visitor, pytest.raises(Later, match=r"robots\.txt cannot be had"):
        visitor.get(f"{site.address}/a")


def test_a_pause_between_requests_and_a_longer_one_where_asked_for(site: Site) -> None:
    site.pages["/robots.txt"] = Served(b"User-agent: dragoman\nCrawl-delay: 0.2\n")
    site.pages["/a"] = Served(page("A", TEXT))
    with Visitor(pause=0.05) as visitor:
        began = time.monotonic()
        visitor.get(f"{site.address}/a")
        visitor.get(f"{site.address}/a")
        assert time.monotonic() - began >= 0.25


def test_later_means_later_for_the_whole_host(site: Site) -> None:
    site.pages["/busy"] = Served(status=429, headers={"Retry-After": "30"})
    site.pages["/a"] = Served(page("A", TEXT))
    now = 100.0
    with Visitor(pause=0, clock=lambda: now) as visitor:
        with pytest.raises(Later) as told:
            visitor.get(f"{site.address}/busy")
        assert told.value.seconds == 30
        asked = len(site.asked)
        with pytest.raises(Later):
            visitor.get(f"{site.address}/a")
        assert len(site.asked) == asked
        now = 131.0
        assert visitor.get(f"{site.address}/a").page is not None


@pytest.mark.parametrize(
    ("status", "kind"), [(410, Gone), (500, Later), (503, Later), (404, InputError)]
)
def test_what_a_status_means(site: Site, status: int, kind: type[InputError]) -> None:
    site.pages["/a"] = Served(status=status)
    with Visitor(pause=0) as visitor, pytest.raises(InputError) as told:
        visitor.get(f"{site.address}/a")
    assert type(told.value) is kind
    assert f"{site.address}/a" in str(told.value)


def test_nobody_there_may_be_there_later() -> None:
    with Visitor(pause=0, seconds=2) as visitor, pytest.raises(Later):
        visitor.get("http://127.0.0.1:9/feed")


def test_a_redirection_without_end(site: Site) -> None:
    site.pages["/loop"] = Served(status=302, headers={"Location": "/loop"})
    with Visitor(pause=0) as visitor, pytest.raises(InputError, match="without end"):
        visitor.get(f"{site.address}/loop")
    assert site.paths().count("/loop") <= 7


def test_retry_after_as_number_and_as_date() -> None:
    assert retry_after("120") == 120
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    assert retry_after(in_an_hour) == pytest.approx(3600, abs=5)
    assert retry_after("99999999999999") == 24 * 3600
    assert retry_after("soon") is None
    assert retry_after(None) is None
