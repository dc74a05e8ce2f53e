"""Who is who in reports of our own, read by the encoder that the package ships."""

from __future__ import annotations

import itertools

from dragoman import knowledge, language
from dragoman.read import who
from dragoman.read.document import Document, Mention, MentionKind
from dragoman.report import Report


def mentions(
    text: str,
    title: str | None = None,
    published: str | None = "2024-01-15",
    publisher: str | None = None,
) -> tuple[Mention, ...]:
    report = Report.make(text, title=title, published=published, publisher=publisher)
    body, head = language.analyse([report.text, title or ""])
    document = Document(report, body.sentences, knowledge.load(), title=head.sentences)
    found = who.mentions(document)
    for mention in found:
        assert report.text[mention.start : mention.end] == mention.text
        for actor in mention.actors:
            if actor.start is not None and actor.end is not None:
                assert report.text[actor.start : actor.end] == actor.text
    return found


def of(found: tuple[Mention, ...], text: str, nth: int = 0) -> Mention:
    return [m for m in found if m.text == text][nth]


def test_title_name_and_demonym_are_one_person() -> None:
    found = mentions("Turkish Foreign Minister Hakan Fidan flew to Doha on Tuesday.")
    (person,) = of(found, "Turkish Foreign Minister Hakan Fidan").actors
    assert (person.state, person.sector, person.name) == ("TUR", "GOV", "Hakan Fidan")
    assert person.office == "Foreign Minister"
    doha = of(found, "Doha")
    assert doha.kind is MentionKind.PLACE
    assert not doha.agent
    assert doha.states == ("QAT",)


def test_a_surname_and_a_pronoun_carry_the_fullest_mention() -> None:
    found = mentions(
        "Kenyan President William Ruto spoke with Prime Minister Giorgia Meloni. "
        "Ruto said he was grateful. Meloni said she would visit."
    )
    ruto, meloni = of(found, "Ruto").actors[0], of(found, "Meloni").actors[0]
    assert ruto.text == "Kenyan President William Ruto"
    assert meloni.state == "ITA"
    assert of(found, "he").actors[0].name == "William Ruto"
    assert of(found, "she").actors[0].name == "Giorgia Meloni"


def test_an_unknown_person_keeps_what_the_text_says() -> None:
    found = mentions("Fijian Trade Minister Sera Vunibobo met Tongan officials.")
    (person,) = of(found, "Fijian Trade Minister Sera Vunibobo").actors
    assert (person.state, person.name, person.office) == ("FJI", "Sera Vunibobo", "Trade Minister")
    assert of(found, "Tongan officials").states == ("TON",)


def test_the_office_is_as_of_the_day() -> None:
    text = "David Cameron arrived in Kyiv."
    then = of(mentions(text, published="2014-06-01"), "David Cameron").actors[0]
    later = of(mentions(text, published="2024-01-01"), "David Cameron").actors[0]
    between = of(mentions(text, published="2019-06-01"), "David Cameron").actors[0]
    assert (then.office, later.office) == ("Prime Minister", "Foreign Secretary")
    assert between.office == "former Prime Minister"


def test_a_title_alone_is_whoever_holds_it_that_day() -> None:
    before = mentions("The French president criticised the plan.", published="2016-03-01")
    after = mentions("The French president criticised the plan.", published="2018-03-01")
    assert before[0].actors[0].name == "François Hollande"
    assert after[0].actors[0].name == "Emmanuel Macron"


def test_own_titles_of_a_government_s_release() -> None:
    found = mentions(
        "The Secretary thanked the Foreign Minister for his advice. We welcome the agreement.",
        title="Secretary Blinken’s Call with Norwegian Foreign Minister Eide",
        published="2024-03-01",
        publisher="U.S. Department of State",
    )
    assert of(found, "Secretary").actors[0].name == "Antony Blinken"
    assert of(found, "Foreign Minister").actors[0].state == "NOR"
    assert of(found, "We").states == ("USA",)


def test_a_capital_is_a_government_or_a_place() -> None:
    found = mentions(
        "Ankara rejected the offer. Talks were held in Ankara. She met Ankara's envoy."
    )
    assert of(found, "Ankara").kind is MentionKind.METONYM
    assert of(found, "Ankara").agent
    assert of(found, "Ankara", 1).kind is MentionKind.PLACE
    assert not of(found, "Ankara", 1).agent


