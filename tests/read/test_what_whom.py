"""Types and sides of events on trees written by hand."""

from __future__ import annotations

from dragoman.codes import EventType
from dragoman.read import what, whom
from dragoman.read.document import Candidate, Document
from tests.read.trees import coded, document

NAMES = {"Tonga": "TON", "Fiji": "FJI", "Samoa": "WSM", "Samoan": "WSM", "Palau": "PLW"}


def first(read: Document) -> Candidate:
    return next(c for c in (whom.sides(read, c) for c in what.candidates(read)) if c is not None)


def test_who_does_it_and_to_whom() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj condemned/condemn/VERB/-1/root Fiji/Fiji/PROPN/1/obj",
        mentions=NAMES,
    )
    assert coded(read) == [(EventType.ACCUSE, ["TON"], ["FJI"])]


def test_passive_is_turned_round() -> None:
    read = document(
        "Tonga/Tonga/PROPN/2/nsubj:pass was/be/AUX/2/aux:pass condemned/condemn/VERB/-1/root "
        "by/by/ADP/4/case Fiji/Fiji/PROPN/2/obl:agent",
        mentions=NAMES,
    )
    assert coded(read) == [(EventType.ACCUSE, ["FJI"], ["TON"])]


def test_owner_of_a_deed_is_the_one_condemned() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj condemned/condemn/VERB/-1/root Fiji/Fiji/PROPN/4/nmod:poss "
        "'s/'s/PART/2/case launches/launch/NOUN/1/obj",
        mentions=NAMES,
    )
    assert coded(read)[0] == (EventType.ACCUSE, ["TON"], ["FJI"])


def test_the_victim_of_a_deed_is_not_the_one_condemned() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj condemned/condemn/VERB/-1/root the/the/DET/3/det "
        "invasion/invasion/NOUN/1/obj of/of/ADP/5/case Palau/Palau/PROPN/3/nmod "
        "by/by/ADP/7/case Fiji/Fiji/PROPN/3/nmod",
        mentions=NAMES,
    )
    assert (EventType.ACCUSE, ["TON"], ["FJI"]) in coded(read)
    assert (EventType.ASSAULT, ["FJI"], ["PLW"]) in coded(read)


def test_met_makes_all_sides_actors() -> None:
    read = document(
        "Tonga/Tonga/PROPN/3/nsubj and/and/CCONJ/2/cc Fiji/Fiji/PROPN/0/conj met/meet/VERB/-1/root "
        "with/with/ADP/5/case Samoa/Samoa/PROPN/3/obl",
        mentions=NAMES,
    )
    assert coded(read) == [(EventType.CONSULT, ["TON", "FJI", "WSM"], [])]


def test_light_verb_and_its_noun_are_one_event() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj held/hold/VERB/-1/root talks/talk/NOUN/1/obj "
        "with/with/ADP/4/case Fiji/Fiji/PROPN/2/nmod",
        mentions=NAMES,
    )
    assert coded(read) == [(EventType.CONSULT, ["TON", "FJI"], [])]
    assert first(read).why.rule == "hold [talk] (verb)"


def test_object_control_gives_the_complement_its_subject() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj urged/urge/VERB/-1/root Fiji/Fiji/PROPN/1/obj "
        "to/to/PART/4/mark condemn/condemn/VERB/1/xcomp Samoa/Samoa/PROPN/4/obj",
        mentions=NAMES,
    )
    assert coded(read) == [
        (EventType.REQUEST, ["TON"], ["FJI"]),
        (EventType.ACCUSE, ["FJI"], ["WSM"]),
    ]


def test_participle_after_a_noun() -> None:
    read = document(
        "Sanctions/sanction/NOUN/7/nsubj imposed/impose/VERB/0/acl on/on/ADP/3/case "
        "Tonga/Tonga/PROPN/1/obl by/by/ADP/5/case Fiji/Fiji/PROPN/1/obl:agent "
        "today/today/NOUN/1/obl:unmarked ended/end/VERB/-1/root",
        mentions=NAMES,
    )
    assert (EventType.SANCTION, ["FJI"], ["TON"]) in coded(read)


def test_what_stands_in_brackets_is_not_the_other_side() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj reiterated/reiterate/VERB/-1/root Samoan/samoan/ADJ/3/amod "
        "support/support/NOUN/1/obj for/for/ADP/5/case Palau/Palau/PROPN/3/nmod",
        mentions=NAMES,
    )
    assert coded(read) == [(EventType.SUPPORT, ["TON"], ["PLW"])]


def test_visitor_and_host() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj visited/visit/VERB/-1/root Fiji/Fiji/PROPN/1/obj",
        mentions=NAMES,
    )
    assert coded(read) == [(EventType.CONSULT, ["TON"], ["FJI"])]


def test_no_event_without_a_verb_or_a_side() -> None:
    heading = document(
        "Talks/talk/NOUN/-1/root with/with/ADP/2/case Fiji/Fiji/PROPN/0/nmod", mentions=NAMES
    )
    nobody = document(
        "He/he/PRON/1/nsubj thanked/thank/VERB/-1/root her/she/PRON/1/obj", mentions=NAMES
    )
    assert coded(heading) == []
    assert coded(nobody) == []


def test_met_a_need_is_no_meeting() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj met/meet/VERB/-1/root Fiji/Fiji/PROPN/4/nmod:poss "
        "'s/'s/PART/2/case needs/need/NOUN/1/obj",
        mentions=NAMES,
    )
    assert coded(read) == []


def test_a_verb_in_a_name_names_no_event() -> None:
    read = document(
        "Tonga/Tonga/PROPN/1/nsubj left/leave/VERB/-1/root the/the/DET/3/det "
        "Conference/Conference/PROPN/1/obj on/on/SCONJ/5/mark Supporting/supporting/VERB/3/acl "
        "Fiji/Fiji/PROPN/5/obj",
        mentions=NAMES,
    )
    assert EventType.SUPPORT not in [kind for kind, _, _ in coded(read)]
