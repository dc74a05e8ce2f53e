"""`dragoman follow` as its user runs it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.ingest.server import Served, Site, page, rss, running

from dragoman.ledger import Ledger

TEXT = "The foreign ministers of Peru and Chile met in Arica on Tuesday and spoke about fishing. "


@pytest.fixture
def opml(tmp_path: Path) -> Iterator[tuple[Site, Path]]:
    with running() as site:
        site.pages["/good"] = Served(
            rss(
                ("Talks", f"{site.address}/1", "Short."),
                ("Gespräche", f"{site.address}/2", GERMAN * 10),
            )
        )
        site.pages["/1"] = Served(page("Talks", TEXT * 3))
        site.pages["/bad"] = Served(status=500)
        file = tmp_path / "feeds.opml"
        file.write_text(
            f'<opml><body><outline xmlUrl="{site.address}/good"/>'
            f'<outline xmlUrl="{site.address}/bad"/></body></opml>'
        )
        yield site, file


GERMAN = (
    "Der Außenminister von Österreich traf am Dienstag seine Kollegin aus Slowenien in Graz, "
    "und beide sprachen über den Bau einer Brücke an der Grenze ihrer Länder. "
)


def test_one_round(run: Run, opml: tuple[Site, Path], tmp_path: Path) -> None:
    site, file = opml
    rest = ("--ledger", tmp_path / "l.db", "--state", tmp_path / "s.json", "--pause", "0", "--once")
    first = run("follow", file, *rest)
    told = json.loads(first.out)
    assert (told["visited"], told["added"], told["unread"], told["failed"]) == (2, 2, 1, 1)
    assert first.err.count("\n") == 1
    assert f"{site.address}/bad" in first.err
    assert first.status == 2
    asked = len(site.asked)
    second = json.loads(run("follow", file, *rest).out)
    assert (second["visited"], second["added"], second["failed"]) == (1, 0, 0)
    assert [path for path, _ in site.asked[asked:]] == ["/robots.txt", "/good"]


def test_it_goes_on_until_it_is_stopped_and_stops_clean(
    opml: tuple[Site, Path], tmp_path: Path
) -> None:
    _, file = opml
    ledger = tmp_path / "l.db"
    state = tmp_path / "s.json"
    program = subprocess.Popen(
        [
            *(sys.executable, "-m", "dragoman.cli", "follow", file),
            *("--ledger", ledger, "--pause", "0", "--state", state),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert program.stdout is not None
    assert json.loads(program.stdout.readline())["added"] == 2
    assert program.poll() is None
    began = time.monotonic()
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=30)
    assert time.monotonic() - began < 10
    assert program.returncode == 0
    assert "Traceback" not in err
    assert "stopped" in err.splitlines()[-1]
    with Ledger(ledger, create=False) as kept:
        assert kept.counts().reports == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "name an OPML file"),
        (("nowhere.opml",), "nowhere.opml"),
        (("http://127.0.0.1:9/f", "--every", "0.1"), "too often"),
        (("http://127.0.0.1:9/f", "--pause", "-1"), "pause"),
    ],
)
def test_what_cannot_be_followed(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = run("follow", *arguments, "--ledger", tmp_path / "l.db")
    assert done.status != 0
    assert told in done.err
    assert done.err.count("\n") == 1


def test_a_memory_that_is_none_of_ours_is_left_alone(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.json"
    mine.write_text('{"thesis": 1}')
    done = run(
        "follow", "http://127.0.0.1:9/f", "--ledger", tmp_path / "l.db", "--state", mine, "--once"
    )
    assert "no memory of feeds" in done.err
    assert mine.read_text() == '{"thesis": 1}'
