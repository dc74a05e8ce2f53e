"""Deeds that two sides tell: who asserts, who denies, who confirms."""

from __future__ import annotations

import pytest

from dragoman.codes import EventType, Status
from dragoman.read.reader import read
from dragoman.record import Event

DAY = "2024-03-05"


def deeds(text: str, kind: EventType) -> list[Event]:
    return [e for e in read(text, published=DAY, language="en").events if e.type is kind]


def voices(event: Event) -> list[tuple[str | None, str]]:
    return [(v.state, str(v.stance)) for v in event.says]


@pytest.mark.parametrize(
    "text",
    [
        "Mali’s army said on Monday that Chadian troops had shelled a Malian village. "
        "Chad denied that its forces had fired on Malian villagers.",
        "Chad’s government denied that its border patrols had fired on Malian villagers. "
        "Mali’s army said that Chadian troops had shelled a Malian village on Monday.",
        "Mali accuses Chad of having shelled a Malian village. Chad denies any role in the attack.",
        "Mali accuses Chad of harbouring rebels and of having shelled a Malian village. "
        "The two had signed a truce in May. Chad’s foreign minister denied having ordered any "
        "strike.",
        "The Malian army’s claim that Chad had bombed a Malian village could not be verified. "
        "Chad denied the claim.",
    ],
)
def test_a_deed_told_by_one_side_and_denied_by_the_other_is_one(text: str) -> None:
    (deed,) = deeds(text, EventType.ASSAULT)
    assert deed.status is Status.POSSIBLE
    assert {a.state for a in deed.actors} == {"TCD"}
    assert {r.state for r in deed.recipients} == {"MLI"}
    assert sorted(voices(deed)) == [("MLI", "asserts"), ("TCD", "denies")]


def test_a_denial_of_another_deed_stays_apart() -> None:
    text = (
        "Mali’s army said that Chadian troops had shelled a Malian village in May 2023. "
        "Niger denied that its forces had fired on Malian villagers in June 2021."
    )
    found = deeds(text, EventType.ASSAULT)
    assert sorted(voices(e) for e in found) == [[("MLI", "asserts")], [("NER", "denies")]]


def test_the_denial_of_a_charge_is_no_event_beside_the_deed() -> None:
    text = (
        "Malta accused the Libyan coast guard of seizing a Maltese trawler. "
        "Tripoli rejected the accusation."
    )
    events = read(text, published=DAY, language="en").events
    assert not [e for e in events if e.type is EventType.REJECT]
    (seized,) = [e for e in events if e.type is EventType.COERCE]
    assert voices(seized) == [("MLT", "asserts"), ("LBY", "denies")]


def test_what_is_refused_is_a_refusal_still() -> None:
    text = "Tripoli rejected a Maltese proposal to send observers."
    events = read(text, published=DAY, language="en").events
    assert [e.type for e in events if e.type is EventType.REJECT]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya says that it has deported a Sudanese diplomat, which Khartoum confirms.",
        "Kenya said it had expelled a Sudanese diplomat. Sudan’s embassy confirmed the expulsion.",
        "Kenya said it had expelled a Sudanese diplomat. Sudan’s embassy confirmed the report.",
    ],
)
def test_who_confirms_it_stands_behind_it(text: str) -> None:
    events = read(text, published=DAY, language="en").events
    assert voices(events[0]) == [("KEN", "asserts"), ("SDN", "asserts")]
    assert len(events) == 1


def test_confirming_something_else_confirms_nothing_said_before() -> None:
    text = "Kenya said it had expelled a Sudanese diplomat. Sudan’s embassy confirmed the launch."
    expelled = read(text, published=DAY, language="en").events[0]
    assert voices(expelled) == [("KEN", "asserts")]


def test_who_tells_of_fire_that_hit_nobody_named_was_hit_where_no_third_is_named() -> None:
    text = "The Guyanese army said that Venezuelan soldiers had opened fire on Monday."
    (deed,) = deeds(text, EventType.ASSAULT)
    assert [r.state for r in deed.recipients] == ["GUY"]
    third = f"{text} It had warned Brazil."
    assert not deeds(third, EventType.ASSAULT)[0].recipients


def test_whom_a_pronoun_behind_an_expulsion_means() -> None:
    text = "Peru has expelled Venezuela’s military attaché, accusing him of espionage."
    (charge,) = deeds(text, EventType.ACCUSE)
    assert [r.state for r in charge.recipients] == ["VEN"]


def test_what_a_cleft_tells_is_told_by_the_speaker() -> None:
    text = (
        "Tajikistan’s border service said that it was the Kyrgyz side which had opened fire on "
        "Tajik guards."
    )
    (deed,) = deeds(text, EventType.ASSAULT)
    assert voices(deed) == [("TJK", "asserts")]


