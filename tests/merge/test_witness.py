"""A report whose head names a contact bears witness to it, whatever was read in its text."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from dragoman.codes import Channel, Status
from dragoman.errors import ModelError
from dragoman.ledger import Ledger
from dragoman.merge import Source, Telling, head
from dragoman.merge.head import Head
from dragoman.merge.witness import bears, words_of
from dragoman.record import Record
from tests.made import actor, event, record

ROJAS, QUISPE = actor("CHL", "Ana Rojas"), actor("PER", "Luis Quispe")
TITLE = "President Rojas of Chile and Peruvian President Luis Quispe before their meeting"
WORDS = "Lima\n\nPRESIDENT QUISPE: Good morning. It is a pleasure to have you here, Ana."
MET = "President Ana Rojas met President Luis Quispe in Lima on Monday."


def _readout(**given: object) -> Record:
    told = {"when": "2024-01-15", "channel": Channel.MEETING, "actors": (ROJAS, QUISPE), **given}
    return record(MET, "readout", [event(MET, "met", **told)], published="2024-01-16")


def _transcript(title: str | None = TITLE, published: str | None = "2024-01-15") -> Record:
    return replace(record(WORDS, "transcript", published=published), title=title)


def _bears(readout: Record, transcript: Record) -> str | None:
    found = Head.of(transcript.title, transcript.text, transcript.publisher)
    assert found is not None
    telling = Telling(Source.of(readout), readout.events[0])
    return bears(telling, Source.of(transcript), found)


def test_a_transcript_bears_witness_to_the_meeting_that_its_title_names() -> None:
    assert _bears(_readout(), _transcript()) == (
        "names Ana Rojas, Luis Quispe; CHL, PER; published 2024-01-15"
    )


@pytest.mark.parametrize(
    ("readout", "transcript"),
    [
        (_readout(when="2024-01-11"), _transcript()),  # another day
        (_readout(channel=Channel.PHONE), _transcript()),  # a call is no meeting
        (_readout(background=True), _transcript()),
        (_readout(actors=(ROJAS, actor("PER", "Eva Mamani"))), _transcript()),  # somebody else
        (_readout(actors=(ROJAS, actor("PER"))), _transcript()),  # too few people to go by
        (_readout(actors=(ROJAS, actor("BOL", "Luis Quispe"))), _transcript()),  # another state
        (_readout(), _transcript(published=None)),
    ],
)
def test_what_is_of_another_contact_bears_no_witness(readout: Record, transcript: Record) -> None:
    assert _bears(readout, transcript) is None


def test_what_was_read_as_this_pairs_other_contact_bears_no_witness() -> None:
    text = f"{WORDS} Quispe and Rojas spoke on Friday. Ana Rojas thanked Luis Quispe."
    held = event(text, "spoke", when="2024-01-12", actors=(ROJAS, QUISPE), channel=Channel.PHONE)
    own = replace(record(text, "transcript", [held], published="2024-01-15"), title=TITLE)
    assert _bears(_readout(), own) is None
    # A contact of others, of which its people only speak, is not the one that the report is of.
    theirs = replace(held, actors=(actor("CHL", "Jorge Pinto"), actor("PER", "Eva Mamani")))
    assert _bears(_readout(), replace(own, events=(theirs,))) is not None


def test_its_words_are_the_first_line_that_names_most_of_them() -> None:
    telling = Telling(Source.of(_readout()), _readout().events[0])
    found = words_of(telling, WORDS)
    assert found.text == "PRESIDENT QUISPE: Good morning."
    assert WORDS[found.start : found.end] == found.text


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_ledger_shows_it_in_any_order_and_with_its_reason(order: tuple[int, ...]) -> None:
    other = replace(_transcript("Rojas and Bolivia's Mamani before their meeting"), id="other")
    given = [_readout(), _transcript(), replace(other, text=f"{WORDS} Again.", record_id="2")]
    with Ledger(":memory:") as ledger:
        for n in order:
            ledger.add(given[n])
        (found,) = ledger.events("CHL", "PER")
        assert [w.source.report for w in found.witnesses] == ["transcript"]
        assert [s.report for s in found.sources] == ["readout", "transcript"]
        (why,) = ledger.evidence(found.id)
        assert why[:2] == (found.id, "transcript")
        assert why[3].startswith("names Ana Rojas, Luis Quispe")
        (contact,) = ledger.dossier("CHL", "PER").contacts
        assert [s.report for s in contact.sources] == ["readout", "transcript"]
        assert contact.sources[1].text == "PRESIDENT QUISPE: Good morning."
        # As of a day before it was published, it has not been seen.
        assert not ledger.dossier("CHL", "PER", as_of="2024-01-14").contacts


def test_an_analyst_parts_a_witness_from_the_event() -> None:
    with Ledger(":memory:") as ledger:
        ledger.add([_readout(), _transcript()])
        (found,) = ledger.events()
        said = ledger.judge(
            found.id, "split", other="transcript", author="A. Reader", at="2024-02-01T09:00"
        )
        assert said.witnesses == ()
        (contact,) = ledger.dossier("CHL", "PER").contacts
        assert [s.report for s in contact.sources] == ["readout"]


def test_a_new_reading_forgets_who_bore_witness_to_the_old_one() -> None:
    def reads(reports: object) -> list[Record]:
        return [replace(_readout(when="2024-01-08"), record_id="new"), _transcript()]

    with Ledger(":memory:", reader=lambda reports: iter(reads(reports))) as ledger:
        ledger.add([_readout(), _transcript()])
        ledger.reread()
        (found,) = ledger.events()
        assert (found.when, found.witnesses) == ("2024-01-08", ())


def test_a_head_names_few_states_and_a_contact() -> None:
    assert Head.of("Rojas on the harvest in Chile and Peru", "", None) is None
    found = Head.of("Rojas meets Quispe of Peru", "Chile's president is in Lima.", None)
    assert found is not None
    assert (found.states, found.hows) == (("CHL", "PER"), ("person",))
    many = "Talks of Chile, Peru, Bolivia, Ecuador and Brazil"
    assert Head.of(many, "", None) is None


def test_a_broken_table_of_words_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "words.tsv"
    table.write_text("word\thow\nmeeting\tsomehow\n")
    monkeypatch.setattr(head, "TABLE", table)
    head.contact_words.cache_clear()
    try:
        with pytest.raises(ModelError, match="line 2"):
            head.contact_words()
    finally:
        head.contact_words.cache_clear()


def _told(text: str, id: str, published: str, trigger: str, **given: object) -> Record:
    return record(
        text, id, [event(text, trigger, **given)], published=published, publisher=f"Paper {id}"
    )


def test_a_plan_and_the_meeting_of_the_same_people_within_days_are_one() -> None:
    plan = "Ana Rojas will meet Luis Quispe to discuss the fishing limits this week."
    held = "Ana Rojas met Luis Quispe and discussed the price of copper."
    sides = {"actors": (ROJAS, QUISPE), "channel": Channel.MEETING}
    with Ledger(":memory:") as ledger:
        ledger.add(_told(plan, "a", "2024-01-12", trigger="meet", status=Status.PLANNED, **sides))
        ledger.add(_told(held, "b", "2024-01-15", trigger="met", when="2024-01-15", **sides))
        assert len(ledger.events()) == 1


def test_one_guest_and_another_of_one_host_are_two_meetings() -> None:
    host, place = actor("CHL", "Ana Rojas"), actor("BRA")
    both = {"when": "2024-01-15", "channel": Channel.MEETING, "trigger": "met"}
    texts = [
        "Ana Rojas met Luis Quispe at the climate conference in Brasília.",
        "Ana Rojas met Eva Mamani at the climate conference in Brasília.",
    ]
    with Ledger(":memory:") as ledger:
        for n, (text, guest) in enumerate(
            zip(texts, (QUISPE, actor("BOL", "Eva Mamani")), strict=True)
        ):
            ledger.add(_told(text, str(n), "2024-01-15", actors=(host, guest, place), **both))
        assert len(ledger.events()) == 2
