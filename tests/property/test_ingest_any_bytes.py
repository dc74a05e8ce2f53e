"""Whatever bytes come, taking in reports ends, with reports or with failures of one line each."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ingest import Failure
from dragoman.ingest.formats import KINDS, open_bytes, open_file

PAGE = (
    b"<html><head><title>T</title></head><body><p>"
    + b"Peru met Chile. " * 9
    + b"</p></body></html>"
)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
SEEDS: dict[str, bytes] = {
    "text": "Perú met Chile.\n".encode(),
    "markdown": b"---\ntitle: Talks\ndate: 2024-03-05\n---\n# Talks\n\nPeru *met* [Chile](x).\n",
    "html": PAGE,
    "pdf": b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n"
    b"<< /Kids [] /Count 0 /Type /Pages >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF",
    "mail": b"From: A <a@b.c>\r\nSubject: =?utf-8?q?T=C3=A4?=\r\nDate: Tue, 05 Mar 2024 "
    b"10:00:00 +0100\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    b"--x\r\n\r\nPeru met Chile.\r\n--x--\r\n",
    "json": json.dumps([{"text": "Peru met Chile.", "date": "2024-03-05"}]).encode(),
    "rows": json.dumps({"text": "Peru met Chile.", "id": 3}).encode() + b"\n",
    "csv": b'text;date\n"Peru met; Chile.";2024-03-05\n',
    "parquet": b"PAR1" + bytes(range(64)) + b"PAR1",
    "feed": b"<?xml version='1.0'?><rss version='2.0'><channel><title>T</title><item>"
    b"<title>A</title><description>Peru met Chile.</description><pubDate>5 Mar 2024</pubDate>"
    b"</item></channel></rss>",
    "warc": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.b/\r\nContent-Type: "
    b"application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    % len(ANSWER)
    + ANSWER
    + b"\r\n\r\n",
}


def test_every_kind_has_a_seed() -> None:
    assert set(SEEDS) == set(KINDS.values())


@st.composite
def mutated(draw: st.DrawFn, seed: bytes) -> bytes:
    data = bytearray(seed)
    for _ in range(draw(st.integers(1, 6))):
        where = draw(st.integers(0, len(data)))
        how = draw(st.integers(0, 3))
        if how == 0:
            data[where : where + draw(st.integers(1, 9))] = draw(st.binary(max_size=9))
        elif how == 1:
            del data[where:]
        elif how == 2:
            data[where:where] = data[: draw(st.integers(0, 64))]
        else:
            data[where:where] = draw(
                st.sampled_from([b"\x00", b"\xff", b"{", b"<", b'"', b"\n\n", b"&#0;"])
            )
    return bytes(data)


def check(found: list[object]) -> None:
    for item in found:
        if isinstance(item, Failure):
            assert item.reason
            assert "\n" not in item.reason


@pytest.mark.parametrize("kind", SEEDS)
@settings(deadline=10_000)
@given(data=st.data())
def test_mutations(kind: str, data: st.DataObject) -> None:
    check(list(open_bytes(data.draw(mutated(SEEDS[kind])), "name", kind)))


@settings(deadline=10_000)
@given(data=st.binary(max_size=300))
def test_any_bytes_without_a_name(data: bytes) -> None:
    check(list(open_bytes(data, "name", None)))


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.txt.gz", "a.csv.gz", "a.html.gz"])
def test_a_bomb_is_refused_and_does_not_fill_the_memory(tmp_path: Path, name: str) -> None:
    import tracemalloc

    file = tmp_path / name
    with gzip.open(file, "wb", compresslevel=9) as packed:
        for _ in range(200):
            packed.write(b"a" * 1024 * 1024)
    tracemalloc.start()
    try:
        (found,) = open_file(file, None, lambda _: None)
        assert tracemalloc.get_traced_memory()[1] < 200 * 1024 * 1024
    finally:
        tracemalloc.stop()
    assert isinstance(found, Failure)
