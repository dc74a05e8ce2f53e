"""Records and dossiers in a notebook: what they show, what they become, the worked example."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pandas
import pyarrow
import pytest
from nbclient import NotebookClient

from dragoman import notebook
from dragoman.dossier import Dossier
from dragoman.dossier.parts import PARTS
from dragoman.errors import InputError, SettingsError
from dragoman.ledger import Ledger
from dragoman.record import Record
from tests.export.conftest import VISIT

WORKED = Path(__file__).resolve().parents[2] / "examples" / "notebook" / "relations.ipynb"


@pytest.fixture(scope="module")
def dossier(ledger: Path) -> Dossier:
    with Ledger(ledger) as kept:
        return kept.dossier("LVA", "ROU", as_of="2024-05-22")


def words(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_a_record_shows_its_text_and_its_facts(records: list[Record]) -> None:
    shown = records[0]._repr_html_()
    assert "<b>visited</b>" in shown
    for told in ("The Baltic Gazette", "CONSULT visit", "14 May 2024", "Ion Munteanu (ROU)"):
        assert told in words(shown)


def test_what_a_report_says_is_escaped(records: list[Record]) -> None:
    shown = records[0]._repr_html_()
    assert "<grain>" not in shown
    assert "&lt;grain&gt; &amp; rail" in shown
    assert "<script" not in shown


def test_a_dossier_shows_its_summary_and_parts_with_sources(dossier: Dossier) -> None:
    shown = dossier._repr_html_()
    told = words(shown)
    for part in ("Latvia – Romania", "Contacts", "Ahead", "The Baltic Gazette"):
        assert part in told
    assert shown.count("<details>") >= 3
    assert "<grain>" not in shown
    assert "<style" not in shown  # it must not change the page around it


def test_events_become_a_frame_with_days_and_numbers(records: list[Record]) -> None:
    frame = notebook.to_pandas(records)
    assert len(frame) == 5
    assert pandas.api.types.is_datetime64_any_dtype(frame["date"])
    visit = frame[frame["report_id"] == "baltic/1"].iloc[0]
    assert VISIT[visit["start"] : visit["end"]] == "visited"
    assert visit["actors"][0]["office"] == "Foreign Minister"
    assert records[0].to_pandas().equals(frame.iloc[:1])


@pytest.mark.parametrize("table", [*notebook.FLAT, *notebook.LISTS])
def test_every_table_of_records_has_its_type_with_and_without_rows(
    table: str, records: list[Record]
) -> None:
    full = notebook.to_arrow(records, table)
    assert isinstance(full, pyarrow.Table)
    assert full.schema == notebook.to_arrow([], table).schema
    if table in notebook.LISTS:
        assert full.num_rows == sum(len(getattr(r, table)) for r in records)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_a_dossier_becomes_a_frame(part: str, dossier: Dossier) -> None:
    assert len(dossier.to_pandas(part)) == len(getattr(dossier, part))
    assert dossier.to_arrow(part).num_rows == len(getattr(dossier, part))


def test_contacts_keep_their_sources(dossier: Dossier) -> None:
    frame = dossier.to_pandas()
    held = frame[frame["status"] == "happened"].iloc[0]
    assert held["when"] == "2024-05-14"
    assert {s["report"] for s in held["sources"]} == {"baltic/1", "danube-7"}
    assert held["basis"]["outlets"] == 2


def test_a_table_that_is_none_is_named(records: list[Record], dossier: Dossier) -> None:
    with pytest.raises(InputError, match="tarot: is no table of records; it is one of events"):
        records[0].to_pandas("tarot")
    with pytest.raises(InputError, match="tarot: is no part of a dossier"):
        dossier.to_arrow("tarot")


@pytest.mark.parametrize("missing", ["pandas", "pyarrow"])
def test_a_missing_package_is_named_with_its_extra(
    missing: str, records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(
        SettingsError, match=rf"needs {missing}; pip install 'dragoman\[notebook\]'"
    ):
        records[0].to_pandas()


def test_neither_is_loaded_before_it_is_asked_for() -> None:
    code = (
        "import sys, dragoman.record, dragoman.dossier.model, dragoman.notebook; "
        "print({'pandas', 'pyarrow'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "set()"


def test_the_worked_notebook_runs() -> None:
    read: Any = nbformat.reads(WORKED.read_text("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    assert all(not c.get("outputs") for c in read.cells), "clear the outputs before it is kept"
    client = NotebookClient(read, timeout=120, resources={"metadata": {"path": WORKED.parent}})
    done = client.execute()
    shown = [
        "".join(o["data"].get("text/html", ""))
        for cell in done.cells
        for o in cell.get("outputs", [])
        if "data" in o
    ]
    (record,) = [h for h in shown if "The Lima Mail" in h]
    assert "<b>met</b>" in record
    (dossier,) = [h for h in shown if "<summary>Contacts" in h]
    assert "Japan – South Korea" in dossier
    frames = [h for h in shown if "dataframe" in h]
    assert len(frames) >= 6
    assert any("cattle" in f for f in frames), "what only Nairobi’s account of the call names"
    assert not [o for c in done.cells for o in c.get("outputs", []) if o.output_type == "stream"]
