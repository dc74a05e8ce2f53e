"""Who may do what, and that nothing out of a report reaches a page as anything but text."""

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.record import Record
from dragoman.serve import create_app
from tests.made import actor, called, event, quotation, record, signal, summit, voice
from tests.serve.conftest import TOKEN, client, fill, signed_in
from tests.serve.html import Page

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text("utf-8").splitlines()
BEARER = {"authorization": f"Bearer {TOKEN}"}
ADDRESSES = ("/", "/dossier/PER/CHL", "/report/lima", "/search", "/api/v1/events")


# Reading


@pytest.mark.parametrize("host", ["127.0.0.1:8321", "localhost:8321", "[::1]:8321"])
def test_reading_is_open_on_this_machine(ledger: Path, host: str) -> None:
    here = client(create_app(ledger), host)
    assert [here.get(a).status_code for a in ADDRESSES] == [200] * len(ADDRESSES)


@pytest.mark.parametrize(
    ("host", "peer", "headers"),
    [
        ("192.0.2.7:8321", "192.0.2.9", {}),
        ("127.0.0.1:8321", "192.0.2.9", {}),  # a header that lies about where it was sent
        ("127.0.0.1:8321", "127.0.0.1", {"host": "[]"}),
        ("rebound.example:8321", "127.0.0.1", {}),  # a name that was made to point here
        ("127.0.0.1:8321", "127.0.0.1", {"x-forwarded-for": "192.0.2.9"}),
        ("127.0.0.1:8321", "127.0.0.1", {"forwarded": "for=192.0.2.9"}),
    ],
)
def test_anybody_else_needs_the_token(
    app: FastAPI, ledger: Path, host: str, peer: str, headers: dict[str, str]
) -> None:
    there = client(app, host, peer)
    for address in ADDRESSES:
        refused = there.get(address, headers=headers)
        assert refused.status_code in (303, 401)
        assert refused.headers.get("location", "/sign-in").startswith("/sign-in")
        assert there.get(address, headers=headers | BEARER).status_code == 200
        wrong = {"authorization": "Bearer something else"}
        assert there.get(address, headers=headers | wrong).status_code in (303, 401)
    nobody = client(create_app(ledger), host, peer)
    assert nobody.get("/api/v1/events", headers=headers).status_code == 403
    assert nobody.get("/api/v1/events", headers=headers | BEARER).status_code == 403
    assert nobody.post("/api/v1/read", json={"text": "x"}, headers=headers).status_code == 403


def test_a_feed_is_opened_by_its_own_key_alone(app: FastAPI) -> None:
    there = client(app, "dragoman.example", "192.0.2.9")
    page = Page(there.get("/calendar/PER/CHL", headers=BEARER).text)
    (feed,) = [a.attributes["href"] for a in page.all("a") if ".ics?" in a.attributes["href"]]
    assert there.get(feed).status_code == 200
    assert there.get(feed.replace("CHL", "BOL")).status_code == 401
    assert there.get(feed[:-1] + ("0" if feed[-1] != "0" else "1")).status_code == 401
    assert TOKEN not in feed


# Writing


def a_form(here: TestClient) -> tuple[str, dict[str, str]]:
    page = Page(here.get("/review").text)
    form = page.one("form", class_="decide")
    key = page.all("input", name="key")[-1].attributes["value"]
    return form.attributes["action"], {"key": key, "kind": "accept", "at": "0"}


def judged(ledger: Path) -> int:
    with Ledger(ledger) as kept:
        return len(kept.judgements())


def test_writing_needs_the_token_even_here(own_ledger: Path) -> None:
    app = create_app(own_ledger, token=TOKEN)
    address, form = a_form(signed_in(app))
    assert client(app).post(address, data=form).status_code == 401
    assert client(create_app(own_ledger)).post(address, data=form).status_code == 403
    forged = client(app)
    forged.cookies.set("dragoman", "eyJhIjoiQW5uIn0=.0000")
    assert forged.post(address, data=form).status_code == 401
    assert judged(own_ledger) == 0


def test_a_form_of_another_site_or_session_is_not_taken(own_ledger: Path) -> None:
    app = create_app(own_ledger, token=TOKEN)
    here, other = signed_in(app), signed_in(app, "Ben")
    address, form = a_form(here)
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        assert here.post(address, data=form, headers=headers).status_code == 403
    assert here.post(address, data=form | {"key": ""}).status_code == 403
    assert other.post(address, data=form).status_code == 403
    assert here.post(address, json=form).status_code == 415
    assert judged(own_ledger) == 0
    good = {"origin": "http://127.0.0.1:8321", "sec-fetch-site": "same-origin"}
    assert here.post(address, data=form, headers=good).status_code == 303
    assert judged(own_ledger) == 1


def test_the_cookie_is_kept_from_scripts_and_other_sites(app: FastAPI) -> None:
    here = client(app)
    done = here.post("/sign-in", data={"token": TOKEN, "author": "Ann"})
    told = done.headers["set-cookie"].casefold()
    assert "httponly" in told
    assert "samesite=strict" in told
    assert TOKEN not in told


def test_signing_in_cannot_be_guessed_at_or_lead_away(ledger: Path) -> None:
    here = client(create_app(ledger, token=TOKEN))
    for following in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:1"):
        done = here.post("/sign-in", data={"token": TOKEN, "author": "A", "next": following})
        assert done.headers["location"] == "/"
    tries = [here.post("/sign-in", data={"token": "guess"}).status_code for _ in range(8)]
    assert tries == [403] * 6 + [429] * 2


