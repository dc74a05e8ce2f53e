"""Where the browser comes from: what is installed, Debian's package, Playwright's download."""

from __future__ import annotations

import pytest

from tests.browser import bring


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine without a browser; every step that is tried is noted, and fails."""
    tried: list[str] = []

    def run(*command: str) -> bool:
        tried.append(" ".join(command))
        return False

    monkeypatch.setattr(bring, "run", run)
    monkeypatch.setattr(bring, "installed", lambda: None)
    monkeypatch.setattr(bring, "downloaded", lambda: False)
    monkeypatch.setattr(bring, "is_debian", lambda: True)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return tried


def test_what_is_installed_is_taken(steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bring, "installed", lambda: "/usr/bin/chromium")
    assert bring.main() == 0
    assert steps == []


def test_debians_package_comes_before_a_download(steps: list[str]) -> None:
    assert not bring.bring()
    programs = [step.split(" ")[0].rsplit("/")[-1] for step in steps]
    assert programs[:2] == ["apt-get", "apt-get"]
    assert steps[-1].endswith("-m playwright install chromium")


def test_nobody_is_asked_for_a_password(steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert not bring.bring()
    assert not [s for s in steps if s.startswith("sudo") and "-n" not in s.split()]
    assert "apt-get" not in " ".join(steps)  # sudo would have asked, so it was left


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0), ("false", 0)])
def test_on_ci_a_missing_browser_is_a_failure(
    steps: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ci: str,
    status: int,
) -> None:
    monkeypatch.setenv("CI", ci)
    assert bring.main() == status
    assert "DRAGOMAN_BROWSER" in capsys.readouterr().err
