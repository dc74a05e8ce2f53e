import csv
import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import icalendar
import pytest
from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.serve import create_app
from dragoman.serve.marks import anchors, marks, pieces
from tests.made import event, record
from tests.serve.conftest import client, fill, records
from tests.serve.html import Page

HELD = "/report/held%2Fby%20the%20sea%3F"


def opened(here: TestClient, address: str) -> Page:
    done = here.get(address)
    assert done.status_code == 200, done.text
    assert done.headers["content-type"].startswith("text/html")
    return Page(done.text)


def flat(text: str) -> str:
    return " ".join(text.split())


def event_id(here: TestClient, **filters: str) -> str:
    (found,) = here.get("/api/v1/events", params=filters).json()["events"]
    return str(found["id"])


def test_the_matrix_leads_to_the_pairs_with_contacts(local: TestClient) -> None:
    page = opened(local, "/")
    cells = [e for e in page.all("a") if e.attributes["href"] == "/dossier/PER/CHL"]
    assert [c.text for c in cells] == ["1"]
    assert "1 contact, 2 events" in cells[0].attributes["title"]
    assert "Chile – Peru" in page.text


def test_the_map_draws_pairs_between_capitals(local: TestClient) -> None:
    page = opened(local, "/")
    arcs = [flat(a.text) for a in page.all("a", class_="arc")]
    assert arcs == ["Chile – Peru: 1 contact, last 2024-03-20"]
    (arc,) = page.all("a", class_="arc")
    assert arc.attributes["href"] == "/dossier/CHL/PER"
    dots = {e.text.split(":")[0]: e.attributes["href"] for e in page.all("a", class_="dot")}
    assert dots == {"Chile": "/?side=CHL", "Peru": "/?side=PER"}
    one = opened(local, "/?side=Peruvian")
    assert "Peru and others" in one.text
    assert not one.all("table", class_="matrix")
    assert opened(local, "/?side=Fiji").all("p", class_="no-coverage")
    assert local.get("/?side=nowhere").status_code == 404


def test_the_numbers_of_the_list_open_what_they_count(local: TestClient) -> None:
    page = opened(local, "/")
    (contacts, events) = [
        a for a in page.all("a", class_="quiet") if a.attributes["href"].startswith("/search?")
    ]
    for link in (contacts, events):
        found = opened(local, link.attributes["href"])
        assert f"{link.text} event{'s' if link.text != '1' else ''}" in flat(found.text)


def test_the_cautions_of_a_dossier_open_the_events(local: TestClient) -> None:
    page = opened(local, "/dossier/PER/CHL")
    told = [flat(e.text) for e in page.all("details", class_="caution")]
    assert any("contradict each other on 1 of the events below" in t for t in told)
    for link in page.all("a"):
        if link.attributes["href"].startswith("/event/"):
            opened(local, link.attributes["href"])


def test_two_names_lead_to_their_dossier(local: TestClient) -> None:
    done = local.get("/go", params={"a": "peru", "b": "Chilean"})
    assert (done.status_code, done.headers["location"]) == (303, "/dossier/PER/CHL")
    assert local.get("/go", params={"a": "peru", "b": "nowhere"}).status_code == 404


def test_a_dossier_starts_with_the_state_of_play(local: TestClient) -> None:
    state = [flat(e.text) for e in opened(local, "/dossier/PER/CHL").all("dd")]
    assert "20 March 2024" in state[0]
    assert "June 2024" in state[1]
    assert "visit to Lima" in state[2]


def test_every_line_of_a_dossier_opens_its_facts(local: TestClient) -> None:
    page = opened(local, "/dossier/PER/CHL")
    facts = page.all("details", class_="facts")
    assert len(facts) >= 6
    for fact in facts:
        assert "source" in fact.text
    for link in page.all("a"):
        address = urlsplit(link.attributes["href"])
        if address.path.startswith("/report/") and address.fragment:
            assert address.fragment in opened(local, address.path).ids


