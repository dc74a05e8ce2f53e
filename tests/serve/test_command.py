import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from dragoman.cli.main import main


def test_a_port_that_is_taken_is_one_line(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port), "--ledger", str(ledger)]) == 5
    told = capsys.readouterr().err
    assert told == f"dragoman: --port {port}: is taken by another program; give another port\n"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--host", "0.0.0.0"], "needs a --token"),
        (["--host", "0.0.0.0", "--token", "short"], "at least 8 characters"),
        (["--host", "no such host", "--token", "long enough"], "is no address"),
        (["--port", "99999"], "is no port"),
        (["--host", "192.0.2.1", "--token", "long enough"], "192.0.2.1"),
    ],
)
def test_what_cannot_be_served_is_one_line(
    ledger: Path, capsys: pytest.CaptureFixture[str], given: list[str], told: str
) -> None:
    assert main(["serve", *given, "--ledger", str(ledger)]) != 0
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_a_missing_ledger_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--ledger", str(tmp_path / "none.db")]) == 4
    assert "dragoman ingest" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()


def test_a_missing_extra_is_one_line(
    ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve", "--ledger", str(ledger)]) == 5
    assert "pip install 'dragoman[serve]'" in capsys.readouterr().err


def test_the_program_serves_until_it_is_stopped(ledger: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "dragoman.cli",
        "serve",
        "--port",
        "0",
        "--ledger",
        str(ledger),
    ]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=os.environ | {"DRAGOMAN_TOKEN": ""}
    ) as running:
        try:
            assert running.stderr is not None
            address = running.stderr.readline().split(" ")[0]
            for _ in range(50):
                try:
                    with urllib.request.urlopen(f"{address}api/v1/events", timeout=5) as done:
                        assert b'"total":4' in done.read()
                    break
                except OSError:
                    time.sleep(0.1)
            else:
                pytest.fail("the server did not answer")
        finally:
            running.terminate()
            running.wait(10)
