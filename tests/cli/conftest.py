from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.cli.main import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"


class Done(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the program in this process; output is a pipe to it, as in a script."""

    def run(*arguments: str | Path) -> Done:
        capfd.readouterr()
        status = main([str(a) for a in arguments])
        told = capfd.readouterr()
        return Done(status, told.out, told.err)

    return run


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the example reports."""
    path = tmp_path_factory.mktemp("ledger") / "examples.db"
    assert main(["ingest", str(EXAMPLES), "--ledger", str(path)]) == 0
    return path


@pytest.fixture(scope="session")
def examples() -> Path:
    return EXAMPLES
