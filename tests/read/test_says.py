"""Says who: quotations, chains and voices of whole reports."""

import pytest

from dragoman.codes import QuoteKind, Stance
from dragoman.read.reader import read
from dragoman.record import Quotation, Record


def of(text: str) -> Record:
    return read(text, published="2024-03-05", language="en")


def one(record: Record, cue: str) -> Quotation:
    return next(q for q in record.quotations if q.cue is not None and cue in q.cue.text)


def source(quotation: Quotation) -> str:
    return quotation.source[0].text


def test_an_indirect_statement_has_its_source_resolved() -> None:
    quotation = one(of("The Foreign Ministry of Norway said that the talks had failed."), "said")
    assert "Norway" in source(quotation)
    assert quotation.kind is QuoteKind.INDIRECT
    assert quotation.content[0].text.endswith("the talks had failed")
    assert quotation.speaker is not None
    assert quotation.speaker.state == "NOR"


def test_a_quotation_in_marks_is_direct() -> None:
    quotation = one(of("“We will open the border in May,” the Spanish minister said."), "said")
    assert quotation.kind is QuoteKind.DIRECT
    assert "open the border in May" in quotation.content[0].text
    assert "minister" in source(quotation)


def test_according_to_is_a_statement() -> None:
    quotation = one(of("According to the United Nations, the army shelled the town."), "ccording")
    assert "United Nations" in source(quotation)
    assert "shelled the town" in quotation.content[0].text


def test_wanting_is_an_attribution() -> None:
    quotation = one(of("Sweden wants Finland to open the border."), "wants")
    assert source(quotation) == "Sweden"


def test_a_denial_is_marked_as_one() -> None:
    quotation = one(of("Mali denies that its soldiers crossed the border."), "denies")
    assert quotation.stance is Stance.DENIES


def test_who_quotes_somebody_is_the_chain_and_not_the_source() -> None:
    quotation = one(
        of("The Reuters news agency quoted the minister as saying that the talks had failed."),
        "quoted",
    )
    assert "minister" in source(quotation)
    assert any("Reuters" in link.text for link in quotation.chain)


def test_an_outlet_that_was_told_is_the_chain() -> None:
    quotation = one(
        of("A diplomat told the Reuters news agency that the talks had failed."), "told"
    )
    assert source(quotation) == "A diplomat"
    assert any("Reuters" in link.text for link in quotation.chain)


def test_a_quotation_according_to_an_agency_came_through_it() -> None:
    quotation = one(
        of("“We will pay,” the Spanish minister said, according to the Reuters news agency."),
        "said",
    )
    assert any("Reuters" in link.text for link in quotation.chain)


def test_speech_within_speech_is_a_chain() -> None:
    record = of("Norway said that Sweden had claimed that the talks had failed.")
    inner = one(record, "claimed")
    assert [link.text for link in inner.chain] == ["Norway"]


def test_an_event_told_by_somebody_carries_the_voice() -> None:
    record = of("Colombia said that Venezuelan troops had attacked a village in Colombia.")
    said = [e for e in record.events if "attack" in e.trigger.text]
    assert said
    assert [v.state for v in said[0].says] == ["COL"]


def test_the_reports_own_voice_is_nobodys() -> None:
    record = of("Venezuelan troops attacked a village in Colombia on Monday.")
    assert record.events
    assert all(not e.says for e in record.events)


def test_an_act_of_speech_is_not_said_by_its_speaker() -> None:
    record = of("Colombia condemned Venezuela on Monday.")
    assert record.events
    assert all(not e.says for e in record.events)


@pytest.mark.parametrize(
    "text",
    [
        "“We will open the border, the minister said. It rained. Norway met Sweden on Monday.",
        '"""" said " the "minister" "',
        "QUESTION: Did you meet?\nMINISTER OF NORWAY: We met.\nQUESTION: When?\n",
        "| Norway | said | 5 |\n| Sweden | denied | 7 |\n",
        "- said\n- denied\n- according to\n",
        "according to",
        "He said.",
    ],
)
def test_bad_input_is_read_and_every_span_stands_in_the_text(text: str) -> None:
    record = of(text)
    for quotation in record.quotations:
        for span in (*quotation.source, *quotation.content, *quotation.chain):
            assert text[span.start : span.end] == span.text
            assert span.text


def test_an_unclosed_mark_does_not_put_the_rest_in_somebodys_mouth() -> None:
    record = of(
        "“We will open the border, the Spanish minister said.\n\n"
        "Norway and Sweden met in Oslo on Monday."
    )
    assert all(not e.says for e in record.events if e.trigger.text == "met")


def test_a_charge_is_the_accusers_word() -> None:
    record = of("Mali accused Chad of shelling a village in Mali.")
    said = [e for e in record.events if "shelling" in e.trigger.text]
    assert said
    assert [v.state for v in said[0].says] == ["MLI"]


