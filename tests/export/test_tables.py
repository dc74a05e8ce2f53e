"""Tables are opened as their users open them: Parquet with pandas, workbooks with openpyxl, GDELT's
files with pandas and GDELT's own column names.
"""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest

from dragoman.codes import MODES, EventType, cameo_root
from dragoman.errors import InputError, SettingsError
from dragoman.export import csv, gdelt, parquet, xlsx
from dragoman.knowledge import load
from dragoman.ledger import Ledger
from dragoman.merge import Merged
from dragoman.record import Record
from tests.export.conftest import PLAN, VISIT


def opened(writer: Any, given: Any) -> io.BytesIO:
    file = io.BytesIO()
    writer(given, file)
    file.seek(0)
    return file


# Parquet


def test_parquet_has_the_csvs_columns_with_types(records: list[Record]) -> None:
    frame = pandas.read_parquet(opened(parquet.write, records))
    assert list(frame.columns) == [*csv.COLUMNS, *parquet.NESTED]
    assert len(frame) == 5
    visit = frame.iloc[0]
    assert visit["date"] == date(2024, 5, 14)
    assert frame["score"].dtype == float
    assert frame["background"].dtype == bool
    text = io.StringIO(newline="")
    csv.write(records, text)
    text.seek(0)
    plain = pandas.read_csv(text, dtype={"cameo_root": str})
    for column in ("event_id", "type", "plover_type", "cameo_root", "says", "evidence", "start"):
        assert frame[column].fillna("").tolist() == plain[column].fillna("").tolist()


def test_parquet_keeps_spans_and_the_chain_of_sources(records: list[Record]) -> None:
    frame = pandas.read_parquet(opened(parquet.write, records)).set_index("report_id")
    span = frame.loc["baltic/1", "evidence_span"]
    assert VISIT[span["start"] : span["end"]] == span["text"]
    (topic,) = frame.loc["baltic/1", "topic_spans"]
    assert VISIT[topic["start"] : topic["end"]] == topic["text"] == "<grain> & rail"
    (voice,) = frame.loc["denied", "voices"]
    assert (voice["text"], voice["state"], voice["stance"]) == ("Bucharest", "ROU", "denies")
    (actor,) = frame.loc["plan", "actors"]
    assert (actor["name"], actor["office"]) == ("Anna Kalnina", "Foreign Minister")


def test_parquet_of_nothing_has_its_columns() -> None:
    frame = pandas.read_parquet(opened(parquet.write, []))
    assert (len(frame), len(frame.columns)) == (0, len(csv.COLUMNS) + len(parquet.NESTED))


# Workbooks


def test_a_workbook_has_a_sheet_of_each_table(records: list[Record]) -> None:
    book = openpyxl.load_workbook(opened(xlsx.write, records))
    assert book.sheetnames == list(xlsx.SHEETS)
    head, *rows = book["events"].iter_rows(values_only=True)
    assert head == csv.COLUMNS
    visit = dict(zip(head, rows[0], strict=True))
    assert visit["date"] == datetime(2024, 5, 14)
    assert (visit["score"], visit["cameo_root"]) == (4, "04")
    assert visit["evidence"].startswith("🕊 Anna Kalnina visited")
    assert [r[0] for r in book["reports"].iter_rows(values_only=True)][1:] == [
        r.id for r in records
    ]


def test_no_cell_of_a_workbook_is_a_formula(records: list[Record]) -> None:
    book = openpyxl.load_workbook(opened(xlsx.write, records))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert any(str(c.value) == PLAN for c in cells)
    assert {c.data_type for c in cells if c.value is not None} == {"s", "n", "d"}


def test_the_same_records_give_the_same_workbook(records: list[Record]) -> None:
    files = [opened(xlsx.write, records) for _ in range(2)]
    one, two = (openpyxl.load_workbook(f).properties.created for f in files)
    assert one == two


def test_a_workbook_that_is_too_small_says_so(
    records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 3)
    with pytest.raises(InputError, match=r"2 events; narrow .* parquet"):
        xlsx.write(records, io.BytesIO())


