"""The ledger's tables, for SQLite and PostgreSQL alike.

A report and its record are written once and never changed. Events, their dyads, the records' states
and dates ahead are an index over the records: all of it can be made again from them. Links and
reprints hold what merging found, judgements what analysts said; none of them touches a record.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy import and_ as sa_and

from dragoman.merge.block import WHOLE

SCHEMA = 6
"""Version of the tables. A ledger with a higher one was made by a newer program."""

APPLICATION = 0x44524147
"""SQLite's application id of a ledger: "DRAG"."""

metadata = MetaData()

about = Table(
    "ledger",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("url", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("language", Text),
    Column("first_day", Text, index=True),
)
"""`digest` is the SHA-256 of the text, `first_day` the earliest day of publication."""

records = Table(
    "records",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("reader", Text, nullable=False),
    Column("present", Boolean, nullable=False),
    Column("dated", Text),
    Column("content", LargeBinary, nullable=False),
    Column("occasion", Text),
)
"""`content` is the codebook's JSON without the report's text. Of the records of one report, one is
`present`: the last reader's. `occasion` is the contact that the report is of, as JSON.
"""

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("record", ForeignKey("records.id"), nullable=False),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("edtf", Text),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("place", Text),
    Column("channel", Text),
    Column("level", Text),
    Column("background", Boolean, nullable=False),
    Column("confidence", Float),
    Column("content", LargeBinary, nullable=False),
    Column("merged", Text, nullable=False, index=True),
    Index("events_by_type", "type", "first_day"),
    Index("events_by_day", "first_day", "merged"),
)
"""The events of present records; `content` is the event's JSON, `merged` the id of the event that
this telling belongs to.
"""

dyads = Table(
    "dyads",
    metadata,
    Column("event", ForeignKey("events.id"), primary_key=True),
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("family", Text, nullable=False),
    Column("from_day", Text),
    Column("to_day", Text),
    Column("reach", SmallInteger, nullable=False),
    Index("dyads_by_pair", "a", "b", "family", "reach", "from_day"),
    sqlite_with_rowid=False,
)
"""Pairs of codes that an event stands between, `a` before `b`; a domestic event has `a` = `b`.
`from_day`–`to_day` are the days within which merging looks for other tellings, `reach` the class of
their number (`REACHES`): within a class, the first day bounds the last from both sides, so that a
search needs to see those days only, however long the history of the pair.
"""

REACHES = (16, 128)
"""Most days of the classes of `dyads.reach`; those of the last class have more."""

for _side in (dyads.c.a, dyads.c.b):
    _of_contacts = sa_and(dyads.c.family == WHOLE, dyads.c.a != dyads.c.b)
    Index(
        f"dyads_of_{_side.name}",
        _side,
        dyads.c.reach,
        dyads.c.from_day,
        sqlite_where=_of_contacts,
        postgresql_where=_of_contacts,
    )
"""Contacts of one state with any other, which a telling of that side alone may be of."""

states = Table(
    "states",
    metadata,
    Column("state", Text, primary_key=True),
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("ahead", Boolean, nullable=False),
    Column("until", Text),
    Column("standing", Boolean, nullable=False),
    Column("voiced", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""Which reports tell of which state: `ahead` where they name a date ahead that concerns it, `until`
the last day on which one of them is still ahead, `standing` where they tell of a mechanism of it,
`voiced` where they tell more of it than events: people, statements, quantities, names of relations.
"""

Index(
    "states_ahead",
    states.c.state,
    states.c.until,
    sqlite_where=states.c.ahead,
    postgresql_where=states.c.ahead,
)

links = Table(
    "links",
    metadata,
    Column("a", ForeignKey("events.id"), primary_key=True),
    Column("b", ForeignKey("events.id"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("evidence", Text, nullable=False),
    Index("links_by_b", "b"),
    sqlite_with_rowid=False,
)
"""Pairs of tellings that are alike enough to be one event, `a` before `b`, and why."""

heads = Table(
    "heads",
    metadata,
    Column("a", Text, primary_key=True),
    Column("b", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("report", ForeignKey("reports.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Pairs of codes that the head of a report names, `a` before `b`, and the day of publication; with
an empty `a`, the rare names in it.
"""

witnesses = Table(
    "witnesses",
    metadata,
    Column("event", ForeignKey("events.id"), primary_key=True),
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("evidence", Text, nullable=False),
    Index("witnesses_by_report", "report"),
    sqlite_with_rowid=False,
)
"""Reports that bear witness to a telling of another report: their words, and what it rests on."""

shingles = Table(
    "shingles",
    metadata,
    Column("span", Integer, primary_key=True, autoincrement=False),
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("report", ForeignKey("reports.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""Bands of the texts' MinHash signatures, by which reprints are found, by the `span` of days in
which the report was published (`merge.reprint.span`): a reprint is of the same days, so that a
report is sought and written among those of its time, however large the ledger.
"""

reprints = Table(
    "reprints",
    metadata,
    Column("a", ForeignKey("reports.id"), primary_key=True),
    Column("b", ForeignKey("reports.id"), primary_key=True),
    Column("share", Float, nullable=False),
    Index("reprints_by_b", "b"),
)
"""Pairs of reports of which one reprints the other, and the share of words they have in common."""

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("event", Text, nullable=False, index=True),
    Column("other", Text),
    Column("report", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)
"""What analysts said, never changed. `target` is the event as it stood then, by which it is found
again after a new reading.
"""
