"""What is not one thing on a page: mechanisms of two names, and dates that a third state has."""

from __future__ import annotations

from pathlib import Path

from dragoman.codes import MechanismKind, ScheduledKind
from dragoman.ledger import Ledger
from dragoman.record import Scheduled
from tests.made import record, sentence, summit

PAIR = ("CHL", "PER")
TEXT = (
    "They welcomed the 18th meeting of the Chile-Peru Border Working Group. The Mining Skills "
    "Working Group had met. The 2+2 consultations will resume. The working group met in Lima."
)


def test_working_groups_of_two_names_are_two(tmp_path: Path) -> None:
    names = ("Chile-Peru Border Working Group", "Mining Skills Working Group")
    border, mining = (
        summit(TEXT, name, PAIR, kind=MechanismKind.FORUM, ordinal=number)
        for name, number in zip(names, (18, None), strict=True)
    )
    with Ledger(tmp_path / "ledger.db") as kept:
        kept.add(record(TEXT, "one", published="2022-09-01", mechanisms=(border, mining)))
        found = kept.dossier("CHL", "PER", as_of="2022-09-02").mechanisms
    assert [(s.name, s.count) for s in found] == [(names[0], 18), (names[1], None)]


def test_what_has_no_name_of_its_own_joins_the_one_of_its_kind(tmp_path: Path) -> None:
    for others, count in ((1, 1), (2, 3)):
        names = ("Chile-Peru Border Working Group", "Mining Skills Working Group")[:others]
        told = tuple(summit(TEXT, n, PAIR, kind=MechanismKind.FORUM) for n in names)
        bare = summit(TEXT, "working group", PAIR, kind=MechanismKind.FORUM)
        with Ledger(tmp_path / f"ledger{others}.db") as kept:
            kept.add(record(TEXT, "one", published="2022-09-01", mechanisms=(bare, *told)))
            found = kept.dossier("CHL", "PER", as_of="2022-09-02").mechanisms
        assert len(found) == count


def test_an_anniversary_with_a_third_state_is_not_theirs(tmp_path: Path) -> None:
    text = "Chile and Brazil mark 200 years of relations in 2024. Peru marks its bicentennial then."
    shared, own = (
        Scheduled(ScheduledKind.ANNIVERSARY, name, sentence(text, name), who, "2024")
        for name, who in (("200 years", ("CHL", "BRA")), ("bicentennial", ("PER",)))
    )
    with Ledger(tmp_path / "ledger.db") as kept:
        kept.add(record(text, "one", published="2023-09-01", scheduled=(shared, own)))
        ours = kept.dossier("CHL", "PER", as_of="2023-09-02").calendar
        theirs = kept.dossier("CHL", "BRA", as_of="2023-09-02").calendar
    assert [entry.name for entry in ours] == ["bicentennial"]
    assert [entry.name for entry in theirs] == ["200 years"]
