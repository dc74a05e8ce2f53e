"""A sound input of each format, for mutations to start from."""

from __future__ import annotations

import gzip
import io
import json
import zlib

TEXT = "The foreign ministers of Peru and Chile met in Arica on Tuesday. "
PAGE = (
    "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Talks | Andes Daily</title>"
    "<meta property='og:title' content='Talks'><meta property='article:published_time' "
    "content='2024-03-05T10:00:00-05:00'><script type='application/ld+json'>"
    '{"@type": "NewsArticle", "datePublished": "2024-03-05"}</script></head><body>'
    f"<nav><a href='/'>Home</a></nav><article><h1>Talks</h1><p>{TEXT * 2}</p><p>{TEXT}</p>"
    "</article><footer>Rights &copy; 2024</footer></body></html>"
).encode()
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE


def record(answer: bytes = ANSWER, length: object = None, url: str = "http://a.example/") -> bytes:
    """A record of a web archive; `length` is what it says of its length."""
    told = len(answer) if length is None else length
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {told}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def pdf(stream: bytes, packed: bool = True, extra: bytes = b"", count: int = 1) -> bytes:
    """A document of one page with this content."""
    body = zlib.compress(stream) if packed else stream
    filtered = b"/Filter /FlateDecode " if packed else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % count,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> " + extra + b" >> >>",
        b"<< " + filtered + b"/Length %d >>\nstream\n" % len(body) + body + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + held + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer\n<< /Size 6 /Root 1 0 R >>\n"
    return made + tail + b"startxref\n%d\n%%%%EOF\n" % len(made)


def parquet() -> bytes:
    """A table of two rows, the second all nulls; without pyarrow what only begins like one."""
    try:
        import pyarrow
        from pyarrow.parquet import write_table
    except ImportError:
        return b"PAR1" + bytes(range(64)) + b"PAR1"
    file = io.BytesIO()
    columns = {"text": [TEXT, None], "published": ["2024-03-05", None], "tags": [["a", None], None]}
    write_table(pyarrow.table(columns), file)
    return file.getvalue()


SEEDS: dict[str, bytes] = {
    "text": f"{TEXT}\n\nPerú y Chile.\n".encode(),
    "markdown": f"---\ntitle: Talks\ndate: 2024-03-05\n---\n# Talks\n\n> *{TEXT}*\n\n- [a](b)\n"
    "\n```\ncode\n```\n".encode(),
    "html": PAGE,
    "pdf": pdf(b"BT /F1 12 Tf 72 700 Td (Peru met Chile in Arica.) Tj ET"),
    "mail": (
        b"From: =?utf-8?q?Minist=C3=A8re?= <a@b.example>\r\nSubject: =?iso-8859-1?q?T=E4?=\r\n"
        b"Date: Tue, 05 Mar 2024 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/alternative; boundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable"
        b"\r\n\r\nPer=C3=BA met Chile.\r\n--x\r\nContent-Type: text/html\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nPHA+UGVydSBtZXQgQ2hpbGUuPC9wPg==\r\n--x--\r\n"
    ),
    "json": json.dumps(
        {"count": 2, "articles": [{"text": TEXT, "date": "2024-03-05"}, {"text": TEXT, "id": 3}]}
    ).encode(),
    "rows": json.dumps({"text": TEXT, "id": 3, "tags": [1, {"a": None}]}).encode() + b"\n"
    b'{"body": "Peru met Chile.", "pubDate": "Tue, 05 Mar 2024 10:00:00 GMT"}\n',
    "csv": b'text;date;id\n"Peru met; ""Chile"".\nTwice.";2024-03-05;1\nMali met Niger.;;2\n',
    "parquet": parquet(),
    "feed": (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Andes</title>"
        f"<item><title>A &amp; B</title><description>{TEXT}</description><link>http://a.example/1"
        "</link><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><content:encoded><![CDATA[<p>"
        f"{TEXT}</p>]]></content:encoded></item></channel></rss>"
    ).encode(),
    "warc": record() + record(url="http://a.example/2"),
    "opml": b"<opml version='2.0'><head><title>T</title></head><body><outline text='A'>"
    b"<outline xmlUrl='http://a.example/rss'/></outline></body></opml>",
    "sitemap": b"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
    b"<url><loc>http://a.example/1</loc><lastmod>2024-03-05</lastmod></url></urlset>",
    "robots": b"User-agent: *\nDisallow: /private/*.html$\nAllow: /private/a\nCrawl-delay: 2\n"
    b"Sitemap: http://a.example/map.xml\n",
}
SEEDS["packed"] = gzip.compress(SEEDS["rows"])
SEEDS["packed warc"] = gzip.compress(record()) + gzip.compress(record())