def test_the_strip_tells_plans_denials_and_vague_dates_apart(local: TestClient) -> None:
    page = opened(local, "/dossier/PER/CHL")
    drawn = {
        e.attributes["class"]: e
        for e in page.all("a")
        if e.attributes["href"].startswith("/event/") and "class" in e.attributes
    }
    assert {"held", "planned", "struck"} <= set(drawn)
    assert "20 March 2024: visit, happened" in drawn["held"].text
    assert "June 2024: talks, planned" in drawn["planned"].text
    assert "cancelled" in drawn["struck"].text
    lines = {e.line for e in page.all("line", class_="strike")}
    assert lines == {drawn["struck"].line}
    assert len(page.all("rect", class_="unheard")) >= 1
    heard = page.all("rect", class_="heard")
    weeks = [a for a in page.all("a") if a.attributes["href"].startswith("/reports?") and a.text]
    told = [a.text.rsplit(": ")[1] for a in weeks if ": " in a.text]
    assert told == ["1 report", "2 reports", "3 reports"]
    for number, link in enumerate((a for a in weeks if ": " in a.text), 1):
        assert len(opened(local, link.attributes["href"]).all("ol", class_="lines")) == 1
        assert f"{number} report" in opened(local, link.attributes["href"]).text
    heights = [float(e.attributes["height"]) for e in heard]
    assert heights == sorted(heights)
    assert heights[-1] <= 15


def test_no_news_and_no_coverage_look_different(local: TestClient) -> None:
    news = opened(local, "/dossier/PER/CHL")
    assert news.all("p", class_="no-news")
    assert not news.all("p", class_="no-coverage")
    silent = opened(local, "/dossier/FJI/BOL")
    assert silent.all("p", class_="no-coverage")
    assert not silent.all("p", class_="no-news")


def test_a_dossier_is_of_the_day_asked_for(local: TestClient) -> None:
    page = opened(local, "/dossier/PER/CHL?as_of=2024-03-02")
    assert "As of 2 March 2024" in page.text
    assert "copper" not in page.text
    assert local.get("/dossier/PER/CHL?as_of=soon").status_code == 422
    for day in ("0001-01-01", "9999-12-31"):
        opened(local, f"/dossier/PER/CHL?as_of={day}")


@pytest.mark.parametrize("record", records(), ids=lambda r: r.id)
def test_the_pieces_of_a_report_are_its_text(record) -> None:  # type: ignore[no-untyped-def]
    cut = pieces(record.text, marks(record), anchors(record))
    assert "".join(p.text for p in cut) == record.text
    assert "".join(words for p in cut for words, _ in p.parts) == record.text
    whats = "".join(p.text for p in cut if "what" in p.kinds)
    assert whats == "".join(e.trigger.text for e in record.events)


def test_a_report_and_its_facts_are_linked_both_ways(local: TestClient) -> None:
    page = opened(local, HELD)
    (kept,) = [r for r in records() if r.id == "held/by the sea?"]
    assert page.one("article").text == kept.text
    (card,) = [e for e in page.all("section", class_="card") if e.attributes.get("id")][:1]
    assert card.attributes["id"] == f"c-{kept.events[0].id}"
    for words in (
        "CONSULT, visit",
        "happened",
        "Ana Rojas, Foreign Minister",
        "20 March 2024",
        "2024-03-20",
        "Santiago",
        "the ministry in Santiago",
        "confidence 80%",
    ):
        assert words in flat(card.text), words
    for link in page.all("a"):
        target = urlsplit(link.attributes["href"])
        if not target.path and target.fragment:
            assert target.fragment in page.ids | {"main"}
    mark = page.one("a", class_="what")
    assert mark.text == "met"
    assert mark.attributes["href"] == f"#c-{kept.events[0].id}"
    assert "a bridge of copper" in page.text
    assert [a.attributes["href"] for a in page.all("a") if a.text == "original"] == [kept.url]


def test_accounts_of_an_event_stand_in_columns(local: TestClient) -> None:
    page = opened(local, f"/event/{event_id(local, to='2024-03-31')}")
    columns = {flat(e.text).split(" ")[0]: flat(e.text) for e in page.all("article")}
    assert "Only here the copper trade" in columns["Chile"]
    assert "Left out here, told elsewhere the fishing limits" in columns["Chile"]
    assert "Only here the fishing limits" in columns["Peru"]
    assert "According to Lima, Rojas met Soto" in columns["Peru"]
    assert re.search(r"planned for 20 March 2024.*→ happened", flat(page.text))


