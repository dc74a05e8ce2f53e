"""Changes of the ledger's tables, in order; a new ledger is made by all of them.

Each is one transaction with the number that marks it done, so that a ledger is never between two.
Revision `0001` makes schema 1, and so on.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from dragoman.ledger import tables


def upgrade(connection: sa.Connection) -> None:
    """Brings the ledger to the newest schema, within the transaction that `connection` is in."""
    # Alembic takes a tenth of a second to import, and a ledger is seldom made or changed.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{tables.SCHEMA:04d}")
    connection.execute(tables.about.delete().where(tables.about.c.key == "schema"))
    connection.execute(tables.about.insert(), {"key": "schema", "value": str(tables.SCHEMA)})
