from pathlib import Path

from starlette.testclient import TestClient

from dragoman.ledger import Ledger
from dragoman.ledger.judging import Judgement
from dragoman.report import Span
from dragoman.serve import create_app
from dragoman.serve.marks import around
from tests.serve.conftest import TOKEN, client, signed_in
from tests.serve.html import Page


def shown(here: TestClient, at: int = 0) -> Page:
    done = here.get(f"/review?at={at}")
    assert done.status_code == 200
    return Page(done.text)


def decide(here: TestClient, page: Page, kind: str, **fields: str) -> int:
    address = page.one("form", class_="decide").attributes["action"]
    form = {
        e.attributes["name"]: e.attributes.get("value", "")
        for e in page.all("input")
        if "name" in e.attributes
    }
    chosen = {}
    name = ""
    for element in page.elements:
        if element.tag == "select":
            name = element.attributes["name"]
        if element.tag == "option" and name and "selected" in element.attributes:
            chosen[name] = element.attributes["value"]
    return here.post(address, data={**form, **chosen, "kind": kind, **fields}).status_code


def judgements(ledger: Path) -> list[Judgement]:
    with Ledger(ledger) as kept:
        return kept.judgements()


def test_disagreements_come_first_then_the_least_sure(own_ledger: Path) -> None:
    here = signed_in(create_app(own_ledger, token=TOKEN))
    first = shown(here)
    assert "1 of 4" in first.text
    assert "reports differ on the status" in first.text
    assert "Peru accuses Chile of closing the port" in first.text
    second = shown(here, 1)
    assert "confidence 40%" in second.text
    assert "reports differ" not in second.text


def test_the_sentence_stands_in_its_report(own_ledger: Path) -> None:
    here = signed_in(create_app(own_ledger, token=TOKEN))
    first = shown(here).one("blockquote")
    assert " ".join(first.text.split()) == (
        "Peru accuses Chile of closing the port. Chile denies it."
    )


def test_what_is_far_from_a_sentence_is_left_out() -> None:
    text = "One two three. Four five six. Seven eight nine."
    start = text.index("Four")
    sentence = Span("Four five six.", start, start + 14)
    assert around(text, sentence) == ("One two three.", "Seven eight nine.")
    assert around(text, sentence, 10) == ("… three.", "Seven …")


def test_each_decision_is_a_judgement_and_the_next_event_follows(own_ledger: Path) -> None:
    here = signed_in(create_app(own_ledger, token=TOKEN), "Ann Clerk")
    assert decide(here, shown(here), "accept") == 303
    assert decide(here, shown(here), "correct", when="2024-03-21", level="officials") == 303
    assert decide(here, shown(here), "reject", note="never heard of") == 303
    assert "1 of 1" in shown(here).text
    assert decide(here, shown(here), "note", note="ask Lima") == 303
    assert "1 of 1" in shown(here).text  # a note decides nothing
    assert decide(here, shown(here), "accept") == 303
    assert "Nothing to decide" in shown(here).text
    told = judgements(own_ledger)
    assert [j.kind for j in told] == ["accept", "correct", "reject", "note", "accept"]
    assert {j.author for j in told} == {"Ann Clerk"}
    assert dict(told[1].changes) == {"when": "2024-03-21", "level": "officials"}
    assert told[2].note == "never heard of"
    page = Page(here.get(f"/event/{told[1].event}").text)
    assert "Corrected by an analyst" in page.text


def own_key(page: Page) -> dict[str, str]:
    return {"key": page.all("input", name="key")[-1].attributes["value"], "at": "0"}


def regroup(here: TestClient, page: Page, id: str, kind: str, **fields: str) -> str:
    """Where a merge or a split leads."""
    done = here.post(f"/review/{id}", data={**own_key(page), "kind": kind, **fields})
    assert done.status_code == 303, done.text
    return str(done.headers["location"])


def test_a_telling_is_parted_from_its_event_and_merged_with_it_again(own_ledger: Path) -> None:
    here = signed_in(create_app(own_ledger, token=TOKEN), "Ann Clerk")
    visit = {"announced", "held/by the sea?", "lima"}
    page = shown(here, next(n for n in range(4) if "fishing limits" in shown(here, n).text))
    forms = page.all("form", class_="part")
    ids = telling_ids(own_ledger)
    assert {e.attributes["action"] for e in forms} == {f"/review/{ids[r]}" for r in visit}
    whither = regroup(here, page, ids["lima"], "split")
    assert reports(own_ledger, ids["lima"]) == {"lima"}
    rest = Page(here.get(whither).text)
    assert "fishing limits" not in rest.one("section", class_="evidence").text
    assert len(rest.all("form", class_="part")) == 2

    alone = Page(here.get(f"/review?event={ids['lima']}").text)
    assert "Part from the others" not in alone.text
    offered = [e.attributes["value"] for e in alone.all("input", name="other")]
    event = min(ids[r] for r in visit - {"lima"})
    assert offered[0] == event  # the most alike comes first
    assert ids["port"] not in offered  # to close a port is of another family than a contact
    whither = regroup(here, alone, ids["lima"], "merge", other=event, named="")
    assert reports(own_ledger, ids["lima"]) == visit
    assert len(Page(here.get(whither).text).all("form", class_="part")) == 3
    told = judgements(own_ledger)
    assert [(j.kind, j.author) for j in told] == [("split", "Ann Clerk"), ("merge", "Ann Clerk")]