def test_a_missing_package_is_named_with_its_extra(
    records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(
        SettingsError, match=r"xlsx: needs xlsxwriter; pip install 'dragoman\[export"
    ):
        xlsx.write(records, io.BytesIO())


# GDELT


# Source: GDELT Event Codebook V2.0, the names as its tables in BigQuery and gdeltPyR have them.
GDELT_EVENTS = """
GLOBALEVENTID SQLDATE MonthYear Year FractionDate
Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode
Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code
Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode
Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code
IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale
NumMentions NumSources NumArticles AvgTone
Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code
Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code
Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID
ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code
ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID
DATEADDED SOURCEURL
""".split()
GDELT_MENTIONS = """
GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier
SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence
MentionDocLen MentionDocTone MentionDocTranslationInfo Extras
""".split()
GDELT_TYPES = {
    **dict.fromkeys(("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "DATEADDED"), "int64"),
    **dict.fromkeys(("IsRootEvent", "QuadClass", "NumMentions", "ActionGeo_Type"), "int64"),
    **dict.fromkeys(("FractionDate", "GoldsteinScale", "ActionGeo_Lat"), "float64"),
}


def table(file: io.BytesIO) -> pandas.DataFrame:
    return pandas.read_csv(file, sep="\t", dtype=str, quoting=3, keep_default_na=False)


def test_events_have_gdelts_columns(events: list[Merged]) -> None:
    frame = table(opened(gdelt.write, events))
    assert list(frame.columns) == GDELT_EVENTS
    for column, kind in GDELT_TYPES.items():
        filled = frame[column][frame[column] != ""]
        assert len(filled), column
        filled.astype(kind)
    visit = frame[(frame["EventCode"] == "042")].iloc[0]
    assert (visit["SQLDATE"], visit["MonthYear"], visit["FractionDate"]) == (
        *("20240514", "202405", "2024.4493"),
    )
    assert (visit["Actor1Code"], visit["Actor1Name"]) == ("LVAGOV", "ANNA KALNINA")
    assert visit["Actor2CountryCode"] == "ROM"  # CAMEO's code of Romania
    assert (visit["EventBaseCode"], visit["EventRootCode"], visit["QuadClass"]) == (
        "042",
        "04",
        "1",
    )
    assert (visit["NumMentions"], visit["NumSources"], visit["NumArticles"]) == ("2", "2", "2")
    assert (visit["ActionGeo_CountryCode"], visit["ActionGeo_Type"]) == ("RO", "4")
    assert visit["DATEADDED"] == "20240515000000"
    assert visit["SOURCEURL"] == "https://gazette.example/visit?a=1&b=2"


def test_what_is_planned_is_folded_and_what_did_not_happen_left_out(events: list[Merged]) -> None:
    frame = table(opened(gdelt.write, events))
    assert set(frame["EventRootCode"]) == {"03", "04"}
    assert len(frame[frame["EventCode"] == "030"]) == 1 + 3  # the plan, and a pact of three
    pact = frame[frame["SQLDATE"] == "20240515"]
    assert {(a, b) for a, b in zip(pact["Actor1Code"], pact["Actor2Code"], strict=True)} == {
        *(("LVAGOV", "ROMGOV"), ("LVAGOV", "IGOASEAN"), ("ROMGOV", "IGOASEAN")),
    }
    assert set(pact["Actor2KnownGroupCode"]) == {"", "ASEAN"}
    assert frame["GLOBALEVENTID"].is_unique
    assert (frame["GLOBALEVENTID"].astype("int64") < 2**53).all()


def test_mentions_have_gdelts_columns_and_the_places(ledger: Path) -> None:
    file = io.BytesIO()
    with Ledger(ledger) as kept:
        events = kept.events()
        gdelt.write_mentions(events, kept.records, file)
    file.seek(0)
    frame = table(file)
    assert list(frame.columns) == GDELT_MENTIONS
    ids = set(table(opened(gdelt.write, events))["GLOBALEVENTID"])
    assert set(frame["GLOBALEVENTID"]) == ids
    web = frame[frame["MentionType"] == "1"].iloc[0]
    assert web["MentionIdentifier"] == "https://gazette.example/visit?a=1&b=2"
    assert (web["MentionTimeDate"], web["Confidence"]) == ("20240515050000", "91")
    assert web["MentionDocLen"] == str(len(VISIT))
    assert VISIT[int(web["ActionCharOffset"]) :].startswith("visited")
    extras = json.loads(web["Extras"])
    assert VISIT[extras["start"] : extras["end"]] == extras["words"]
    post = frame[frame["MentionSourceName"] == "The Danube Post"].iloc[0]
    assert (post["MentionType"], post["MentionIdentifier"]) == ("2", "danube-7")
    assert json.loads(post["Extras"])["says"] == [
        {"text": "Riga", "state": "LVA", "stance": "asserts"}
    ]


def test_gdelts_own_files_have_no_header(events: list[Merged]) -> None:
    file = io.BytesIO()
    count = gdelt.write(events, file, header=False)
    lines = file.getvalue().decode().splitlines()
    assert len(lines) == count
    assert {line.count("\t") for line in lines} == {60}


def test_the_tables_of_codes_fit_the_fold() -> None:
    for (kind, mode), code in gdelt._cameo().items():
        assert mode in MODES[EventType(kind)]
        assert code.startswith(cameo_root(EventType(kind)))
        assert code.isdigit()
        assert 3 <= len(code) <= 4
    codes = gdelt._states()
    assert set(codes) == set(load().states) - {"ALA"}  # FIPS counts Åland to Finland
    assert len({fips for fips, _ in codes.values()}) == len(codes)
