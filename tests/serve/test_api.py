from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from dragoman.dossier.parts import PARTS
from dragoman.ledger import Ledger, statements
from dragoman.record import Record
from dragoman.serve import create_app
from tests.made import actor, quotation, record
from tests.serve.conftest import client, records

API = "/api/v1"


def test_a_text_is_read_into_the_contracts_record(local: TestClient) -> None:
    text = "Peru’s foreign minister spoke with her Chilean counterpart by telephone on Monday."
    done = local.post(f"{API}/read", json={"text": text, "published": "2024-01-16"})
    assert done.status_code == 200
    record = Record.from_dict(done.json())
    assert record.text == text
    (event,) = [e for e in record.events if e.type == "CONSULT"]
    assert text[event.trigger.start : event.trigger.end] == event.trigger.text
    assert event.when == "2024-01-15"


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"text": "  "}, "empty"),
        ({"text": "They met.", "published": "yesterday"}, "yesterday"),
        ({"published": "2024-01-16"}, "text"),
        ({"text": 7}, "text"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    local: TestClient, given: dict[str, object], names: str
) -> None:
    done = local.post(f"{API}/read", json=given)
    assert done.status_code == 422
    assert list(done.json()) == ["error"]
    assert names in done.json()["error"]
    assert "\n" not in done.json()["error"]


def test_a_dossier_is_what_the_ledger_says(local: TestClient, ledger: Path) -> None:
    with Ledger(ledger) as kept:
        whole = kept.dossier("PER", "CHL").to_dict()
        early = kept.dossier("PER", "CHL", as_of="2024-03-02").to_dict()
    assert local.get(f"{API}/dossier/PER/CHL").json() == whole
    assert local.get(f"{API}/dossier/Peru/Chilean").json() == whole
    assert local.get(f"{API}/dossier/PER/CHL", params={"as_of": "2024-03-02"}).json() == early
    pair = {"a": "PER", "b": "CHL"}
    for part in PARTS.values():
        told = local.get(f"{API}/{part.name}", params=pair).json()
        assert {f: told[f] for f in part.fields} == {f: whole[f] for f in part.fields}
        assert (told["a"], told["names"]) == ("PER", whole["names"])
        assert (told["total"], told["next"]) == (len(whole[part.name]), None)


def test_pages_of_a_part_hold_each_line_once(local: TestClient, ledger: Path) -> None:
    with Ledger(ledger) as kept:
        every = [c["id"] for c in kept.dossier("PER", "CHL").to_dict()["contacts"]]
    met, address = [], f"{API}/contacts?a=PER&b=CHL&limit=2"
    while address:
        page = local.get(address).json()
        assert page["total"] == len(every) > 2
        met += [c["id"] for c in page["contacts"]]
        address = page["next"]
    assert met == every


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/dossier/PER/Nowhereland", 404),
        ("/dossier/PER/Peru", 404),
        ("/dossier/PER/CHL?as_of=soon", 422),
        ("/contacts?a=PER", 422),
        ("/events/0000000000", 404),
        ("/reports/none", 404),
        ("/events?type=DANCE", 422),
        ("/events?pair=PER", 422),
        ("/events?side=Nowhereland", 404),
        ("/events?from=soon", 422),
        ("/events?limit=0", 422),
        ("/events?offset=-1", 422),
        ("/search", 422),
        ("/search?q=a%00b", 422),
        ("/reports/a%00b", 422),
        ("/nothing", 404),
    ],
)
def test_what_is_not_there_is_one_line_with_a_status(
    local: TestClient, address: str, status: int
) -> None:
    done = local.get(API + address)
    assert done.status_code == status
    assert list(done.json()) == ["error"]
    assert done.json()["error"].strip()
    assert "\n" not in done.json()["error"]


