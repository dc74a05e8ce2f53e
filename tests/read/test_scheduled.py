"""What lies ahead, with its kind, date, states and status; and what only looks so."""

from __future__ import annotations

import pytest

from dragoman.read.reader import read
from dragoman.record import Scheduled

DAY = "2024-05-16"


def found(text: str, published: str | None = DAY) -> tuple[Scheduled, ...]:
    return read(text, published=published).scheduled


def rows(text: str, published: str | None = DAY) -> list[tuple[str, str | None, str]]:
    return [(str(s.kind), s.when, str(s.status)) for s in found(text, published)]


@pytest.mark.parametrize(
    ("text", "row", "who"),
    [
        (
            "Malta will hold a parliamentary election on June 9.",
            ("election", "2024-06-09", "planned"),
            {"MLT"},
        ),
        (
            "Voters in Iceland go to the polls for a presidential election.",
            ("election", DAY, "ongoing"),
            {"ISL"},
        ),
        (
            "Zambia postpones its general election because of a drought.",
            ("election", None, "postponed"),
            {"ZMB"},
        ),
        (
            "The mission arrived in Suva ahead of the upcoming election in Fiji.",
            ("election", None, "planned"),
            {"FJI"},
        ),
        (
            "A referendum on the status of Bougainville is to take place before the end of 2027.",
            ("election", "2024-05-16/2027-12-31", "planned"),
            None,
        ),
    ],
)
def test_votes(text: str, row: tuple[str, str | None, str], who: set[str] | None) -> None:
    (vote,) = found(text)
    assert (str(vote.kind), vote.when, str(vote.status)) == row
    assert who is None or set(vote.who) == who


@pytest.mark.parametrize(
    "text",
    [
        "She won the election in March.",
        "The election commission published the results of the election.",
        "He congratulated the president on his victory in the election.",
        "Parliament votes on the budget.",
    ],
)
def test_votes_that_are_over_or_none(text: str) -> None:
    assert found(text) == ()


def test_what_is_put_off_has_its_new_date_only() -> None:
    assert rows("Fiji postpones its election from June 4 to August 20.") == [
        ("election", "2024-08-20", "postponed")
    ]
    assert rows("Fiji postpones its election until March 2025.") == [
        ("election", "2025-03", "postponed")
    ]
    assert rows("Opposition leaders urged Fiji to postpone the election planned for June 4.") == [
        ("election", "2024-06-04", "planned")
    ]


def test_an_accepted_invitation_is_a_visit_ahead() -> None:
    (visit,) = found("The President of Malta accepted an invitation to visit Chile in July 2024.")
    assert (str(visit.kind), visit.when) == ("visit", "2024-07")
    assert set(visit.who) == {"MLT", "CHL"}


def test_a_dated_visit() -> None:
    (visit,) = found("The Foreign Minister of Latvia will visit Canada on June 3.")
    assert (str(visit.kind), visit.when, str(visit.status)) == ("visit", "2024-06-03", "planned")
    assert set(visit.who) == {"LVA", "CAN"}


def test_travel_for_a_named_meeting_is_that_meeting() -> None:
    text = (
        "Deputy Minister Ana Brito of Portugal will travel to Praia for the Portugal-Cabo Verde "
        "Strategic Dialogue on May 28."
    )
    assert rows(text) == [("meeting", "2024-05-28", "planned")]


def test_two_gatherings_in_one_sentence_keep_their_own_dates() -> None:
    text = (
        "The ministers reviewed plans for the upcoming ASEAN Foreign Ministers’ meeting in "
        "Vientiane July 21-22 and the October 9-10 ASEAN Summit in Jakarta."
    )
    assert rows(text) == [
        ("meeting", "2024-07-21/2024-07-22", "planned"),
        ("summit", "2024-10-09/2024-10-10", "planned"),
    ]


def test_a_named_summit_needs_no_date() -> None:
    (summit,) = found("The leaders discussed preparations for the upcoming Arctic Summit in Oslo.")
    assert str(summit.kind) == "summit"
    assert summit.name == "Arctic Summit"
    assert summit.when is None
    assert summit.where is not None
    assert (summit.where.text, summit.where.state) == ("Oslo", "NOR")


def test_days_left_are_counted() -> None:
    text = "Twelve days before the Danube Summit, ministers of Serbia and Austria met in Linz."
    assert ("summit", "2024-05-28", "planned") in rows(text)


def test_a_deadline_and_an_anniversary() -> None:
    assert rows("The ceasefire between Israel and Lebanon expires on June 30.") == [
        ("deadline", "2024-06-30", "planned")
    ]
    text = "Angola will mark the 50th anniversary of its independence on November 11, 2025."
    assert rows(text) == [("anniversary", "2025-11-11", "planned")]


def test_what_is_past_is_not_ahead() -> None:
    text = (
        "The summit in Tunis took place in March 2024. The Prime Minister of Malta visited Rome "
        "last week. They marked the tenth anniversary of the treaty in April."
    )
    assert found(text) == ()


def test_an_undated_report_keeps_what_it_announces() -> None:
    text = "Kenya and Ghana will hold a summit in Accra on June 4, 2024."
    assert rows(text, None) == [("summit", "2024-06-04", "planned")]


def test_one_thing_told_twice_stands_once_with_its_date() -> None:
    text = (
        "Chile prepares for the upcoming presidential election. The presidential election in Chile "
        "will be held on November 23, 2025."
    )
    assert rows(text) == [("election", "2025-11-23", "planned")]


