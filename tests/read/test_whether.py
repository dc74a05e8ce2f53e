"""Statuses on trees written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import language
from dragoman.codes import EventType, Stance, Status
from dragoman.errors import ModelError
from dragoman.language.lexicon import rows_of
from dragoman.read import hints, whether
from dragoman.read.reader import read
from tests.read.trees import tree

GOVERNED = [row.split("\t") for _, row in rows_of(Path(__file__).with_name("statuses.tsv"))]

CASES = [
    ("Fiji/Fiji/PROPN/1/nsubj visited/visit/VERB/-1/root", 1, Status.HAPPENED),
    ("Fiji/Fiji/PROPN/2/nsubj will/will/AUX/2/aux visit/visit/VERB/-1/root", 2, Status.PLANNED),
    ("Fiji/Fiji/PROPN/2/nsubj may/may/AUX/2/aux visit/visit/VERB/-1/root", 2, Status.POSSIBLE),
    (
        "Fiji/Fiji/PROPN/3/nsubj has/have/AUX/3/aux not/not/PART/3/advmod "
        "visited/visit/VERB/-1/root",
        3,
        Status.DID_NOT_HAPPEN,
    ),
    (
        "Fiji/Fiji/PROPN/1/nsubj refused/refuse/VERB/-1/root to/to/PART/3/mark "
        "visit/visit/VERB/1/xcomp",
        3,
        Status.DID_NOT_HAPPEN,
    ),
    (
        "Fiji/Fiji/PROPN/3/nsubj did/do/AUX/3/aux not/not/PART/3/advmod refuse/refuse/VERB/-1/root "
        "to/to/PART/5/mark visit/visit/VERB/3/xcomp",
        5,
        Status.HAPPENED,
    ),
    (
        "Fiji/Fiji/PROPN/1/nsubj agreed/agree/VERB/-1/root to/to/PART/3/mark "
        "visit/visit/VERB/1/xcomp",
        3,
        Status.PLANNED,
    ),
    (
        "Fiji/Fiji/PROPN/1/nsubj threatened/threaten/VERB/-1/root to/to/PART/3/mark "
        "attack/attack/VERB/1/xcomp",
        3,
        Status.POSSIBLE,
    ),
    (
        "if/if/SCONJ/2/mark Fiji/Fiji/PROPN/2/nsubj attacks/attack/VERB/3/advcl "
        "leave/leave/VERB/-1/root",
        2,
        Status.POSSIBLE,
    ),
    (
        "Fiji/Fiji/PROPN/1/nsubj postponed/postpone/VERB/-1/root the/the/DET/3/det "
        "visit/visit/NOUN/1/obj",
        3,
        Status.POSTPONED,
    ),
    (
        "Fiji/Fiji/PROPN/1/nsubj called/call/VERB/-1/root off/off/ADP/1/compound:prt "
        "its/its/PRON/5/nmod:poss planned/planned/ADJ/5/amod visit/visit/NOUN/1/obj",
        5,
        Status.CANCELLED,
    ),
    (
        "the/the/DET/2/det planned/planned/ADJ/2/amod visit/visit/NOUN/3/nsubj "
        "matters/matter/VERB/-1/root",
        2,
        Status.PLANNED,
    ),
    (
        "Fiji/Fiji/PROPN/1/nsubj held/hold/VERB/-1/root no/no/DET/3/det talks/talk/NOUN/1/obj",
        3,
        Status.DID_NOT_HAPPEN,
    ),
    (
        "fears/fear/NOUN/-1/root of/of/ADP/3/case an/a/DET/3/det invasion/invasion/NOUN/0/nmod",
        3,
        Status.POSSIBLE,
    ),
    (
        "Fiji/Fiji/PROPN/2/nsubj is/be/AUX/2/aux shelling/shell/VERB/-1/root "
        "Tonga/Tonga/PROPN/2/obj",
        2,
        Status.ONGOING,
    ),
    (
        "Fiji/Fiji/PROPN/1/nsubj rejected/reject/VERB/-1/root an/a/DET/3/det "
        "offer/offer/NOUN/1/obj",
        3,
        Status.HAPPENED,
    ),
    (
        "talks/talk/NOUN/1/nsubj collapsed/collapse/VERB/-1/root",
        0,
        Status.HAPPENED,
    ),
    (
        "Fiji/Fiji/PROPN/4/nsubj is/be/AUX/4/cop due/due/ADJ/4/mark to/to/ADP/2/fixed "
        "travel/travel/NOUN/-1/root",
        4,
        Status.PLANNED,
    ),
    (
        "Fiji/Fiji/PROPN/1/nsubj has/have/VERB/-1/root yet/yet/ADV/4/advmod to/to/PART/4/mark "
        "vote/vote/VERB/1/xcomp",
        4,
        Status.DID_NOT_HAPPEN,
    ),
    (
        "delays/delay/NOUN/4/nsubj are/be/AUX/4/cop due/due/ADP/4/case to/to/ADP/2/fixed "
        "talks/talk/NOUN/-1/root",
        4,
        Status.HAPPENED,
    ),
]


@pytest.mark.parametrize(("words", "place", "status"), CASES)
def test_status(words: str, place: int, status: Status) -> None:
    assert whether.of_word(tree(words), place) is status


@pytest.mark.parametrize(("text", "word", "status"), GOVERNED)
def test_what_governs_a_word_tells(text: str, word: str, status: str) -> None:
    (sentence,) = language.sentences(text)
    place = next(t.index for t in sentence.tokens if t.text == word)
    assert str(whether.of_word(sentence, place)) == status


def test_a_word_that_is_told_two_things_is_named(tmp_path: Path) -> None:
    table = tmp_path / "status.tsv"
    rows = "object\tplanned\tslate\nobject\tpossible\tpencil slate\n"
    table.write_text(f"where\tstatus\twords\n{rows}", encoding="utf-8")
    with pytest.raises(ModelError, match="'slate' is planned and possible as object"):
        hints.table(str(table))


def test_a_word_is_read_by_its_part_of_speech() -> None:
    (verb,) = language.sentences("Nauru designed a plan to pay.")
    (noun,) = language.sentences("The design of the port pleased Nauru.")
    told = [
        hints.told_by("complement", s, next(t for t in s.tokens if t.lower.startswith("design")))
        for s in (verb, noun)
    ]
    assert told == ["possible", None]


@pytest.mark.parametrize(
    "text",
    [
        "The presidents of Ghana and Togo agreed to keep in touch, and looked forward to meeting "
        "in Lomé in October.",
        "The president of Ghana is looking forward to hosting the president of Togo.",
        "The president of Ghana looked forward to the visit of the president of Togo.",
    ],
)
def test_what_is_looked_forward_to_lies_ahead(text: str) -> None:
    (contact,) = (e for e in read(text, published="2024-05-16").events if e.type == "CONSULT")
    assert (contact.status, contact.when) in {("planned", "2024-10"), ("planned", None)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Latvia's president was to have visited Oslo in May, but the trip was called off.",
            Status.CANCELLED,
        ),
        (
            "Latvia's president will visit Oslo in May. The visit has been postponed.",
            Status.POSTPONED,
        ),
        ("Latvia's president will visit Oslo in May. The visit is his first.", Status.PLANNED),
        (
            "Latvia's president will visit Oslo in May. The visit to Rome was called off.",
            Status.PLANNED,
        ),
        (
            "Latvia's president visited Oslo in January. The visit was called off early.",
            Status.HAPPENED,
        ),
    ],
)
def test_a_plan_shares_the_fate_of_the_noun_that_comes_back_to_it(
    text: str, expected: Status
) -> None:
    events = read(text, published="2024-03-05", language="en").events
    assert next(e for e in events if e.trigger.text.startswith("visit")).status is expected


def test_what_somebody_denies_is_done_to_his_accuser() -> None:
    text = (
        "Chad accused Libya of shelling its border posts on Monday, killing three soldiers. "
        "Libya's Defence Ministry denied that it had attacked civilians."
    )
    events = read(text, published="2024-03-05", language="en").events
    deeds = [e for e in events if e.type is EventType.ASSAULT]
    assert all(e.status is Status.POSSIBLE for e in deeds)
    assert any(
        [(v.state, v.stance) for v in e.says] == [("TCD", Stance.ASSERTS), ("LBY", Stance.DENIES)]
        for e in deeds
    )
    alone = read(text.partition(". ")[2], published="2024-03-05", language="en").events
    assert not any(e.recipients for e in alone if e.type is EventType.ASSAULT)