def test_pages_of_events_hold_each_once(local: TestClient) -> None:
    every = local.get(f"{API}/events").json()
    assert every["total"] == len(every["events"]) == 4
    assert every["next"] is None
    met, address = [], f"{API}/events?limit=3"
    while address:
        page = local.get(address).json()
        assert page["total"] == 4
        met += [e["id"] for e in page["events"]]
        address = page["next"]
    assert met == [e["id"] for e in every["events"]]
    days = [e["when"] for e in every["events"]]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ({"type": "COERCE"}, 1),
        ({"type": "CONSULT"}, 3),
        ({"status": "cancelled"}, 1),
        ({"status": "planned"}, 2),  # one was held later: it is found by its announcement
        ({"pair": "CHL-PER"}, 4),
        ({"pair": "Peru-Chile", "level": "ministers"}, 2),
        ({"pair": "PER-BOL"}, 0),
        ({"side": "Peru"}, 4),
        ({"side": "BOL"}, 0),
        ({"outlet": "The Lima Mail"}, 2),
        ({"from": "2024-05-01"}, 2),
        ({"to": "2024-03-31"}, 1),
        ({"from": "2024-04-01", "to": "2024-04-30"}, 1),
    ],
)
def test_filters_narrow_events(local: TestClient, filters: dict[str, str], number: int) -> None:
    found = local.get(f"{API}/events", params=filters).json()
    assert found["total"] == len(found["events"]) == number


def test_search_has_events_and_reports_that_hold_the_words(local: TestClient) -> None:
    found = local.get(f"{API}/search", params={"q": "fishing limits"}).json()
    assert [r["report"] for r in found["reports"]] == ["lima"]
    assert found["total"] == 1
    assert set(found["events"][0]["reports"]) == {"announced", "held/by the sea?", "lima"}
    assert {"value": "PER", "count": 1} in found["facets"]["side"]
    assert local.get(f"{API}/search", params={"q": '"*) OR ('}).json()["total"] == 0


def test_an_event_has_its_tellings_and_where_they_differ(local: TestClient) -> None:
    (port,) = local.get(f"{API}/events", params={"type": "COERCE"}).json()["events"]
    whole = local.get(f"{API}/events/{port['id']}").json()
    assert [c["about"] for c in whole["contradictions"]] == ["status"]
    (telling,) = whole["tellings"]
    assert telling["source"]["report"] == "port"
    assert telling["event"]["says"][1] == {"text": "Chile", "state": "CHL", "stance": "denies"}


def test_a_report_of_any_name_is_found(local: TestClient) -> None:
    found = local.get(f"{API}/reports/held%2Fby%20the%20sea%3F")
    (kept,) = [r for r in records() if r.id == "held/by the sea?"]
    assert Record.from_dict(found.json()) == kept


def test_who_said_what_through_whom(local: TestClient) -> None:
    found = local.get(f"{API}/says", params={"who": "Chile"}).json()
    assert (found["total"], found["next"]) == (1, None)
    (told,) = found["statements"]
    assert (told["source"], told["content"]) == ("Chile", "imports of fruit rose")
    assert (told["report"], told["publisher"]) == ("held/by the sea?", "The Santiago Post")
    for other in (
        {"who": "Peru"},
        {"who": "Chile", "on": "copper"},
        {"who": "Chile", "to": "2023-12-31"},
    ):
        assert local.get(f"{API}/says", params=other).json()["total"] == 0
    for wrong in ({"who": "the"}, {"who": "Chile", "from": "soon"}, {}):
        assert local.get(f"{API}/says", params=wrong).status_code == 422


