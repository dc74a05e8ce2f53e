"""Whatever comes, taking in reports ends, soon and in little room, with reports or with failures of
one line each.

500 mutated inputs of each format, and 10,000 of another draw each day with `--run-slow`; and inputs
that were made to do harm.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dragoman.ingest.formats import KINDS
from tests.fuzz.harmful import CASES
from tests.fuzz.seeds import SEEDS
from tests.fuzz.target import take

ROOT = Path(__file__).resolve().parents[2]


def test_every_format_has_a_sound_input() -> None:
    assert set(KINDS.values()) <= set(SEEDS)
    for kind, sound in SEEDS.items():
        assert take(kind, sound) == (
            ["a name:2: there is no text; give the field text, or name its column"]
            if kind == "parquet"
            else []
        )


@pytest.mark.parametrize("kind", [*SEEDS, "nameless"])
def test_mutated_inputs(kind: str, request: pytest.FixtureRequest) -> None:
    nightly = request.config.getoption("--run-slow")
    inputs, seed = (10_000, int(time.time() // 86_400)) if nightly else (500, 1)
    command = [sys.executable, "-m", "tests.fuzz.run", kind]
    command += ["--inputs", str(inputs), "--seed", str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["inputs"] >= inputs * 0.9  # a small format may run out of mutations
    assert told["megabytes"] < 2048


@pytest.fixture(scope="module")
def outcomes() -> dict[str, dict[str, Any]]:
    """What became of each harmful input; they share a process."""
    pytest.importorskip("pyarrow")
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.harmful"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"after {told[-1:]}: {done.stderr[-4000:]}"
    return {one["case"]: one for one in told}


@pytest.mark.parametrize("case", CASES)
def test_harmful_inputs(outcomes: dict[str, dict[str, Any]], case: str) -> None:
    assert "fault" not in outcomes[case], outcomes[case]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("gzip bomb without a name", "more than 32 MB"),
        ("zip bomb called a text", "ZIP"),
        ("archive that says it is longer", "too early"),
        ("archive that says it is shorter", "damaged"),
        ("parquet of nulls everywhere", "no text"),
        ("pdf that bursts", "damaged"),
        ("json nested deep", "too deep"),
        ("mail in mails", "without end"),
        ("list of feeds with entities", "entities"),
    ],
)
def test_what_harmful_inputs_are_is_told(
    outcomes: dict[str, dict[str, Any]], case: str, words: str
) -> None:
    assert words in outcomes[case]["told"][0]
