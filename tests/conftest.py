"""What all tests share: slow ones run in the nightly set only, property tests there look longer."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("nightly", max_examples=1000, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--run-slow", action="store_true", help="run what takes minutes, too")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes minutes; runs with --run-slow only")
    if config.getoption("--run-slow"):
        settings.load_profile("nightly")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--run-slow"):
        return
    slow = pytest.mark.skip(reason="takes minutes; runs with --run-slow")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(slow)
