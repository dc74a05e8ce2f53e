"""Quotation marks: what is quoted, and what an unbalanced mark costs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.read.quotes import quotation_at, quoted


def texts(report: str) -> list[str]:
    return [report[q.inner[0] : q.inner[1]] for q in quoted(report)]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ('He said "the border stays open" and left.', ["the border stays open"]),
        ("“We will pay,” she said. “All of it.”", ["We will pay,", "All of it."]),
        ("« Nous paierons », dit-elle.", ["Nous paierons"]),
        ("„Wir zahlen“, sagte er.", ["Wir zahlen"]),
        ("''We will pay,'' she said.", ["We will pay,"]),
        ("``We will pay,'' she said.", ["We will pay,"]),
        ("'We will pay,' the envoy said.", ["We will pay,"]),
        ("the two ministers' 'open door' policy", ["open door"]),
        ("“He told us ‘never’ and hung up,” she said.", ["He told us ‘never’ and hung up,"]),
    ],
)
def test_every_style_of_marks_is_read(report: str, expected: list[str]) -> None:
    assert texts(report) == expected


@pytest.mark.parametrize(
    "report",
    [
        'A 12" gun was shown.',
        "The ministers' visit was the allies' idea.",
        "It was the '90s; they didn't care.",
        '"',
        "No marks at all.",
    ],
)
def test_inches_apostrophes_and_stray_marks_quote_nothing(report: str) -> None:
    assert texts(report) == []


def test_a_mark_that_never_closes_costs_one_sentence() -> None:
    report = "“The talks failed. Ministers went home.\n\nTrade goes on. “It pays,” one said."
    assert texts(report) == ["The talks failed.", "It pays,"]
    assert [q.closed for q in quoted(report)] == [False, True]


def test_a_missing_mark_does_not_turn_the_rest_inside_out() -> None:
    report = 'She said "we stay. He replied that "nobody asked" her. It rained.'
    assert texts(report) == ["we stay.", "nobody asked"]


def test_a_running_quotation_goes_on_in_the_next_paragraph() -> None:
    report = "“We came in peace. We leave in peace.\n\n“We shall be back,” he said.\n\nIt rained."
    first, second = quoted(report)
    assert report[slice(*first.inner)] == "We came in peace. We leave in peace."
    assert second.continues
    assert not first.continues


def test_quotation_at_finds_the_one_that_holds_a_character() -> None:
    report = 'He said "yes indeed" twice.'
    marks = quoted(report)
    assert quotation_at(marks, report.index("indeed")) == marks[0]
    assert quotation_at(marks, report.index("twice")) is None


@settings(max_examples=300)
@given(st.text(alphabet="ab. \n\"“”'‘’«»,", max_size=80))
def test_quotations_lie_in_order_inside_their_paragraphs(report: str) -> None:
    last = 0
    for q in quoted(report):
        assert last <= q.start <= q.inner[0] <= q.inner[1] <= q.end <= len(report)
        assert "\n" not in report[q.start : q.end]
        last = q.end
