"""Which date an event of a report gets, read whole; the reports are our own."""

from __future__ import annotations

import pytest

import dragoman


def events(text: str, published: str | None) -> list[dict[str, object]]:
    found: list[dict[str, object]] = dragoman.read(text, published=published).to_dict()["events"]
    return found


def when(text: str, trigger: str, published: str | None) -> tuple[object, object]:
    """Date and status of the event whose trigger holds the word."""
    at = text.index(trigger)
    for event in events(text, published):
        span = event["trigger"]
        assert isinstance(span, dict)
        if span["start"] < at + len(trigger) and at < span["end"]:
            return event.get("when"), event.get("status")
    raise AssertionError(f"no event at {trigger!r}")


@pytest.mark.parametrize(
    ("published", "text", "trigger", "edtf"),
    [
        # A distance is told from the deed that it stands with.
        (
            "2024-03-13",
            "Malta's president received the Cypriot minister in Valletta on Monday, a day after "
            "the two had spoken by telephone.",
            "spoken",
            "2024-03-10",
        ),
        (
            "2024-03-13",
            "Two days after the talks in Doha, Togo recalled its ambassador from Niamey.",
            "recalled",
            "2024-03-13",
        ),
        (
            "2024-03-13",
            "Gabon rejected the offer last night, hours after Benin had withdrawn its envoy.",
            "withdrawn",
            "2024-03-12",
        ),
        # Since when somebody is there is not when he acts.
        (
            "2024-03-13",
            "The foreign minister of Samoa, in Lisbon since Sunday, met her Portuguese colleague "
            "on Tuesday.",
            "met",
            "2024-03-12",
        ),
        # The ends of stretches.
        (
            "2024-03-13",
            "Finland and Estonia will sign the contract by the end of the month.",
            "sign",
            "2024-03-13/2024-03-31",
        ),
        (
            "2024-03-13",
            "Chad and Niger agreed late on Monday to withdraw their troops from the valley by "
            "Friday.",
            "withdraw",
            "2024-03-13/2024-03-15",
        ),
        (
            "2024-03-13",
            "Fiji's prime minister said he would visit Apia in ten days.",
            "visit",
            "2024-03-23",
        ),
        (
            "2024-03-13",
            "Fiji's prime minister said he would visit Apia in three weeks.",
            "visit",
            "2024-04-03~",
        ),
        # A noun takes the time of the journey that it is the aim of, and lends none from behind it.
        (
            "2024-03-13",
            "Haiti's leader met Jamaica's prime minister in Kingston on Saturday before flying to "
            "Nassau on Sunday for talks with the Bahamian government.",
            "talks",
            "2024-03-10",
        ),
        (
            "2024-03-13",
            "In 2018 Botswana and Namibia agreed on a new border map.",
            "agreed",
            "2018",
        ),
        (
            "2024-03-13",
            "The foreign ministers of Ghana and Togo met in Lomé earlier this month.",
            "met",
            "2024-03",
        ),
        (
            "2024-03-13",
            "Belgium and Luxembourg will meet again on the first Tuesday of September.",
            "meet",
            "2024-09-03",
        ),
        # What the parser hangs on the object, what a relative clause of time begins.
        (
            "2024-03-13",
            "Togo's president met Mali's ruler in Bamako on Monday. The European Union criticised "
            "the trip on Tuesday.",
            "criticised",
            "2024-03-12",
        ),
        (
            "2024-03-13",
            "Relations have been poor since May 2020, when Bolivia expelled Chile's envoy.",
            "expelled",
            "2020-05",
        ),
        (
            "2024-03-13",
            "Malawi's energy minister thanked Zambia for its help during last year's floods.",
            "thanked",
            "2024-03-13",
        ),
        (
            "2024-04-13",
            "Laos detained six Thai soldiers at the end of March.",
            "detained",
            "2024-03",
        ),
        # The perfect of the first sentence is news, save what has been done so far.
        ("2024-03-13", "Peru has recalled its ambassador from Quito.", "recalled", "2024-03-13"),
        ("2024-03-13", "Peru has already recalled its ambassador from Quito.", "recalled", None),
        (
            "2024-03-13",
            "Peru's army has been shelling Ecuadorian posts at the border.",
            "shelling",
            None,
        ),
        (
            "2024-03-13",
            "Chad says it has detained 122 Sudanese soldiers.",
            "detained",
            "2024-03-13",
        ),
        # The deed that is told by the harm it did, and one of two that are told together.
        (
            "2024-03-13",
            "Three people are killed in a Thai airstrike on the Cambodian town of Poipet.",
            "airstrike",
            "2024-03-13",
        ),
        (
            "2024-03-13",
            "Malta's minister spoke of a Thai airstrike on the Cambodian town of Poipet.",
            "airstrike",
            None,
        ),
        (
            "2024-03-13",
            "At least 28 people are killed in a series of Thai airstrikes on Poipet in Cambodia.",
            "airstrikes",
            "2024-03-13",
        ),
        (
            "2024-03-13",
            "Chad accuses Sudan of the killing of two herders in a raid on Monday.",
            "accuses",
            "2024-03-13",
        ),
        (
            "2024-03-13",
            "Peru expels Chile's ambassador. The expulsion comes as a dispute broke out this week.",
            "expels",
            "2024-03-13",
        ),
        (
            "2024-03-13",
            "Peru's foreign minister announces that Peru will immediately suspend its treaty with "
            "Chile.",
            "suspend",
            "2024-03-13",
        ),
        (
            "2024-03-13",
            "Peru's foreign minister announces that Peru will suspend its treaty with Chile.",
            "suspend",
            None,
        ),
        (
            "2024-03-13",
            "Laos's army arrested the envoy on 6 March. Fiji condemned the arrest the following "
            "day and has since frozen its military cooperation with Laos.",
            "condemned",
            "2024-03-07",
        ),
        (
            "2024-03-13",
            "Laos's army arrested the envoy on 6 March. Fiji condemned the arrest the following "
            "day and has since frozen its military cooperation with Laos.",
            "frozen",
            None,
        ),
        (
            "2024-03-13",
            "On March 12-13 Kenya's adviser met with Ghana's foreign minister in Malta. The two "
            "sides committed to open consulates.",
            "committed",
            "2024-03-12/2024-03-13",
        ),
        (
            "2024-03-13",
            "Kenya's foreign minister will travel to Togo, the Gambia, South Sudan, the Republic "
            "of the Congo, and Rwanda April 2-12, 2024.",
            "travel",
            "2024-04-02/2024-04-12",
        ),
        # News goes on from the day told last.
        (
            "2024-03-13",
            "Armenia's foreign minister arrived in Nicosia on Monday. On Tuesday he met the "
            "president of Cyprus. He thanked Cyprus for its support.",
            "thanked",
            "2024-03-12",
        ),
        (
            "2024-03-13",
            "Sunday's clashes between Congolese and Rwandan forces were the worst since 2016. "
            "Kenya promised help to the Congo.",
            "promised",
            "2024-03-13",
        ),
    ],
)
def test_the_date_of_an_event(published: str, text: str, trigger: str, edtf: str | None) -> None:
    assert when(text, trigger, published)[0] == edtf


