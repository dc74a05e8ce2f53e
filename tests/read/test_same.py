"""One event for one thing."""

from __future__ import annotations

import dragoman
from dragoman.codes import EventType, Status
from dragoman.read import same, what, whether, whom
from dragoman.read.document import Candidate, Document
from tests.read.trees import document

NAMES = {"Tonga": "TON", "Fiji": "FJI", "Samoa": "WSM"}
MET = "Tonga/Tonga/PROPN/1/nsubj met/meet/VERB/-1/root with/with/ADP/3/case Fiji/Fiji/PROPN/1/obl"


def merged(read: Document) -> tuple[Candidate, ...]:
    sided = (whom.sides(read, c) for c in what.candidates(read))
    return same.merge(read, tuple(whether.status(read, c) for c in sided if c is not None))


def test_the_talks_are_the_meeting() -> None:
    read = document(
        MET,
        "the/the/DET/1/det talks/talk/NOUN/4/nsubj between/between/ADP/3/case "
        "Tonga/Tonga/PROPN/1/nmod "
        "lasted/last/VERB/-1/root",
        mentions=NAMES,
    )
    assert [c.type for c in merged(read)] == [EventType.CONSULT]


def test_another_pair_meets_apart() -> None:
    read = document(
        MET,
        "Tonga/Tonga/PROPN/1/nsubj met/meet/VERB/-1/root with/with/ADP/3/case "
        "Samoa/Samoa/PROPN/1/obl",
        mentions=NAMES,
    )
    assert len(merged(read)) == 2


def test_a_meeting_ahead_is_another() -> None:
    read = document(
        MET,
        "Tonga/Tonga/PROPN/2/nsubj will/will/AUX/2/aux meet/meet/VERB/-1/root "
        "Fiji/Fiji/PROPN/2/obj",
        mentions=NAMES,
    )
    assert [c.status for c in merged(read)] == [Status.HAPPENED, Status.PLANNED]


def test_what_is_said_at_a_contact_is_said_to_the_other_side() -> None:
    read = document(
        MET,
        "Tonga/Tonga/PROPN/1/nsubj urged/urge/VERB/-1/root restraint/restraint/NOUN/1/obj",
        mentions=NAMES,
    )
    request = next(c for c in merged(read) if c.type is EventType.REQUEST)
    assert [a.state for a in request.recipients] == ["FJI"]


def test_a_war_is_against_whom_the_sentence_named() -> None:
    read = document(
        "Samoa/Samoa/PROPN/1/nsubj thanked/thank/VERB/-1/root Fiji/Fiji/PROPN/1/obj "
        "despite/despite/ADP/6/case Tonga/Tonga/PROPN/6/nmod:poss 's/'s/PART/4/case "
        "aggression/aggression/NOUN/1/obl",
        mentions=NAMES,
    )
    war = next(c for c in merged(read) if c.type is EventType.ASSAULT)
    assert [a.state for a in war.recipients] == ["FJI"]
    assert war.background


def test_the_list_of_those_who_took_part_joins_the_contact() -> None:
    read = document(
        MET,
        "Participants/participant/NOUN/1/nsubj included/include/VERB/-1/root "
        "Samoa/Samoa/PROPN/1/obj and/and/CCONJ/4/cc Palau/Palau/PROPN/2/conj",
        mentions={**NAMES, "Palau": "PLW"},
    )
    (contact,) = merged(read)
    assert [a.state for a in contact.actors] == ["TON", "FJI", "WSM", "PLW"]
    assert contact.sentence == 0


def test_a_meeting_with_others_present_is_another() -> None:
    read = document(
        MET,
        "Tonga/Tonga/PROPN/3/nsubj and/and/CCONJ/2/cc Fiji/Fiji/PROPN/0/conj "
        "met/meet/VERB/-1/root with/with/ADP/5/case Samoa/Samoa/PROPN/3/obl",
        mentions=NAMES,
    )
    assert len(merged(read)) == 2


def test_who_is_received_on_a_visit_is_on_one_visit() -> None:
    record = dragoman.read(
        "Kenya's foreign minister, Musalia Mudavadi, arrived in Lima on Monday for a visit and "
        "was received by President Dina Boluarte on Tuesday.",
        published="2024-05-15",
    )
    (visit,) = [e for e in record.events if e.type is EventType.CONSULT]
    assert (visit.mode, visit.when) == ("visit", "2024-05-13")
    assert [a.state for a in visit.actors] == ["KEN"]
    assert {a.state for a in visit.recipients} == {"PER"}
    assert any("Boluarte" in a.text for a in visit.recipients)


def test_what_was_only_discussed_is_no_event() -> None:
    record = dragoman.read(
        "The foreign ministers of Kenya and Peru met in Lima on Monday and discussed "
        '"steps to restore ties".',
        published="2024-05-15",
    )
    assert {e.type for e in record.events} == {EventType.CONSULT}


def test_the_protest_that_an_envoy_was_summoned_for_is_the_summons() -> None:
    record = dragoman.read(
        "Kenya summoned Peru's ambassador on Monday to protest over a raid by Peruvian soldiers.",
        published="2024-05-15",
    )
    charges = [e for e in record.events if e.type in {EventType.ACCUSE, EventType.PROTEST}]
    assert [(e.type, e.trigger.text) for e in charges] == [
        (EventType.ACCUSE, "summoned Peru's ambassador")
    ]


def test_students_protest_and_a_government_lodges_one() -> None:
    kinds = {}
    for who in ("Kenya", "Kenyan students"):
        record = dragoman.read(f"{who} protested against Peru's fishing.", published="2024-05-15")
        kinds[who] = {e.type for e in record.events}
    assert kinds == {"Kenya": {EventType.ACCUSE}, "Kenyan students": {EventType.PROTEST}}