def test_a_demonym_before_a_thing_is_a_modifier() -> None:
    found = mentions("Imports of Angolan crude oil rose.")
    assert of(found, "Angolan").modifier
    assert not of(found, "Angolan").agent
    assert of(found, "Angolan").states == ("AGO",)


def test_bodies_have_their_sector() -> None:
    found = mentions(
        "The Peruvian navy and Chile's parliament objected. Greek police arrested two men. "
        "Poland's Finance Ministry and the Kenyan opposition agreed."
    )
    sectors = {m.text: m.actors[0].sector for m in found if m.kind is MentionKind.BODY}
    assert sectors["Peruvian navy"] == "MIL"
    assert sectors["Chile's parliament"] == "LEG"
    assert sectors["Greek police"] == "COP"
    assert sectors["Poland's Finance Ministry"] == "GOV"
    assert sectors["Kenyan opposition"] == "OPP"


def test_collective_descriptions_are_both_sides() -> None:
    found = mentions(
        "Vietnam and Laos signed a treaty. The two countries agreed to build a road. "
        "President Ruto met President Museveni. The two leaders praised their ministers."
    )
    assert set(of(found, "two countries").states) == {"VNM", "LAO"}
    leaders = of(found, "two leaders")
    assert {a.name for a in leaders.actors} == {"William Ruto", "Yoweri Museveni"}


def test_a_collective_may_name_its_members_after_it() -> None:
    found = mentions("Oman has spoken with both sides, Iran and Yemen, since March.")
    assert set(of(found, "both sides").states) == {"IRN", "YEM"}


def test_they_are_the_joined_subjects() -> None:
    found = mentions("Ghana and Togo reopened the border. They also lifted a tariff.")
    assert set(of(found, "They").states) == {"GHA", "TGO"}


def test_a_counterpart_holds_the_same_office() -> None:
    found = mentions(
        "German Foreign Minister Annalena Baerbock met her Japanese counterpart in Bonn.",
        published="2023-04-01",
    )
    assert of(found, "Japanese counterpart").actors[0].name == "Yoshimasa Hayashi"


def test_ministers_of_several_states() -> None:
    found = mentions("The foreign ministers of Egypt and Jordan issued a statement.")
    assert set(of(found, "foreign ministers of Egypt and Jordan").states) == {"EGY", "JOR"}


def test_georgia_is_the_state_that_the_report_is_about() -> None:
    abroad = mentions("Georgia protested to Moscow. Tbilisi recalled its envoy.")
    assert of(abroad, "Georgia").states == ("GEO",)


def test_a_group_belongs_to_its_state_and_an_organisation_to_itself() -> None:
    found = mentions("Hezbollah fired rockets. NATO and the EU condemned the attack.")
    assert (of(found, "Hezbollah").states, of(found, "NATO").states) == (("LBN",), ("NATO",))
    assert of(found, "Hezbollah").actors[0].sector == "REB"
    assert of(found, "EU").actors[0].sector == "IGO"


def test_us_dollars_are_no_state() -> None:
    found = mentions("The bank paid US$5 million to the fund.")
    assert all("USA" not in m.states for m in found)


def test_a_town_behind_an_abbreviation_is_not_part_of_a_title() -> None:
    found = mentions("They met in Washington, D.C. Secretary Rubio left.", published="2025-05-05")
    assert of(found, "Secretary Rubio").actors[0].name == "Marco Rubio"


def test_an_undated_report_takes_the_newest_holders() -> None:
    found = mentions("The Indian prime minister spoke.", published=None)
    assert found[0].actors[0].name == "Narendra Modi"


def test_mentions_do_not_overlap() -> None:
    found = mentions(
        "Special Envoy of the President and Deputy Foreign Minister Mikhail Bogdanov received the "
        "Ambassador of Oman to Russia. The ambassador thanked the Russian Foreign Ministry."
    )
    for before, after in itertools.pairwise(found):
        if before.sentence == after.sentence:
            assert before.last <= after.first


