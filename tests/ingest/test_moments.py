"""Days of publication as sources write them."""

from __future__ import annotations

import pytest

from dragoman.errors import InputError
from dragoman.ingest.moments import iso


def test_a_mails_date_is_read() -> None:
    assert iso("Tue, 05 Mar 2024 10:00:00 GMT", "a feed") == "2024-03-05T10:00:00+00:00"


@pytest.mark.parametrize(
    "told",
    [
        "Tue, 05 Mar 2222222024 10:00:00 GMT",
        "Tue, 35 Mar 2024 10:00:00 GMT",
        "Tuesday",
        "03/04/2024",
    ],
)
def test_what_is_no_day_is_one_line_that_names_it(told: str) -> None:
    with pytest.raises(InputError) as raised:
        iso(told, "a feed")
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)
