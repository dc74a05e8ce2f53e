"""A dossier on paper: two pages, and a line where something is left out."""

from __future__ import annotations

import io
from pathlib import Path
from unicodedata import normalize

import pypdf
import pytest

from dragoman.dossier.render_html import render_html
from dragoman.ledger import Ledger
from tests.browser import ledgers
from tests.browser.conftest import Opener, Watched
from tests.browser.ledgers import LONG


def printed(watch: Opener, base: str, path: str) -> list[str]:
    """The text of each page of a print on A4."""
    here = watch(base)
    assert here.goto(path) == 200
    return on_paper(here)


def on_paper(here: Watched) -> list[str]:
    """The text of each page of what is open."""
    pages = pypdf.PdfReader(io.BytesIO(here.page.pdf(format="A4"))).pages
    texts = (normalize("NFKC", page.extract_text()) for page in pages)  # ligatures taken apart
    return [" ".join(text.split()) for text in texts]


def test_a_usual_pair_prints_on_two_pages(watch: Opener, site: str) -> None:
    pages = printed(watch, site, "/dossier/PER/CHL")
    assert 1 <= len(pages) <= 2
    told = " ".join(pages)
    assert "Chile" in pages[0]
    for part in ("Contacts", "Standing mechanisms", "Ahead", "People and offices", "20 March 2024"):
        assert part in told
    for left_out in ("Skip to the content", "Sign out", "Words in reports", "Show"):
        assert left_out not in told


def test_a_long_dossier_says_what_is_not_printed(watch: Opener, site: str) -> None:
    pages = printed(watch, site, "/dossier/ARG/BRA")
    assert len(pages) == 2
    told = " ".join(pages)
    assert f"{LONG - 3} more are not printed" in told  # three promises are
    assert "People and offices" in told


@pytest.mark.parametrize("path", ["/report/held%2Fby%20the%20sea%3F", "/calendar/PER/CHL"])
def test_other_pages_print_without_what_is_only_for_the_screen(
    watch: Opener, site: str, path: str
) -> None:
    pages = printed(watch, site, path)
    assert len(pages) == 1
    assert "Words in reports" not in pages[0]


def test_the_brief_that_the_command_writes_prints_on_two_pages(
    watch: Opener, site: str, tmp_path: Path
) -> None:
    brief = tmp_path / "brief.html"
    with Ledger(ledgers.usual(tmp_path / "ledger.db")) as kept:
        brief.write_text(render_html(kept.dossier("ARG", "BRA")), encoding="utf-8")
    here = watch(site)
    here.page.goto(brief.as_uri())
    pages = on_paper(here)
    assert len(pages) == 2
    assert f"{LONG - 3} more are not printed" in " ".join(pages)
    assert "The Porto Post" in pages[0]  # whose word it is, and in which report