def test_and_between_titles_joins_two_people_or_two_titles_of_one() -> None:
    title = "Secretary Blinken’s Call with Polish Foreign Minister Rau"
    found = mentions(
        "The Secretary and Foreign Minister discussed trade. They agreed. "
        "The Secretary thanked the Foreign Minister for Poland’s help.",
        title=title,
        published="2022-02-17",
        publisher="U.S. Department of State",
    )
    assert of(found, "Secretary").states == ("USA",)
    assert of(found, "Foreign Minister").states == ("POL",)
    assert set(of(found, "They").states) == {"USA", "POL"}
    assert of(found, "Foreign Minister", 1).states == ("POL",)
    both = mentions("Irish Prime Minister and Defence Minister Sean Byrne resigned.")
    assert len([m for m in both if m.kind is MentionKind.PERSON]) == 1


def test_a_surname_in_the_title_gets_its_full_name_from_the_text() -> None:
    found = mentions(
        "The envoy met Omani minister Salim Al Harthy. Al Harthy left.",
        title="Meeting with Minister Al Harthy",
    )
    assert of(found, "Al Harthy").actors[0].name == "Salim Al Harthy"


def test_whoever_is_sworn_in_holds_the_office() -> None:
    found = mentions("Ana Pinto was elected president of Cape Verde.")
    assert of(found, "Ana Pinto").states == ("CPV",)


def test_a_party_of_another_state() -> None:
    found = mentions("The Swedish Social Democratic Party lost the vote.")
    assert {s for m in found for s in m.states} == {"SWE"}


def test_a_language_is_no_state() -> None:
    found = mentions("French-speaking regions of Belgium protested.")
    assert {s for m in found for s in m.states} == {"BEL"}


def test_an_ambassador_to_a_state_leaves_that_state_a_mention_of_its_own() -> None:
    found = mentions("Bahrain recalled its ambassador to Israel.")
    assert of(found, "ambassador").states == ("BHR",)
    assert of(found, "Israel").states == ("ISR",)


def test_hyphenated_names() -> None:
    found = mentions("The UN-led talks failed.")
    assert {s for m in found for s in m.states} == {"UNO"}


def test_the_country_and_the_group() -> None:
    found = mentions(
        "Chad closed its border. The country cited raids. Hamas replied. The group left."
    )
    assert of(found, "country").states == ("TCD",)
    assert of(found, "group").states == ("PSE",)


def test_ministers_in_the_plural_are_those_named_before() -> None:
    found = mentions(
        "Foreign Minister Ana Lopes of Angola met Foreign Minister Jan Kask of Estonia. "
        "The Foreign Ministers agreed."
    )
    assert set(of(found, "Foreign Ministers").states) == {"AGO", "EST"}


def test_who_is_persuaded_or_thanked_is_the_one_whose_thing_it_is() -> None:
    found = mentions(
        "President Ruto persuaded President Museveni to leave his post.", published="2023-01-01"
    )
    assert of(found, "his").actors[0].name == "Yoweri Museveni"
    found = mentions(
        "President Ruto thanked President Museveni for his help.", published="2023-01-01"
    )
    assert of(found, "his").actors[0].name == "Yoweri Museveni"


def test_a_president_is_no_publisher() -> None:
    found = mentions("President of Russia Vladimir Putin signed a decree.")
    assert found[0].actors[0].name == "Vladimir Putin"


def test_a_king_of_several_realms_is_of_his_own() -> None:
    found = mentions("King Charles received the president of Ghana in Leeds.")
    (king,) = of(found, "King Charles").actors
    assert (king.state, king.name) == ("GBR", "Charles III")
    assert of(found, "president of Ghana").states == ("GHA",)


def test_a_town_no_table_has_lies_where_the_report_says() -> None:
    found = mentions("A dam burst near Oumtal, Chad, on Sunday.")
    place = of(found, "Oumtal")
    assert (place.kind, place.states) == (MentionKind.PLACE, ("TCD",))


def test_an_envoy_of_an_organisation_to_a_state_is_of_the_organisation() -> None:
    found = mentions("Ana Sova, United Nations envoy to Chad, announced an accord.")
    envoy = next(m for m in found if m.kind is MentionKind.PERSON)
    assert envoy.states == ("UNO",)


def test_an_aide_to_the_head_of_a_council_is_of_the_council() -> None:
    found = mentions(
        "Minister Hakan Fidan met Ines Roth, Head of Cabinet to the President of the European "
        "Council, in Ankara."
    )
    roth = next(m for m in found if m.actors and m.actors[0].name == "Ines Roth")
    assert roth.states == ("EUU",)