def test_pages_of_statements_hold_each_once_in_order_and_count_them_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nine reports with two statements each, kept in another order than they were published in."""
    minister = actor("EST", "Mari Tamm", "Foreign Minister")
    given = []
    for n in (4, 0, 8, 2, 6, 1, 7, 3, 5):
        text = f"Mari Tamm said that ferry {n} runs. Mari Tamm added that ferry {n} is late."
        said = [quotation(text, "Mari Tamm", c, w, minister) for c, w in _told(n)]
        given.append(record(text, f"r{9 - n}", published=f"2024-03-0{1 + n}", quotations=said))
    counted: list[tuple[Any, ...]] = []
    with Ledger(tmp_path / "ferries.db") as kept:
        kept.add(given)
        whole = statements.statements(kept, "Estonia")
    count = statements.count

    def counting(*asked: Any) -> int:
        counted.append(asked)
        return count(*asked)

    monkeypatch.setattr(statements, "count", counting)
    here = client(create_app(tmp_path / "ferries.db"))
    address: str | None = f"{API}/says?who=Estonia&limit=4"
    met: list[dict[str, object]] = []
    while address:
        page = here.get(address).json()
        assert page["total"] == 18
        met += page["statements"]
        address = page["next"]
    assert met == whole
    assert [r["content"] for r in met] == [w for n in range(9) for _, w in _told(n)]
    assert len(counted) == 1
    past = here.get(f"{API}/says", params={"who": "Estonia", "offset": 18}).json()
    assert (past["statements"], past["next"]) == ([], None)


def _told(n: int) -> list[tuple[str, str]]:
    return [("said", f"ferry {n} runs"), ("added", f"ferry {n} is late")]


def test_what_is_asked_for_twice_is_refused(local: TestClient) -> None:
    refused = local.get(f"{API}/events?from=2024-03-01&from=")
    assert (refused.status_code, refused.json()["error"][:21]) == (422, "from: is given twice;")
    assert local.get(f"{API}/events?from=2024-03-01").status_code == 200


def test_reports_are_listed_in_pages(local: TestClient) -> None:
    first = local.get(f"{API}/reports", params={"limit": 4}).json()
    rest = local.get(first["next"]).json()
    days = [r["published"] for page in (first, rest) for r in page["reports"]]
    assert (first["total"], len(days), rest["next"]) == (6, 6, None)
    assert days == sorted(days, reverse=True)
    lima = local.get(f"{API}/reports", params={"outlet": "The Lima Mail", "to": "2024-03-31"})
    assert [r["id"] for r in lima.json()["reports"]] == ["lima"]
    assert local.get(f"{API}/reports", params={"pair": "PER-BOL"}).json()["total"] == 0


def test_what_a_client_has_is_not_sent_again(local: TestClient) -> None:
    for address in (f"{API}/events", f"{API}/dossier/PER/CHL", "/", "/calendar/PER/CHL.ics"):
        first = local.get(address)
        tag = first.headers["etag"]
        again = local.get(address, headers={"if-none-match": f'"other", W/{tag}'})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
        assert local.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_the_description_has_the_contracts_objects(local: TestClient) -> None:
    told = local.get(f"{API}/openapi.json").json()
    assert {p.removeprefix(API) for p in told["paths"]} == {
        "/read",
        "/dossier/{a}/{b}",
        *(f"/{part}" for part in PARTS),
        "/events",
        "/events/{id}/judgements",
        "/judgements",
        "/events/{id}",
        "/reports",
        "/says",
        "/reports/{id}",
        "/search",
    }
    schemas = told["components"]["schemas"]
    assert {"Record", "Event", "Quotation", "Dossier", "Contact", "Problem"} <= set(schemas)
    assert {"from", "to"} <= set(schemas["Signal"]["properties"])
    references: set[str] = set()

    def look(part: object) -> None:
        if isinstance(part, dict):
            references.update(v for k, v in part.items() if k == "$ref")
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)

    look(told)
    assert {r.rsplit("/", 1)[1] for r in references} <= set(schemas)


def test_too_many_texts_and_too_large_ones_are_refused(ledger: Path) -> None:
    here = client(create_app(ledger, reads=2, max_body=400))
    large = here.post(f"{API}/read", json={"text": "They met. " * 60})
    assert large.status_code == 413
    assert "400" in large.json()["error"]
    streamed = here.post(f"{API}/read", content=(b"x" * 100 for _ in range(9)))
    assert streamed.status_code == 413
    given = {"text": "They met.", "published": "no date"}
    assert [here.post(f"{API}/read", json=given).status_code for _ in range(3)] == [422, 422, 429]
    refused = here.post(f"{API}/read", json=given)
    assert 0 < int(refused.headers["retry-after"]) <= 61
    assert "again" in refused.json()["error"]


def test_what_is_judged_shows_at_once_however_long_an_answer_takes(
    own_ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.serve.store.SLOW", 0.0)
    app: FastAPI = create_app(own_ledger)
    here = client(app)
    before = here.get(f"{API}/dossier/PER/CHL").json()
    (off,) = here.get(f"{API}/events", params={"status": "cancelled"}).json()["events"]
    with Ledger(own_ledger) as kept:
        kept.judge(off["id"], "correct", author="Ann", at="2024-05-01", changes={"when": "2024-07"})
    after = here.get(f"{API}/dossier/PER/CHL").json()
    whens = {c["id"]: c["when"] for c in after["contacts"]}
    assert {c["id"]: c["when"] for c in before["contacts"]}[off["id"]] == "2024-05"
    assert whens[off["id"]] == "2024-07"
