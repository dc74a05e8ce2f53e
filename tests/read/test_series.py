"""Recurring contacts: what they are called, what rule they have, when they met and meet again."""

from __future__ import annotations

import pytest

from dragoman.read.counting import number, ordinal
from dragoman.read.reader import read
from dragoman.record import Mechanism


def found(text: str, published: str | None = "2024-05-16") -> tuple[Mechanism, ...]:
    return read(text, published=published).mechanisms


def one(text: str, published: str | None = "2024-05-16") -> Mechanism:
    (mechanism,) = found(text, published)
    return mechanism


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("14th", 14),
        ("fourteenth", 14),
        ("twenty-first", 21),
        ("inaugural", 1),
        ("3rd", 3),
        ("fourth", 4),
        ("thirtieth", 30),
        ("month", None),
        ("14", None),
    ],
)
def test_ordinals(word: str, value: int | None) -> None:
    assert ordinal(word) == value


@pytest.mark.parametrize(
    ("word", "value"), [("21", 21), ("seven", 7), ("forty-two", 42), ("2024", None), ("many", None)]
)
def test_numbers(word: str, value: int | None) -> None:
    assert number(word) == value


@pytest.mark.parametrize(
    ("text", "name", "parties"),
    [
        (
            "Officials of Chile and Peru met in Lima for the Chile-Peru Joint Commission.",
            "Chile-Peru Joint Commission",
            {"CHL", "PER"},
        ),
        (
            "The ministers praised the EU-Japan High-Level Economic Dialogue.",
            "EU-Japan High-Level Economic Dialogue",
            {"EUU", "JPN"},
        ),
        (
            "Vietnam and New Zealand will hold a strategic dialogue in Hanoi on June 3.",
            "strategic dialogue",
            {"VNM", "NZL"},
        ),
        (
            "Ghana joined the Forum on Fisheries and Ports in 2019, when the third Forum on "
            "Fisheries and Ports met in Dakar.",
            "Forum on Fisheries and Ports",
            None,
        ),
    ],
)
def test_a_standing_contact_has_its_name_and_parties(
    text: str, name: str, parties: set[str] | None
) -> None:
    mechanism = one(text)
    assert mechanism.name == name
    assert parties is None or set(mechanism.parties) == parties


def test_the_rule_of_a_summit_and_what_it_implies() -> None:
    mechanism = one(
        "The annual summit between Norway and Finland is held alternately in the two countries. "
        "Nine summits have been held so far. The last summit took place in Helsinki in March 2023."
    )
    assert mechanism.kind == "summit"
    assert set(mechanism.parties) == {"NOR", "FIN"}
    assert mechanism.count == 9
    assert mechanism.hosts == "alternate"
    assert mechanism.last is not None
    assert (mechanism.last.when, mechanism.last.where) == ("2023-03", "Helsinki")
    assert mechanism.next is not None
    assert mechanism.next.implied
    assert (mechanism.next.when, mechanism.next.where) == ("2024", "Norway")


def test_an_announced_meeting_is_not_implied() -> None:
    mechanism = one(
        "Spain and Morocco will hold the 13th Spain-Morocco Strategic Dialogue in Rabat on "
        "September 4."
    )
    assert mechanism.ordinal == 13
    assert mechanism.next is not None
    assert not mechanism.next.implied
    assert (mechanism.next.when, mechanism.next.where) == ("2024-09-04", "Rabat")
    assert mechanism.last is None


def test_a_sitting_tells_of_its_body() -> None:
    mechanism = one(
        "The sixth session of the India-Kenya Joint Trade Committee was held in Mombasa on May 7."
    )
    assert mechanism.name == "India-Kenya Joint Trade Committee"
    assert mechanism.kind == "commission"
    assert mechanism.ordinal == 6
    assert mechanism.last is not None
    assert (mechanism.last.when, mechanism.last.where) == ("2024-05-07", "Mombasa")


def test_later_sentences_refer_back() -> None:
    mechanism = one(
        "The Egypt-Sudan Joint Water Commission has met 12 times. Its last session was held in "
        "Cairo in November 2022."
    )
    assert mechanism.count == 12
    assert mechanism.last is not None
    assert (mechanism.last.when, mechanism.last.where) == ("2022-11", "Cairo")


def test_a_rotating_host() -> None:
    mechanism = one(
        "The annual trilateral meeting of Kenya, Uganda and Tanzania rotates among the capitals."
    )
    assert mechanism.hosts == "rotate"
    assert set(mechanism.parties) == {"KEN", "UGA", "TZA"}


@pytest.mark.parametrize(
    "text",
    [
        "The Senate Foreign Relations Committee questioned the minister of Ghana.",
        "The UN Security Council met on Libya on Tuesday.",
        "The National Election Commission of Malawi counted the votes.",
        "The two sides stressed the need for continued dialogue.",
        "The summit in Oslo ended without a statement.",
        "Zambians will vote in the second round of the presidential election on June 2.",
        "The European Commission fined the company.",
    ],
)
def test_bodies_of_one_house_and_single_meetings_are_none(text: str) -> None:
    assert found(text) == ()


def test_names_and_evidence_stand_in_the_report() -> None:
    text = "Angola chaired the fourth Angola-Namibia Defence Dialogue in Luanda on May 2."
    record = read(text, published="2024-05-16")
    (mechanism,) = record.mechanisms
    assert mechanism.name in text
    assert text[mechanism.evidence.start : mechanism.evidence.end] == mechanism.evidence.text


def test_an_ordinal_after_a_comma_counts_the_contact_before_it() -> None:
    talks = one(
        "Ghana and Togo held their annual consultations in Lome on 3 May 2024, the sixth since "
        "they began in 2018."
    )
    assert (talks.ordinal, talks.count) == (6, 6)


def test_a_sitting_that_was_and_one_that_will_be_in_one_sentence() -> None:
    summit = one(
        "The annual Andean summit, which rotates among the members, was hosted by Peru in 2022 and "
        "will be held in Quito in October."
    )
    assert summit.last is not None
    assert summit.last.when == "2022"
    assert summit.next is not None
    assert (summit.next.when, summit.next.where) == ("2024-10", "Quito")


def test_what_has_been_held_since_a_year_was_not_last_held_in_it() -> None:
    yearly = one(
        "Ghana and Togo held the tenth round of their consultations, held since 2012, in Lomé."
    )
    assert yearly.last is None or yearly.last.when != "2012"


def test_there_have_been_so_many() -> None:
    assert one("There have been eleven summits between Japan and Palau since 1997.").count == 11


def test_the_year_since_when_they_meet_dates_no_later_month() -> None:
    met = one(
        "Chad and Niger set up a joint commission. The commission has met nine times since 2014, "
        "most recently in Doha in November."
    )
    assert met.count == 9
    assert met.last is not None
    assert met.last.when == "2023-11"


def test_the_level_of_a_sitting_is_no_contact_of_its_own() -> None:
    forum = one("The third Ministerial-level meeting of the Kenya-Oman Trade Forum was held.")
    assert (forum.name, forum.ordinal, set(forum.parties)) == (
        "Kenya-Oman Trade Forum",
        3,
        {"KEN", "OMN"},
    )
