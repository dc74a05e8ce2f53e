import gzip
import time
from pathlib import Path

import pytest
from tests.ingest.server import Served, Site, page

from dragoman.errors import InputError
from dragoman.ingest import Failure, polite, reports, sitemaps
from dragoman.report import Report

TEXT = "The foreign ministers of Peru and Chile met in Arica on Tuesday and spoke about fishing. "


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polite.Visitor.__init__, "__defaults__", (0.0, 5.0, time.monotonic))


def urlset(site: Site, *paths: tuple[str, str]) -> bytes:
    places = "".join(
        f"<url><loc>{site.address}{path}</loc><lastmod>{day}</lastmod></url>" for path, day in paths
    )
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{places}</urlset>"
    ).encode()


def index(*addresses: str) -> bytes:
    places = "".join(f"<sitemap><loc>{a}</loc></sitemap>" for a in addresses)
    return f"<sitemapindex>{places}</sitemapindex>".encode()


def three(site: Site) -> None:
    for name in "abc":
        site.pages[f"/{name}"] = Served(page(f"Talks {name}", f"{TEXT * 3} {name}"))


def test_the_pages_of_a_sitemap_the_newest_first(site: Site) -> None:
    three(site)
    days = (("/a", "2024-03-01"), ("/b", "2024-03-05"), ("/c", "2024-03-03"))
    site.pages["/sitemap.xml"] = Served(urlset(site, *days), kind="application/xml")
    found = list(reports([f"{site.address}/sitemap.xml"], pages=2))
    assert [f.url for f in found if isinstance(f, Report)] == [
        f"{site.address}/b",
        f"{site.address}/c",
    ]
    (left,) = [f for f in found if isinstance(f, Failure)]
    assert "lists 3 pages and 2 were taken" in left.reason


def test_an_index_of_packed_sitemaps_and_of_itself(site: Site) -> None:
    three(site)
    site.pages["/one.xml.gz"] = Served(
        gzip.compress(urlset(site, ("/a", ""))), kind="application/gzip"
    )
    site.pages["/two.xml"] = Served(urlset(site, ("/b", ""), ("/a", "")), kind="text/xml")
    site.pages["/map.xml"] = Served(
        index(*(f"{site.address}/{n}" for n in ("one.xml.gz", "map.xml", "none.xml", "two.xml"))),
        kind="text/xml",
    )
    found = list(reports([f"{site.address}/map.xml"]))
    assert {f.url for f in found if isinstance(f, Report)} == {
        f"{site.address}/a",
        f"{site.address}/b",
    }
    (lost,) = [f for f in found if isinstance(f, Failure)]
    assert lost.source.endswith("none.xml")


def test_pages_of_a_sitemap_that_are_no_articles_are_told(site: Site, tmp_path: Path) -> None:
    three(site)
    site.pages["/list"] = Served(
        b"<html><body><h1>News</h1><ul>"
        + b"".join(
            b"<li><a href='/%d'>Peru and Chile: talks, part %d</a></li>" % (n, n) for n in range(60)
        )
        + b"</ul></body></html>"
    )
    file = tmp_path / "sitemap.xml"
    file.write_bytes(urlset(site, ("/a", ""), ("/list", "")))
    found = list(reports([file]))
    assert sum(isinstance(f, Report) for f in found) == 1
    (other,) = [f for f in found if isinstance(f, Failure)]
    assert other.source == f"{site.address}/list"
    assert "no article" in other.reason


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<urlset></urlset>", "no address"),
        (b"<rss/>", "no sitemap"),
        (b"not xml", "no XML|broken"),
        (b"", "no XML|broken"),
        (
            b'<!DOCTYPE x [<!ENTITY a "aaaa">]><urlset><url><loc>&a;</loc></url></urlset>',
            "entities",
        ),
        (gzip.compress(b"a" * 40_000_000), "more than 32 MB"),
        (b"\x1f\x8bbroken", "damaged"),
    ],
)
def test_what_is_no_sitemap(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        sitemaps.read(data, "map")
