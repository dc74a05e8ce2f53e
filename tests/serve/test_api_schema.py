"""The API keeps to its own description: schemathesis makes requests out of it, good and bad.

Every answer must have a status, a type and a shape that the description names, be no error of the
server's, take what it says it takes, and refuse the rest. Few examples an address, always the same;
`--run-slow` looks longer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok

from dragoman.ledger import Ledger
from dragoman.serve import create_app, guard
from tests.serve.conftest import TOKEN, fill, records

HEADERS = {"Host": "127.0.0.1:8321", "Authorization": f"Bearer {TOKEN}"}
# What the description cannot tell: which ids and states there are, and what can be corrected.
CONFIG = {
    "checks": {
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "404", "409", "412", "422"],
        },
    },
}


@dataclass(frozen=True)
class Described:
    """The description, and what the ledger holds, for requests of what is there."""

    schema: schemathesis.BaseSchema
    event: str
    report: str

    def known(self, path: str) -> dict[str, str]:
        id = self.report if "/reports/" in path else self.event
        return {"a": "PER", "b": "CHL", "id": id, "who": "Chile"}


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Described]:
    path = fill(tmp_path_factory.mktemp("schema") / "ledger.db", records())
    patch = pytest.MonkeyPatch()
    patch.setattr(guard, "WRONG", 1_000_000)  # many of the requests have a wrong token
    app = create_app(path, token=TOKEN, reads=1_000_000, writes=1_000_000)
    config = SchemathesisConfig.from_dict(CONFIG)
    schema = schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", app, config=config, headers=HEADERS
    )
    with Ledger(path) as ledger:
        several = next(e for e in ledger.events() if len(e.tellings) > 1)
    yield Described(schema, several.id, several.sources[0].report)
    patch.undo()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize(
    "examples", [5, pytest.param(200, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_answers_are_as_described(
    described: Described, mode: GenerationMode, examples: int
) -> None:
    positive = mode is GenerationMode.POSITIVE
    met: Counter[int] = Counter()
    for found in described.schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        cases = operation.as_strategy(generation_mode=mode)
        keeps_to_it(cases, {}, examples, met)
        if positive:
            keeps_to_it(cases, described.known(operation.path), 2 * examples, met)
    assert met[200] > met[404] and met[201] if positive else met[422]


def keeps_to_it(cases: Any, known: dict[str, str], examples: int, met: Counter[int]) -> None:
    """Makes requests; with `known`, of what is there."""

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def check(case: schemathesis.Case[Any]) -> None:
        if known:
            for values in (case.path_parameters, case.query):
                values |= {k: v for k, v in known.items() if k in values}
            case.headers.pop("if-match", None)
        # In an address what is empty, or blank, cannot be told from what is not given.
        assume(
            all(str(value).strip() not in ("", "[]", "{}") for value in (case.query or {}).values())
        )
        met[case.call_and_validate(headers=HEADERS).status_code] += 1

    check()
