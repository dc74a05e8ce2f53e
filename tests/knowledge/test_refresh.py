"""Refreshing from Wikidata, against a local server that answers in its JSON."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlparse

import pytest

from dragoman.errors import InputError, ModelError
from dragoman.knowledge import check, load
from dragoman.knowledge.refresh import refresh


def binding(
    iso3: str, person: str, start: str, end: str = "", position: str = ""
) -> dict[str, Any]:
    cells = {"iso3": iso3, "personLabel": person, "positionLabel": position}
    cells |= {k: f"{v}T00:00:00Z" for k, v in (("start", start), ("end", end)) if v}
    return {k: {"type": "literal", "value": v} for k, v in cells.items() if v}


class Answers(BaseHTTPRequestHandler):
    """Answers each office's query from `bindings`, or with `broken` as it is."""

    bindings: ClassVar[dict[str, list[dict[str, Any]]]] = {}
    broken: ClassVar[bytes | None] = None
    status: ClassVar[int] = 200

    def do_GET(self) -> None:
        sparql = parse_qs(urlparse(self.path).query)["query"][0]
        marks = {"p:P35": "state", "p:P6": "government", "Q7330070": "foreign"}
        office = next((name for mark, name in marks.items() if mark in sparql), "defence")
        body = {"head": {"vars": []}, "results": {"bindings": self.bindings.get(office, [])}}
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.broken or json.dumps(body).encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Answers.bindings, Answers.broken, Answers.status = {}, None, 200
    http = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}/sparql"
    http.shutdown()
    http.server_close()


TODAY = date(2027, 3, 1)


def test_new_terms_are_read_and_override_nothing_of_the_user_s(server: str, tmp_path: Path) -> None:
    (tmp_path / "offices.tsv").write_text(
        "state\toffice\ttitle\tname\tstart\tend\tsource\n"
        "FJI\tforeign_minister\tForeign Minister\tOwn Row\t2026-01-05\t\tmine\n"
    )
    Answers.bindings = {
        "state": [
            binding("PRT", "Marta Nunes", "2026-03-09", position="President of Portugal"),
            binding("PRT", "Q12345", "2026-03-09"),
            binding("ZZZ", "No State", "2026-03-09"),
            binding("PRT", "Ends Early", "2026-03-09", "2025-01-02"),
            binding("PRT", "No Start", ""),
        ],
        "government": [binding("KEN", "Jane Otieno", "2026-01-01")],
        "foreign": [binding("RUS", "Sergei Lavrov", "2004-03-09")],
    }
    done = refresh(tmp_path, endpoint=server, today=TODAY)
    assert done.rows == {
        "head_of_state": 1,
        "head_of_government": 1,
        "foreign_minister": 1,
        "defence_minister": 0,
    }
    assert done.unread == 4
    assert check(tmp_path) == []
    known = load(tmp_path)
    president = known.holder("PRT", "head_of_state", "2027-01-01")
    assert president is not None
    assert (president.name, president.title) == ("Marta Nunes", "President")
    assert known.holders("KEN", "head_of_government", "2026-06-01")[0].start == "2026"
    lavrov = known.holder("RUS", "foreign_minister", "2027-03-01")
    assert lavrov is not None
    assert lavrov.name == "Sergey Lavrov"
    mine = known.holder("FJI", "foreign_minister", "2026-06-01")
    assert mine is not None
    assert mine.name == "Own Row"
    again = refresh(tmp_path, endpoint=server, today=TODAY)
    assert again == done


@pytest.mark.parametrize(
    ("broken", "status"), [(b"<html>busy</html>", 200), (b'{"results": 3}', 200), (b"", 503)]
)
def test_a_failed_refresh_leaves_the_old_table(
    server: str, tmp_path: Path, broken: bytes, status: int
) -> None:
    table = tmp_path / "offices.tsv"
    table.write_text("state\toffice\ttitle\tname\nFJI\thead_of_state\tPresident\tA B\n")
    old = table.read_bytes()
    Answers.broken, Answers.status = broken, status
    with pytest.raises(InputError, match="old table stays") as raised:
        refresh(tmp_path, endpoint=server, today=TODAY)
    assert "\n" not in str(raised.value)
    assert table.read_bytes() == old
    assert [p.name for p in tmp_path.iterdir()] == ["offices.tsv"]


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be asked"):
        refresh(tmp_path, endpoint="http://127.0.0.1:9/sparql", today=TODAY, timeout=2)
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_holds_much_less_is_taken_for_broken(server: str, tmp_path: Path) -> None:
    Answers.bindings = {"state": [binding("KEN", f"Person {c}", "2026-02-02") for c in "ABCDEF"]}
    refresh(tmp_path, endpoint=server, today=TODAY)
    old = (tmp_path / "offices.tsv").read_bytes()
    Answers.bindings = {"state": [binding("KEN", "Person A", "2026-02-02")]}
    with pytest.raises(ModelError, match="left as it is"):
        refresh(tmp_path, endpoint=server, today=TODAY)
    assert (tmp_path / "offices.tsv").read_bytes() == old