def test_a_ministry_by_its_letters_goes_with_its_state() -> None:
    found = mentions("French MFA Secretary General Luc Morel met envoys in Lyon.")
    morel = next(m for m in found if m.kind is MentionKind.PERSON)
    assert morel.text == "French MFA Secretary General Luc Morel"
    assert morel.states == ("FRA",)


def test_a_party_of_a_common_name_is_of_the_state_in_question() -> None:
    found = mentions("The Italian Parliament met. The opposition Democratic Party stayed away.")
    assert of(found, "Democratic Party").states == ("ITA",)


def test_a_name_in_another_transliteration_is_the_same_person() -> None:
    found = mentions(
        "Qatari Foreign Minister Mohamed bin Abdulrahman Al-Thani flew to Oslo on Monday."
    )
    person = next(m for m in found if m.kind is MentionKind.PERSON)
    assert person.actors[0].name == "Mohammed bin Abdulrahman Al Thani"


def test_ships_and_firms_are_no_persons() -> None:
    found = mentions("The USS Ralph Johnson left Busan. Webb Foundation staff cheered.")
    assert not [m for m in found if m.kind is MentionKind.PERSON]


def test_two_countries_are_the_two_named_together_and_not_who_reports() -> None:
    found = mentions(
        "LISBON, May 14 - The foreign ministers of Peru and Chile met in Lisbon on Tuesday for "
        "the first time since the two countries cut ties, Portugal's news agency reported."
    )
    assert of(found, "two countries").states == ("PER", "CHL")
    found = mentions(
        "Brazil said that Kenya and Uganda would reopen the bridge after both countries had "
        "inspected it."
    )
    assert of(found, "both countries").states == ("KEN", "UGA")


def test_a_bare_ministry_is_that_of_the_government_it_tells_of() -> None:
    found = mentions(
        "Laos summoned the ambassador of Nepal on Tuesday, the foreign ministry said. The "
        "ministry said that Nepal had not replied."
    )
    assert of(found, "foreign ministry").states == ("LAO",)
    assert of(found, "ministry").states == ("LAO",)


def test_a_ministry_told_by_its_town_is_of_that_towns_state() -> None:
    found = mentions(
        "The president of Peru spoke with the president of Chile on Monday and the two agreed to "
        "open the border, the foreign ministry in Santiago said."
    )
    assert of(found, "foreign ministry").states == ("CHL",)


def test_a_bare_official_is_of_the_government_that_acts_in_what_is_told() -> None:
    found = mentions("Ghana will return the envoy of Togo next week, an official said.")
    assert of(found, "official").states == ("GHA",)


def test_of_what_the_enemy_did_the_ministry_of_the_dateline_tells() -> None:
    found = mentions(
        "VIENTIANE, May 14 - Nepalese soldiers fired at a patrol in Laos, the foreign ministry "
        "said on Tuesday."
    )
    assert of(found, "foreign ministry").states == ("LAO",)


def test_a_minister_named_behind_a_comma_has_the_office_and_the_state_before_it() -> None:
    found = mentions(
        "Togo's foreign minister, Kossi Agbeko, called the remark an insult. Turkey's foreign "
        "minister, Antony Blinken, and others met."
    )
    kossi = next(a for m in found for a in m.actors if a.name == "Kossi Agbeko")
    assert (kossi.state, (kossi.office or "").lower()) == ("TGO", "foreign minister")
    blinken = next(a for m in found for a in m.actors if a.name == "Antony Blinken")
    assert blinken.state == "USA"


def test_an_office_ends_before_its_comma() -> None:
    found = mentions("Malawi's Minister of Water Development, Abida Seleman, left for Lilongwe.")
    offices = {a.office for m in found for a in m.actors if a.name == "Abida Seleman"}
    assert offices == {"Minister of Water Development"}


def test_a_president_who_receives_a_guest_is_of_the_other_state() -> None:
    found = mentions(
        "BISHKEK - Malawi's Minister of Water, Abida Seleman, arrived in Bishkek on Tuesday and "
        "was received by President Almaz Toktogulov."
    )
    host = next(a for m in found for a in m.actors if a.name == "Almaz Toktogulov")
    assert host.state == "KGZ"


def test_who_meets_a_president_is_not_taken_for_his_minister() -> None:
    found = mentions(
        "Ministers of Gabon, Togo and Benin gathered on Monday. Prime Minister Tumelo Rantao met "
        "the president of Gabon on Tuesday."
    )
    assert of(found, "Prime Minister Tumelo Rantao").actors[0].state is None


