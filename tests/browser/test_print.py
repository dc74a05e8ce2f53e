"""A dossier on paper: two pages, and a line where something is left out."""

from __future__ import annotations

import io
from unicodedata import normalize

import pypdf
import pytest

from tests.browser.conftest import Opener


def printed(watch: Opener, base: str, path: str) -> list[str]:
    """The text of each page of a print on A4."""
    here = watch(base)
    assert here.goto(path) == 200
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
    assert "37 more are not printed" in told  # of 40 promises, three are
    assert "People and offices" in told


@pytest.mark.parametrize("path", ["/report/held%2Fby%20the%20sea%3F", "/calendar/PER/CHL"])
def test_other_pages_print_without_what_is_only_for_the_screen(
    watch: Opener, site: str, path: str
) -> None:
    pages = printed(watch, site, path)
    assert len(pages) == 1
    assert "Words in reports" not in pages[0]
