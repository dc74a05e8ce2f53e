"""Run by an interpreter that has Dragoman from its wheel alone: what a user gets works.

    make wheel

Not a test module: pytest runs in the checkout, where a file that the wheel forgot is still there.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from importlib.metadata import distribution, version
from pathlib import Path

BIN = Path(sys.executable).parent
TEXT = "Foreign Minister Péter Szijjártó visited Tirana on Monday and met his Albanian counterpart."


def dragoman(*words: str, given: str | None = None) -> str:
    done = subprocess.run(
        [str(BIN / "dragoman"), *words], input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"dragoman {' '.join(words)}: {done.stderr}"
    return done.stdout


def fetched(address: str) -> str:
    """A page, once the server answers."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address}: no answer")


def main() -> None:
    import dragoman as package

    home = Path(package.__file__).parent
    assert "site-packages" in str(home), f"{home}: this is a checkout, not an installation"
    assert (home / "py.typed").is_file(), "type information is missing"
    files = [str(f) for f in distribution("dragoman").files or ()]
    assert any(f.endswith("licenses/NOTICE") for f in files), "NOTICE is missing"
    assert not any(f.startswith(("tests/", "training/", "benchmarks/")) for f in files)

    record = json.loads(dragoman("read", "-", "--published", "2024-05-14", given=TEXT))
    states = {a["state"] for e in record["events"] for a in e["actors"] + e.get("recipients", [])}
    assert {"HUN", "ALB"} <= states, f"the sides of the visit: {states}"
    with tempfile.TemporaryDirectory() as folder:
        report, ledger = Path(folder) / "report.txt", str(Path(folder) / "relations.db")
        report.write_text(TEXT, "utf-8")
        dragoman("ingest", str(report), "--ledger", ledger)
        page = dragoman("dossier", "HUN", "ALB", "--ledger", ledger, "--format", "html")
        assert "Szijjártó" in page
        out = Path(folder) / "coded"
        dragoman("code", str(report), str(out), "--format", "parquet")
        assert (out / "events.parquet").stat().st_size > 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        command = [str(BIN / "dragoman"), "serve", "--port", port, "--ledger", ledger]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            assert "Szijjártó" in fetched(f"http://127.0.0.1:{port}/dossier/HUN/ALB")
        finally:
            server.terminate()
            server.wait(10)
    import psycopg

    assert psycopg.pq.version() > 0
    assert json.loads(dragoman("version"))["dragoman"] == version("dragoman")
    print(f"dragoman {version('dragoman')} from its wheel: read, dossier, code, pages")


if __name__ == "__main__":
    main()
