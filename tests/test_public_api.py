"""What others build on: the names of the package, and the shape of what they return."""

import inspect
import subprocess
import sys

import dragoman

NAMES = [
    "DragomanError",
    "InputError",
    "Ledger",
    "LedgerError",
    "ModelError",
    "Record",
    "Report",
    "SettingsError",
    "Span",
    "read",
    "read_many",
    "relation",
    "sentences",
]


def test_the_public_names_are_these_and_no_others() -> None:
    assert sorted(dragoman.__all__) == NAMES
    assert dir(dragoman) == NAMES


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    for name in NAMES:
        thing = getattr(dragoman, name)
        assert inspect.getdoc(thing), name


def test_read_takes_what_the_contract_says() -> None:
    from dragoman.read.reader import read

    names = ["text", "id", "title", "url", "published", "publisher", "language"]
    assert sorted(inspect.signature(read).parameters) == sorted(names)


def test_errors_are_one_family() -> None:
    for name in NAMES:
        if name.endswith("Error"):
            assert issubclass(getattr(dragoman, name), dragoman.DragomanError)


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import sys, dragoman; heavy = {'onnxruntime', 'numpy', 'sqlalchemy', 'trafilatura', "
        "'rich', 'httpx', 'torch'}; print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout.strip() == "[]"