def test_an_office_is_told_without_its_state() -> None:
    found = mentions("The foreign minister of Benin, Rodrigue Hounkpe, left for Lome.")
    person = next(a for m in found for a in m.actors if a.name == "Rodrigue Hounkpe")
    assert (person.state, (person.office or "").lower()) == ("BEN", "foreign minister")


def test_the_ministry_is_of_who_spoke_last_before_it() -> None:
    found = mentions(
        "DAKAR, May 14 - Mali said that it had closed the road from Senegal. The ministry said "
        "lorries would be turned back."
    )
    assert of(found, "ministry").states == ("MLI",)


def test_an_office_with_its_remit_may_stand_behind_the_name() -> None:
    found = mentions("Aminata Sowe, the Gambian minister of the environment, came to Dakar.")
    person = next(a for m in found for a in m.actors if a.name == "Aminata Sowe")
    assert person.state == "GMB"
    assert (person.office or "").lower() == "minister of the environment"


def test_two_of_a_list_of_three_are_not_both_countries() -> None:
    found = mentions(
        "Peru and Chile signed a treaty. It was modelled on those of Togo, Ghana and Benin, and "
        "both countries praised it."
    )
    assert set(of(found, "both countries").states) != {"GHA", "BEN"}


def test_names_apposed_to_people_of_a_state_are_of_it() -> None:
    found = mentions(
        "Chad released two Peruvian climbers, Jorge Quispe and Luisa Mamani, on Monday."
    )
    assert of(found, "Jorge Quispe").actors[0].state == "PER"
    assert of(found, "Luisa Mamani").actors[0].state == "PER"


def test_a_former_minister_who_heads_an_organisation_is_meant_as_of_it() -> None:
    found = mentions(
        "Former Prime Minister of Portugal António Guterres is sworn in as the "
        "United Nations Secretary General.",
        published="2017-01-02",
    )
    assert of(found, "United Nations Secretary General").states == ("UNO",)


def test_whoever_stands_before_or_his_is_meant() -> None:
    found = mentions("Marco Rubio said that Ghana backed Nana Akufo-Addo or his rival.")
    assert of(found, "his").actors[0].name == "Nana Akufo-Addo"


def test_a_body_that_says_something_is_no_modifier() -> None:
    found = mentions("The Israeli military states that they have killed five militants.")
    assert of(found, "Israeli military").states == ("ISR",)


def test_one_sent_by_a_ministry_is_of_its_state() -> None:
    found = mentions(
        "Tze Ming Ong, the Second Deputy Secretary for the Singapore Ministry of Trade, spoke."
    )
    assert of(found, found[0].text).states == ("SGP",)
    assert found[0].actors[0].name == "Tze Ming Ong"


def test_a_body_called_as_anothers_is_of_the_state_beside_it() -> None:
    found = mentions("Kenya's Department of Justice and the Irish Department of Justice met.")
    assert found[0].states == ("KEN",)
    assert found[1].states == ("IRL",)
    assert of(mentions("The Department of Justice spoke."), "Department of Justice").states == (
        "USA",
    )


def test_native_americans_are_no_people_of_india() -> None:
    found = mentions("American Indians and Native Americans marched in Ohio.")
    assert found[0].states == found[1].states == ("USA",)


def test_holders_of_lower_offices_are_known_as_of_the_day() -> None:
    (temer,) = of(
        mentions("Vice President Temer spoke.", published="2016-03-01"), "Vice President Temer"
    ).actors
    assert (temer.state, temer.name) == ("BRA", "Michel Temer")
    later = mentions("Vice President Temer spoke.", published="2019-03-01")
    assert later[0].actors == () or later[0].actors[0].state is None


def test_whoever_is_helped_in_their_efforts_is_meant() -> None:
    found = mentions("Ghana and Benin back the people of Togo in their efforts to vote.")
    assert of(found, "their").states == ("TGO",)


def test_a_town_by_a_river_is_of_the_state_behind_the_comma() -> None:
    found = mentions("The prime minister of Togo fell ill in Bergheim am Neckar, Germany.")
    assert of(found, "Bergheim").states == ("DEU",)


def test_a_party_in_a_title_is_read_before_any_sentence() -> None:
    found = mentions("Voters in Ghana go to the polls.", title="Labour Party wins in Ghana")
    assert found[0].states == ("GHA",)


