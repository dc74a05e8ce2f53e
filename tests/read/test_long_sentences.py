"""A list that nobody divided into sentences is read in a time that grows with its length."""

from time import process_time

from dragoman import language
from dragoman.read.reader import read_analysed
from dragoman.report import Report


def taken(count: int) -> float:
    each = "the annual summit of Ghana and Togo, the dialogue of Chad and Niger in Lomé, "
    text = "The ministers said that " + each * count + "they agreed."
    (body,) = language.analyse([text])
    report = Report.make(text, published="2023-07-01")
    began = process_time()
    read_analysed(report, body)
    return process_time() - began


def test_eight_times_the_length_takes_no_more_than_some_eight_times_as_long() -> None:
    taken(2)
    assert taken(80) < 30 * taken(10)  # were it squared: 64 times
