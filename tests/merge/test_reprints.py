"""A wire report that ten newspapers print is one telling."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from dragoman.ledger import Ledger, tables
from dragoman.merge.reprint import NEAR, UNDATED, bands, is_reprint, near_spans, runs, share, span
from tests.made import actor, call, record

WIRE = (
    "LIMA, Jan 15 (Agencia) – The presidents of Chile and Peru spoke by telephone on Monday about "
    "the limits of their fishing grounds, an official in Lima told reporters. The call lasted "
    "forty minutes, the official added, and both promised to send experts to a meeting in Arica "
    "before the end of March. Trawlers of both flags have been turned back eleven times since "
    "October."
)
SHORTER = WIRE.partition(" Trawlers")[0].replace("LIMA, Jan 15 (Agencia) – ", "")
OWN = (
    "Chile's president took a call from her Peruvian counterpart on Monday. They went over the "
    "dispute about where boats may fish, according to La Moneda, and left the question of a new "
    "line to experts who will sit down in Arica. It was their first talk this year, and by all "
    "accounts a cool one, which ended without a joint statement of any kind."
)


def _part(a: str, b: str) -> bool:
    one, two = runs(a), runs(b)
    shorter, longer = sorted((len(one), len(two)))
    return is_reprint(share(one, two), shorter, longer)


def test_a_shortened_copy_is_a_reprint_and_another_report_is_none() -> None:
    assert _part(WIRE, SHORTER)
    assert not _part(WIRE, OWN)
    assert set(bands(runs(WIRE))) & set(bands(runs(SHORTER)))


def test_a_paragraph_quoted_in_a_long_article_is_no_reprint() -> None:
    article = OWN + " " + WIRE + " ".join(f"Word{n} follows word{n + 1}." for n in range(400))
    assert not _part(article, SHORTER)


def test_reprints_count_once(tmp_path: Path) -> None:
    sides = actor("CHL", "Ana Rojas"), actor("PER", "Luis Quispe")
    records = [
        record(WIRE, "wire", [call(WIRE, "2024-01-15", *sides)], publisher="Agencia"),
        record(
            SHORTER,
            "herald",
            [call(SHORTER, "2024-01-15", *sides)],
            publisher="Herald",
            published="2024-01-17",
        ),
        record(OWN, "own", [call(OWN, "2024-01-15", *sides, trigger="call")], publisher="Post"),
    ]
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(records)
        dossier = ledger.dossier("CHL", "PER")
    (contact,) = dossier.contacts
    assert len(contact.sources) == 3
    assert (contact.basis.reports, contact.basis.outlets) == (2, 2)
    assert [s.copy_of for s in contact.sources if s.report == "herald"] == ["wire"]
    assert dossier.coverage.reprints == 1


def test_the_same_formula_a_month_later_is_no_reprint(tmp_path: Path) -> None:
    later = WIRE.replace("Jan 15", "Feb 15")
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add([record(WIRE, "jan"), record(later, "feb", published="2024-02-16")])
        sources = [ledger.record(i) for i in ("jan", "feb")]
        assert len(sources) == 2
        with ledger._engine.connect() as connection:
            assert connection.execute(sa.select(tables.reprints)).all() == []


def test_a_reprint_is_sought_in_the_spans_where_it_may_lie() -> None:
    for n in range(90):
        day = date(2023, 11, 1) + timedelta(days=n)
        sought = near_spans(day.isoformat())
        assert UNDATED in sought
        assert len(sought) <= 3
        for apart in range(-NEAR, NEAR + 1):
            assert span((day + timedelta(days=apart)).isoformat()) in sought
    assert span(None) == UNDATED
    assert near_spans("0001-01-02T08:00:00") == (UNDATED, *near_spans("0001-01-02")[1:])


@pytest.mark.parametrize("days", [("2024-01-16", "2024-01-26"), ("2024-01-16", None), (None,) * 2])
@pytest.mark.parametrize("backwards", [True, False])
def test_reprints_of_other_days_and_of_none(
    tmp_path: Path, days: tuple[str | None, ...], backwards: bool
) -> None:
    one, two = (record(f"{WIRE}{' (AP)' * n}", f"r{n}", published=d) for n, d in enumerate(days))
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(record(OWN, "own", published="1999-05-01"))
        ledger.add([two, one] if backwards else [one, two], batch_size=1)
        with ledger._reading() as connection:
            found = connection.execute(sa.select(tables.reprints.c.a, tables.reprints.c.b))
            assert found.all() == [("r0", "r1")]
