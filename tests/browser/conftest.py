"""One server and one browser for all tests of the package; each test has a page of its own.

A page is watched: messages of its console, errors, dialogs, and requests to anywhere but its
server are noted, and `Watched.quiet` asserts that there were none.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Dialog, Error, Page, sync_playwright

from dragoman.serve import create_app
from tests.browser import bring, ledgers
from tests.serve.conftest import TOKEN

WIDE, NARROW = 1280, 390

_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", e => window.violations.push(
    e.violatedDirective + " " + e.blockedURI));
"""


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The application on a free port of this machine, until the end of the block."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    running = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    running.start()
    while not server.started:
        if not running.is_alive():
            raise RuntimeError("the server did not start")
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{held.getsockname()[1]}"
    finally:
        server.should_exit = True
        running.join(10)
        held.close()


@dataclass
class Watched:
    """A page, and what happened on it that should not have."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self.complaints.append(f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("popup", lambda other: self.complaints.append(f"window: {other.url}"))
        self.page.on("request", lambda asked: self._asked(asked.url))
        self.page.on("dialog", self._dialog)

    def _dialog(self, opened: Dialog) -> None:
        self.complaints.append(f"dialog: {opened.message}")
        opened.dismiss()

    def _asked(self, url: str) -> None:
        if not url.startswith(f"{self.base}/"):
            self.complaints.append(f"asked for {url}")

    def goto(self, path: str) -> int:
        """Opens a path; the status of the answer."""
        done = self.page.goto(f"{self.base}{path}")
        assert done is not None
        return done.status

    def quiet(self) -> None:
        """Asserts that nothing happened that should not."""
        self.complaints += self.page.evaluate("window.violations")
        assert self.complaints == [], self.page.url

    def sign_in(self, author: str = "Ann") -> None:
        """Signs in with the token."""
        self.goto("/sign-in")
        self.page.fill("input[name=author]", author)
        self.page.fill("input[name=token]", TOKEN)
        self.page.press("input[name=token]", "Enter")
        self.page.wait_for_url(f"{self.base}/")


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the usual ledger is served."""
    path = ledgers.usual(tmp_path_factory.mktemp("browser") / "ledger.db")
    with serving(create_app(path, token=TOKEN)) as base:
        yield base


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser. Without one, tests are skipped, but on CI they fail."""
    with sync_playwright() as running:
        path = bring.installed()
        try:
            # The tests run as root in containers, where Chromium's own sandbox cannot start.
            opened = running.chromium.launch(
                executable_path=path, chromium_sandbox=False, args=["--disable-dev-shm-usage"]
            )
        except Error as error:
            told = f"no Chromium can be started: {str(error).splitlines()[0]}"
            if bring.on_ci():
                pytest.fail(told)
            pytest.skip(told)
        yield opened
        opened.close()


Opener = Callable[..., Watched]


@pytest.fixture
def watch(browser: Browser) -> Iterator[Opener]:
    """Opens watched pages: at a base address, of a width, in a colour scheme."""
    contexts = []

    def opened(base: str, width: int = WIDE, scheme: str = "light") -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        context.add_init_script(_WATCH)
        contexts.append(context)
        return Watched(context.new_page(), base)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[str]:
    """Where a ledger is served that the test may write to."""
    path = ledgers.usual(tmp_path / "own.db")
    with serving(create_app(path, token=TOKEN)) as base:
        yield base
