"""What analysts said can be learnt from: each judgement with text, event and verdict."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.cli.main import main
from dragoman.ledger import Ledger
from tests.made import actor, call, record

ONE = "Rojas and Quispe spoke on Monday about the fishing limits."
TWO = "The presidents spoke about the fishing limits and a bridge."
AT = "2024-02-01T09:00:00+00:00"


def _judged(url: str) -> Ledger:
    sides = actor("CHL", "Ana Rojas"), actor("PER", "Luis Quispe")
    kept = Ledger(url)
    kept.add(record(t, i, [call(t, "2024-01-15", *sides)]) for i, t in (("one", ONE), ("two", TWO)))
    (event,) = kept.events("CHL", "PER")
    one, two = sorted(event.tellings, key=lambda t: t.source.report)
    kept.judge(one.id, "correct", author="Eve", at=AT, changes={"when": "2024-01-14"})
    kept.judge(one.id, "split", author="Eve", at=AT, other=two.id, note="two calls")
    kept.judge(two.id, "reject", author="Omar", at=AT)
    return kept


def test_an_example_stands_by_itself(url: str) -> None:
    with _judged(url) as ledger:
        corrected, split, rejected = ledger.examples()
    assert corrected["kind"] == "correct"
    assert corrected["changes"] == {"when": "2024-01-14"}
    assert corrected["target"]["text"] == ONE
    assert corrected["target"]["event"]["when"] == "2024-01-15"
    trigger = corrected["target"]["event"]["trigger"]
    assert ONE[trigger["start"] : trigger["end"]] == "spoke"
    assert (split["target"]["report"], split["other"]["report"]) == ("one", "two")
    assert split["other"]["text"] == TWO
    assert (rejected["kind"], rejected["author"]) == ("reject", "Omar")


def test_the_command_writes_them_as_lines(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "ledger.db"
    _judged(str(path)).close()
    assert main(["export", "judgements", "--ledger", str(path)]) == 0
    lines = capfdbinary.readouterr().out.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["correct", "split", "reject"]
