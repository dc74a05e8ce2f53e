from collections.abc import Iterator

import pytest
from tests.ingest.server import Site, running


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as found:
        yield found
