"""Reports that tell the same in their own words are witness to what was read in one of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from dragoman.codes import Channel, EventType
from dragoman.errors import ModelError
from dragoman.ledger import Ledger, tables
from dragoman.merge import Source, Telling, retold
from dragoman.merge.retold import Opening, words_for
from dragoman.record import Record
from tests.made import actor, event, record

SIGNED = (
    "Uruguay and Paraguay signed the Itaquy Waterway Compact in Salto on Monday. "
    "Ministers Rosa Brum and Hugo Ayala shook hands beside the Dayman lock."
)
OPENED = (
    "The Itaquy Waterway Compact, which Uruguay and Paraguay signed in Salto, lets barges pass the "
    "Dayman lock by night. Paraguay had waited for it for years, said Hugo Ayala."
)
ELSEWHERE = (
    "Uruguay and Paraguay opened a school in Rivera on Monday. Ministers of both were there, "
    "and shook hands with the pupils."
)
BRUM, AYALA = actor("URY", "Rosa Brum"), actor("PRY", "Hugo Ayala")


def _signed(**given: object) -> Record:
    told = {"type": EventType.AGREE, "when": "2024-03-04", "actors": (BRUM, AYALA), **given}
    return replace(
        record(SIGNED, "signed", [event(SIGNED, "signed", **told)], published="2024-03-04"),
        title="Uruguay and Paraguay sign the Itaquy Waterway Compact",
    )


def _opened(published: str | None = "2024-03-05") -> Record:
    return replace(record(OPENED, "opened", published=published), title="Barges by night at Salto")


def _elsewhere() -> Record:
    held = event(ELSEWHERE, "opened", when="2024-03-04", actors=(actor("URY"), actor("PRY")))
    return record(ELSEWHERE, "elsewhere", [held], published="2024-03-04")


def _opening(of: Record) -> Opening:
    tellings = [Telling(Source.of(of), e) for e in of.events]
    return Opening.of(of.title, of.text, of.published, of.publisher, tellings)


def test_what_is_told_of_the_same_rare_names_is_one_thing() -> None:
    one, two = _opening(_signed()), _opening(_opened())
    found = retold.retold(one, two)
    assert found is not None
    assert found == retold.retold(two, one)
    assert found.score >= retold.THRESHOLD
    assert "itaquy" in found.why
    assert found.why.endswith("published a day apart")
    assert set(one.rare) & set(two.rare) >= {"itaquy", "waterway", "salto"}


@pytest.mark.parametrize(
    "other",
    [
        _elsewhere(),  # the same states and day, other names
        _opened(published="2024-03-20"),
        _opened(published=None),
    ],
)
def test_what_is_told_of_other_names_or_days_is_not(other: Record) -> None:
    assert retold.retold(_opening(_signed()), _opening(other)) is None


def _met(day: str, **given: object) -> Record:
    """A readout of talks; every one has the same words but for what is given."""
    guest = given.get("guest", "Hugo Ayala")
    text = (
        f"Minister Rosa Brum of Uruguay met Minister {guest} of Paraguay at the Dayman lock near "
        "Salto on the Itaquy."
    )
    people = (BRUM, actor("PRY", str(guest)))
    told = event(text, "met", when=day, channel=Channel.MEETING, actors=people)
    return replace(
        record(text, f"met {day} {guest}", [told], published=day),
        title=f"Minister Brum meets Minister {str(guest).split()[-1]} at Dayman on {day}",
    )


def test_readouts_of_contacts_on_two_days_or_with_other_people_are_of_two() -> None:
    first = _opening(_met("2024-03-04"))
    assert retold.retold(first, replace(first, own="Talks at Dayman")) is not None
    # What goes by one title is a series or stands under one heading.
    assert retold.retold(first, first) is None
    assert retold.retold(first, _opening(_met("2024-03-05"))) is None
    assert retold.retold(first, _opening(_met("2024-03-04", guest="Elsa Benitez"))) is None


def test_a_contact_that_a_report_only_speaks_of_does_not_part_it() -> None:
    other = _met("2024-03-05")
    aside = event(other.text, "met", when="2024-02-01", actors=(actor("URY", "Juan Sosa"),))
    spoken = _opening(replace(other, events=(replace(aside, type=EventType.CONSULT),)))
    assert spoken.held is None
    assert retold.retold(_opening(_met("2024-03-04")), spoken) is not None


def test_a_path_of_headings_is_no_title_of_the_report() -> None:
    text = "Barges pass the Dayman lock."
    assert Opening.of("Rivers > Itaquy", text, "2024-03-04").title == (
        "barges",
        "pass",
        "the",
        "dayman",
        "lock",
    )
    assert "itaquy" not in Opening.of("Rivers > Itaquy", text).words


def test_of_several_events_the_one_that_both_tell_is_witnessed() -> None:
    text = f"{SIGNED} On Sunday Chile thanked Uruguay for its wool."
    thanked = event(text, "thanked", type=EventType.SUPPORT, actors=(actor("CHL"),))
    thanked = replace(thanked, recipients=(actor("URY"),), when="2024-03-03", id="thanked-1")
    start = text.index("On Sunday")
    aside = replace(thanked.evidence, text=text[start:], start=start, end=len(text))
    thanked = replace(thanked, evidence=aside)
    signed = _signed().events[0]
    told = [Telling(Source.of(_signed()), e) for e in (thanked, signed)]
    own, other = _opening(_signed()), _opening(_opened())
    found = retold.witnessed_by(told, own, other)
    assert found is not None
    assert found.event.type is EventType.AGREE
    undated = [Telling(Source.of(_signed()), replace(signed, when=None))]
    assert retold.witnessed_by(undated, own, other) is None
    assert retold.witnessed_by(told, own, replace(other, states=frozenset({"PRY"}))) is None
    passing = [Telling(Source.of(_signed()), replace(signed, background=True))]
    assert retold.witnessed_by(passing, own, other) is None
    past = [Telling(Source.of(_signed()), replace(signed, when="2019"))]
    assert retold.witnessed_by(past, own, other) is None


def test_a_contact_with_a_state_that_had_no_part_in_it_is_another() -> None:
    held = _met("2024-03-04")
    told = [Telling(Source.of(held), e) for e in held.events]
    titles = "Brum and Ayala meet at Dayman", "Uruguay, Paraguay and Brazil hold talks at Dayman"
    for title, same in zip(titles, (True, False), strict=True):
        other = replace(_opening(held), own=title)
        assert (retold.witnessed_by(told, _opening(held), other) is not None) is same


def test_its_words_are_the_sentence_that_tells_it() -> None:
    telling = Telling(Source.of(_signed()), _signed().events[0])
    found = words_for(telling, f"Rain fell on Sunday all day.\n{OPENED}")
    assert found.text == OPENED.split(" Paraguay had waited")[0]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_ledger_shows_it_in_any_order_and_with_its_reason(order: tuple[int, ...]) -> None:
    told = [_signed(), _opened(), _elsewhere()]
    with Ledger(":memory:") as ledger:
        for n in order:
            ledger.add(told[n])
        found = {e.type: e for e in ledger.events()}
        signed = found[EventType.AGREE]
        assert [s.report for s in signed.sources] == ["signed", "opened"]
        assert OPENED.startswith(signed.witnesses[0].words.text)
        assert "both name" in signed.witnesses[0].why
        assert found[EventType.CONSULT].witnesses == ()
        assert [e[1] for e in ledger.evidence(signed.id)] == ["opened"]


def test_an_analyst_parts_it_and_a_new_reading_forgets_it() -> None:
    with Ledger(":memory:") as ledger:
        ledger.add([_signed(), _opened()])
        (signed,) = ledger.events()
        said = ledger.judge(
            signed.id, "split", other="opened", author="A. Reader", at="2024-04-01T09:00"
        )
        assert said.witnesses == ()

    def reads(reports: object) -> list[Record]:
        return [replace(_signed(background=True), record_id="new"), _opened()]

    with Ledger(":memory:", reader=lambda reports: iter(reads(reports))) as ledger:
        ledger.add([_signed(), _opened()])
        assert ledger.events()[0].witnesses != ()
        ledger.reread()
        assert ledger.events()[0].witnesses == ()


def test_a_ledger_from_before_looks_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "before.db"
    with monkeypatch.context() as patch:
        patch.setattr(tables, "SCHEMA", 5)
        with Ledger(path) as ledger:
            ledger.add([_signed(), _opened(), _elsewhere()])
            with ledger._writing() as connection:
                connection.execute(tables.heads.delete().where(tables.heads.c.a == ""))
                connection.execute(tables.witnesses.delete())
            assert not any(e.witnesses for e in ledger.events())
    with Ledger(path) as ledger:
        found = {e.type: e for e in ledger.events()}
        assert [w.source.report for w in found[EventType.AGREE].witnesses] == ["opened"]
        later = replace(_opened(), id="later", text=f"{OPENED} He left at noon.", record_id="3")
        ledger.add(later)
        (signed,) = (e for e in ledger.events() if e.type is EventType.AGREE)
        assert [w.source.report for w in signed.witnesses] == ["later", "opened"]


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("WORDS", "word\tof a thousand reports\nThe\t900\n", "line 2: needs a word"),
        ("WORDS", "word\tof a thousand reports\nthe\t1\n", "line 2: needs a word"),
        ("WEIGHTS", "part\tweight\tmeaning\nbias\tmuch\t\n", "'much' is no number"),
        ("WEIGHTS", "part\tweight\tmeaning\nbias\t-2\t\n", "needs the parts bias, gap"),
    ],
)
def test_a_broken_table_is_named(
    table: str, text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.tsv"
    broken.write_text(text)
    monkeypatch.setattr(retold, table, broken)
    ask = {"WORDS": retold.common_words, "WEIGHTS": retold._weights}[table]
    ask.cache_clear()
    try:
        with pytest.raises(ModelError, match=said):
            ask()
    finally:
        ask.cache_clear()
