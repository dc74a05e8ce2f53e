import errno
import json
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
    for name, (_, group, _, line) in program.COMMANDS.items():
        assert name in done.out
        assert line in done.out
        assert group in program.GROUPS
    places = [done.out.index(f"─ {group} ─") for group in program.GROUPS]
    assert places == sorted(places)
    assert done.out.index("dragoman ingest news/") < places[0]


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


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("dossier Peru", "dossier: B is missing; see `dragoman dossier --help`, or ask as in"),
        ("dossier Peru Chile Mali", "dossier: Mali is one thing too many; see"),
        ("calendar Peru Chile --ics", "calendar: --ics needs a value; see"),
        ("judge 0123456789 bless", 'judge: Invalid value "bless" for KIND'),
        ("dossier Peru Peruvian", "Peru and Peruvian are the same state"),
        ("dossier Peru Chile --as-of soon", "--as-of: 'soon' is no ISO date"),
        ("read a.txt --published soon", "--published: 'soon' is no ISO date"),
        ("ingest a.txt --published 2024-02-30", "--published: '2024-02-30' names no day"),
        ("says", "says: name who is to have said something"),
        ("code no-such-folder out", "no-such-folder: there is no such file or folder"),
    ],
)
def test_a_slip_is_told_with_what_to_do_and_before_anything_is_opened(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(tmp_path / "none.db"))
    done = run(*asked.split())
    assert (done.status, done.out) == (2, "")
    assert told in done.err
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_several_reports_are_read_in_order(run: Run, tmp_path: Path) -> None:
    for n, pair in enumerate(("Peru and Chile", "Mali and Niger")):
        (tmp_path / f"{n}.txt").write_text(f"{pair} signed a treaty on 5 March 2024.")
    done = run("read", tmp_path / "0.txt", tmp_path / "1.txt")
    assert done.status == 0
    texts = [json.loads(line)["text"] for line in done.out.splitlines()]
    assert [t.split()[0] for t in texts] == ["Peru", "Mali"]


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
