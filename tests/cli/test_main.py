import errno
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from tests.cli.conftest import Run

from dragoman.cli import main as program


def test_help_names_every_command_and_what_it_does(run: Run) -> None:
    done = run("--help")
    assert done.status == 0
    for name, (_, line) in program.COMMANDS.items():
        assert name in done.out
        assert line in done.out


@pytest.mark.parametrize("name", program.COMMANDS)
def test_every_command_explains_its_options(run: Run, name: str) -> None:
    done = run(name, "--help")
    assert done.status == 0
    assert f"dragoman {name}" in done.out


@pytest.mark.parametrize(
    "arguments", [["reed"], ["read"], ["read", "a", "--pubished", "x"], ["dossier", "IND"]]
)
def test_a_slip_in_the_command_is_one_line(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith("dragoman: ")
    assert done.err.count("\n") == 1
    assert "--help" in done.err


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    class App:
        def __call__(self, *_: object) -> NoReturn:
            raise error

    monkeypatch.setattr(program, "build", App)


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (KeyboardInterrupt(), 130, "stopped"),
        (OSError(errno.ENOSPC, "No space left on device"), 6, "disk is full"),
    ],
)
def test_what_ends_a_run_from_outside_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, told: str
) -> None:
    failing(monkeypatch, error)
    monkeypatch.setattr(program, "_silence", lambda: None)
    done = run("version")
    assert done.status == status
    assert told in done.err
    assert done.err.count("\n") == 1


def test_a_fault_of_ours_is_one_line_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, ZeroDivisionError("by\nnought"))
    done = run("version")
    assert done.status == 70
    assert done.err.count("\n") == 1
    assert "ZeroDivisionError: by nought" in done.err


def test_a_fault_of_ours_can_be_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, ZeroDivisionError())
    monkeypatch.setenv("DRAGOMAN_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        program.main(["version"])


def program_in_a_shell(line: str) -> subprocess.CompletedProcess[str]:
    command = line.replace("dragoman", f"{sys.executable} -m dragoman.cli", 1)
    return subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False
    )


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = program_in_a_shell("dragoman read --help | head -n 1")
    assert done.stdout.startswith("Usage")
    assert done.stderr == ""


def test_a_broken_pipe_is_silent(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, BrokenPipeError())
    monkeypatch.setattr(program, "_silence", lambda: None)
    assert run("version") == (program.BROKEN_PIPE, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_under_the_output() -> None:
    done = program_in_a_shell("dragoman version > /dev/full")
    assert done.returncode == program.DISK_FULL
    assert done.stderr == "dragoman: the disk is full; free some space and run this again\n"
