"""What the documents show exists: commands, options, targets, names, links, variables."""

from __future__ import annotations

import ast
import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from dragoman.cli.main import COMMANDS, build

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "examples" / "README.md",
    *sorted(ROOT.glob("docs/**/*.md")),
]
IDS = [str(p.relative_to(ROOT)) for p in PAGES]


@cache
def blocks(page: Path) -> list[tuple[str, str]]:
    """Fenced blocks as language and content."""
    return re.findall(r"^```(\w*)\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def commands(page: Path) -> list[list[str]]:
    found = []
    for language, content in blocks(page):
        if language != "console":
            continue
        for line in content.replace("\\\n", " ").splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            for stop in (">", "|"):
                words = words[: words.index(stop)] if stop in words else words
            if words:
                found.append(words)
    return found


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_command_shown_is_one(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    app = build()
    for words in commands(page):
        if words[0] == "dragoman":
            app.parse_args(words[1:], exit_on_error=False, print_error=False)
        elif words[0] == "make":
            assert set(words[1:]) <= targets, words


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_python_shown_is_python_of_names_that_exist(page: Path) -> None:
    for language, content in blocks(page):
        if language != "python":
            continue
        tree = ast.parse(content)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dragoman"):
                module = __import__(node.module or "", fromlist=["*"])
                assert all(hasattr(module, a.name) for a in node.names), content
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "dragoman"
            ):
                import dragoman

                assert hasattr(dragoman, node.attr), node.attr


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), target


def test_every_command_is_in_the_reference() -> None:
    told = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    assert [c for c in COMMANDS if f"`dragoman {c}" not in told] == []


def test_every_variable_is_in_the_reference_and_no_other() -> None:
    told = set(re.findall(r"DRAGOMAN_[A-Z]+", " ".join(p.read_text("utf-8") for p in PAGES)))

    def read_in(*folders: str) -> set[str]:
        files = (p for f in folders for p in (ROOT / f).rglob("*.py"))
        return set(
            re.findall(r"\"(DRAGOMAN_[A-Z]+)\"", " ".join(p.read_text("utf-8") for p in files))
        )

    assert read_in("src") <= told
    assert told <= read_in("src", "tests", "benchmarks", "training")


def test_every_dependency_has_its_line() -> None:
    import tomllib

    told = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text("utf-8").casefold()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [d for group in project["optional-dependencies"].values() for d in group]
    for dependency in [*project["dependencies"], *extras]:
        name = re.split(r"[\[<>=]", dependency)[0].casefold()
        assert name in told or name == "dragoman", name
