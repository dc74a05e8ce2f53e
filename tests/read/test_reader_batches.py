"""Reading many: the same records whatever the batches and threads, and errors where they belong."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest

from dragoman import InputError, read_many

TEXTS = [f"The president of Malawi met the king of Lesotho on {n} May 2021." for n in range(1, 12)]


@pytest.mark.parametrize(("size", "threads"), [(2, None), (3, 2), (4, 1), (64, None), (11, 2)])
def test_batches_and_threads_change_nothing(size: int, threads: int | None) -> None:
    alone = [next(read_many([text])).to_json() for text in TEXTS]
    assert [r.to_json() for r in read_many(TEXTS, batch_size=size, threads=threads)] == alone


def test_a_source_that_fails_gives_what_was_read_before() -> None:
    def source() -> Iterator[str]:
        yield from TEXTS[:4]
        raise OSError("the disk went away")

    reading = read_many(source(), batch_size=2, threads=1)
    assert [next(reading).text for _ in range(4)] == TEXTS[:4]
    with pytest.raises(OSError, match="went away"):
        next(reading)


def test_a_report_without_words_is_told_of_and_the_rest_goes_on() -> None:
    told: list[object] = []
    given = [*TEXTS[:3], "", *TEXTS[3:6]]
    got = list(read_many(given, batch_size=2, on_error=lambda item, error: told.append(error)))
    assert len(got) == 6
    assert [type(e) for e in told] == [InputError]


def test_one_may_stop_early() -> None:
    reading = read_many(TEXTS, batch_size=2, threads=2)
    assert next(reading).text == TEXTS[0]
    assert isinstance(reading, Generator)
    reading.close()
