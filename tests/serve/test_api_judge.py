"""Judgements through the API: every kind, who may pass them, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.ledger.judging import CORRECTABLE
from dragoman.serve import create_app
from dragoman.serve.api_judge import Correctable
from dragoman.serve.guard import WRONG
from tests.serve.conftest import TOKEN, client, signed_in

API = "/api/v1"
BEARER = {"authorization": f"Bearer {TOKEN}"}
Row = dict[str, Any]


@pytest.fixture
def here(own_ledger: Path) -> TestClient:
    made = client(create_app(own_ledger, token=TOKEN))
    made.headers.update(BEARER)
    return made


def found(here: TestClient, **filters: str) -> Row:
    (event,) = here.get(f"{API}/events", params=filters).json()["events"]
    return dict(event)


def several(here: TestClient) -> Row:
    """The visit that three reports tell of."""
    (id,) = [e["id"] for e in here.get(f"{API}/events").json()["events"] if len(e["reports"]) == 3]
    return dict(here.get(f"{API}/events/{id}").json())


def judge(here: TestClient, id: str, kind: str, **given: object) -> Any:
    return here.post(f"{API}/events/{id}/judgements", json={"kind": kind, **given})


def test_a_correction_shows_on_the_event_and_the_dossier(here: TestClient) -> None:
    off = found(here, status="cancelled")
    done = judge(here, off["id"], "correct", changes={"when": "2024-07"}, author="Ann")
    assert done.status_code == 201
    now = done.json()
    assert (now["when"], now["judged"]) == ("2024-07", ["correct"])
    assert now == here.get(f"{API}/events/{off['id']}").json()
    told = here.get(f"{API}/dossier/PER/CHL").json()["contacts"]
    assert {c["id"]: c["when"] for c in told}[off["id"]] == "2024-07"


def test_accepted_noted_and_rejected(here: TestClient) -> None:
    port = found(here, type="COERCE")
    assert judge(here, port["id"], "accept").json()["judged"] == ["accept"]
    noted = judge(here, port["id"], "note", note="One side’s word.", author="Ann").json()
    assert [n.split(":")[1].strip() for n in noted["notes"]] == ["One side’s word."]
    assert judge(here, port["id"], "reject").status_code == 201
    acts = here.get(f"{API}/acts", params={"a": "PER", "b": "CHL"}).json()["acts"]
    assert port["id"] not in {a["id"] for a in acts}


def test_split_and_merged_again(here: TestClient) -> None:
    event = several(here)
    one, *others = (t["id"] for t in event["tellings"])
    parted = judge(here, one, "split").json()
    assert [t["id"] for t in parted["tellings"]] == [one]
    again = judge(here, one, "merge", other=others[0]).json()
    assert {one, others[0]} <= {t["id"] for t in again["tellings"]}


def test_judgements_are_listed_in_pages_with_the_event_as_it_stood(here: TestClient) -> None:
    port, off = found(here, type="COERCE"), found(here, status="cancelled")
    judge(here, port["id"], "accept", author="Ann")
    judge(here, off["id"], "note", note="Ask the ministry.", author="Ben")
    judge(here, port["id"], "correct", changes={"status": "happened"})
    first = here.get(f"{API}/judgements", params={"limit": 2}).json()
    assert (first["total"], [j["author"] for j in first["judgements"]]) == (3, ["Ann", "Ben"])
    (last,) = here.get(first["next"]).json()["judgements"]
    assert (last["kind"], last["changes"]) == ("correct", {"status": "happened"})
    assert last["target"]["event"]["status"] == "possible"
    mine = here.get(f"{API}/events/{port['id']}/judgements").json()
    assert [j["kind"] for j in mine["judgements"]] == ["accept", "correct"]


@pytest.mark.parametrize(
    ("given", "status", "names"),
    [
        ({"kind": "praise"}, 422, "kind"),
        ({}, 422, "kind"),
        ({"kind": "note"}, 422, "note"),
        ({"kind": "correct"}, 422, "correct"),
        ({"kind": "correct", "changes": {"when": "soon"}}, 422, "soon"),
        ({"kind": "correct", "changes": {"mood": "sour"}}, 422, "mood"),
        ({"kind": "correct", "changes": {"type": "DANCE"}}, 422, "DANCE"),
        ({"kind": "accept", "changes": {"when": "2024-07"}}, 422, "changes"),
        ({"kind": "accept", "other": "0000000000"}, 422, "accept"),
        ({"kind": "accept", "verdict": "yes"}, 422, "verdict"),
        ({"kind": "merge"}, 422, "merge"),
        ({"kind": "merge", "other": "0000000000"}, 404, "0000000000"),
        ({"kind": "note", "note": "a\x00b"}, 422, "note"),
        ({"kind": "note", "note": "x" * 4001}, 422, "note"),
        ({"kind": "split"}, 409, "nothing to part"),
    ],
)
def test_what_cannot_be_judged_so_is_one_line(
    here: TestClient, given: Row, status: int, names: str
) -> None:
    port = found(here, type="COERCE")
    done = here.post(f"{API}/events/{port['id']}/judgements", json=given)
    assert done.status_code == status
    assert list(done.json()) == ["error"]
    assert names in done.json()["error"]
    assert here.get(f"{API}/judgements").json()["total"] == 0


def test_merging_what_is_one_already_is_a_conflict(here: TestClient) -> None:
    one, two, *_ = (t["id"] for t in several(here)["tellings"])
    done = judge(here, one, "merge", other=two)
    assert done.status_code == 409
    assert "already" in done.json()["error"]


def test_what_can_be_corrected_is_what_the_ledger_corrects() -> None:
    assert get_args(Correctable) == CORRECTABLE


def test_an_event_that_is_not_there(here: TestClient) -> None:
    assert judge(here, "0000000000", "accept").status_code == 404
    assert here.get(f"{API}/events/0000000000/judgements").status_code == 404


def test_only_the_token_opens_it(own_ledger: Path) -> None:
    app = create_app(own_ledger, token=TOKEN)
    port = found(client(app), type="COERCE")
    address = f"{API}/events/{port['id']}/judgements"
    for bearer in ("", "Bearer", "Bearer wrong", f"Basic {TOKEN}"):
        done = client(app).post(address, json={"kind": "accept"}, headers={"authorization": bearer})
        assert done.status_code == 401
        assert done.headers["www-authenticate"] == "Bearer"
        assert list(done.json()) == ["error"]
        praise = client(app).post(address, json={"kind": 7}, headers={"authorization": bearer})
        assert praise.status_code == 401  # what was sent is not looked at
    # A cookie goes out with any request of the browser, so it does not do here.
    assert signed_in(app).post(address, json={"kind": "accept"}).status_code == 401
    closed = client(create_app(own_ledger)).post(address, json={"kind": "accept"}, headers=BEARER)
    assert closed.status_code == 403
    with Ledger(own_ledger) as ledger:
        assert ledger.judgements() == []


def test_two_who_judge_at_once_do_not_overrule_each_other(here: TestClient) -> None:
    port = found(here, type="COERCE")
    address = f"{API}/events/{port['id']}/judgements"
    seen = {"if-match": here.get(f"{API}/events/{port['id']}").headers["etag"]}
    assert here.post(address, json={"kind": "reject"}, headers=seen).status_code == 201
    late = here.post(address, json={"kind": "accept"}, headers=seen)
    assert late.status_code == 412
    assert "again" in late.json()["error"]


def test_a_client_passes_so_many_judgements_in_a_minute(own_ledger: Path) -> None:
    here = client(create_app(own_ledger, token=TOKEN, writes=2))
    here.headers.update(BEARER)
    port = found(here, type="COERCE")
    done = [judge(here, port["id"], "accept") for _ in range(3)]
    assert [d.status_code for d in done] == [201, 201, 429]
    assert int(done[-1].headers["retry-after"]) > 0


def test_a_token_cannot_be_found_by_trying(own_ledger: Path) -> None:
    app = create_app(own_ledger, token=TOKEN)
    far = client(app, host="dragoman.example", peer="203.0.113.9")
    tried = [
        far.get(f"{API}/events", headers={"authorization": f"Bearer {n}"}) for n in range(WRONG + 1)
    ]
    assert [t.status_code for t in tried] == [401] * WRONG + [429]
    assert int(tried[-1].headers["retry-after"]) > 0
    assert far.get(f"{API}/events", headers=BEARER).status_code == 200
