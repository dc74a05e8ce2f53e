"""What the documents show is run: the commands of each page in one shell, then its Python.

Each page gets a desk of its own: a folder with the files that the examples name (`archive/`,
`releases.jsonl`, `relations.db`, …). The words EVENT and OTHER stand for ids of that
ledger; http://example.org is a small server on this computer, reached as through a proxy. Blocks
marked `console` and `python` are run, blocks marked `sh` are not: they install, or name a database
that only the reader has.
"""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dragoman.ledger import Ledger

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
INSTALLS = ("pip ", "python -m pip ", "make ", "git ")
"""Passed over in a `console` block: installing is tried by `make wheel`, the targets by whoever
runs these tests.
"""
NOT_RUN = (*INSTALLS, "export ")
"""What a `sh` block may hold."""

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Delta Post</title>
<item><title>Ministers meet</title><link>http://example.org/news/1</link>
<pubDate>Tue, 11 Jun 2024 09:00:00 GMT</pubDate><description>The foreign minister of Gabon met
his counterpart from Cameroon in Libreville on Monday.</description></item></channel></rss>"""
ARTICLE = """<!doctype html><html lang="en"><head><title>Ministers meet in Libreville</title>
<meta property="article:published_time" content="2024-06-11"></head><body><article>
<h1>Ministers meet in Libreville</h1>
<p>The foreign minister of Gabon met his counterpart from Cameroon in Libreville on Monday, the
ministry said in a statement on its website.</p>
<p>The two ministers agreed to reopen the crossing at Kye-Ossi before the end of the year, and to
set up a joint commission on fisheries, which would meet for the first time in September.</p>
<p>Cameroon thanked Gabon for the release of forty fishermen who had been held since March.</p>
</article></body></html>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>http://example.org/news/1</loc><lastmod>2024-06-11</lastmod></url></urlset>"""
OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Feeds</title></head><body>
<outline text="The Delta Post" type="rss" xmlUrl="http://example.org/feed.xml"/></body></opml>"""


class _Web(http.server.BaseHTTPRequestHandler):
    """Answers as a proxy would for http://example.org."""

    def do_GET(self) -> None:
        kind, body = "text/html", ARTICLE
        if "robots" in self.path:
            kind, body = "text/plain", "User-agent: *\nAllow: /\n"
        elif "feed" in self.path or self.path.endswith(".rss"):
            kind, body = "application/rss+xml", FEED
        elif "sitemap" in self.path:
            kind, body = "application/xml", SITEMAP
        data = body.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Web)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the pages name, made once; each page works on a copy."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(ROOT / "examples" / "reports", folder / "archive")
    rows = [
        {
            "id": f"r{i}",
            "text": f"The president of Ghana met the president of Togo in Lomé on {day}.",
            "published": "2024-03-08",
            "publisher": "The Volta Sentinel",
        }
        for i, day in enumerate(("Monday", "Tuesday"))
    ]
    lines = "".join(json.dumps(r) + "\n" for r in rows)
    (folder / "releases.jsonl").write_text(lines, "utf-8")
    cells = "".join(f'"{r["text"]}",{r["published"]}\n' for r in rows)
    (folder / "corpus.csv").write_text("Artikel,Datum\n" + cells, "utf-8")
    (folder / "report.txt").write_text(rows[0]["text"] + "\n", "utf-8")
    (folder / "feeds.opml").write_text(OPML, "utf-8")
    ledger = Ledger(f"sqlite:///{folder / 'relations.db'}")
    from dragoman.export import csv
    from dragoman.ingest import reports
    from dragoman.report import Report

    ledger.add([r for r in reports([folder / "archive"]) if isinstance(r, Report)])
    with (folder / "events.csv").open("w", newline="", encoding="utf-8") as file:
        csv.write(ledger.records(), file)
    return folder


@cache
def blocks(page: Path) -> list[tuple[str, str]]:
    return re.findall(r"^```(\w*)\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def script(page: Path, port: int) -> str:
    """The page's commands as one script; a server goes into the background and is waited for."""
    # No pipefail: `| head -1` ends the command before it, which then exits with 141 as it should.
    lines = ["set -eu", "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT"]
    served = False
    for language, content in blocks(page):
        if language != "console":
            continue
        for line in content.replace("\\\n", " ").splitlines():
            line = line.removeprefix("$ ")
            if line.startswith(INSTALLS):
                continue
            if re.match(r"dragoman serve\b", line):
                if served:
                    lines += ["kill %1; wait %1 2>/dev/null || true"]
                served = True
                plain = re.sub(r" --port \d+", "", line)
                lines += [
                    f"{plain} --port {port} >serve.log 2>&1 &",
                    f"for i in $(seq 100); do curl -s -o /dev/null 127.0.0.1:{port} && break; "
                    "sleep 0.1; done",
                ]
            else:
                lines.append(re.sub(r"\bcurl ", "curl -fsS ", line).replace(":8321", f":{port}"))
    return "\n".join(lines) + "\n"


def fill(text: str, folder: Path) -> str:
    """EVENT and OTHER as ids of two events of the desk's ledger."""
    if not re.search(r"\b(EVENT|OTHER)\b", text):
        return text
    events = Ledger(f"sqlite:///{folder / 'relations.db'}").events("JPN", "KOR")
    names = {"EVENT": events[0].id, "OTHER": events[1].id}
    return re.sub(r"\b(EVENT|OTHER)\b", lambda m: names[m[0]], text)


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_a_page_runs_as_it_stands(page: Path, desk: Path, web: str, tmp_path: Path) -> None:
    languages = {language for language, _ in blocks(page)}
    if not languages & {"console", "python"}:
        return
    work = tmp_path / "desk"
    shutil.copytree(desk, work)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(work),
        "XDG_DATA_HOME": str(work / "data"),
        "DRAGOMAN_LEDGER": str(work / "relations.db"),
        "http_proxy": web,
        "no_proxy": "127.0.0.1,localhost",
    }
    told = fill(script(page, free_port()), work)
    done = subprocess.run(
        ["bash", "-c", told],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{told}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    python = "\n".join(c for language, c in blocks(page) if language == "python")
    if python:
        done = subprocess.run(
            [sys.executable, "-c", fill(python, work)],
            cwd=work,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{python}\n{done.stderr[-2000:]}"


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_what_is_not_run_only_installs_or_needs_a_database_of_the_readers(page: Path) -> None:
    for language, content in blocks(page):
        assert language, f"{page.name}: a block of no language: {content[:60]}"
        if language == "sh":
            assert all(x.startswith(NOT_RUN) for x in content.splitlines()), content
