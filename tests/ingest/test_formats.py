import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.ingest import Failure, reports
from dragoman.ingest.moments import iso
from dragoman.report import Report

MEETING = "The foreign ministers of Peru and Chile met in Arica on Tuesday."
SECOND = "The defence ministers of Mali and Niger spoke by telephone on Friday."


def read(path: Path, **more: dict[str, str]) -> list[Report | Failure]:
    return list(reports([path], **more))  # type: ignore[arg-type]


def texts(path: Path) -> list[str]:
    found = read(path)
    assert all(isinstance(f, Report) for f in found), found
    return [f.text for f in found if isinstance(f, Report)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_with_any_of_its_delimiters(tmp_path: Path, delimiter: str) -> None:
    file = tmp_path / "a.csv"
    rows = [["Title", "Text", "Date"], ["Talks", f'"{MEETING}"', "2024-03-05"], ["", SECOND, ""]]
    file.write_text("\n".join(delimiter.join(r) for r in rows))
    first, second = read(file)
    assert isinstance(first, Report)
    assert (first.title, first.text, first.published) == ("Talks", MEETING, "2024-03-05")
    assert isinstance(second, Report)
    assert second.published is None


def test_csv_without_a_column_of_texts_says_which_there_are(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("name,wert\na,b\n")
    (found,) = read(file)
    assert isinstance(found, Failure)
    assert "name,wert" in found.reason
    assert texts_of_mapped(file) == ["b"]


def texts_of_mapped(file: Path) -> list[str]:
    return [r.text for r in reports([file], columns={"text": "wert"}) if isinstance(r, Report)]


def test_what_a_failure_quotes_does_not_break_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"na\x0bme\x1b[31m,wert\nx,y\n")
    (found,) = read(file)
    assert isinstance(found, Failure)
    assert str(found).isprintable()


def test_json_as_one_object_an_array_and_a_wrapped_array(tmp_path: Path) -> None:
    row, other = {"text": MEETING}, {"text": SECOND}
    for name, data, wanted in (
        ("one.json", row, [MEETING]),
        ("many.json", [row, other], [MEETING, SECOND]),
        ("wrapped.json", {"count": 2, "articles": [row, other]}, [MEETING, SECOND]),
    ):
        (tmp_path / name).write_text(json.dumps(data, indent=2))
        assert texts(tmp_path / name) == wanted


def test_parquet_rows_and_nulls(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    file = tmp_path / "a.parquet"
    table = {"text": [MEETING, None], "published": [date(2024, 3, 5), None], "id": ["a", None]}
    parquet.write_table(pyarrow.table(table), file)
    first, second = read(file)
    assert isinstance(first, Report)
    assert (first.id, first.published) == ("a", "2024-03-05")
    assert isinstance(second, Failure)
    assert "there is no text" in second.reason


def test_a_broken_parquet_file_is_one_failure(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    file = tmp_path / "a.parquet"
    file.write_bytes(b"PAR1 and then nothing of the kind PAR1")
    (found,) = read(file)
    assert isinstance(found, Failure)
    assert "broken" in found.reason


FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Andes Daily</title>
<item><title>Talks</title><link>https://example.org/1</link>
<pubDate>Tue, 05 Mar 2024 10:00:00 -0500</pubDate>
<description>&lt;p&gt;{MEETING}&lt;/p&gt;
&lt;p&gt;They &lt;b&gt;agreed&lt;/b&gt;.&lt;/p&gt;</description>
</item>
<item><title>Empty</title><link>https://example.org/2</link></item></channel></rss>"""


def test_a_feed_gives_an_entry_a_report(tmp_path: Path) -> None:
    file = tmp_path / "a.rss"
    file.write_text(FEED)
    first, second = read(file)
    assert isinstance(first, Report)
    assert first.text == f"{MEETING}\nThey agreed."
    assert (first.url, first.publisher) == ("https://example.org/1", "Andes Daily")
    assert first.published == "2024-03-05T10:00:00-05:00"
    assert isinstance(second, Failure)
    assert second.source == "https://example.org/2"


def test_a_feed_in_an_encoding_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "a.rss"
    file.write_bytes(FEED.encode().replace(b'"1.0"?', b"'1.0' encoding='\xf5tf-8'?"))
    for found in read(file):
        assert isinstance(found, Report) or "\n" not in found.reason


def test_a_feed_is_told_by_how_it_begins() -> None:
    found = list(reports(["-"], stdin=io.BytesIO(FEED.encode())))
    assert isinstance(found[0], Report)


def archive(*pages: str) -> bytes:
    parts = []
    for number, body in enumerate(pages):
        page = f"<html><head><title>T{number}</title></head><body><p>{body}</p></body></html>"
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
            f"WARC-Target-URI: https://example.org/{number}\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        parts.append(head.encode() + answer + b"\r\n\r\n")
    return b"".join(parts)


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_of_pages(tmp_path: Path, packed: bool) -> None:
    data = archive(MEETING * 3, SECOND * 3)
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(gzip.compress(data) if packed else data)
    first, second = read(file)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.url, second.url) == ("https://example.org/0", "https://example.org/1")
    assert SECOND in second.text


def test_a_cut_archive_gives_what_it_has_and_says_so(tmp_path: Path) -> None:
    whole = gzip.compress(archive(MEETING * 3)) + gzip.compress(archive(SECOND * 30))
    file = tmp_path / "a.warc.gz"
    file.write_bytes(whole[:-40])
    found = read(file)
    assert isinstance(found[0], Report)
    file.write_bytes(b"no archive at all")
    (failure,) = read(file)
    assert isinstance(failure, Failure)


def test_a_mail(tmp_path: Path) -> None:
    file = tmp_path / "a.eml"
    file.write_bytes(
        b"From: Foreign Ministry Press <press@example.org>\r\n"
        b"Subject: =?utf-8?q?Talks_in_M=C3=BCnchen?=\r\n"
        b"Date: Tue, 05 Mar 2024 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "Die Minister trafen sich in München.".encode("latin-1")
    )
    (found,) = read(file)
    assert isinstance(found, Report)
    assert found.text == "Die Minister trafen sich in München."
    assert (found.title, found.publisher) == ("Talks in München", "Foreign Ministry Press")
    assert found.published == "2024-03-05T10:00:00+01:00"


def pdf(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{p:010d} 00000 n \n" for p in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\n"
    return made + f"{end}startxref\n{len(made)}\n%%EOF\n".encode()


def test_the_text_of_a_pdf_and_one_that_has_none(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(MEETING))
    assert texts(file) == [MEETING]
    for data, told in ((pdf(""), "no text"), (b"%PDF-1.4\nbroken", "damaged")):
        file.write_bytes(data)
        (found,) = read(file)
        assert isinstance(found, Failure)
        assert told in found.reason


def test_packed_rows_and_a_damaged_pack(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    packed = gzip.compress(json.dumps({"text": MEETING}).encode() + b"\n")
    file.write_bytes(packed)
    assert texts(file) == [MEETING]
    file.write_bytes(packed[:-12])
    assert isinstance(read(file)[-1], Failure)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("2024-03-05", "2024-03-05"),
        ("Tue, 05 Mar 2024 10:00:00 GMT", "2024-03-05T10:00:00+00:00"),
        ("5 Mar 2024 10:00:00 +0100", "2024-03-05T10:00:00+01:00"),
        (date(2024, 3, 5), "2024-03-05"),
    ],
)
def test_dates_as_sources_write_them(told: object, wanted: str) -> None:
    assert iso(told, "a") == wanted


@pytest.mark.parametrize("told", ["03/04/2024", "yesterday", "5 März", "2024-02-30", ""])
def test_a_date_that_could_be_two_or_none_is_not_guessed(told: str) -> None:
    with pytest.raises(InputError, match=r"no ISO date|no day"):
        iso(told, "a")


def test_foreign_json_among_reports_is_one_clear_line_each(tmp_path: Path) -> None:
    """Settings, expected results, answers of other programs: JSON, and no reports."""
    foreign = {
        "a.json": {"report": "a.md", "contacts": [{"when": "2024"}], "says": [{"source": "x"}]},
        "b.json": {"signals": [{"source": ["A"], "date": True}]},
        "c.json": [{"name": "one"}, {"name": "two"}],
        "d.json": {"text": ""},
        "e.json": {"text": {"body": "deep"}},
        "f.json": 17,
        "g.json": {"says": [{"source": "Cho", "content": "one neighbourhood"}]},
        "h.json": {"says": [{"content": MEETING}], "contacts": [{"when": "2024"}]},
    }
    for name, data in foreign.items():
        (tmp_path / name).write_text(json.dumps(data))
    (tmp_path / "good.json").write_text(json.dumps({"text": MEETING}))
    found = read(tmp_path)
    assert sum(isinstance(f, Report) for f in found) == 1
    failures = [f for f in found if isinstance(f, Failure)]
    assert [Path(f.source).name for f in failures] == sorted(foreign)
    for failure in failures[:3]:
        assert "leave the file out" in failure.reason
    assert "report, contacts, says" in failures[0].reason


def test_a_table_longer_than_any_report_is_read_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("formats", "tables", "decode", "rows"):
        monkeypatch.setattr(f"dragoman.ingest.{module}.MAX_BYTES", 2000)
    file = tmp_path / "a.csv"
    file.write_text("title,text\n" + f'T,"{MEETING}\n{SECOND}"\n' * 100)
    found = texts(file)
    assert len(found) == 100
    assert found[0] == f"{MEETING}\n{SECOND}"


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_tables_with_any_end_of_line(tmp_path: Path, end: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(f'title,text{end}T,"{MEETING}"{end}U,{SECOND}{end}'.encode())
    assert texts(file) == [MEETING, SECOND]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.csv"
    wanted = "Le président a reçu son homologue à l'Élysée mardi, où ils ont évoqué l'été."
    file.write_bytes(f'title,text\nT,"{wanted}"\n'.encode(encoding))
    assert texts(file) == [wanted]


def test_packed_data_on_standard_input() -> None:
    rows = gzip.compress(json.dumps({"text": MEETING}).encode())
    pages = gzip.compress(archive(MEETING * 3))
    for data in (rows, pages):
        (found,) = reports(["-"], stdin=io.BytesIO(data))
        assert isinstance(found, Report)
        assert MEETING in found.text


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_is_read_on_after_a_damaged_member(tmp_path: Path, packed: bool) -> None:
    whole = [archive(text * 3) for text in (MEETING, SECOND, MEETING)]
    whole[1] = whole[1].replace(b"Content-Length: ", b"Content-Length: 9")  # it says too much
    whole.insert(1, b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: none\r\n\r\n\r\n\r\n")
    if packed:
        whole = [gzip.compress(member) for member in whole]
        whole[2] = whole[2][:-30] + b"\x00" * 30
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    file.write_bytes(b"".join(whole))
    found = read(file)
    texts = [f.text for f in found if isinstance(f, Report)]
    assert MEETING in texts[0]
    assert MEETING in texts[-1]
    assert len(texts) >= 2
    failures = [f.reason for f in found if isinstance(f, Failure)]
    assert failures
    assert all("damaged" in reason for reason in failures)


def test_a_page_cut_off_before_its_text_is_told_once_as_damage(tmp_path: Path) -> None:
    first, second = archive(MEETING * 3), archive(SECOND * 3)
    cut = second[: second.index(b"<body>")]
    file = tmp_path / "a.warc.gz"
    file.write_bytes(gzip.compress(first) + gzip.compress(cut))
    report, failure = read(file)
    assert isinstance(report, Report)
    assert isinstance(failure, Failure)
    assert "damaged" in failure.reason
