"""Runs migrations on the connection that `upgrade` hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from dragoman.ledger import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    transactional_ddl=False,  # the transaction is the caller's
)
context.run_migrations()
