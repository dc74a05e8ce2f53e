"""Which date an event gets, and when an undated report was written, on trees made by hand."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.codes import EventType, Status
from dragoman.dates import contains
from dragoman.read import when
from dragoman.read.document import Candidate, Document
from dragoman.record import Why
from dragoman.report import Report
from tests.read.temporal_trees import sentences

MET = (
    "The/DET/det>2 ministers/NOUN/nsubj>3 met/VERB/root>0>Past on/ADP/case>5 Monday/PROPN/obl>3 "
    "in/ADP/case>7 Oslo/PROPN/obl>3 +./PUNCT/punct>3"
)
SIGNED = "They/PRON/nsubj>2 signed/VERB/root>0>Past a/DET/det>4 treaty/NOUN/obj>2 +./PUNCT/punct>2"
WILL_VISIT = (
    "Norway/PROPN/nsubj>3 will/AUX/aux>3 visit/VERB/root>0>Inf Ghana/PROPN/obj>3 in/ADP/case>6 "
    "June/PROPN/obl>3 +./PUNCT/punct>3"
)
SPOKE_WEEKS_AFTER = (
    "The/DET/det>2 presidents/NOUN/nsubj>3 spoke/VERB/root>0>Past +,/PUNCT/punct>9 "
    "weeks/NOUN/obl>9 after/SCONJ/mark>9 the/DET/det>8 envoy/NOUN/nsubj>9 "
    "visited/VERB/advcl>3>Past Accra/PROPN/obj>9 +./PUNCT/punct>3"
)
NOT_CONDEMNED = (
    "Ghana/PROPN/nsubj>5 has/AUX/aux>5>Pres not/PART/advmod>5 yet/ADV/advmod>5 "
    "condemned/VERB/root>0 the/DET/det>7 raid/NOUN/obj>5 +./PUNCT/punct>5"
)
DISCUSSED_SUMMIT = (
    "They/PRON/nsubj>2 discussed/VERB/root>0>Past the/DET/det>7 June/PROPN/compound>7 "
    "28-30/NUM/nummod>7 regional/ADJ/amod>7 summit/NOUN/obj>2 +./PUNCT/punct>2"
)
LAST_SUMMIT = (
    "The/DET/det>3 last/ADJ/amod>3 summit/NOUN/nsubj>4 took/VERB/root>0>Past place/NOUN/obj>4 "
    "in/ADP/case>7 Accra/PROPN/obl>4 in/ADP/case>9 December/PROPN/obl>4 2021/NUM/nummod>9 "
    "+./PUNCT/punct>4"
)
IS_HOLDING = (
    "Ghana/PROPN/nsubj>3 is/AUX/aux>3>Pres holding/VERB/root>0>Ger an/DET/det>5 "
    "election/NOUN/obj>3 on/ADP/case>7 May/PROPN/obl>3 15-17/NUM/nummod>7 +,/PUNCT/punct>10 "
    "2024/NUM/nummod>7 +./PUNCT/punct>3"
)
SET_TO_HOLD = (
    "Norway/PROPN/nsubj>3 will/AUX/aux>3 hold/VERB/root>0>Inf its/PRON/det>5 own/NOUN/obj>3 "
    "later/ADV/advmod>8 this/DET/det>8 year/NOUN/obl>3 +./PUNCT/punct>3"
)


PROMISED_SO = (
    "Ghana/PROPN/nsubj>2 promised/VERB/root>0>Past to/PART/mark>4 do/VERB/xcomp>2>Inf "
    "so/ADV/advmod>4 in/ADP/case>7 2019/NUM/obl>4 +./PUNCT/punct>2"
)


AFTER_MEETING = (
    "The/DET/det>2 envoy/NOUN/nsubj>3 spoke/VERB/root>0>Past on/ADP/case>5 Monday/PROPN/obl>3 "
    "{link}/SCONJ/mark>7 visiting/VERB/advcl>3>Ger Accra/PROPN/obj>7 +./PUNCT/punct>3"
)
AFTER_ANOTHER = (
    "Ghana/PROPN/nsubj>2 spoke/VERB/root>0>Past on/ADP/case>4 Monday/PROPN/obl>2 "
    "after/SCONJ/mark>7 Norway/PROPN/nsubj>7 {deed}/VERB/advcl>2>Past the/DET/det>9 "
    "raid/NOUN/obj>7 +./PUNCT/punct>2"
)
PREVIOUSLY = (
    "Ghana/PROPN/nsubj>2 spoke/VERB/root>0>Past on/ADP/case>4 Monday/PROPN/obl>2 "
    "after/SCONJ/mark>8 Norway/PROPN/nsubj>8 previously/ADV/advmod>8 condemned/VERB/advcl>2>Past "
    "the/DET/det>10 raid/NOUN/obj>8 +./PUNCT/punct>2"
)
HUNG_BEYOND = (
    "Talks/NOUN/nsubj>2 resume/VERB/ccomp>5>Pres +,/PUNCT/punct>2 Ghana/PROPN/nsubj>5 "
    "said/VERB/root>0>Past on/ADP/case>7 Monday/PROPN/obl>5 after/SCONJ/mark>9 "
    "visiting/VERB/advcl>2>Ger Accra/PROPN/obj>9 +./PUNCT/punct>5"
)
WEEKS_AFTER_SIGNING = (
    "The/DET/det>2 envoy/NOUN/nsubj>3 spoke/VERB/root>0>Past on/ADP/case>5 Monday/PROPN/obl>3 "
    "weeks/NOUN/obl>8 after/SCONJ/mark>8 signing/VERB/advcl>3>Ger a/DET/det>10 "
    "treaty/NOUN/obj>8 +./PUNCT/punct>3"
)
WILL_AFTER = (
    "Ghana/PROPN/nsubj>3 will/AUX/aux>3 speak/VERB/root>0>Inf in/ADP/case>5 June/PROPN/obl>3 "
    "after/SCONJ/mark>7 visiting/VERB/advcl>3>Ger Accra/PROPN/obj>7 +./PUNCT/punct>3"
)
PUT_OFF = (
    "Talks/NOUN/nsubj>5 planned/VERB/acl>1 for/ADP/case>4 March/PROPN/obl>2 "
    "postponed/VERB/root>0>Past {to}/ADP/case>7 {new}/PROPN/obl>5 +./PUNCT/punct>5"
)
PUT_OFF_WHAT = (
    "Ghana/PROPN/nsubj>2 postponed/VERB/root>0>Past talks/NOUN/obj>2 scheduled/VERB/acl>3 "
    "for/ADP/case>6 March/PROPN/obl>4 +./PUNCT/punct>2"
)
WAS_TO_HAVE = (
    "Ghana/PROPN/nsubj>5 was/AUX/cop>5>Past to/PART/mark>5 have/AUX/aux>5>Inf "
    "visited/VERB/root>0>Past Accra/PROPN/obj>5 in/ADP/case>8 April/PROPN/obl>5 +./PUNCT/punct>5"
)


def document(
    *sources: str, published: str | None = "2024-01-16", publisher: str | None = None
) -> Document:
    text, trees = sentences(*sources)
    report = Report.make(text, published=published, publisher=publisher)
    made = Document(report, trees, knowledge.load())
    made = made.having(times=when.times(made))
    return made.having(dated=when.dated(made))


def date_of(
    made: Document, word: str, status: Status = Status.HAPPENED, *, background: bool = False
) -> str | None:
    sentence, token = next((s, t) for s in made.sentences for t in s.tokens if t.text == word)
    candidate = Candidate(
        sentence.index, token.index, token.index, token.index + 1, EventType.CONSULT,
        Why("lexicon", "test"), status=status, background=background,
    )  # fmt: skip
    edtf, span = when.date_of(made, candidate)
    if span is not None:
        assert made.text[span.start : span.end] == span.text
    return edtf


def test_an_event_takes_the_time_of_its_clause() -> None:
    assert date_of(document(MET), "met") == "2024-01-15"
    assert date_of(document(WILL_VISIT), "visit", Status.PLANNED) == "2024-06"


def test_what_follows_the_news_is_of_its_day() -> None:
    assert date_of(document(MET, SIGNED), "signed") == "2024-01-15"


def test_news_without_a_time_is_of_the_day_of_publication() -> None:
    assert date_of(document(SIGNED), "signed") == "2024-01-16"


@pytest.mark.parametrize("status", [Status.PLANNED, Status.POSSIBLE, Status.ONGOING])
def test_what_is_not_told_as_done_has_no_date_by_default(status: Status) -> None:
    assert date_of(document(SIGNED), "signed", status) is None


def test_what_is_named_in_passing_has_no_date_by_default() -> None:
    assert date_of(document(SIGNED), "signed", background=True) is None


def test_weeks_after_an_earlier_event() -> None:
    made = document(SPOKE_WEEKS_AFTER)
    assert date_of(made, "spoke") == "2024-01-16"
    assert date_of(made, "visited") == "2023-11~/2024-01~"


def test_what_has_not_happened_yet_is_open_at_its_beginning() -> None:
    assert date_of(document(NOT_CONDEMNED), "condemned", Status.DID_NOT_HAPPEN) == "../2024-01-16"


def test_a_noun_takes_the_time_before_it_and_lends_it_to_none() -> None:
    made = document(DISCUSSED_SUMMIT)
    assert date_of(made, "summit", Status.PLANNED) == "2024-06-28/2024-06-30"
    assert date_of(made, "discussed") == "2024-01-16"


def test_an_event_that_happened_never_lies_ahead() -> None:
    assert date_of(document(WILL_VISIT), "visit", Status.HAPPENED) != "2024-06"


@pytest.mark.parametrize(
    ("published", "publisher", "day"),
    [
        ("2022-03-10T00:26:05+00:00", "U.S. Department of State", "2022-03-09"),
        ("2022-03-10T00:26:05+00:00", None, "2022-03-10"),
        ("2022-03-10T00:26:05+00:00", "Press Trust of India", "2022-03-10"),
        ("2022-03-10T20:26:05+00:00", "Press Trust of India", "2022-03-11"),
        ("2022-03-10T00:26:05+05:30", "U.S. Department of State", "2022-03-10"),
        ("2022-03-10", "U.S. Department of State", "2022-03-10"),
    ],
)
def test_the_day_is_that_of_the_publisher(published: str, publisher: str | None, day: str) -> None:
    made = document(SIGNED, published=published, publisher=publisher)
    assert date_of(made, "signed") == day


def test_a_report_is_bounded_by_what_it_tells_as_past_and_as_ahead() -> None:
    made = document(LAST_SUMMIT, IS_HOLDING, SET_TO_HOLD, published=None)
    assert made.dated is not None
    assert made.dated.edtf == "2024-01-01/2024-05-15"
    for span in made.dated.bounds:
        assert made.text[span.start : span.end] == span.text
    assert any("2021" in span.text for span in made.dated.bounds)
    assert any("later this year" in span.text for span in made.dated.bounds)


def test_on_monday_in_an_undated_report_is_one_of_its_mondays() -> None:
    made = document(MET, IS_HOLDING, SET_TO_HOLD, published=None)
    assert date_of(made, "met") == "2024-01-01/2024-05-13"


def test_this_year_in_an_undated_report_is_the_year_it_bounds() -> None:
    made = document(IS_HOLDING, SET_TO_HOLD, published=None)
    assert [t.edtf for t in made.times if "year" in t.text] == ["2024-01-01/2024-12-31"]


def test_a_past_date_alone_bounds_from_below() -> None:
    made = document(LAST_SUMMIT, published=None)
    assert made.dated is not None
    assert contains(made.dated.edtf, "2022-06-01")
    assert not contains(made.dated.edtf, "2021-11-30")


def test_the_time_of_do_so_is_that_of_the_promise() -> None:
    assert date_of(document(PROMISED_SO), "promised") == "2019"


def test_a_report_without_dates_is_not_dated() -> None:
    made = document(SIGNED, published=None)
    assert made.dated is None
    assert date_of(made, "signed") is None


def test_a_dated_report_needs_no_bounds() -> None:
    assert document(LAST_SUMMIT).dated is None


@pytest.mark.parametrize(
    ("link", "edtf"),
    [("after", "2024-01-15~"), ("before", "2024-01-15~"), ("while", "2024-01-15")],
)
def test_what_is_done_beside_a_dated_deed_is_of_about_that_day(link: str, edtf: str) -> None:
    assert date_of(document(AFTER_MEETING.format(link=link)), "visiting") == edtf


def test_what_another_did_before_lies_on_that_day_or_before() -> None:
    made = document(AFTER_ANOTHER.format(deed="condemned"))
    assert date_of(made, "condemned") == "../2024-01-15"
    assert date_of(document(PREVIOUSLY), "condemned") is None


def test_a_clause_that_is_hung_too_far_up_goes_with_the_verb_beside_it() -> None:
    assert date_of(document(HUNG_BEYOND), "visiting") == "2024-01-15~"


def test_weeks_between_two_deeds_give_no_day_in_common() -> None:
    assert date_of(document(WEEKS_AFTER_SIGNING), "signing") == "2023-11~/2024-01~"


def test_what_happened_takes_no_date_from_what_is_to_come() -> None:
    made = document(WILL_AFTER)
    assert date_of(made, "visiting", Status.PLANNED) == "2024-06"
    assert date_of(made, "visiting", Status.HAPPENED) is None


@pytest.mark.parametrize(("to", "new", "edtf"), [("to", "June", "2024-06"), ("in", "Accra", None)])
def test_what_was_put_off_has_its_new_date_or_none(to: str, new: str, edtf: str | None) -> None:
    made = document(PUT_OFF.format(to=to, new=new))
    assert date_of(made, "Talks", Status.POSTPONED) == edtf


def test_until_a_month_and_the_old_date_of_what_was_put_off() -> None:
    made = document(PUT_OFF.format(to="until", new="June"))
    assert date_of(made, "Talks", Status.POSTPONED) == "2024-06"
    assert date_of(document(PUT_OFF_WHAT), "talks", Status.POSTPONED) is None


@pytest.mark.parametrize("status", [Status.PLANNED, Status.CANCELLED, Status.DID_NOT_HAPPEN])
def test_what_was_to_have_been_has_no_date(status: Status) -> None:
    assert date_of(document(WAS_TO_HAVE), "visited", status) is None


def test_what_stands_beside_the_news_is_of_about_its_day() -> None:
    source = AFTER_MEETING.format(link="after").replace(
        "on/ADP/case>5 Monday", "in/ADP/case>5 Oslo"
    )
    assert date_of(document(source), "visiting") == "2024-01-16~"
    assert date_of(document(source), "visiting", background=True) == "2024-01-16~"
    assert date_of(document(source, published=None), "visiting") is None