def telling_ids(ledger: Path) -> dict[str, str]:
    """Of each report the id of its only telling."""
    with Ledger(ledger) as kept:
        return {t.source.report: t.id for e in kept.events() for t in e.tellings}


def reports(ledger: Path, id: str) -> set[str]:
    """The reports of the event that a telling is in."""
    with Ledger(ledger) as kept:
        return {t.source.report for t in kept.event(id).tellings}


def test_any_event_is_merged_by_its_id_and_what_cannot_be_is_told(own_ledger: Path) -> None:
    here = signed_in(create_app(own_ledger, token=TOKEN))
    ids = telling_ids(own_ledger)
    page = shown(here)
    for named, status, words in (
        ("", 422, "choose the event"),
        ("0000000000", 404, "no such event"),
        (ids["announced"], 409, "one event already"),
    ):
        data = {**own_key(page), "kind": "merge", "named": named}
        refused = here.post(f"/review/{ids['lima']}", data=data)
        assert (refused.status_code, words in refused.text) == (status, True), refused.text
    data = {**own_key(page), "kind": "split"}
    assert here.post(f"/review/{ids['port']}", data=data).status_code == 409
    assert judgements(own_ledger) == []
    regroup(here, page, ids["lima"], "merge", named=ids["port"], other=ids["announced"])
    assert reports(own_ledger, ids["port"]) >= {"lima", "announced", "port"}


def test_an_event_that_is_merged_stands_in_the_queue_once(own_ledger: Path) -> None:
    here = signed_in(create_app(own_ledger, token=TOKEN))
    one, two = (
        shown(here, at).one("form", class_="decide").attributes["action"].rpartition("/")[2]
        for at in (0, 1)
    )
    assert "1 of 4" in shown(here).text
    regroup(here, shown(here), one, "merge", named=two)
    assert "1 of 3" in shown(here).text


def test_any_event_is_judged_from_its_page(own_ledger: Path) -> None:
    app = create_app(own_ledger, token=TOKEN)
    here = signed_in(app)
    with Ledger(own_ledger) as kept:
        id = kept.event(telling_ids(own_ledger)["announced"]).id
    page = Page(here.get(f"/event/{id}").text)
    (link,) = [a for a in page.all("a") if a.text == "Judge"]
    address = link.attributes["href"]
    asked = client(app).get(address)
    assert asked.headers["location"] == f"/sign-in?next=%2Freview%3Fevent%3D{id}"
    page = Page(here.get(address).text)
    assert decide(here, page, "reject", note="another minister") == 303
    assert judgements(own_ledger)[0].event == id
    assert here.get("/review?event=0000000000").status_code == 404
    assert "Judge" not in Page(client(create_app(own_ledger)).get(f"/event/{id}").text).text


def test_what_cannot_be_kept_is_told_and_nothing_is_written(own_ledger: Path) -> None:
    here = signed_in(create_app(own_ledger, token=TOKEN))
    page = shown(here)
    assert decide(here, page, "correct", when="some day") == 422
    assert decide(here, page, "correct") == 422
    assert decide(here, page, "note") == 422
    assert decide(here, page, "bless") == 422
    key = page.all("input", name="key")[-1].attributes["value"]
    gone = here.post("/review/0000000000", data={"key": key, "kind": "accept"})
    assert gone.status_code == 404
    assert judgements(own_ledger) == []


def test_every_decision_has_its_key(own_ledger: Path) -> None:
    page = shown(signed_in(create_app(own_ledger, token=TOKEN)), 1)
    keys = {e.attributes["data-key"]: e.text for e in page.elements if "data-key" in e.attributes}
    assert {k: v.split()[0] for k, v in keys.items()} == {
        "a": "Accept",
        "c": "Correct",
        "r": "Reject",
        "n": "Note",
        "m": "Merge",
        "j": "Next",
        "k": "←",
    }


def test_signing_out_ends_it(own_ledger: Path) -> None:
    here = signed_in(create_app(own_ledger, token=TOKEN))
    key = shown(here).all("input", name="key")[0].attributes["value"]
    assert here.post("/sign-out", data={"key": key}).status_code == 303
    refused = here.get("/review")
    assert (refused.status_code, refused.headers["location"]) == (303, "/sign-in?next=%2Freview")


def test_without_a_token_the_queue_says_how_to_have_one(own_ledger: Path) -> None:
    here = client(create_app(own_ledger))
    refused = here.get("/review")
    assert refused.status_code == 403
    assert "--token" in refused.text
    assert "--token" in here.get("/sign-in").text
