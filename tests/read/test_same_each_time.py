"""A report gives the same record in every process, in whatever order Python keeps its sets."""

from __future__ import annotations

import os
import subprocess
import sys

TEXT = "Secretary Austin had a phone call with his British counterpart this morning."
READ = (
    "import dragoman, sys; "
    "record = dragoman.read(sys.argv[1], published='2022-06-10', "
    "publisher='U.S. Department of State'); "
    "print(sorted((a.name, a.state) for e in record.events for a in e.actors if a.name))"
)


def names(seed: int) -> str:
    command = [sys.executable, "-c", READ, TEXT]
    env = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout


def test_a_counterpart_is_the_same_one_in_every_process() -> None:
    found = [names(seed) for seed in range(1, 5)]
    assert "Ben Wallace" in found[0]  # "Secretary" is the title of other offices, too
    assert len(set(found)) == 1