def test_facts_of_accounts_stand_side_by_side(local: TestClient) -> None:
    page = opened(local, f"/event/{event_id(local, to='2024-03-31')}")
    (table,) = page.all("table", class_="compared")
    rows = {
        e.text: [flat(x.text) for x in page.elements if x.tag == "td" and x.line == e.line]
        for e in page.all("th", scope="row")
    }
    assert rows["Level"][0] == "by all, alike"
    assert rows["When"][0] == "differently"
    assert "20 March 2024" in rows["When"]
    assert "left out" not in flat(table.text)
    lone = opened(local, f"/event/{event_id(local, type='COERCE')}")
    assert not lone.all("table", class_="compared")


def test_contradictions_are_shown_with_those_who_say_so(local: TestClient) -> None:
    page = opened(local, f"/event/{event_id(local, type='COERCE')}")
    table = flat(page.one("table").text)
    assert "status" in table
    assert "asserted" in table
    assert "denied" in table
    assert "Peru in The Courier" in table
    assert "Chile in The Courier" in table


def test_the_calendar_is_a_feed_of_stable_entries(local: TestClient, own_ledger: Path) -> None:
    page = opened(local, "/calendar/PER/CHL")
    assert "June 2024" in page.text
    assert "http://127.0.0.1:8321/calendar/PER/CHL.ics" in page.text
    here = client(create_app(own_ledger))

    def entries() -> dict[str, tuple[str, str]]:
        done = here.get("/calendar/PER/CHL.ics")
        assert done.headers["content-type"].startswith("text/calendar")
        found = icalendar.Calendar.from_ical(done.content).walk("VEVENT")
        return {str(e["uid"]): (str(e.decoded("dtstart")), str(e["status"])) for e in found}

    before = entries()
    assert sorted(before.values()) == [
        ("2024-05-01", "CANCELLED"),  # its month is not over on the day of the last report
        ("2024-06-01", "CONFIRMED"),
    ]
    planned = event_id(here, **{"from": "2024-06-01"})
    with Ledger(own_ledger) as kept:
        changes = {"when": "2024-07-02", "status": "postponed"}
        kept.judge(planned, "correct", author="Ann", at="2024-05-01", changes=changes)
    after = entries()
    assert set(after) == set(before)
    assert ("2024-07-02", "TENTATIVE") in after.values()
    with Ledger(own_ledger) as kept:
        kept.judge(
            planned, "correct", author="Ann", at="2024-05-02", changes={"status": "cancelled"}
        )
    called_off = entries()
    assert set(called_off) == set(before)
    assert ("2024-07-02", "CANCELLED") in called_off.values()


def test_search_keeps_its_facets_in_the_address(local: TestClient) -> None:
    page = opened(local, "/search?q=president&pair=PER-CHL&status=planned")
    assert "1 event in reports that hold the words" in flat(page.text)
    assert "hold talks in Cusco" in page.text
    undo = {flat(a.text): a.attributes["href"] for a in page.all("a", **{"aria-current": "true"})}
    assert undo["planned ×"] == "/search?q=president&pair=PER-CHL"
    chosen = [o.attributes["value"] for o in page.all("option") if "selected" in o.attributes]
    assert chosen == ["planned"]
    assert local.get("/search?type=DANCE").status_code == 422
    every = {flat(a.text): a.attributes["href"] for a in opened(local, "/search").all("a")}
    assert every["Chile – Peru"] == "/search?pair=CHL-PER"
    assert every["2024"] == "/search?from=2024-01-01&to=2024-12-31"
    page = opened(local, "/search?pair=peru-chile&from=2024-01-01&to=2024-12-31")
    undo = {flat(a.text): a.attributes["href"] for a in page.all("a", **{"aria-current": "true"})}
    assert undo["2024 ×"] == "/search?pair=peru-chile"
    assert undo["Chile – Peru ×"] == "/search?from=2024-01-01&to=2024-12-31"


