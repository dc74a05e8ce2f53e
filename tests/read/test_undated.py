"""A report without a date: what bounds it, and who held an office in the time it may be of."""

import dragoman
from dragoman import knowledge


def test_the_present_of_what_is_timetabled_bounds_a_report_from_above() -> None:
    record = dragoman.read(
        "The envoys of Chad and Niger met on May 4, 2015, and agreed to meet before the vote, "
        "which Niger holds on June 20, 2015."
    )
    assert record.dated is not None
    assert record.dated.edtf == "2015-05-04/2015-06-20"


def test_what_is_put_off_to_a_month_lies_ahead() -> None:
    record = dragoman.read(
        "Niger and Chad spoke on May 4, 2015. The summit was postponed until October 2015."
    )
    assert record.dated is not None
    assert record.dated.edtf == "2015-05-04/2015-10-01"


def test_nobody_is_named_for_an_office_that_changed_hands_meanwhile() -> None:
    known = knowledge.load()
    assert known.holder("JPN", "foreign_minister", "2024-03-18/2024-04-10") is not None
    assert known.holder("JPN", "foreign_minister", "2019-01-01/2024-04-10") is None


def test_an_office_to_come_is_not_one_held_before() -> None:
    record = dragoman.read(
        "Senator Barack Obama met the president of Kenya in Nairobi.", published="2006-08-26"
    )
    assert [p.office for p in record.people if p.name == "Barack Obama"] == ["Senator"]
