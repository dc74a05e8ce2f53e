import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.report import Report, Span


def test_the_same_report_has_the_same_id_and_another_day_another() -> None:
    text = "Chile and Peru reopened the border post at Arica."
    first = Report.make(text, publisher="El Faro", published="2021-05-03")
    assert (
        Report.make(text, publisher="El Faro", published="2021-05-03T09:00:00+00:00").id == first.id
    )
    assert Report.make(text, publisher="El Faro", published="2021-05-04").id != first.id


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("a\x00b", "NUL"),
        ("a\ud800b", "surrogate"),
        ("x" * 5_000_001, "more than one report"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        Report.make(text, id="lima-7")
    assert str(caught.value).startswith("lima-7: ")
    assert "\n" not in str(caught.value)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="2023-02-31"):
        Report.make("Peru spoke.", published="2023-02-31")


@given(st.text(min_size=1), st.data())
def test_a_span_is_the_text_at_its_offsets(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    span = Span.of(source, start, end)
    assert source[span.start : span.end] == span.text
    assert start <= span.start <= span.end <= end
    assert span.text == span.text.strip() or not span.text.strip()


def test_a_span_outside_the_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="outside"):
        Span.of("Lima", 2, 9)