def test_whoever_calls_on_both_countries_is_none_of_the_two() -> None:
    found = mentions(
        "Chad accused Sudan of shelling. Kenya, which has troops there, said it had brokered a "
        "truce. The African Union called on both countries to return to talks."
    )
    (both,) = (m for m in found if "countries" in m.text)
    assert set(both.states) == {"TCD", "SDN"}


def test_a_holder_by_a_name_written_otherwise() -> None:
    for text, day, name, state in (
        ("Mikhail Vladimirovich Mishustin flew to Astana.", "2023-05-07", "Mikhail", "RUS"),
        ("Ishiba Shigeru flew to Manila.", "2025-03-07", "Ishiba", "JPN"),
        ("Ukhnaagiin Khürelsükh flew to Seoul.", "2023-05-07", "Ukhnaa", "MNG"),
        ("President Lukaschenka thanked the Latvian side.", "2023-05-07", "President", "BLR"),
        ("Andrew Michael Holness flew to Bogotá.", "2023-05-07", "Andrew", "JAM"),
    ):
        first = mentions(text, published=day)[0]
        assert first.text.startswith(name)
        assert first.actors[0].state == state, text


def test_a_name_like_a_holders_is_nobody_where_day_title_or_state_differ() -> None:
    for text, day in (
        ("Dina Ercilia Boluarte flew to Manila.", "2014-03-07"),
        ("Foreign Minister Mishustine flew to Manila.", "2023-05-07"),
        ("Olga Mishustina flew to Manila.", "2023-05-07"),
    ):
        for mention in mentions(text, published=day):
            assert not {"PER", "RUS"} & set(mention.states), text


def test_two_spellings_of_a_name_are_one_person() -> None:
    found = mentions(
        "Masoud Pezeshkian spoke in Baku. Masud Pezeshkian, who met Ilham Aliyev, then left.",
        published="2025-04-28",
    )
    names = {a.name for m in found for a in m.actors if a.state == "IRN" and a.name}
    assert names == {"Masoud Pezeshkian"}


def test_korean_names_are_not_halved() -> None:
    found = mentions("Kim Jong sang in Suva.", published="2020-05-07")
    assert not {s for m in found for s in m.states} & {"PRK", "KOR"}


def test_a_short_form_that_the_report_makes_is_its_own() -> None:
    found = mentions(
        "The Fisheries Board of Inquiry (FBI) met in Suva. The FBI said that Fiji had agreed."
    )
    assert {s for m in found for s in m.states} == {"FJI"}
    kept = mentions("The Islamic Revolution Guards Corps (IRGC) left. The IRGC said so.")
    assert of(kept, "IRGC", 1).states == ("IRN",)


def test_a_minister_of_two_things_and_a_prosecutor_in_an_office() -> None:
    found = mentions("Tongan fisheries and transport minister Sione Lavaka flew home.")
    assert found[0].actors[0].state == "TON"
    found = mentions("Ana Quispe, a prosecutor in the Bolivian attorney general's office, left.")
    assert found[0].actors[0].state == "BOL"
    found = mentions("World Health Organization (WHO) director Pia Lund met Tongan officials.")
    assert found[0].actors[0].state == "WHO"


def test_two_bodies_of_one_state_and_the_people_who_are_helped() -> None:
    text = "Chad thanked the government and people of Togo. We support the people as they rebuild."
    found = mentions(text, publisher="White House")
    assert of(found, "government").states == ("TGO",)
    assert not [m for m in found if m.text == "they" and "USA" in m.states]


def test_towns_of_no_table_and_their_state() -> None:
    found = mentions("Government forces took the towns of Ain Zuqan and Birqa as Syria watched.")
    assert of(found, "Ain Zuqan").kind is MentionKind.PLACE


def test_national_bodies_by_their_own_names() -> None:
    for text, state in (
        ("The Riigikogu ratified the treaty.", "EST"),
        ("The Jatiya Sangsad ratified the treaty.", "BGD"),
        ("The Saeima ratified the treaty.", "LVA"),
        ("Wisma Putra summoned the envoy.", "MYS"),
        ("Torre Tagle summoned the envoy.", "PER"),
        ("DHS deported the men.", "USA"),
        ("The Riksbank raised its rates.", "SWE"),
        ("Villa Somalia denied it.", "SOM"),
        ("FARDC shelled the hills.", "COD"),
        ("The UPDF shelled the hills.", "UGA"),
    ):
        assert mentions(text)[0].states == (state,), text