@pytest.mark.parametrize(
    "answer",
    [
        "Chad’s defence ministry called the report false.",
        "Chad’s defence ministry described the claim as a lie.",
        "Chad’s defence ministry dismissed the report as propaganda.",
        "Chad’s defence ministry denied that any such attack had taken place.",
        "Chad denies involvement.",
        "Chad rejects the allegation.",
    ],
)
def test_ways_to_deny_what_another_has_said(answer: str) -> None:
    text = f"Mali said that Chadian troops had attacked a Malian post. {answer}"
    (deed,) = deeds(text, EventType.ASSAULT)
    assert deed.status is Status.POSSIBLE
    assert voices(deed) == [("MLI", "asserts"), ("TCD", "denies")]


@pytest.mark.parametrize(
    "answer",
    [
        "Chad’s defence ministry called the report important.",
        "Chad’s defence ministry denied that any treaty had been signed.",
    ],
)
def test_what_denies_nothing_of_it(answer: str) -> None:
    text = f"Mali said that Chadian troops had attacked a Malian post. {answer}"
    (deed,) = deeds(text, EventType.ASSAULT)
    assert voices(deed) == [("MLI", "asserts")]


def test_what_is_claimed_behind_it_is_possible() -> None:
    text = "Chadian troops attacked a Malian post on Monday, Mali’s foreign ministry claimed."
    (deed,) = deeds(text, EventType.ASSAULT)
    assert deed.status is Status.POSSIBLE
    assert voices(deed) == [("MLI", "asserts")]


def test_on_whose_word_an_agency_reports_it() -> None:
    text = (
        "Finland and Turkey have agreed on a treaty, the Anadolu agency reported on Wednesday, "
        "quoting the Finnish foreign ministry."
    )
    event = deeds(text, EventType.AGREE)[0]
    assert [v.state for v in event.says] == ["TUR", "FIN"]


def test_an_official_of_whom_nothing_more_is_told_is_of_who_spoke_before() -> None:
    text = (
        "The talks had failed, the Chinese foreign ministry said. "
        "A spokeswoman added that Japan had closed its consulate in Wuhan."
    )
    (closed,) = deeds(text, EventType.SANCTION)
    assert voices(closed) == [("CHN", "asserts")]


def test_an_act_of_speech_done_before_is_told_by_the_speaker() -> None:
    before = deeds("Mali’s junta said it had warned Niger of sanctions.", EventType.THREATEN)
    assert [voices(e) for e in before] == [[("MLI", "asserts")]]
    now = deeds("Mali’s junta said it condemned Niger’s visit to Chad.", EventType.ACCUSE)
    assert [voices(e) for e in now] == [[]]


def test_citizens_held_are_no_part_of_what_is_charged() -> None:
    text = (
        "Norway accuses Belarus of denying consular protection to two Norwegian citizens detained "
        "in Minsk."
    )
    said = {e.trigger.text: voices(e) for e in deeds(text, EventType.COERCE)}
    assert said["detained"] == []
    assert [v for t, v in said.items() if t != "detained"] == [[("NOR", "asserts")]]


def test_who_claims_responsibility_did_it_and_says_so() -> None:
    text = "Al-Shabaab claims responsibility for an attack on a Kenyan military base in Lamu."
    (deed,) = deeds(text, EventType.ASSAULT)
    assert {a.state for a in deed.actors} == {"SOM"}
    assert voices(deed) == [("SOM", "asserts")]
    denied = deeds(text.replace("claims", "denies"), EventType.ASSAULT)
    assert ("SOM", "asserts") not in [v for e in denied for v in voices(e)]


def test_that_known_talks_have_begun_is_told_by_the_speaker() -> None:
    text = (
        "Guyana’s president says that the second round of talks between Peru and Chile has begun."
    )
    (talks,) = deeds(text, EventType.CONSULT)
    assert voices(talks) == [("GUY", "asserts")]


def test_according_to_at_the_end_is_of_the_whole_sentence() -> None:
    text = (
        "Libyan rebels attack the Chadian capital, with fighting reported on two fronts, "
        "according to Mali’s foreign ministry."
    )
    (deed,) = deeds(text, EventType.ASSAULT)
    assert voices(deed) == [("MLI", "asserts")]


def test_what_the_speaker_does_next_is_not_said() -> None:
    text = (
        "Norway says that Belarusian intelligence was behind an explosion at a Norwegian depot and "
        "expels two Belarusian diplomats."
    )
    (expelled,) = deeds(text, EventType.SANCTION)
    assert voices(expelled) == []
    (deed,) = deeds(text, EventType.ASSAULT)
    assert voices(deed) == [("NOR", "asserts")]


def test_a_verb_that_is_taken_for_a_noun_has_its_source() -> None:
    text = "State media report that Laos and Myanmar have signed an agreement on a bridge."
    (signed,) = deeds(text, EventType.SUPPORT)
    assert [v.text.lower() for v in signed.says] == ["state media"]