def test_a_put_off_sitting_is_of_the_parties_of_its_commission() -> None:
    (meeting,) = found(
        "Peru and Bolivia set up a joint commission on water in 2019. The presidents of Peru and "
        "Bolivia met on Monday. A meeting of the joint commission, which was due in Puno next "
        "week, has been put off until July."
    )
    assert (meeting.status, meeting.when) == ("postponed", "2024-07")
    assert set(meeting.who) == {"PER", "BOL"}


def test_talks_that_name_nobody_are_of_the_two_that_the_report_is_about() -> None:
    (talks,) = found(
        "The foreign ministers of Latvia and Estonia met in Riga on Tuesday. Technical talks will "
        "begin on May 20."
    )
    assert set(talks.who) == {"LVA", "EST"}


def test_a_new_round_is_of_all_three_that_talked_and_has_the_place_of_its_verb() -> None:
    (talks,) = found(
        "Talks between Chad, Niger and Libya on grazing land ended in Niamey on Wednesday. A new "
        "round is expected to take place in Tripoli in July."
    )
    assert set(talks.who) == {"TCD", "NER", "LBY"}
    assert talks.where is not None
    assert (talks.where.text, talks.when) == ("Tripoli", "2024-07")


def test_a_visit_that_was_called_off_is_not_announced() -> None:
    (visit,) = found(
        "President Hakainde Hichilema of Zambia was to have visited Malawi in June, but the trip "
        "was called off."
    )
    assert str(visit.status) == "cancelled"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        # The simple present with a day of the week: the one that comes.
        ("Malta elects a new parliament on Sunday.", ("election", "2024-05-19", "planned")),
        (
            "Malta elects a new president in a run-off on Saturday and Sunday.",
            ("election", "2024-05-18/2024-05-19", "planned"),
        ),
        (
            "Zambian voters choose a new president this Sunday.",
            ("election", "2024-05-19", "planned"),
        ),
        (
            "Bougainville's second referendum must be held by June 2027.",
            ("election", "2024-05-16/2027-06-30", "planned"),
        ),
        ("The Lake summit takes place in Kisumu on 2 July.", ("summit", "2024-07-02", "planned")),
        (
            "A donors' conference for Yemen opens in Geneva on 1 June.",
            ("meeting", "2024-06-01", "planned"),
        ),
        (
            "Ministers of the Gulf states meet in Riyadh on June 14.",
            ("meeting", "2024-06-14", "planned"),
        ),
        (
            "Chad's constitutional referendum, which was put off in March, is to take place in "
            "October next year.",
            ("election", "2025-10", "planned"),
        ),
        (
            "Ahead of Sunday's election, the Maltese opposition leader spoke in Valletta.",
            ("election", "2024-05-19", "planned"),
        ),
        # What ends on a day.
        (
            "The mandate of the mission in Mali runs out on 30 June.",
            ("deadline", "2024-06-30", "planned"),
        ),
        ("The lease of the port of Suva ends on 3 June.", ("deadline", "2024-06-03", "planned")),
        ("The president's term ends in May 2026.", ("deadline", "2026-05", "planned")),
        (
            "The truce between the two armies ends at midnight on 20 May.",
            ("deadline", "2024-05-20", "planned"),
        ),
        (
            "Chad and Niger have until June 30 to answer the tribunal.",
            ("deadline", "2024-06-30", "planned"),
        ),
        # Who is expected somewhere, and what is told of a second sitting.
        ("The king of Jordan is expected in Muscat on Monday.", ("visit", "2024-05-20", "planned")),
        ("Fiji's foreign minister is due in Suva and Apia.", None),
        ("Fiji's foreign minister is due in Apia on Monday.", ("visit", "2024-05-20", "planned")),
        ("Malta votes on Saturday.", ("election", "2024-05-18", "planned")),
        ("Malta votes on Saturday against the resolution.", None),
        (
            "The Andean summit was hosted by Peru in 2022 and will be held in Quito in October.",
            ("summit", "2024-10", "planned"),
        ),
        (
            "The 4th Chad-Niger High-Level Meeting will be held in Niamey later this year.",
            ("meeting", "2024-05-16/2024-12-31", "planned"),
        ),
        (
            "The Lake Forum will hold its summit in Kisumu from 2 to 6 August.",
            ("summit", "2024-08-02/2024-08-06", "planned"),
        ),
    ],
)
def test_what_is_set_for_a_day(text: str, row: tuple[str, str, str] | None) -> None:
    assert rows(text) == ([row] if row is not None else [])


@pytest.mark.parametrize(
    "text",
    [
        "She is elected president of Malta.",
        "The European Parliament elects a new president on Tuesday.",
        "Chad's president criticises what was said at Saturday's Lake Conference.",
        "Chad's president meets his deputies to talk about the harvest of June 20.",
        "Malta elected a new parliament on Sunday.",
        "The road ends at the border on the 20th kilometre.",
        "Chad and Niger had until April 30 to answer the tribunal.",
        "The king of Jordan is expected to rest in Amman on Monday.",
    ],
)
def test_what_is_not_set_for_a_day(text: str) -> None:
    assert rows(text) == []


def test_a_run_off_is_an_election_where_one_is_told() -> None:
    text = "Peru holds its general election on 9 June; a run-off is planned for 20 August."
    assert rows(text) == [
        ("election", "2024-06-09", "planned"),
        ("election", "2024-08-20", "planned"),
    ]
