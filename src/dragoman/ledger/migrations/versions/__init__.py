"""Revisions, one a file; see `dragoman.ledger.migrations`."""
