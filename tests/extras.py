"""Every extra by itself: a fresh environment, the wheel with that extra alone, its command.

    python -m tests.extras WHEEL [EXTRA …]

Not a test module: it asks a package index and takes some minutes. `make extras` builds the wheel
and runs all.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

TEXT = "Foreign Minister Péter Szijjártó visited Tirana on Monday and met his Albanian counterpart."


class Installed:
    """An environment with the wheel, and a ledger of one report."""

    def __init__(self, folder: Path, wheel: Path, extra: str | None) -> None:
        venv.create(folder / "venv", with_pip=True)
        self.bin, self.folder = folder / "venv" / "bin", folder
        wanted = f"dragoman[{extra}] @ {wheel.resolve().as_uri()}" if extra else str(wheel)
        command = ["pip", "install", "--quiet", "--disable-pip-version-check", wanted]
        self.run(*command)
        self.report = folder / "report.txt"
        self.report.write_text(TEXT, encoding="utf-8")
        self.ledger = str(folder / "relations.db")
        self.run("dragoman", "ingest", str(self.report), "--ledger", self.ledger)

    def run(self, program: str, *words: str) -> str:
        done = self.tried(program, *words)
        if done.returncode:
            raise SystemExit(f"{program} {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout

    def tried(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.bin / program), *words],
            capture_output=True,
            text=True,
            cwd=self.folder,
            check=False,
        )

    def python(self, program: str) -> str:
        return self.run("python", "-c", program)

    def code(self, engine: str, format: str) -> None:
        out = self.folder / f"{engine}-{format}"
        words = ("--engine", engine, "--format", format, "--workers", "1")
        self.run("dragoman", "code", str(self.report), str(out), *words)
        assert (out / f"events.{format}").stat().st_size > 0

    def export(self, format: str) -> None:
        out = self.folder / f"events.{format}"
        self.run("dragoman", "export", format, "-o", str(out), "--ledger", self.ledger)
        assert out.stat().st_size > 0


def bare(here: Installed) -> None:
    """Without extras: reads, codes and exports; what needs more says which extra, in one line."""
    here.run("dragoman", "read", str(here.report))
    here.run("dragoman", "dossier", "HUN", "ALB", "--ledger", here.ledger, "--format", "html")
    here.code("local", "jsonl")
    here.export("csv")
    for extra, words in {
        "parquet": ("code", str(here.report), "coded"),
        "scale": ("code", str(here.report), "coded", "--engine", "daft", "--format", "csv"),
        "serve": ("serve", "--ledger", here.ledger),
        "export": ("export", "xlsx", "-o", "events.xlsx", "--ledger", here.ledger),
        "postgres": ("search", "Tirana", "--ledger", "postgresql://nobody@127.0.0.1:1/none"),
    }.items():
        done = here.tried("dragoman", *words)
        assert done.returncode, f"{words}: should want {extra}"
        assert f"dragoman[{extra}]" in done.stderr, f"{words}: {done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr


def parquet(here: Installed) -> None:
    here.code("local", "parquet")


def export(here: Installed) -> None:
    for format in ("xlsx", "parquet", "gexf"):
        here.export(format)


def notebook(here: Installed) -> None:
    here.python(
        f"import dragoman\nrecord = dragoman.read({TEXT!r}, published='2024-05-14')\n"
        "assert len(record.to_pandas()) == len(record.events) > 0\n"
        "assert record.to_arrow().num_rows and 'Tirana' in record._repr_html_()"
    )


def postgres(here: Installed) -> None:
    done = here.tried(
        "dragoman", "search", "Tirana", "--ledger", "postgresql://nobody@127.0.0.1:1/none"
    )
    assert done.returncode
    assert "Traceback" not in done.stderr, done.stderr
    assert "refused" in done.stderr or "127.0.0.1" in done.stderr, done.stderr


def scale(here: Installed) -> None:
    here.code("daft", "parquet")
    here.code("ray", "parquet")


def serve(here: Installed) -> None:
    here.python(
        "import threading, time, urllib.request, uvicorn\n"
        "from dragoman.serve import create_app\n"
        f"server = uvicorn.Server(uvicorn.Config(create_app({here.ledger!r}), port=0,"
        " log_level='error'))\n"
        "threading.Thread(target=server.run, daemon=True).start()\n"
        "while not server.started: time.sleep(0.05)\n"
        "port = server.servers[0].sockets[0].getsockname()[1]\n"
        "page = urllib.request.urlopen(f'http://127.0.0.1:{port}/dossier/HUN/ALB').read()\n"
        "assert 'Szijj' in page.decode()\n"
        "server.should_exit = True"
    )


EXTRAS: dict[str, Callable[[Installed], None]] = {
    "none": bare,
    "parquet": parquet,
    "export": export,
    "notebook": notebook,
    "postgres": postgres,
    "serve": serve,
    "scale": scale,
}


def main(wheel: Path, extras: list[str]) -> None:
    for extra in extras or EXTRAS:
        folder = Path(tempfile.mkdtemp(prefix=f"dragoman-{extra}-"))
        began = time.monotonic()
        try:
            EXTRAS[extra](Installed(folder, wheel, None if extra == "none" else extra))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        print(f"{extra}: works ({time.monotonic() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
