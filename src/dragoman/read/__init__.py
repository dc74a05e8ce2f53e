"""Sentences into a record, one module a question."""