def test_who_rejects_a_charge_denies_the_deed() -> None:
    record = of("Mali accused Chad of shelling a village in Mali. Chad rejected the accusation.")
    said = [e for e in record.events if "shelling" in e.trigger.text]
    assert said
    assert [(v.state, v.stance) for v in said[0].says] == [
        ("MLI", Stance.ASSERTS),
        ("TCD", Stance.DENIES),
    ]


def test_what_a_statement_takes_for_granted_is_not_said() -> None:
    record = of("Norway condemned North Korea's missile launch.")
    assert all(not e.says for e in record.events)


def test_two_sources_are_both_voices() -> None:
    record = of("Norway and Sweden said that Russian troops had attacked a Finnish village.")
    said = [e for e in record.events if "attack" in e.trigger.text]
    assert said
    assert {v.state for v in said[0].says} == {"NOR", "SWE"}


def test_a_source_without_a_name_is_kept_as_it_is() -> None:
    quotation = one(of("A senior official said that the talks had failed."), "said")
    assert source(quotation) == "A senior official"


def test_a_pronoun_is_who_it_stands_for() -> None:
    record = of(
        "The Norwegian foreign minister, Espen Barth Eide, met his Swedish counterpart on Monday. "
        "He said that the talks had failed."
    )
    speaker = one(record, "said").speaker
    assert speaker is not None
    assert speaker.state == "NOR"


def test_a_transcript_is_read_turn_by_turn() -> None:
    record = of(
        "MINISTER OF NORWAY: We met our neighbours yesterday.\n\n"
        "QUESTION: Did they agree?\n\n"
        "MINISTER OF NORWAY: They did not.\n"
    )
    turns = [q for q in record.quotations if q.cue is not None and q.cue.text == ":"]
    assert [q.content[0].text for q in turns] == [
        "We met our neighbours yesterday.",
        "They did not.",
    ]
    assert all(q.kind is QuoteKind.DIRECT for q in turns)
    assert all(q.speaker is not None and q.speaker.state == "NOR" for q in turns)


def voices(text: str, kind: str) -> list[tuple[str | None, str]]:
    """State and stance of those who say the first event of a type."""
    event = next(e for e in of(text).events if e.type == kind)
    return [(v.state, str(v.stance)) for v in event.says]


def test_a_deed_claimed_without_a_clause_is_the_claimants_word() -> None:
    text = "Guyana claims to have shot down a Surinamese aircraft."
    assert voices(text, "ASSAULT") == [("GUY", "asserts")]


def test_an_agency_that_cites_or_quotes_somebody_passes_it_on() -> None:
    cites = "Reuters, citing a Surinamese colonel, reported that Guyana attacked Suriname."
    quoted = "The Surinamese president, quoted by Reuters, said that Guyana attacked Suriname."
    for text in (cites, quoted):
        found = voices(text, "ASSAULT")
        assert [state for state, _ in found][-1] == "SUR"
        assert len(found) == 2


def test_what_a_clause_on_a_fear_or_a_claim_tells_is_said() -> None:
    fear = "Suriname's government expressed fear that Guyana may invade Suriname."
    assert voices(fear, "ASSAULT") == [("SUR", "asserts")]


def test_what_is_denied_is_only_possible() -> None:
    text = "The Guyanese foreign ministry rejected reports that its minister visited Suriname."
    (visit,) = [e for e in of(text).events if e.type == "CONSULT"]
    assert visit.status == "possible"
    assert [str(v.stance) for v in visit.says] == ["denies"]


def test_who_accuses_beside_a_court_is_the_one_who_sues() -> None:
    text = (
        "Guyana withdraws its case at the International Court of Justice accusing Suriname of "
        "attacking two Guyanese patrols."
    )
    assert voices(text, "ASSAULT") == [("GUY", "asserts")]


def test_two_verbs_of_one_statement_are_one_quotation() -> None:
    record = of("Videos appear to show the Guyanese army moving vehicles towards Suriname.")
    assert len(record.quotations) == 1
    assert record.quotations[0].chain == ()


def test_what_one_is_blamed_for_is_the_blamers_word_and_what_is_denied_is_possible() -> None:
    text = "Guyana blamed Suriname for the attack on its consulate."
    assert voices(text, "ASSAULT") == [("GUY", "asserts")]
    blamed = next(e for e in of(text).events if e.type == "ASSAULT")
    assert [a.state for a in blamed.actors] == ["SUR"]
    assert blamed.status == "happened"
    denied = next(e for e in of("Guyana denied the attack on Suriname.").events)
    assert (denied.type, denied.status) == ("ASSAULT", "possible")


def test_what_a_clause_says_about_a_known_deed_takes_it_for_granted() -> None:
    text = "Guyana denied that the attack on Suriname by Brazil was its idea."
    assert all(not e.says for e in of(text).events if e.type == "ASSAULT")


def test_a_clause_about_the_source_is_not_what_is_said() -> None:
    quotation = one(
        of(
            "Prime Minister Oumar Daou spoke by telephone with Nepal's president on Monday, an "
            "official who asked not to be named said."
        ),
        "said",
    )
    assert source(quotation) == "an official who asked not to be named"
    assert quotation.content[0].text.startswith("Prime Minister Oumar Daou spoke")