def test_every_answer_has_the_headers(local: TestClient) -> None:
    for address in (*ADDRESSES, "/static/dragoman.css", "/nothing", "/api/v1/nothing", "/sign-in"):
        headers = local.get(address).headers
        policy = dict(p.split(" ", 1) for p in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


# What reports hold


def hostile(n: int, payload: str) -> Record:
    """A record with `payload` in every part that a report or its table can put into it."""
    text = f"Ana {payload} met Luis over {payload} there. Peru said it was a bond of {payload}."
    person = actor("PER", f"Ana {payload}", f"Minister {payload}")
    told = event(
        text,
        "met",
        when=f"2024-03-{n % 28 + 1:02}",
        actors=(person,),
        recipients=(actor("CHL", f"Luis {payload} {n}"),),
        where=(f"Lima {payload}", "PER"),
        topics=(f"over {payload}",),
        says=(voice(f"Tass {payload}", "PER"),),
        channel="meeting",
        confidence=0.5,
    )
    return record(
        text,
        f"r{n}",
        [told],
        publisher=f"Outlet {payload}",
        title=f"Title {payload}",
        url=payload if n % 2 else f"https://x.example/{payload}",
        quotations=(quotation(text, "Peru", "said", payload, person),),
        signals=(signal(text, payload, payload, "PER", "CHL"),),
        characterisations=(called(text, f"a bond of {payload}", "PER", "CHL"),),
        mechanisms=(summit(text, f"bond of {payload}", ("CHL", "PER"), hosts=payload),),
    )


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    path = tmp_path_factory.mktemp("hostile") / "ledger.db"
    fill(path, [hostile(n, p) for n, p in enumerate(PAYLOADS)])
    with Ledger(path) as kept:
        for found, payload in zip(kept.events(), PAYLOADS, strict=False):
            kept.judge(found.id, "note", author=payload, at="2024-05-01", note=payload)
    return create_app(path, token=TOKEN)


TAGS = frozenset(
    "html head meta title link script body a header nav form label input button span main h1 h2 h3 "
    "h4 p div section article aside dl dt dd ol ul li details summary q b code strong mark figure "
    "figcaption svg defs pattern line rect circle path use text table thead tbody tr td th abbr "
    "select option textarea fieldset legend kbd blockquote br".split()
)


LINKS = ("/", "#", "?", "https://", "http://127.0.0.1:8321/")


def check(source: str) -> Page:
    """Asserts that a page holds only what its template does."""
    page = Page(source)
    for element in page.elements:
        have = element.attributes
        assert element.tag in TAGS, (element.tag, have)
        assert not [a for a in have if a.startswith("on") or a in ("style", "srcdoc")], have
        assert all(re.fullmatch(r"[a-zA-Z][a-zA-Z-]*\d?", a) for a in have), have
        for name in ("href", "src", "action", "formaction"):
            address = have.get(name, "/")
            assert address.startswith(LINKS), address
            assert not address.startswith("//"), address
        if element.tag == "script":
            assert have["src"] in ("/static/dragoman.js", "/static/htmx.min.js")
            assert set(have) == {"src", "defer"}
            assert element.text == ""
        if element.tag == "link":
            assert have["href"].startswith("/static/")
        if element.tag == "input" and "autofocus" in have:
            raise AssertionError(have)
    return page


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 50


@pytest.mark.parametrize("n", range(len(PAYLOADS)))
def test_a_report_is_shown_as_text(besieged: FastAPI, n: int) -> None:
    here = client(besieged)
    kept = hostile(n, PAYLOADS[n])
    page = check(here.get(f"/report/r{n}").text)
    assert page.one("article").text == kept.text
    assert page.one("h1").text == kept.title
    found = here.get("/api/v1/search", params={"q": f"r{n}"})
    assert found.headers["content-type"] == "application/json"


def test_every_other_page_shows_reports_as_text(besieged: FastAPI) -> None:
    here = signed_in(besieged, "<script>alert(1)</script>")
    pages = ["/", "/dossier/PER/CHL", "/dossier/PER/CHL?years=all", "/calendar/PER/CHL"]
    pages += ["/search", "/search?q=bond", "/search?q=bond&offset=25", "/review", "/review?at=7"]
    events = here.get("/api/v1/events?limit=200").json()["events"]
    pages += [f"/event/{e['id']}" for e in events]
    for address in pages:
        done = here.get(address)
        assert done.status_code == 200, address
        check(done.text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_address_is_shown_as_text(besieged: FastAPI, payload: str) -> None:
    here = client(besieged)
    for address, name in (
        ("/search", "q"),
        ("/search", "outlet"),
        ("/search", "pair"),
        ("/search", "type"),
        ("/dossier/PER/CHL", "as_of"),
        ("/go", "a"),
        ("/sign-in", "next"),
    ):
        done = here.get(address, params={name: payload, "b": "PER"})
        assert done.status_code < 500
        check(done.text)


def test_a_table_holds_no_formula(own_ledger: Path) -> None:
    text = "=1+1 met Luis Soto in Lima."
    given = record(text, "formula", [event(text, "met", when="2024-01-02")], publisher="@SUM(A1)")
    fill(own_ledger, [given])
    rows = client(create_app(own_ledger)).get("/search.csv?to=2024-01-31").text.splitlines()
    assert "'=1+1 met Luis Soto in Lima." in rows[1]
    assert "'@SUM(A1)" in rows[1]
