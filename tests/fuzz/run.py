"""Mutated inputs of one format, in a process that may not hold more than 2 GB.

    python -m tests.fuzz.run KIND --inputs 500 [--seed 1]

Hypothesis draws the mutations and makes a failing input small. Ends with 1 and the traceback where
an input is not taken in as it should be, and writes the input to .fuzz/.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import resource
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.seeds import SEEDS
from tests.fuzz.target import take

SECONDS = 10
MEMORY = 2 * 2**30
FOUND = Path(__file__).resolve().parents[2] / ".fuzz"

PIECES = [
    *(b"\x00", b"\xff\xfe", b"{", b"[", b"<", b"<p>", b"</p>", b"<!--", b'"', b"\n\n", b"\r", b";"),
    *(b"&#0;", b"&#x110000;", b"]]>", b"\xed\xa0\x80", b"99999999999999999999", b"-1", b"1e999"),
    *(
        b"Content-Length: -5\r\n",
        b"charset=utf-7",
        b"charset=nonsense",
        b"\x1f\x8b",
        b"%PDF-",
        b"--x",
    ),
    *(
        b"/Kids [2 0 R]",
        b"<![CDATA[",
        b"<!DOCTYPE a [",
        b"null",
        b"NaN",
        b"0000-00-00",
        b"\xe2\x80\xa8",
    ),
]


@st.composite
def mutated(draw: st.DrawFn, sound: bytes) -> bytes:
    """A sound input with one to six faults."""
    data = bytearray(sound)
    for _ in range(draw(st.integers(1, 6))):
        where = draw(st.integers(0, len(data)))
        length = draw(st.integers(1, 40))
        match draw(st.integers(0, 8)):
            case 0:
                data[where : where + length] = draw(st.binary(max_size=9))
            case 1:
                del data[where:]
            case 2:
                data[where:where] = data[: draw(st.integers(0, 64))]
            case 3:
                del data[where : where + length]
            case 4:  # one bit
                if where < len(data):
                    data[where] ^= 1 << draw(st.integers(0, 7))
            case 5:  # the same again, many times
                data[where:where] = data[where : where + length] * draw(st.integers(1, 200))
            case 6:  # what stood elsewhere
                other = draw(st.integers(0, len(data)))
                data[where:where] = data[other : other + length]
            case 7:  # a piece of another format
                part = SEEDS[draw(st.sampled_from(sorted(SEEDS)))]
                start = draw(st.integers(0, len(part)))
                data[where:where] = part[start : start + length]
            case _:
                data[where:where] = draw(st.sampled_from(PIECES)) * draw(
                    st.sampled_from((1, 2, 50))
                )
    return bytes(data)


class Hang(BaseException):
    """An input that took too long; no handler of the program may take it for its own."""


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """What runs inside may take so many seconds of the processor, however busy the machine is."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise Hang(f"more than {seconds:g} seconds")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    # Inside a library written in C the alarm is not heard: then the process ends.
    faulthandler.dump_traceback_later(12 * seconds, exit=True)
    began = time.process_time()
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    # An alarm that rings while an object is taken down is lost.
    if time.process_time() - began > seconds:
        raise Hang(f"more than {seconds:g} seconds")


def hold_down() -> None:
    """From here on this process holds no more than the limit."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=[*SEEDS, "nameless"])
    parser.add_argument("--inputs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    hold_down()
    sound = SEEDS.get(asked.kind)
    inputs = mutated(sound) if sound is not None else st.binary(max_size=400)
    count, slowest = 0, 0.0

    @seed(asked.seed)
    @settings(
        max_examples=asked.inputs,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(inputs)
    def every(data: bytes) -> None:
        nonlocal count, slowest
        count += 1
        started = time.process_time()
        try:
            with limited():
                take(asked.kind, data)
        except BaseException:
            FOUND.mkdir(exist_ok=True)
            (FOUND / f"{asked.kind.replace(' ', '-')}.bin").write_bytes(data)
            raise
        slowest = max(slowest, time.process_time() - started)

    every()
    print(
        json.dumps(
            {
                "kind": asked.kind,
                "inputs": count,
                "seed": asked.seed,
                "seconds": round(time.process_time(), 1),
                "slowest_ms": round(1000 * slowest),
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
