"""Sides that no table knows, and sides that stand further below a verb than its arguments."""

import pytest

import dragoman
from dragoman.codes import EventType
from dragoman.record import Event


def events(text: str, kind: EventType) -> list[Event]:
    record = dragoman.read(text, published="2021-06-02")
    return [e for e in record.events if e.type is kind]


@pytest.mark.parametrize(
    ("text", "kind", "words", "state"),
    [
        (
            "Paraguay's prosecutors have launched an investigation into Itaguay Cement.",
            EventType.ACCUSE,
            "Itaguay Cement",
            "PRY",
        ),
        (
            "The Latvian police opened an inquiry into seventy employees of a shipyard.",
            EventType.ACCUSE,
            "seventy employees",
            "LVA",
        ),
        ("A Botswana court freed a radio station.", EventType.RETREAT, "radio station", "BWA"),
    ],
)
def test_what_organs_do_at_home_is_done_to_whom_the_words_describe(
    text: str, kind: EventType, words: str, state: str
) -> None:
    (event,) = events(text, kind)
    assert [words in r.text and r.state == state for r in event.recipients] == [True]


def test_a_body_that_no_table_knows_acts_on_a_state() -> None:
    (event,) = events("The Wayfarers Association sued the government of Malta.", EventType.ACCUSE)
    assert [a.text for a in event.actors] == ["Wayfarers Association"]
    assert event.actors[0].state is None
    assert [r.state for r in event.recipients] == ["MLT"]


def test_private_sides_alone_make_no_event() -> None:
    assert not events("Itaguay Cement sued the Wayfarers Association.", EventType.ACCUSE)


def test_who_is_told_of_further_down_is_reached() -> None:
    (event,) = events(
        "Iceland has sent blankets to meet the needs of families hit by floods in Malawi.",
        EventType.AID,
    )
    assert [r.state for r in event.recipients] == ["MWI"]


def test_a_demand_by_must() -> None:
    (event,) = events("Fiji's president said that Tonga must leave the reef.", EventType.REQUEST)
    assert [a.state for a in event.actors] == ["FJI"]
    assert [r.state for r in event.recipients] == ["TON"]


def test_who_must_do_something_themselves_demand_nothing() -> None:
    text = "Fiji's president said that he must leave for Tonga."
    assert not events(text, EventType.REQUEST)


def test_who_says_that_they_will_free_somebody_promises_it() -> None:
    text = "Guyana said it would release twelve sailors from Suriname."
    (promise,) = events(text, EventType.AGREE)
    assert [a.state for a in promise.actors] == ["GUY"]
    assert not events(text.replace("would", "would not"), EventType.AGREE)


def test_some_of_the_troops_are_troops() -> None:
    (event,) = events("Gabon withdrew some of its troops from Chad.", EventType.RETREAT)
    assert [r.state for r in event.recipients] == ["TCD"]


def test_a_court_deals_with_the_government_of_its_state() -> None:
    (event,) = events("Malta's Supreme Court rejected the government's appeal.", EventType.REJECT)
    assert [a.state for a in event.actors] == ["MLT"]
    assert [r.state for r in event.recipients] == ["MLT"]


def test_a_thing_that_is_hit_is_called_what_it_is_and_is_of_where_it_lies() -> None:
    (event,) = events("Rebels attacked an army camp in western Burundi.", EventType.ASSAULT)
    assert [(r.text, r.state) for r in event.recipients] == [
        ("army camp in western Burundi", "BDI")
    ]


def test_what_somebody_will_not_do_is_refused() -> None:
    (event,) = events("Angola will not lift its ban on Namibian ships.", EventType.REJECT)
    assert [r.state for r in event.recipients] == ["NAM"]
    assert event.status == "happened"


@pytest.mark.parametrize(
    "text",
    [
        "Angola has not lifted its ban on Namibian ships.",
        "The president of Angola will not visit Namibia.",
        "The ban on Namibian ships will not be lifted by Angola.",
    ],
)
def test_what_is_not_done_or_not_attended_is_no_refusal(text: str) -> None:
    assert not events(text, EventType.REJECT)


def test_who_arrests_is_the_state_where_it_was_done() -> None:
    (event,) = events("Two Fijian reporters were arrested in Vanuatu.", EventType.COERCE)
    assert [a.state for a in event.actors] == ["VUT"]
    assert [r.state for r in event.recipients] == ["FJI"]


def test_a_spokesman_stands_for_whom_he_speaks() -> None:
    text = "A spokesman for the government of Palau condemned Kiribati."
    (event,) = events(text, EventType.ACCUSE)
    assert [a.state for a in event.actors] == ["PLW"]


def test_troops_that_are_sent_are_not_whom_it_is_done_to() -> None:
    (event,) = events("Benin mobilized troops for a raid against Togo.", EventType.MOBILIZE)
    assert [r.state for r in event.recipients] == ["TGO"]


def test_what_one_side_agrees_to_it_owes_whom_the_words_name() -> None:
    (event,) = events("Gabon agreed to a ceasefire in northern Chad.", EventType.AGREE)
    assert [r.state for r in event.recipients] == ["TCD"]


def test_a_counterpart_who_is_named_is_met() -> None:
    (event,) = events(
        "Lesotho's president met his counterpart, the president of Eswatini.", EventType.CONSULT
    )
    assert {a.state for a in event.actors} == {"LSO", "SWZ"}


def test_it_is_who_speaks_in_what_somebody_says_of_himself() -> None:
    (event,) = events("The Libyan government said it has detained ten men.", EventType.COERCE)
    assert [a.state for a in event.actors] == ["LBY"]


def test_rebel_prisoners_do_not_free_themselves() -> None:
    text = "Nepal's government freed dozens of Maoist prisoners."
    (event,) = events(text, EventType.RETREAT)
    assert [a.text for a in event.actors] == ["Nepal's government"]


def test_agrees_with_two() -> None:
    (event,) = events(
        "Oman agrees with Brunei and Bhutan that borders should be respected.", EventType.AGREE
    )
    assert {a.state for a in event.actors} == {"OMN", "BRN", "BTN"}


def test_a_refusal_to_do_something_is_aimed_at_whom_it_would_be_done_to() -> None:
    (event,) = events("Cuba's refusal to work with Ecuador was criticised.", EventType.REJECT)
    assert [r.state for r in event.recipients] == ["ECU"]


def test_rebels_cease_fire_towards_the_state_where_they_fight() -> None:
    (event,) = events("Burundian rebels declared a truce in Burundi.", EventType.RETREAT)
    assert [r.state for r in event.recipients] == ["BDI"]


def test_advice_to_people_is_no_demand() -> None:
    text = "Fiji's minister said people should wash their hands."
    assert not events(text, EventType.REQUEST)
