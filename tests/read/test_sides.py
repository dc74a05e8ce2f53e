"""Sides that stand where a parser or a report puts them, on trees written by hand."""

from __future__ import annotations

from dragoman.codes import EventType
from dragoman.read import events
from dragoman.read.document import Candidate, Document
from tests.read.trees import coded, document

NAMES = {"Tonga": "TON", "Fiji": "FJI", "Samoa": "WSM", "Palau": "PLW"}


def told(read: Document) -> list[Candidate]:
    return list(events.told(read))


def test_a_demand_to_nobody_is_no_event() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj urged/urge/VERB/-1/root restraint/restraint/NOUN/1/obj",
        mentions=NAMES,
    )
    assert told(read) == []


def test_a_missile_test_needs_no_recipient() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj tested/test/VERB/-1/root a/a/DET/3/det "
        "missile/missile/NOUN/1/obj",
        mentions=NAMES,
    )
    assert [c.type for c in told(read)] == [EventType.MOBILIZE]


def test_whom_a_mark_parts_from_the_verb_does_what_the_verb_says() -> None:
    """A parser may hang "Fiji" of "thanked Fiji for visiting Samoa" below "visiting"."""
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj thanked/thank/VERB/-1/root Fiji/Fiji/PROPN/4/obj "
        "for/for/SCONJ/4/mark visiting/visit/VERB/1/advcl Samoa/Samoa/PROPN/4/obj",
        mentions=NAMES,
    )
    assert (EventType.CONSULT, ["FJI"], ["WSM"]) in coded(read)


def test_ambassadors_stand_for_the_states_they_are_from() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj met/meet/VERB/-1/root with/with/ADP/3/case "
        "ambassadors/ambassador/NOUN/1/obl from/from/ADP/5/case Fiji/Fiji/PROPN/3/nmod "
        "and/and/CCONJ/7/cc Samoa/Samoa/PROPN/5/conj",
        mentions=NAMES,
    )
    assert coded(read) == [(EventType.CONSULT, ["TON", "FJI", "WSM"], [])]


def test_what_is_discussed_is_no_side_of_the_discussion() -> None:
    words = (
        "Tonga/Tonga/PROPN/3/nsubj and/and/CCONJ/2/cc Fiji/Fiji/PROPN/0/conj "
        "discussed/discuss/VERB/-1/root {} with/with/ADP/6/case Samoa/Samoa/PROPN/4/nmod"
    )
    ties = document(words.format("cooperation/cooperation/NOUN/3/obj"), mentions=NAMES)
    crisis = document(words.format("fisheries/fishery/NOUN/3/obj"), mentions=NAMES)
    assert coded(ties) == [(EventType.CONSULT, ["TON", "FJI"], [])]
    assert coded(crisis) == [(EventType.CONSULT, ["TON", "FJI", "WSM"], [])]


def test_who_agrees_alone_owes_it_to_the_one_it_is_done_to() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj agreed/agree/VERB/-1/root to/to/PART/3/mark "
        "lend/lend/VERB/1/xcomp boats/boat/NOUN/3/obj to/to/ADP/6/case Fiji/Fiji/PROPN/3/obl",
        mentions=NAMES,
    )
    assert (EventType.AGREE, ["TON"], ["FJI"]) in coded(read)


def test_who_files_a_suit_accuses() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj issued/issue/VERB/-1/root a/a/DET/3/det "
        "statement/statement/NOUN/1/obj accusing/accusing/VERB/3/acl Fiji/Fiji/PROPN/4/obj",
        mentions=NAMES,
    )
    assert (EventType.ACCUSE, ["TON"], ["FJI"]) in coded(read)


def test_a_demand_is_to_the_one_who_shall_do_it() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj demanded/demand/VERB/-1/root that/that/SCONJ/4/mark "
        "Fiji/Fiji/PROPN/4/nsubj pay/pay/VERB/1/ccomp",
        mentions=NAMES,
    )
    assert coded(read)[0] == (EventType.REQUEST, ["TON"], ["FJI"])


def test_what_is_between_two_is_of_both() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj praised/praise/VERB/-1/root the/the/DET/3/det "
        "thaw/thaw/NOUN/1/obj between/between/ADP/5/case Fiji/Fiji/PROPN/3/nmod "
        "and/and/CCONJ/7/cc Samoa/Samoa/PROPN/5/conj",
        mentions=NAMES,
    )
    assert coded(read) == [(EventType.SUPPORT, ["TON"], ["FJI", "WSM"])]


def test_whom_a_deed_is_done_to_is_the_one_it_is_lifted_from() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj lifted/lift/VERB/-1/root the/the/DET/3/det "
        "blockade/blockade/NOUN/1/obj of/of/ADP/5/case Fiji/Fiji/PROPN/3/nmod",
        mentions=NAMES,
    )
    assert coded(read)[0] == (EventType.RETREAT, ["TON"], ["FJI"])


def test_what_is_called_off_is_no_call() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj called/call/VERB/-1/root off/off/ADP/1/compound:prt "
        "talks/talk/NOUN/1/obj with/with/ADP/5/case Fiji/Fiji/PROPN/3/nmod",
        mentions=NAMES,
    )
    assert [c.mode for c in told(read)] == [None]


def test_who_receives_an_invitation_is_the_one_invited() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj received/receive/VERB/-1/root an/a/DET/3/det "
        "invitation/invitation/NOUN/1/obj from/from/ADP/5/case Fiji/Fiji/PROPN/1/obl",
        mentions=NAMES,
    )
    assert coded(read)[0] == (EventType.AGREE, ["FJI"], ["TON"])
