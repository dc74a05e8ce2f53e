"""To whom an act is done that names nobody, where the report tells of one other side."""

import pytest

import dragoman
from dragoman.codes import EventType, Status
from dragoman.record import Event

QUARREL = "Peru summoned Chile's ambassador on Monday over a raid on its port.\n\n"


def deeds(text: str, kind: EventType) -> list[Event]:
    record = dragoman.read(text, published="2021-06-02")
    return [e for e in record.events if e.type is kind]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        (
            "It warned that it would close the border if the raids went on.",
            EventType.THREATEN,
            Status.HAPPENED,
        ),
        (
            "Peru's foreign minister called it a disgrace and demanded an apology.",
            EventType.REQUEST,
            Status.HAPPENED,
        ),
        ("Peru has not recalled its own envoy.", EventType.SANCTION, Status.DID_NOT_HAPPEN),
    ],
)
def test_the_other_side_of_a_quarrel_is_meant(text: str, kind: EventType, status: Status) -> None:
    (event,) = deeds(QUARREL + text, kind)
    assert [a.state for a in event.actors] == ["PER"]
    assert [a.state for a in event.recipients] == ["CHL"]
    assert event.status is status


def test_with_two_other_sides_nobody_is_taken() -> None:
    two = "Peru expelled two diplomats of Chile and three diplomats of Ecuador.\n\n"
    assert not deeds(two + "Peru also demanded an apology.", EventType.REQUEST)


def test_what_was_told_paragraphs_ago_is_too_far() -> None:
    between = "The price of copper rose again.\n\nRain fell in the mountains.\n\n"
    assert not deeds(QUARREL + between + "Peru demanded an apology.", EventType.REQUEST)


def test_a_warning_of_what_others_suffer_is_no_threat() -> None:
    assert not deeds(QUARREL + "Peru warned that the drought would go on.", EventType.THREATEN)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru's opposition demanded new elections.", EventType.REQUEST),
        ("Peru's government demanded the resignation of the finance minister.", EventType.REQUEST),
        ("Peru's prime minister rejected the budget.", EventType.REJECT),
        ("Peru's foreign ministry declined to comment.", EventType.REJECT),
    ],
)
def test_what_is_settled_at_home_is_not_aimed_abroad(text: str, kind: EventType) -> None:
    assert all("CHL" not in {a.state for a in e.recipients} for e in deeds(QUARREL + text, kind))


def test_what_is_settled_at_home_is_not_said_to_a_guest() -> None:
    met = "The presidents of Peru and Chile met in Lima on Monday. "
    demand = "Peru's opposition demanded the resignation of the finance minister."
    assert not deeds(met + demand, EventType.REQUEST)


def test_who_is_asked_without_a_name_is_not_the_other_side() -> None:
    urged = "Peru's government urged farmers to sow early."
    assert not [e for e in deeds(QUARREL + urged, EventType.REQUEST) if "CHL" in e.states()]


def test_what_the_other_side_has_put_forward_is_rejected() -> None:
    (event,) = deeds(QUARREL + "Chile rejected the charge.", EventType.REJECT)
    assert [(a.state, a.text) for a in event.recipients] == [("PER", "Peru")]


def test_what_has_yet_to_be_done_is_a_silence() -> None:
    rain = "Rain fell in Nairobi. Crops failed again. Prices rose. "
    (event,) = deeds(rain + "Kenya has yet to open an embassy in Lima.", EventType.SUPPORT)
    assert (event.status, event.when) == (Status.DID_NOT_HAPPEN, "../2021-06-02")
    assert [a.state for a in event.recipients] == ["PER"]


def test_a_measure_lifted_is_lifted_from_whose_goods_it_names() -> None:
    told = (
        "Gabon has lifted its ban on timber imports from Benin, ending a two-month dispute between "
        "the neighbours, the trade ministry said on Wednesday."
    )
    (event,) = deeds(told, EventType.RETREAT)
    assert [a.state for a in event.actors] == ["GAB"]
    assert [a.state for a in event.recipients] == ["BEN"]


def test_who_speaks_at_a_meeting_with_another_was_at_it() -> None:
    told = (
        "At a meeting with Prime Minister Roosevelt Skerrit of Dominica, President Irfaan Ali of "
        "Guyana announced a new ferry."
    )
    (event,) = deeds(told, EventType.CONSULT)
    assert {a.state for a in event.actors} == {"DMA", "GUY"}
