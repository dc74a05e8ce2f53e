"""Full text search over reports: SQLite's FTS5, or PostgreSQL's tsvector.

Each dialect makes its own index when the ledger is made, is filled in the transaction that keeps
the reports, and answers words with report ids, the best first. Words are sought as words: nothing
a user types is taken for the index's own syntax, save a phrase in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

_PARTS = re.compile(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Found:
    """A report that holds the words, with the passage that does; matches stand between « and »."""

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    passage: str


def create(connection: sa.Connection) -> None:
    """Makes the index of a new ledger."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE search USING fts5("
            "title, body, report UNINDEXED, tokenize='porter unicode61 remove_diacritics 2')"
        )
    else:
        connection.exec_driver_sql(
            "CREATE TABLE search (report VARCHAR(200) PRIMARY KEY REFERENCES reports(id), "
            "words TSVECTOR NOT NULL)"
        )
        connection.exec_driver_sql("CREATE INDEX search_words ON search USING gin(words)")


def index(connection: sa.Connection, rows: Sequence[tuple[str, str | None, str]]) -> None:
    """Adds reports that are in the ledger, each as id, title and text."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO search (title, body, report) VALUES (?, ?, ?)",
            [(title or "", body, report) for report, title, body in rows],
        )
        return
    # A tsvector holds at most 1 MB of words; what lies beyond is not found by search.
    statement = (
        "INSERT INTO search (report, words) SELECT id, "
        "to_tsvector('english', coalesce(title, '') || ' ' || left(text, 500000)) "
        "FROM reports WHERE id = ANY(:ids)"
    )
    connection.execute(sa.text(statement), {"ids": [report for report, _, _ in rows]})


def holding(dialect: str, words: str) -> sa.TextClause | None:
    """Selects the ids of the reports that hold all of `words`; None where there are no words."""
    parts = _words(words)
    if not parts:
        return None
    if dialect == "sqlite":
        sought = " ".join('"' + p.replace('"', '""') + '"' for p in parts)
        statement = "SELECT report FROM search WHERE search MATCH :sought"
    else:
        sought = " ".join('"' + p.replace('"', " ") + '"' for p in parts)
        statement = (
            "SELECT report FROM search WHERE words @@ websearch_to_tsquery('english', :sought)"
        )
    return sa.text(statement).bindparams(sought=sought)


def _words(words: str) -> list[str]:
    parts = [phrase or word for phrase, word in _PARTS.findall(words)]
    return [p for p in (p.strip(' "') for p in parts) if re.search(r"\w", p)]


def find(
    connection: sa.Connection,
    words: str,
    limit: int = 20,
    publisher: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[Found]:
    """The reports that hold all of `words`, the best first.

    Args:
        connection: An open connection to the ledger.
        words: Words, and phrases in double quotation marks; endings do not matter.
        limit: At most so many.
        publisher: Only of this publisher.
        since: Only of reports published on this day (ISO) or later.
        until: Only of reports published on this day or before.
    """
    parts = _words(words)
    if not parts:
        return []
    bounds = ""
    given: dict[str, object] = {"limit": limit}
    if publisher is not None:
        bounds += " AND lower(r.publisher) = lower(:publisher)"
        given["publisher"] = publisher
    if since is not None:
        bounds += " AND r.published >= :since"
        given["since"] = since
    if until is not None:
        bounds += " AND substr(r.published, 1, 10) <= :until"
        given["until"] = until
    if connection.dialect.name == "sqlite":
        given["words"] = " ".join('"' + p.replace('"', '""') + '"' for p in parts)
        statement = (
            "SELECT r.id, r.title, r.publisher, r.published, "
            "snippet(search, 1, '«', '»', '…', 32) FROM search "
            "JOIN reports r ON r.id = search.report WHERE search MATCH :words"
            f"{bounds} ORDER BY bm25(search, 4.0, 1.0), r.id LIMIT :limit"
        )
    else:
        given["words"] = " ".join('"' + p.replace('"', " ") + '"' for p in parts)
        statement = (
            "SELECT r.id, r.title, r.publisher, r.published, ts_headline('english', r.text, q, "
            "'StartSel=«, StopSel=», MaxWords=32, MinWords=16') "
            "FROM search JOIN reports r ON r.id = search.report, "
            "websearch_to_tsquery('english', :words) q WHERE search.words @@ q"
            f"{bounds} ORDER BY ts_rank(search.words, q) DESC, r.id LIMIT :limit"
        )
    rows = connection.execute(sa.text(statement), given)
    return [Found(r[0], r[1], r[2], r[3], " ".join(str(r[4]).split())) for r in rows]
