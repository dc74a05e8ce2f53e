"""Inputs that were made to do harm, by name: what each is, and a word of what is told of it.

    python -m tests.fuzz.harmful

takes each in, in this process, which may not hold more than 2 GB, and prints what became of it.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import time
import zipfile
import zlib
from collections.abc import Callable

from tests.fuzz.run import hold_down, limited
from tests.fuzz.seeds import ANSWER, PAGE, TEXT, parquet, pdf, record
from tests.fuzz.target import take

Case = tuple[str, Callable[[], bytes]]
"""A format, and what makes the input."""


def zeros(megabytes: int, end: bytes = b"") -> bytes:
    """Gzip of so many megabytes of the letter a."""
    packer = zlib.compressobj(9, wbits=31)
    made = [packer.compress(b"a" * 2**20) for _ in range(megabytes)]
    return b"".join([*made, packer.compress(end), packer.flush()])


def zip_bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr("a.txt", b"a" * 50_000_000)
    return file.getvalue()


def laughs() -> bytes:
    """A feed whose entities are a thousand million words when they are written out."""
    entities = '<!ENTITY a0 "word ">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    return (
        f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss version='2.0'><channel>"
        "<title>&a9;</title><item><description>&a9;</description></item></channel></rss>"
    ).encode()


def yaml_laughs() -> bytes:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for one, other in zip("bcdefghij", "abcdefghi", strict=True):
        lines.append(f"{one}: &{one} [{', '.join([f'*{other}'] * 9)}]")
    return ("---\n" + "\n".join(lines) + "\ntitle: *j\n---\nText.\n").encode()


def nulls() -> bytes:
    """A Parquet file of nulls everywhere: every column, nested ones too, and the type null."""
    import pyarrow
    from pyarrow.parquet import write_table

    file = io.BytesIO()
    kinds = {
        "text": pyarrow.string(),
        "published": pyarrow.timestamp("ns", "UTC"),
        "title": pyarrow.null(),
        "tags": pyarrow.list_(pyarrow.struct([("a", pyarrow.string())])),
    }
    columns = {name: pyarrow.array([None] * 3000, kind) for name, kind in kinds.items()}
    write_table(pyarrow.table(columns), file)
    return file.getvalue()


def long_cells() -> bytes:
    """A Parquet file of some kilobytes that holds a gigabyte: one long text, repeated."""
    import pyarrow
    from pyarrow.parquet import write_table

    file = io.BytesIO()
    text = pyarrow.DictionaryArray.from_arrays(
        pyarrow.array([0] * 1000, pyarrow.int32()), pyarrow.array(["a" * 2**20])
    )
    write_table(pyarrow.table({"text": text, "other": text}), file, compression="zstd")
    return file.getvalue()


def mail(*parts: bytes, head: bytes = b"") -> bytes:
    return b"From: a@b.example\r\nSubject: S\r\n" + head + b"\r\n" + b"\r\n".join(parts)


def nested_mail(depth: int) -> bytes:
    """A mail within a mail within a mail."""
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(depth)
    )
    return b"From: a@b.example\r\nMIME-Version: 1.0\r\n" + opened + b"\r\nText.\r\n"


def page(body: bytes) -> bytes:
    return b"<html><head><title>T</title></head><body>" + body + b"</body></html>"


def many_pages() -> bytes:
    kids = b"3 0 R " * 200_000
    return pdf(b"BT (Peru) Tj ET").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [%s] /Count 9" % kids)


LINE = TEXT.encode()
CASES: dict[str, Case] = {
    "gzip bomb without a name": ("packed", lambda: zeros(300)),
    "gzip bomb of rows": ("packed", lambda: gzip.compress(b'{"text": "') + zeros(300)),
    "gzip within gzip": ("packed", lambda: gzip.compress(gzip.compress(zeros(20)))),
    "zip bomb called a text": ("text", zip_bomb),
    "zip bomb called a page": ("html", zip_bomb),
    "zip bomb called a table": ("csv", zip_bomb),
    "archive that says it is longer": ("warc", lambda: record(length=10**7)),
    "archive that says it is shorter": ("warc", lambda: record(length=20) + record()),
    "archive of a length past all disks": ("warc", lambda: record(length=10**30)),
    "archive of a negative length": ("warc", lambda: record(length=-7) + record()),
    "archive of a length in words": ("warc", lambda: record(length="many")),
    "archive with a page of 200 MB": (
        "warc",
        lambda: zeros_record(200),
    ),
    "archive with a chunk that lies": (
        "warc",
        lambda: record(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
            b"FFFFFFFFFFFFFFF\r\n" + PAGE + b"\r\n0\r\n\r\n"
        ),
    ),
    "archive with a packed page that bursts": (
        "warc",
        lambda: record(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
            + zeros(100)
        ),
    ),
    "archive with an endless header": (
        "warc",
        lambda: b"WARC/1.0\r\nWARC-Type: response\r\nX: " + b"a" * 20_000_000,
    ),
    "parquet of nulls everywhere": ("parquet", nulls),
    "parquet that holds a gigabyte": ("parquet", long_cells),
    "parquet cut in the middle": ("parquet", lambda: parquet()[:200] + b"PAR1"),
    "feed of a thousand million words": ("feed", laughs),
    "feed of 100,000 entries": (
        "feed",
        lambda: (
            b"<rss version='2.0'><channel>"
            + b"<item><title>T</title></item>" * 100_000
            + b"</channel></rss>"
        ),
    ),
    "feed that is never closed": ("feed", lambda: b"<rss version='2.0'>" + b"<item>" * 50_000),
    "feed nested deep": ("feed", lambda: b"<rss version='2.0'><channel>" + b"<a>" * 200_000),
    "feed whose entry is nested deep": (
        "feed",
        lambda: (
            b"<rss version='2.0'><channel><item><description><![CDATA["
            + b"<div>" * 100_000
            + LINE
            + b"]]></description></item></channel></rss>"
        ),
    ),
    "pdf that bursts": ("pdf", lambda: pdf(b" " * 400_000_000)),
    "pdf of the same words a million times": (
        "pdf",
        lambda: pdf(b"BT /F1 12 Tf " + b"(Peru) Tj " * 1_000_000 + b"ET"),
    ),
    "pdf whose pages are its parents": (
        "pdf",
        lambda: pdf(b"BT (Peru) Tj ET").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    ),
    "pdf of 200,000 pages": ("pdf", many_pages),
    "pdf that says it has a million pages": (
        "pdf",
        lambda: pdf(b"BT (Peru) Tj ET", count=1_000_000),
    ),
    "pdf whose form draws itself": (
        "pdf",
        lambda: pdf(b"/X Do", extra=b"/XObject << /X 4 0 R >>").replace(
            b"<< /Filter", b"<< /Type /XObject /Subtype /Form /Filter"
        ),
    ),
    "pdf of open brackets": ("pdf", lambda: pdf(b"[" * 200_000)),
    "pdf of dictionaries in dictionaries": (
        "pdf",
        lambda: pdf(b"BT ET", extra=b"/A " + b"<< /A " * 20_000 + b">>" * 20_000),
    ),
    "json nested deep": ("json", lambda: b"[" * 1_000_000),
    "json nested deep in a field": (
        "json",
        lambda: b'{"text": "x", "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ),
    "rows nested deep": ("rows", lambda: b'{"a":' * 500_000 + b"\n" + b'{"text": "Peru."}'),
    "row of a number past all numbers": ("rows", lambda: b'{"text": "x", "id": ' + b"9" * 10**6),
    "nameless json nested deep": ("nameless", lambda: b'{"a":' * 500_000),
    "page nested deep": ("html", lambda: page(b"<div>" * 200_000 + LINE * 20)),
    "page of open tags": ("html", lambda: page(b"<p><b><i><a href='x'><span>" * 40_000 + LINE)),
    "page of tables in tables": (
        "html",
        lambda: page(b"<table><tr><td>" * 5_000 + LINE * 20),
    ),
    "page of 20 MB of text": ("html", lambda: page(b"<p>" + LINE * 320_000 + b"</p>")),
    "page of 8 MB of short paragraphs": ("html", lambda: page((b"<p>" + LINE + b"</p>") * 110_000)),
    "page of 5 MB of links": ("html", lambda: page(b"<a href='/x'>Peru and Chile</a> " * 150_000)),
    "page of one long word": ("html", lambda: page(b"<p>" + b"a" * 20_000_000)),
    "page of attributes": (
        "html",
        lambda: page(b"<p " + b" ".join(b"a%d='b'" % n for n in range(300_000)) + b">" + LINE),
    ),
    "page of open comments": ("html", lambda: page(b"<!--" * 500_000)),
    "page of the tags that hold dates": (
        "html",
        lambda: page(b"<meta name='date' content='2024-03-05' " * 100_000 + LINE * 5),
    ),
    "mail in mails": ("mail", lambda: nested_mail(20_000)),
    "mail without its end": (
        "mail",
        lambda: mail(b"--x", b"Text", head=b"Content-Type: multipart/mixed; boundary=x\r\n"),
    ),
    "mail that is its own part": (
        "mail",
        lambda: mail(
            b"--", b"Text", b"----", head=b'Content-Type: multipart/mixed; boundary=""\r\n'
        ),
    ),
    "mail in an encoding that is none": (
        "mail",
        lambda: mail(b"Text", head=b"Content-Type: text/plain; charset=klingon\r\n"),
    ),
    "mail of broken base64": (
        "mail",
        lambda: mail(
            b"=" * 100_000,
            head=b"Content-Transfer-Encoding: base64\r\nContent-Type: text/plain\r\n",
        ),
    ),
    "mail with a subject of megabytes": (
        "mail",
        lambda: mail(b"Text", head=b"X: " + b"=?utf-8?q?a?= " * 100_000 + b"\r\n"),
    ),
    "mail with a header that never ends": (
        "mail",
        lambda: mail(b"Text", head=b"To: " + b"(" * 50_000 + b"\r\n"),
    ),
    "mail of a thousand parts": (
        "mail",
        lambda: mail(
            *([b"--x\r\nContent-Type: image/png\r\n\r\nPNG"] * 20_000),
            head=b"Content-Type: multipart/mixed; boundary=x\r\n",
        ),
    ),
    "front matter of aliases": ("markdown", yaml_laughs),
    "front matter nested deep": (
        "markdown",
        lambda: b"---\na: " + b"[" * 20_000 + b"\n---\nText.\n",
    ),
    "markdown of quotes in quotes": ("markdown", lambda: b">" * 100_000 + b" a"),
    "markdown of brackets": ("markdown", lambda: b"[" * 50_000 + b"](" * 50_000),
    "markdown of stars": ("markdown", lambda: b"*a **b " * 50_000),
    "markdown of back ticks": (
        "markdown",
        lambda: b" ".join(b"`" * n for n in range(1, 2_000)),
    ),
    "markdown of lists in lists": (
        "markdown",
        lambda: b"".join(b" " * n + b"- a\n" for n in range(3_000)),
    ),
    "text of 30 MB of line ends": ("text", lambda: b"a" + b"\n \t" * 10_000_000 + b"b"),
    "text of 4 MB of line ends": ("text", lambda: b"a" + b"\n \t" * 1_400_000 + b"b"),
    "text of 20 MB in no encoding": ("text", lambda: b"Per\xfa met Chile.\n" * 1_200_000),
    "table of one line": ("csv", lambda: b"text," * 5_000_000),
    "table of an open quote": ("csv", lambda: b'text\n"' + b"a\n" * 12_000_000),
    "table of a million columns": ("csv", lambda: b"text," + b"a," * 1_000_000 + b"\n" + LINE),
    "sitemap nested deep": ("sitemap", lambda: b"<urlset>" + b"<url>" * 500_000),
    "sitemap of 500,000 addresses": (
        "sitemap",
        lambda: b"<urlset>" + b"<url><loc>http://a.example/1</loc></url>" * 500_000 + b"</urlset>",
    ),
    "sitemap that bursts": ("sitemap", lambda: zeros(300)),
    "list of feeds with entities": (
        "opml",
        lambda: laughs().replace(b"rss", b"opml"),
    ),
    "robots of stars": ("robots", lambda: b"User-agent: *\nDisallow: /" + b"*a" * 200 + b"$\n"),
    "robots of 300,000 rules": (
        "robots",
        lambda: b"User-agent: *\n" + b"Disallow: /a*b\n" * 30_000,
    ),
}


def zeros_record(megabytes: int) -> bytes:
    """An archive, gzipped, with one page of so many megabytes."""
    size = megabytes * 2**20
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    opened = record(head, length=len(head) + size).removesuffix(b"\r\n\r\n")
    packer = zlib.compressobj(9, wbits=31)
    made = [packer.compress(opened)]
    made += [packer.compress(b"a" * 2**20) for _ in range(megabytes)]
    made += [packer.compress(b"\r\n\r\n"), packer.flush()]
    return b"".join(made) + gzip.compress(record(ANSWER))


def main(names: list[str]) -> int:
    hold_down()
    for name in names or CASES:
        kind, make = CASES[name]
        data = make()
        began = time.process_time()
        try:
            with limited():
                told = take(kind, data)
            outcome = {"told": told[:3], "failures": len(told)}
        except BaseException as error:
            outcome = {"fault": f"{type(error).__name__}: {str(error)[:200]}"}
        seconds = round(time.process_time() - began, 2)
        print(json.dumps({"case": name, "seconds": seconds, **outcome}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
