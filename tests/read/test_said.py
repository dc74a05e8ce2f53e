"""Who says each event of short reports in the manner of the wires (see `said/reading.py`).

What is wanted of each file was written before the program read it: of the first, 26 of 63 events
that somebody says had all who say so at once, of the second 21 of 37, of the third, which asks for
what the two before do not, 3 of 16.
"""

from __future__ import annotations

import pytest

from tests.read.said import reading

FLOORS = {"first": 40, "second": 25, "third": 4}
"""Events with all who say so, outermost first and with their stances; a floor only goes up."""


@pytest.mark.parametrize("name", FLOORS)
def test_said(name: str) -> None:
    right, wanted, wrong = reading.counted(name)
    assert right >= FLOORS[name]
    assert wanted >= right
    assert wrong <= 1


def test_who_is_wanted_is_compared_in_order_and_with_stance() -> None:
    ((_, said), *_) = reading.reports("first")
    assert [words for words, _ in said[0].says] == ["BOL", "PRY"]
    found = reading.paired(said, ())
    assert found == {}