@pytest.mark.parametrize(
    ("text", "edtf", "status"),
    [
        ("The presidents of Ghana and Togo meet in Lomé tomorrow.", "2024-03-14", "planned"),
        ("Iran's foreign minister visits Oman on Friday.", "2024-03-15", "planned"),
        ("Iran's foreign minister visits Oman on Wednesday.", "2024-03-13", "happened"),
        ("Iran's foreign minister visited Oman on Friday.", "2024-03-08", "happened"),
    ],
)
def test_the_present_tells_of_what_comes_where_its_day_does(
    text: str, edtf: str, status: str
) -> None:
    trigger = "meet" if " meet " in text else "visit"
    assert when(text, trigger, "2024-03-13") == (edtf, status)


def test_a_summit_that_is_looked_forward_to_lies_ahead_with_the_meeting() -> None:
    text = (
        "Kenya's president spoke today with Ghana's president. The leaders looked forward to "
        "meeting at the African Union Summit in Lusaka in July."
    )
    assert when(text, "meeting", "2024-03-13") == ("2024-07", "planned")
    assert all(e.get("when") != "2023-07" for e in events(text, "2024-03-13"))


@pytest.mark.parametrize(
    ("text", "trigger", "edtf", "status"),
    [
        (
            "Kenya's minister travels to Ghana and Togo on March 20-22, to meet with both "
            "presidents.",
            "travels",
            "2024-03-20/2024-03-22",
            "planned",
        ),
        # What is wished on an occasion is wished now.
        (
            "Kenya sends its regards to the people of Ghana on the occasion of their national "
            "day on March 20.",
            "sends",
            None,
            None,
        ),
    ],
)
def test_only_what_is_set_for_a_day_is_told_ahead_in_the_present(
    text: str, trigger: str, edtf: str | None, status: str | None
) -> None:
    if status is None:
        assert all(e.get("status") != "planned" for e in events(text, "2024-03-13"))
    else:
        assert when(text, trigger, "2024-03-13") == (edtf, status)
