"""Exports are opened as their users open them: line by line as JSON, and as a table."""

import csv
import io
import json

import pytest

from dragoman.codes import Channel, EventType, Level, Sector, Status
from dragoman.errors import InputError
from dragoman.export import csv as table
from dragoman.export import jsonl, plover
from dragoman.record import Actor, Event, Place, Record, Voice, Why
from dragoman.report import Span

TEXT = (
    "Latvian Foreign Minister Anna Kalnina visited Tallinn on Tuesday; a second visit is planned. "
    'Estonia has not recalled its envoy, "for now; and for long", a spokesman said.'
)


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def _event(name: str, kind: EventType, status: Status, trigger: str, **more: object) -> Event:
    latvia = Actor("Latvian Foreign Minister Anna Kalnina", "LVA", Sector.GOV, "Anna Kalnina", "FM")
    estonia = Actor("Estonia", "EST", Sector.GOV)
    return Event(
        id=name,
        type=kind,
        status=status,
        trigger=_span(trigger),
        evidence=_span(trigger),
        actors=(latvia,),
        recipients=(estonia,),
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def record() -> Record:
    return Record(
        id="r1",
        text=TEXT,
        record_id="abc",
        reader={"version": "1"},
        publisher="The Baltic Gazette",
        published="2024-05-16T08:00:00+03:00",
        events=(
            _event(
                "a",
                EventType.CONSULT,
                Status.HAPPENED,
                "visited",
                mode="visit",
                when="2024-05-14",
                where=Place("Tallinn", "EST", latitude=59.4, longitude=24.7),
                channel=Channel.VISIT,
                level=Level.MINISTERS,
                why=Why("lexicon", "visit"),
                confidence=0.9,
            ),
            _event("b", EventType.CONSULT, Status.PLANNED, "second visit", mode="visit"),
            _event(
                "c",
                EventType.SANCTION,
                Status.DID_NOT_HAPPEN,
                "recalled its envoy",
                says=(Voice("a spokesman", "EST"),),
            ),
        ),
    )


def test_plover_folds_what_is_planned_and_leaves_out_what_did_not_happen(record: Record) -> None:
    file = io.BytesIO()
    assert plover.write([record], file) == 2
    held, planned = (json.loads(line) for line in file.getvalue().splitlines())
    assert held["event"] == ["CONSULT"]
    assert held["mode"] == ["visit"]
    assert held["date"] == "2024-05-14"
    assert held["quad_code"] == 1
    assert held["event_scale"] == 4
    assert held["cameo_root"] == "04"
    assert held["source"] == [
        {
            "code": "LVA",
            "sector": "GOV",
            "actor_text": "Latvian Foreign Minister Anna Kalnina",
            "identifier_text": "Anna Kalnina",
            "office": "FM",
        }
    ]
    assert held["event_loc"]["country"] == "EST"
    assert planned["event"] == ["AGREE"]
    assert "mode" not in planned
    assert planned["event_scale"] == 2.5
    assert planned["status"] == "planned"


def test_an_event_without_a_date_takes_the_day_of_the_report_and_says_so(record: Record) -> None:
    held, planned = plover.rows(record)
    assert (held["date"], held["date_from"]) == ("2024-05-14", "text")
    assert (planned["date"], planned["date_from"]) == ("2024-05-16", "report")


def test_everything_is_unfolded_and_complete(record: Record) -> None:
    kinds = [row["event"] for row in plover.rows(record, everything=True)]
    assert kinds == [["CONSULT"], ["CONSULT"], ["SANCTION"]]


def test_ids_are_unique_across_reports(record: Record) -> None:
    ids = [row["id"] for row in plover.rows(record, everything=True)]
    assert len(set(ids)) == 3
    assert all(i.startswith("r1/") for i in ids)


def test_csv_reads_back_cell_by_cell(record: Record) -> None:
    file = io.StringIO(newline="")
    assert table.write([record], file) == 3
    file.seek(0)
    first, second, third = csv.DictReader(file)
    assert list(first) == list(table.COLUMNS)
    assert first["actor_states"] == "LVA"
    assert first["dyads"] == "EST-LVA"
    assert (first["type"], first["plover_type"], first["quad_class"]) == (
        "CONSULT",
        "CONSULT",
        "verbal cooperation",
    )
    assert float(first["score"]) == 4
    assert (second["type"], second["status"], second["plover_type"]) == (
        "CONSULT",
        "planned",
        "AGREE",
    )
    assert third["plover_type"] == ""
    assert third["says_states"] == "EST"
    assert TEXT[int(first["start"]) : int(first["end"])] == "visited"


def test_pandas_sees_numbers_as_numbers(record: Record) -> None:
    pandas = pytest.importorskip("pandas")  # a tool of the user, not ours
    file = io.StringIO(newline="")
    table.write([record], file)
    file.seek(0)
    frame = pandas.read_csv(file, dtype={"cameo_root": str})
    assert frame["score"].dtype == float
    assert frame["cameo_root"][0] == "04"
    assert len(frame) == 3


def test_jsonl_comes_back_as_it_was(record: Record) -> None:
    file = io.BytesIO()
    assert jsonl.write([record, record], file) == 2
    assert list(jsonl.read(file.getvalue().splitlines())) == [record, record]


@pytest.mark.parametrize("line", [b"{broken", b"[1, 2]", b'{"id": 3}', b"\xff\xfe"])
def test_a_broken_line_is_named(line: bytes, record: Record) -> None:
    with pytest.raises(InputError, match=r"records, line 2"):
        list(jsonl.read([record.to_json(), line]))