def test_search_has_twins_for_programs(local: TestClient) -> None:
    asked = "?pair=PER-CHL&type=CONSULT"
    page = opened(local, "/search" + asked)
    links = {a.text: a.attributes["href"] for a in page.all("a")}
    told = local.get(links["JSON"]).json()
    rows = list(csv.DictReader(io.StringIO(local.get(links["CSV"]).text)))
    assert [r["id"] for r in rows] == [e["id"] for e in told["events"]]
    assert len(rows) == told["total"] == 3
    assert {r["states"] for r in rows} <= {"PER; CHL", "CHL; PER"}
    for id in (r["id"] for r in rows):
        assert f"/event/{id}" in [a.attributes["href"] for a in page.all("a")]


@pytest.mark.parametrize(
    ("page", "rows", "words"),
    [
        ("/pairs", 1, "Chile"),
        ("/dossier/PER/CHL", 12, "a bridge of copper"),
        ("/calendar/PER/CHL", 1, "June 2024"),
        (HELD, 1, "Ana Rojas met Luis Soto in Santiago"),
        ("/reports", 6, "The Santiago Post"),
        ("/search", 4, "COERCE"),
    ],
)
def test_pages_have_twins_for_programs(local: TestClient, page: str, rows: int, words: str) -> None:
    told = local.get(f"{page}.json")
    assert told.headers["content-type"] == "application/json"
    assert told.json()
    table = local.get(f"{page}.csv")
    assert table.headers["content-type"].startswith("text/csv")
    found = list(csv.DictReader(io.StringIO(table.text)))
    assert len(found) >= rows
    assert words in table.text
    if page != "/pairs":
        links = [a.attributes["href"] for a in opened(local, page).all("a")]
        assert {f"{page}.json", f"{page}.csv"} <= set(links)


def test_a_name_with_a_dot_is_no_twin(local: TestClient) -> None:
    assert "United States" in opened(local, "/dossier/Peru/U.S.").text
    assert "United States" in opened(local, "/calendar/Peru/U.S.").text
    assert local.get("/dossier/PER/CHL.xml").status_code == 404


def test_the_accounts_of_an_event_have_twins(local: TestClient) -> None:
    page = f"/event/{event_id(local, to='2024-03-31')}"
    found = list(csv.DictReader(io.StringIO(local.get(f"{page}.csv").text)))
    assert {r["report"] for r in found} == {
        t["source"]["report"] for t in local.get(f"{page}.json").json()["tellings"]
    }
    assert {r["says"] for r in found} >= {"Lima", "the ministry in Santiago"}


def test_a_report_whose_name_ends_like_a_twin_is_itself(own_ledger: Path) -> None:
    for name, place in (("notes", "Lima"), ("notes.json", "Arica")):
        text = f"Ana Rojas met Luis Soto in {place}."
        fill(own_ledger, [record(text, name, [event(text, "met")])])
    here = client(create_app(own_ledger))
    assert here.get("/report/notes.json").headers["content-type"].startswith("text/html")
    assert here.get("/report/notes.csv").headers["content-type"].startswith("text/csv")
    assert here.get("/report/none.json").json() == {"error": "none: the ledger has no such report"}


def test_reports_are_listed_by_what_the_address_asks_for(local: TestClient) -> None:
    page = opened(local, "/reports?pair=PER-CHL&outlet=The+Lima+Mail&from=2024-03-01&to=2024-04-30")
    assert "2 reports with this" in flat(page.text)
    assert [a.text for a in page.all("a") if a.attributes["href"].startswith("/report/")] == [
        "ahead",
        "lima",
    ]
    assert opened(local, "/reports?pair=FJI-BOL").all("p", class_="no-coverage")
    assert local.get("/reports?pair=Peru").status_code == 422


def test_what_is_not_there_is_a_page(local: TestClient) -> None:
    for address in ("/report/none", "/event/none", "/dossier/PER/Nowhereland", "/nothing"):
        done = local.get(address)
        assert done.status_code == 404
        assert "Not found" in Page(done.text).text


def test_every_page_has_a_name_a_language_and_one_heading(local: TestClient) -> None:
    for address in (
        "/",
        "/dossier/PER/CHL",
        HELD,
        "/calendar/PER/CHL",
        "/search",
        "/reports",
        "/sign-in",
    ):
        page = opened(local, address)
        assert page.one("html").attributes["lang"] == "en"
        assert len(page.all("h1")) == 1
        assert page.all("title")[0].text.strip()
        assert len([e for e in page.elements if "id" in e.attributes]) == len(page.ids)
