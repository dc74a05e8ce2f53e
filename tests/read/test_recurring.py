"""Meetings of a series, and contacts told of beside one another."""

import dragoman
from dragoman.codes import Channel, EventType, Status
from dragoman.record import Event


def contacts(text: str) -> list[Event]:
    record = dragoman.read(text, published="2021-06-02")
    return [e for e in record.events if e.type is EventType.CONSULT]


def test_a_meeting_without_sides_has_those_of_its_series() -> None:
    found = contacts(
        "Ghana and Togo hold a yearly summit. The last summit took place in Lomé in May 2019."
    )
    last = next(e for e in found if e.when == "2019-05")
    assert set(last.states()) == {"GHA", "TGO"}
    assert last.where is not None
    assert last.where.text == "Lomé"
    assert last.channel is Channel.SUMMIT


def test_a_body_that_sits_has_the_sides_that_set_it_up() -> None:
    (event,) = [
        e
        for e in contacts(
            "Ghana and Togo agreed on Monday to set up a joint commission on fisheries, Togo's "
            "foreign ministry said. The commission is to hold its first session in Accra in August."
        )
        if e.status is Status.PLANNED
    ]
    assert {a.text for a in event.actors} == {"Ghana", "Togo"}
    assert (event.mode, event.when) == ("visit", "2021-08")


def test_many_meetings_of_a_series_are_no_event() -> None:
    found = contacts("Ghana and Togo hold a yearly summit. So far, nine summits have taken place.")
    assert all("nine" not in e.evidence.text for e in found)


def test_a_visit_beside_a_telephone_call_is_a_visit() -> None:
    found = contacts(
        "The presidents of Ghana and Togo spoke by telephone, weeks after Ghanaian Foreign "
        "Minister Shirley Ayorkor Botchwey visited Togo."
    )
    assert {(e.trigger.text, e.channel) for e in found if e.background} == {
        ("visited", Channel.VISIT)
    }


def test_two_dated_contacts_stay_two_whatever_stands_between_them() -> None:
    found = contacts(
        "The presidents of Ghana and Togo met in Accra on May 28, 2021. The talks between "
        "Ghana and Togo were friendly. The last meeting of the presidents of Ghana and Togo "
        "took place in Lomé on March 3, 2019."
    )
    assert {"2021-05-28", "2019-03-03"} <= {e.when for e in found}


def test_they_are_both_who_spoke() -> None:
    record = dragoman.read(
        "Ghanaian President Nana Akufo-Addo spoke by phone with Togolese President Faure "
        "Gnassingbé on Tuesday, and they agreed to resume talks on fisheries.",
        published="2021-06-02",
    )
    agreed = next(e for e in record.events if e.type is EventType.AGREE)
    assert set(agreed.states()) == {"GHA", "TGO"}
    planned = next(e for e in record.events if e.status is Status.PLANNED)
    assert planned.channel is Channel.TALKS


def test_wishes_to_each_other_are_support_of_both() -> None:
    record = dragoman.read(
        "The presidents of Ghana and Togo wished each other success in the elections.",
        published="2021-06-02",
    )
    wish = next(e for e in record.events if e.type is EventType.SUPPORT)
    assert set(wish.states()) == {"GHA", "TGO"}


def test_a_statement_that_repeats_the_report_adds_no_event() -> None:
    record = dragoman.read(
        "The presidents of Ghana and Togo wished each other success in the coming elections, Accra "
        "said. “The presidents of Ghana and Togo wished each other success in their elections,” "
        "the statement read.",
        published="2021-06-02",
    )
    assert [e.type for e in record.events] == [EventType.SUPPORT]


def test_how_they_spoke_is_not_what_about() -> None:
    (call,) = contacts("The presidents of Ghana and Togo spoke to each other over telephone.")
    assert call.channel is Channel.PHONE
    assert call.topics == ()
