"""The lexicon of events: its size, its checks, and a user's own rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.codes import EventType
from dragoman.errors import SettingsError
from dragoman.language import lexicon

HEAD = "predicate\tpos\ttype\tmode\trole\tif\tflags\tsure\tnote\n"


def test_at_least_600_predicates_over_all_types() -> None:
    entries = lexicon.load("").entries
    assert len({(e.pos, e.name) for e in entries if e.type is not None}) >= 600
    assert {e.type for e in entries} - {None} == set(EventType)


def test_the_most_particular_entry_comes_first() -> None:
    of_raise = lexicon.load("").of("verb", "raise")
    assert of_raise[0].inner is not None


def test_own_rows_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(HEAD + "condemn\tverb\tPROTEST\tdemo\tdoes\t\t\ta\t\n", encoding="utf-8")
    monkeypatch.setenv(lexicon.VARIABLE, str(own))
    assert lexicon.load().of("verb", "condemn")[0].type is EventType.PROTEST
    assert lexicon.load("").of("verb", "condemn")[0].type is EventType.ACCUSE


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("condemn\tverb\tSHOUT\t\tdoes\t\t\ta\t", "no PLOVER type"),
        ("condemn\tverb\tACCUSE\tvisit\tdoes\t\t\ta\t", "no mode of ACCUSE"),
        ("condemn\tverb\tACCUSE\t\tnobody\t\t\ta\t", "not in roles.tsv"),
        ("condemn\tadverb\tACCUSE\t\tdoes\t\t\ta\t", "pos"),
        ("condemn\tverb\tACCUSE\t\tdoes\tsunny\t\ta\t", "no condition"),
        ("condemn\tverb\tACCUSE\t\tdoes\t\tloud\ta\t", "flag"),
        ("condemn\tverb\tACCUSE\t\tdoes\t\t\tz\t", "sure"),
        ("@nobody [talk]\tverb\tACCUSE\t\tdoes\t\t\ta\t", "no class of classes.tsv"),
        ("condemn [\tverb\tACCUSE\t\tdoes\t\t\ta\t", "cannot be read"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, row: str, fault: str) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=re.escape(fault)) as error:
        lexicon.load(str(own))
    assert f"{own}:2" in str(error.value)


def test_a_class_stands_for_each_of_its_words(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(HEAD + "glorify [@pact]\tverb\tSUPPORT\t\tdoes\t\t\ta\t\n", encoding="utf-8")
    pacts = lexicon.read_classes(lexicon.FOLDER / "classes.tsv")["pact"]
    found = lexicon.load(str(own)).of("verb", "glorify")
    assert {e.inner for e in found} == set(pacts)


@pytest.mark.parametrize(
    ("rows", "fault"),
    [("idle\t\n", "empty"), ("stop\thalt\nstop\tend\n", "twice")],
)
def test_a_bad_class_is_named_with_its_line(tmp_path: Path, rows: str, fault: str) -> None:
    table = tmp_path / "classes.tsv"
    table.write_text("class\twords\n" + rows, encoding="utf-8")
    with pytest.raises(SettingsError, match=fault) as error:
        lexicon.read_classes(table)
    assert f"{table}:{1 + rows.count(chr(10))}" in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.tsv"):
        lexicon.load(str(tmp_path / "none.tsv"))
