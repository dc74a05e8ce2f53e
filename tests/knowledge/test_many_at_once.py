"""What is worked out for many names at once is what it is for each, and tables give the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.knowledge import load
from dragoman.knowledge.alike import all_rough, rough, telling, telling_words
from dragoman.knowledge.collection import TABLES
from dragoman.knowledge.spelling import opening, plain_name, plain_names
from dragoman.knowledge.tables import HERE, cells, rows

WORDS = st.sampled_from(
    "Anna Mohamed al-Rashid O'Neil O’Neil J. Łukasz Nguyễn Jr. Sir Dr the II Đỗ x van Zúñiga, "
    "Schmidt-Rottluff Þór Amgalangiin Yusuf bin Ümit".split()
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


def test_plain_names_of_the_tables() -> None:
    names = [n for p in load().persons.values() for n in (p.name, *p.aliases)]
    assert plain_names(names) == [plain_name(name) for name in names]


@given(st.lists(NAMES, max_size=8))
def test_plain_names(names: list[str]) -> None:
    assert plain_names(names) == [plain_name(name) for name in names]


@given(st.lists(NAMES, max_size=8))
def test_rough_words(names: list[str]) -> None:
    words = [word for name in names for word in telling(name)]
    assert all_rough(words) == [rough(word) for word in words]
    assert [telling_words(plain_name(name)) for name in names] == [telling(n) for n in names]


def test_openings_are_of_the_longest_name_that_begins_so() -> None:
    known = load()
    longest: dict[str, int] = {}
    for name in (*known.names, *(n for p in known.places for n in p.names)):
        first = opening(name.removeprefix("The ").removeprefix("the ").partition(" ")[0])[0]
        words = name.removeprefix("The ").removeprefix("the ").count(" ") + 1
        longest[first] = max(words, longest.get(first, 0))
    assert known.openings_of_names == longest


def test_places_are_found_by_every_name_of_theirs() -> None:
    known = load()
    for place in known.places[::7]:
        for name in place.names:
            assert place in [n.thing for n in known.named(name) if n.how == "place"], name


@pytest.mark.parametrize("table", TABLES)
def test_cells_are_those_of_the_rows(table: str) -> None:
    columns = TABLES[table]
    assert cells(HERE / table, columns) == [row for _, row in rows(HERE / table, columns)]


def test_cells_of_a_table_with_other_columns_and_short_rows(tmp_path: Path) -> None:
    table, columns = tmp_path / "seats.tsv", TABLES["seats.tsv"]
    table.write_text("state\tname\tsector\tstands_for\nPER\tthe Palace\tGOV\tpresident\n")
    assert cells(table, columns) == [["the Palace", "PER", "GOV", "president", ""]]
    head = "\t".join(c.name for c in columns)
    table.write_text(f"# a remark\n{head}\nthe Palace\tPER\tGOV\tpresident\n")
    assert cells(table, columns) == [["the Palace", "PER", "GOV", "president", ""]]
    table.write_text(f"{head}\nthe Palace\tPER\tGOV\tpresident\t\tmore\n")
    with pytest.raises(ModelError, match="line 2: 6 cells under 5 columns"):
        cells(table, columns)
