"""Whatever characters a report holds, each format is one that its readers can open, row for row."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from dataclasses import replace
from typing import Any

import networkx
import openpyxl
import pyarrow.parquet
from followthemoney import model
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.export import csv as table
from dragoman.export import ftm, gdelt, gexf, jsonl, jsonld, parquet, plover, xlsx
from dragoman.merge import Merged, Source, Telling
from dragoman.record import Record
from tests.made import actor, event, record, voice

# Every character but lone surrogates, which no report holds; the awkward ones more often.
TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\t\n\r\x00\x0b\x1f\x85\u2028\ufffe\uffff\"'<>&;=+@|,🕊é"),
    ),
    min_size=1,
    max_size=40,
)


def made(words: str, name: str, publisher: str, url: str) -> Record:
    text = f"met {words}"
    return record(
        text,
        words,
        [
            event(
                text,
                "met",
                actors=(actor("PER", name),),
                recipients=(actor("CHL"),),
                says=(voice(name, "PER"),),
                when="2024-03-20",
                where=(name, "CHL"),
                topics=(text,),
            )
        ],
        publisher=publisher,
        url=url,
        title=name,
    )


@given(TEXT, TEXT, TEXT, TEXT)
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_written_and_read(words: str, name: str, publisher: str, url: str) -> None:
    one = made(words, name, publisher, url)
    records = [one, replace(one, id=f"{words}2")]
    merged = [Merged(tuple(Telling(Source.of(r), r.events[0]) for r in records))]

    def written(writer: Any, what: Any) -> bytes:
        file = io.BytesIO()
        assert writer(what, file) > 0
        return file.getvalue()

    rows = list(csv.reader(io.StringIO(written(table.write_binary, records).decode(), newline="")))
    assert [len(r) for r in rows] == [len(table.COLUMNS)] * 3
    assert rows[1][table.COLUMNS.index("evidence")] == one.events[0].evidence.text
    assert list(jsonl.read(written(jsonl.write, records).split(b"\n"))) == records
    objects = [json.loads(x) for x in written(plover.write, records).split(b"\n") if x]
    assert objects[0]["text"] == one.events[0].evidence.text
    frame = pyarrow.parquet.read_table(io.BytesIO(written(parquet.write, records)))
    assert frame["evidence"][0].as_py() == one.events[0].evidence.text
    lines = written(gdelt.write, merged).decode().split("\n")
    assert [x.count("\t") for x in lines[:2]] == [60, 60]
    assert len(lines) == 3
    file = io.BytesIO()
    gdelt.write_mentions(merged, lambda _: records, file)
    mentions = file.getvalue().decode().split("\n")
    assert [x.count("\t") for x in mentions] == [15, 15, 15, 0]
    extras = json.loads(mentions[1].rsplit("\t", 1)[1])
    assert extras["words"] == one.events[0].evidence.text
    for line in written(ftm.write, merged).split(b"\n")[:-1]:
        model.get_proxy(json.loads(line), cleaned=False)
    graph = networkx.read_gexf(io.BytesIO(written(gexf.write, merged)))
    assert graph.number_of_edges() == 1
    document = json.loads(written(jsonld.write, merged))
    told = [n for n in document["@graph"] if "schema:Quotation" in n["@type"]]
    assert [t["schema:text"] for t in told] == [one.events[0].evidence.text] * 2


@given(TEXT, TEXT)
@settings(max_examples=8, deadline=None)
def test_any_text_can_stand_in_a_workbook(words: str, name: str) -> None:
    with tempfile.TemporaryFile() as file:
        assert xlsx.write([made(words, name, name, words)], file) == 1
        file.seek(0)
        book = openpyxl.load_workbook(file)
    assert [book[s].max_row for s in xlsx.SHEETS] == [2, 1, 2]