def test_who_recalls_an_ambassador_states_nothing() -> None:
    assert not of("Laos recalled its ambassador from Nepal on Monday.").quotations


def test_what_is_quoted_at_the_end_keeps_its_mark() -> None:
    quotation = one(of('A general of Mali said that bridges in Niger were "fair targets".'), "said")
    assert quotation.content[0].text == 'bridges in Niger were "fair targets"'


@pytest.mark.parametrize(
    "text",
    [
        "Guyana accused Suriname of a cyber attack that shut down its power grid.",
        "Guyana said that ships attacked by Suriname had sunk.",
        "Guyana reported Surinamese attacks on its border post.",
        "Guyana said that Suriname was responsible for the attack on its consulate.",
    ],
)
def test_what_is_told_of_something_new_and_what_is_vouched_for_is_said(text: str) -> None:
    events = [e for e in of(text).events if e.type in {"ASSAULT", "COERCE"}]
    assert events
    assert [[v.state for v in e.says] for e in events] == [["GUY"]] * len(events)


def test_what_describes_a_known_thing_is_taken_for_granted() -> None:
    text = "Guyana said that the envoy expelled by Suriname had returned home."
    expelled = [e for e in of(text).events if e.type == "SANCTION"]
    assert expelled
    assert all(not e.says for e in expelled)


def test_a_clause_behind_a_deed_denies_it() -> None:
    denied = "Guyana accused Suriname of attacking a village in Guyana, which Suriname denies."
    assert voices(denied, "ASSAULT") == [("GUY", "asserts"), ("SUR", "denies")]
    charge = denied.replace("which Suriname denies", "a charge that Suriname rejected")
    assert voices(charge, "ASSAULT") == [("GUY", "asserts"), ("SUR", "denies")]
    alone = "Suriname has attacked Guyana, a claim denied by Suriname."
    assert voices(alone, "ASSAULT") == [("SUR", "denies")]
    event = next(e for e in of(alone).events if e.type == "ASSAULT")
    assert event.status == "possible"


def test_a_charge_denies_nothing_itself() -> None:
    text = "Guyana accused Suriname of attacking a village in Guyana, a charge Suriname rejected."
    assert all(v.text != "a charge" for e in of(text).events for v in e.says)


def test_a_clause_keeps_its_subject() -> None:
    (quotation,) = of(
        "Guyana's foreign ministry said its ambassador to Suriname, who was expelled on Monday, "
        "had returned home."
    ).quotations
    assert quotation.content[0].text.startswith("its ambassador")


def test_the_statement_is_of_whoever_gave_it_out() -> None:
    text = (
        "In a statement, Guyana said that Suriname arrested its envoy. The statement added that "
        "Suriname had closed the border with Guyana."
    )
    closed = next(e for e in of(text).events if "closed" in e.trigger.text)
    assert [(v.text, v.state) for v in closed.says] == [("The statement", "GUY")]


def test_the_newspaper_that_was_told_is_the_report_itself() -> None:
    text = (
        "Gabon last week suspended imports of Beninese cotton and warned of further measures if "
        "Cotonou did not change course, two diplomats told the newspaper."
    )
    record = of(text)
    assert not one(record, "told").chain
    assert source(one(record, "told")) == "two diplomats"
    suspended = next(e for e in record.events if e.trigger.text.startswith("suspended"))
    assert [(v.text, v.state) for v in suspended.says] == [("two diplomats", None)]


def test_the_newspaper_that_the_report_has_named_relays() -> None:
    text = (
        "The Guardian reported on Friday that Peru had left the talks. Peru will recall its "
        "ambassador to Chile, a Peruvian diplomat told the newspaper."
    )
    assert [s.text for s in one(of(text), "told").chain] == ["the newspaper"]


def test_a_publisher_does_not_relay_to_itself() -> None:
    text = "Peru will recall its ambassador to Chile, a Peruvian diplomat told Reuters."
    assert [s.text for s in one(of(text), "told").chain] == ["Reuters"]
    own = read(text, published="2024-03-05", language="en", publisher="Reuters")
    assert not one(own, "told").chain


@pytest.mark.parametrize(
    "text",
    [
        "Neither government has confirmed this.",
        "No minister has said that talks are under way.",
        "Samoa's government has yet to say who will receive him.",
        "Samoa's embassy in Fiji expressed regret.",
    ],
)
def test_what_nobody_says_is_no_statement(text: str) -> None:
    assert not of(text).quotations


def test_what_the_cue_names_is_not_said_again() -> None:
    text = "The leaders expressed satisfaction with the growth of trade and signed a treaty."
    quotation = one(of(text), "expressed")
    assert quotation.cue is not None
    assert quotation.content[0].start >= quotation.cue.end
    assert quotation.content[0].text.startswith("the growth")
