"""Finds a Chromium for the browser tests, and brings one where there is none.

An installed Chrome or Chromium comes first (`DRAGOMAN_BROWSER` names one that stands elsewhere),
then Debian's package where the user may install it, then Playwright's own download.
`python -m tests.browser.bring` is a step of `make test`; on CI it fails where none can be had,
elsewhere it says so and the browser tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
RELEASE = Path("/etc/os-release")
MINUTES = 10
"""After which a step that brings a browser is given up."""


def installed() -> str | None:
    """The path of an installed Chrome or Chromium."""
    named = os.environ.get("DRAGOMAN_BROWSER")
    if named:
        return shutil.which(named)
    found = (shutil.which(name) for name in (*NAMES, *PLACES))
    return next((path for path in found if path), None)


def downloaded() -> bool:
    """True where Playwright's own Chromium was downloaded before."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        return Path(running.chromium.executable_path).exists()


def on_ci() -> bool:
    """True on CI, where a missing browser is a failure."""
    return os.environ.get("CI", "").casefold() not in ("", "0", "false")


def is_debian() -> bool:
    """True on Debian itself; what others call by that name brings another system's package."""
    told = RELEASE.read_text(encoding="utf-8").splitlines() if RELEASE.exists() else []
    return "ID=debian" in told and shutil.which("apt-get") is not None


def run(*command: str) -> bool:
    """Runs one step; False where it fails or takes too long."""
    try:
        done = subprocess.run(command, timeout=60 * MINUTES, check=False, stdout=sys.stderr)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def from_debian() -> bool:
    """Installs Debian's package, where that is allowed without a question."""
    if not is_debian():
        return False
    root = () if os.geteuid() == 0 else ("sudo", "-n")
    if root and not (shutil.which("sudo") and run(*root, "true")):
        return False
    install = (*root, "apt-get", "install", "--yes", "--no-install-recommends", "chromium")
    return run(*install) or (run(*root, "apt-get", "update") and run(*install))


def from_playwright() -> bool:
    """Downloads the Chromium that Playwright was made for."""
    return run(sys.executable, "-m", "playwright", "install", "chromium")


def bring() -> bool:
    """Makes sure that there is a browser; False where none can be had."""
    if installed() or downloaded():
        return True
    return from_debian() or from_playwright()


def main() -> int:
    """Brings a browser; the exit status is 1 on CI where there is none."""
    if bring():
        return 0
    print("no Chromium: install one, or name it in DRAGOMAN_BROWSER", file=sys.stderr)
    return 1 if on_ci() else 0


if __name__ == "__main__":
    sys.exit(main())