def test_a_chamber_is_of_the_state_that_is_spoken_of() -> None:
    found = mentions("Paraguay's president spoke. The Chamber of Deputies then voted.")
    assert of(found, "Chamber of Deputies").states == ("PRY",)


def test_somebody_of_a_state_without_an_office() -> None:
    for text, name, state in (
        ("Togo's Afi Mensah won the race in Suva.", "Afi Mensah", "TGO"),
        ("Afi Mensah of Togo won the race.", "Afi Mensah", "TGO"),
        ("Zambian lawyers Mutale Phiri and John Banda sued.", "John Banda", "ZMB"),
        ("Lima Region governor Rosa Quispe spoke.", "Rosa Quispe", "PER"),
    ):
        found = mentions(text)
        people = {a.name: a.state for m in found for a in m.actors if a.name}
        assert people.get(name) == state, text


def test_family_is_of_the_state_of_whom_it_is_family() -> None:
    found = mentions("Tomi Niinistö, a son of Alexander Stubb, spoke.", published="2024-09-01")
    assert found[0].actors[0].state == "FIN"
    found = mentions("Tomi Niinistö, a son of a farmer, spoke of Alexander Stubb.")
    assert found[0].actors[0].state is None


def test_a_region_by_its_towns_name_is_one_place() -> None:
    found = mentions("Two were hurt in Homs Governorate and in Damascus Governorate.")
    for text in ("Homs Governorate", "Damascus Governorate"):
        place = of(found, text)
        assert (place.kind, place.states) == (MentionKind.PLACE, ("SYR",))


def test_a_groups_leader_is_not_the_states() -> None:
    found = mentions(
        "The National Unity Platform said its leader was safe.", published="2020-11-01"
    )
    assert of(found, "leader").states == ("UGA",)
    assert of(found, "leader").actors[0].name is None


def test_a_place_that_several_states_have_is_of_the_one_spoken_of() -> None:
    found = mentions("Pakistan's army said that floods had hit Punjab. Lahore was spared.")
    assert of(found, "Punjab").states == ("PAK",)
    found = mentions("Indian farmers blocked roads in Punjab.")
    assert of(found, "Punjab").states == ("IND",)
    found = mentions("Peruvian miners were found dead in La Libertad Department.")
    assert of(found, "La Libertad Department").states == ("PER",)


def test_a_body_that_others_ask_is_not_theirs() -> None:
    words = "{} on the military to end its violence."
    lead = "Canada, Norway and Chile issued this statement. "
    report = "Violence in Gabon"
    found = mentions(lead + words.format("Norway calls"), title=report)
    assert of(found, "military").states == ("GAB",)
    found = mentions(words.format("Gabon's president calls"), title=report)
    assert of(found, "military").states == ("GAB",)
    found = mentions(words.format("Gabon's president calls"), title="Gabon asks Chile for help")
    assert of(found, "military").states == ("GAB",)


def test_weapons_are_not_of_the_state_where_they_strike() -> None:
    (drones, place) = mentions("Drones hit a depot in Oman.")
    assert (drones.states, place.states) == ((), ("OMN",))


def test_a_ministry_is_named_by_all_that_it_is_for() -> None:
    name = "Togo's Ministry of Agriculture, Water and Rural Development"
    assert of(mentions(f"{name} thanked Benin."), name).states == ("TGO",)
    (minister, *_) = mentions(
        "Japanese Ministry of Economy, Trade and Industry Vice Minister Hirofumi Kato left."
    )
    assert minister.kind is MentionKind.PERSON
    assert minister.actors[0].name == "Hirofumi Kato"
    assert minister.states == ("JPN",)
    found = mentions("Officials of the Ministry of Trade, Chad and Mali met.")
    assert [m.states for m in found if m.kind is MentionKind.STATE] == [("TCD",), ("MLI",)]


def test_guests_who_are_named_together_are_of_one_state() -> None:
    found = mentions(
        "Kenya's president welcomed King Pita of Tonga and Crown Prince Sione to Nairobi."
    )
    assert [m.states for m in found if m.kind is MentionKind.PERSON] == [("TON",), ("TON",)]
