"""A user's own rows come first, and a broken one is one clear error."""

from pathlib import Path

import pytest

from dragoman.errors import ModelError
from dragoman.knowledge import check, load
from dragoman.knowledge.world import Knowledge


def test_own_rows_add_and_replace(tmp_path: Path) -> None:
    (tmp_path / "offices.tsv").write_text(
        "state\toffice\ttitle\tname\tstart\tend\n"
        "IND\tforeign_minister\tExternal Affairs Minister\tAsha Rao\t2026-02-01\t\n"
    )
    (tmp_path / "outlets.tsv").write_text(
        "name\tstate\tkind\towner\tzone\n"
        "The Daily Planet\tUSA\tnewspaper\tprivate\tAmerica/Chicago\n"
    )
    known = load(tmp_path)
    holder = known.holder("IND", "foreign_minister", "2026-03-01")
    assert holder is not None
    assert holder.name == "Asha Rao"
    planet = known.outlet("Daily Planet")
    assert planet is not None
    assert planet.zone == "America/Chicago"
    assert known.state("France") is not None


def test_the_folder_may_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "states.tsv").write_text(
        "alpha3\talpha2\tname\tadjectives\nRUR\tRR\tRuritania\tRuritanian\n"
    )
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(tmp_path))
    state = load().state("Ruritanian")
    assert state is not None
    assert state.code == "RUR"


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("IND\tforeign_minister\tMinister\tA B\t2026-02-31\t", "2026-02-31"),
        ("India\tforeign_minister\tMinister\tA B\t2026\t", "India"),
        ("IND\tforeign_minister\tMinister\t\t2026\t", "name is empty"),
        ("IND\tforeign_minister\tMinister\tA B\t2026\t\tx\ty", "cells"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, row: str, wrong: str) -> None:
    (tmp_path / "offices.tsv").write_text(f"state\toffice\ttitle\tname\tstart\tend\n{row}\n")
    with pytest.raises(ModelError, match=r"offices\.tsv, line 2") as raised:
        _ = Knowledge(tmp_path).terms
    assert wrong in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_unknown_column_or_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "seats.tsv").write_text("name\tcountry\nX\tIND\n")
    with pytest.raises(ModelError, match="unknown column 'country'"):
        _ = Knowledge(tmp_path).seats
    (tmp_path / "rulers.tsv").write_text("name\n")
    with pytest.raises(ModelError, match=r"rulers\.tsv: no table of ours"):
        load(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such folder"):
        load(tmp_path / "nowhere")


def test_check_finds_overlaps_gaps_and_impossible_terms(tmp_path: Path) -> None:
    (tmp_path / "offices.tsv").write_text(
        "state\toffice\ttitle\tname\tstart\tend\n"
        "FJI\thead_of_government\tPrime Minister\tA A\t2001-01-01\t2003-01-01\n"
        "FJI\thead_of_government\tPrime Minister\tB B\t2002-01-01\t2004-01-01\n"
        "FJI\thead_of_government\tPrime Minister\tC C\t2006-01-01\t2008-01-01\n"
        "FJI\thead_of_government\tPrime Minister\tD D\t2010-01-01\t2009-01-01\n"
        "QQQ\thead_of_state\tKing\tE E\t1800-01-01\t1999-01-01\n"
    )
    said = [str(f) for f in check(tmp_path)]
    assert any("overlap by 365 days" in f for f in said)
    assert any("gap of" in f and "B B and C C" in f for f in said)
    assert any("line 5" in f and "ends before" in f for f in said)
    assert any("over 75 years" in f for f in said)
    assert any("'QQQ' is no state" in f for f in said)


def test_the_package_s_own_tables_have_no_fault_but_gaps() -> None:
    assert [str(f) for f in check() if not f.message.startswith("gap")] == []


def test_petrarch_dictionaries_come_in_by_the_same_door(tmp_path: Path) -> None:
    (tmp_path / "my_actors.txt").write_text(
        "<!-- a comment -->\nELVEN_COUNCIL [RIVGOV] # 1\n+COUNCIL_OF_RIVENDELL\nORCS [MORREB]\n"
    )
    (tmp_path / "my_agents.txt").write_text(
        "!PERSON! = MAN, MEN\nSCRIBE {SCRIBES} [~GOV]\nGATE!PERSON! [~MIL]\n"
    )
    known = load(tmp_path)
    council = known.organisation("Council Of Rivendell")
    assert council is not None
    assert (council.code, council.sector) == ("RIV", "GOV")
    assert known.organisation("Council of Rivendell") is council
    assert known.bodies["scribes"].sector == "GOV"
    assert known.bodies["gatemen"].sector == "MIL"


def test_a_dictionary_line_without_a_code_is_named(tmp_path: Path) -> None:
    (tmp_path / "my_agents.txt").write_text("SCRIBE {SCRIBES}\n")
    with pytest.raises(ModelError, match="line 1: no code"):
        _ = Knowledge(tmp_path).bodies


def test_a_dictionary_s_code_for_an_organisation_takes_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "my_actors.txt").write_text("AFRICAN_UNION [IGOAFU]\n")
    thing = load(tmp_path).named("African Union")[0].thing
    assert getattr(thing, "code", None) == "IGO"


def test_a_gathering_of_ones_own_needs_whole_days(tmp_path: Path) -> None:
    table = tmp_path / "gatherings.tsv"
    table.write_text("name\tplace\tfirst\tlast\nSahel summit\tAccra\t2024-05-02\t2024-05-03\n")
    assert load(tmp_path).gatherings[0].place == "Accra"
    table.write_text("name\tplace\tfirst\tlast\nSahel summit\tAccra\t2024-05\t2024-05-03\n")
    with pytest.raises(ModelError, match=r"gatherings.tsv, line 2: first"):
        assert Knowledge(tmp_path).gatherings


def test_a_happening_of_ones_own_needs_whole_days(tmp_path: Path) -> None:
    table = tmp_path / "happenings.tsv"
    table.write_text("name\tfirst\tlast\nAccra crisis\t2024-05-02\t\n")
    mine = load(tmp_path).happenings[0]
    assert (mine.name, str(mine.first), str(mine.last)) == (
        "Accra crisis",
        "2024-05-02",
        "2024-05-02",
    )
    table.write_text("name\tfirst\tlast\nAccra crisis\t2024-05-02\t2024-06\n")
    with pytest.raises(ModelError, match=r"happenings.tsv, line 2: last"):
        assert Knowledge(tmp_path).happenings
