"""Ten phenomena that a coder must get right, on sentences of our own (see
`phenomena/sentences.tsv`).
"""

from __future__ import annotations

import pytest

from tests.read.phenomena import reading

FLOORS = {
    "compound": 11,
    "reciprocal": 11,
    "passive": 12,
    "negation": 11,
    "planned": 11,
    "conditional": 10,
    "speech": 11,
    "background": 12,
    "nouns": 12,
    "apposition": 8,
}
"""Right sentences of twelve; a floor only goes up."""


@pytest.mark.parametrize("phenomenon", FLOORS)
def test_right(phenomenon: str) -> None:
    good = sum(
        reading.right(sentence, events)
        for sentence, events in zip(reading.sentences(), reading.read(), strict=True)
        if sentence.phenomenon == phenomenon
    )
    assert good >= FLOORS[phenomenon]


def test_ten_or_more_each_and_half_written_after_the_code() -> None:
    for phenomenon in FLOORS:
        rows = [s for s in reading.sentences() if s.phenomenon == phenomenon]
        after = [s for s in rows if s.written == "after"]
        assert len(rows) >= 10
        assert len(after) * 2 >= len(rows)
        assert all(s.first in {"0", "1"} for s in rows)
