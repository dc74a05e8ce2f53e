"""Merging in the ledger: new tellings meet their candidates; groups they touch are made anew.

Links between alike tellings are kept; an event is a group of linked tellings. A batch changes only
the groups that its links reach, and each is made from all its tellings and links at once, so that
the order in which reports came in leaves no trace (`merge.cluster`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from dragoman.ledger import candidates, rows, tables
from dragoman.ledger.candidates import is_among
from dragoman.merge.block import MOVED
from dragoman.merge.cluster import Pair, cluster, components, pair
from dragoman.merge.compare import THRESHOLD, WEAK, compare
from dragoman.merge.reprint import NEAR, bands, is_reprint, near_spans, runs, share, span
from dragoman.merge.telling import Telling

T = TypeVar("T")

_MANY = 400
"""Values in one IN list: SQLite's oldest limit on variables is 999."""


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Values in lists short enough for one statement."""
    source = iter(values)
    while part := list(islice(source, _MANY)):
        yield part


def merge(connection: sa.Connection, tellings: Sequence[Telling]) -> None:
    """Links new tellings, already written, with those that are alike, and groups them."""
    found = {pair(mine, other) for mine, other in candidates.met(connection, tellings)}
    known = {t.id: t for t in tellings}
    met = {i for p in found for i in p if i not in known}
    known |= candidates.to_compare(connection, met)
    linked: list[dict[str, object]] = []
    strong: set[str] = set()
    for a, b in sorted(found):
        match = compare(known[a], known[b])
        if match is None or match.score < WEAK:
            continue
        linked.append({"a": a, "b": b, "score": match.score, "evidence": match.why()})
        if match.score >= THRESHOLD:
            strong |= {a, b}
    if linked:
        rows.insert(connection, tables.links, linked)
        regroup(connection, strong)


def regroup(connection: sa.Connection, touched: Collection[str]) -> None:
    """Groups anew every telling that a path of links or an analyst's word connects to `touched`."""
    from dragoman.ledger.judging import constraints

    joined, parted = constraints(connection)
    ids = set(touched)
    links: dict[Pair, float] = {}
    fresh = set(touched)
    while fresh:
        reached: set[str] = set()
        for a, b, score in _links_of(connection, fresh):
            links[(a, b)] = score
            if score >= THRESHOLD:
                reached |= {a, b}
        for a, b in joined:
            if a in fresh or b in fresh:
                reached |= {a, b}
        fresh = reached - ids
        ids |= fresh
    if not ids:
        return
    reports: dict[str, str] = {}
    before: dict[str, str] = {}
    moved: set[str] = set()
    e = tables.events.c
    for row in connection.execute(
        sa.select(e.id, e.report, e.merged, e.status).where(is_among(connection, e.id, ids))
    ):
        reports[row.id], before[row.id] = row.report, row.merged
        if row.status in MOVED:
            moved.add(row.id)
    strong = [p for p, s in links.items() if s >= THRESHOLD] + list(joined)
    changes = []
    parts = components(reports, strong)
    part_of = {i: n for n, part in enumerate(parts) for i in part}
    inside: dict[int, dict[Pair, float]] = {}
    for key, score in links.items():
        if part_of.get(key[0]) == part_of.get(key[1]):
            inside.setdefault(part_of.get(key[0], -1), {})[key] = score
    for n, component in enumerate(parts):
        mine = inside.get(n, {})
        groups = cluster({i: reports[i] for i in component}, mine, joined, parted, moved)
        changes += [(i, g[0]) for g in groups for i in g if before[i] != g[0]]
    if changes:
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        statement = f"UPDATE events SET merged = {mark} WHERE id = {mark}"
        connection.exec_driver_sql(statement, [(group, i) for i, group in changes])


def _links_of(connection: sa.Connection, ids: Collection[str]) -> Iterator[tuple[str, str, float]]:
    k = tables.links.c
    for side in (k.a, k.b):
        rows = connection.execute(
            sa.select(k.a, k.b, k.score).where(is_among(connection, side, ids))
        )
        yield from (tuple(row) for row in rows.all())


def links_among(connection: sa.Connection, ids: Collection[str]) -> dict[Pair, float]:
    """The links between tellings of `ids`."""
    return {(a, b): score for a, b, score in _links_of(connection, ids) if a in ids and b in ids}


def find_reprints(connection: sa.Connection, texts: Sequence[tuple[str, str, str | None]]) -> None:
    """Records which of the reports, given as id, text and day, reprint others or each other."""
    hashes = {report: runs(text) for report, text, _ in texts}
    days = {report: published for report, _, published in texts}
    by_band: dict[int, list[str]] = {}
    marks = []
    wanted: dict[int, set[int]] = {}
    everywhere = _spans(connection) if None in days.values() else []
    for report, _, published in texts:
        found = bands(hashes[report])
        within = span(published)
        for band in found:
            by_band.setdefault(band, []).append(report)
            marks.append({"span": within, "band": band, "report": report})
        for near in near_spans(published) if published is not None else everywhere:
            wanted.setdefault(near, set()).update(found)
    likely: set[Pair] = set()
    for other, band in _marked(connection, wanted):
        likely |= {pair(other, mine) for mine in by_band[band]}
    for mine in by_band.values():
        likely |= {pair(a, b) for i, a in enumerate(mine) for b in mine[i + 1 :]}
    r = tables.reports.c
    others = {i for p in likely for i in p if i not in days}
    for row in connection.execute(
        sa.select(r.id, r.text, r.published).where(is_among(connection, r.id, others))
    ):
        hashes[row.id], days[row.id] = runs(row.text), row.published
    alike = []
    for a, b in sorted(likely):
        if not _near(days[a], days[b]):
            continue
        held = share(hashes[a], hashes[b])
        shorter, longer = sorted((len(hashes[a]), len(hashes[b])))
        if is_reprint(held, shorter, longer):
            alike.append({"a": a, "b": b, "share": round(held, 4)})
    rows.insert(connection, tables.reprints, alike)
    rows.insert(connection, tables.shingles, marks)


def _spans(connection: sa.Connection) -> list[int]:
    """The spans of days in which reports were published, each found behind the one before."""
    s = tables.shingles.c
    found: list[int] = []
    while True:
        after = s.span > found[-1] if found else sa.true()
        following = connection.scalar(sa.select(sa.func.min(s.span)).where(after))
        if following is None:
            return found
        found.append(following)


def _marked(connection: sa.Connection, wanted: Mapping[int, set[int]]) -> Iterator[tuple[str, int]]:
    """The reports that have bands in spans of days, each with the band."""
    one_of = "IN (SELECT value FROM json_each(?))"
    asked = f"SELECT report, band FROM shingles WHERE span = ? AND band {one_of}"
    if connection.dialect.name == "postgresql":
        asked = "SELECT report, band FROM shingles WHERE span = %s AND band = ANY(%s)"
    for within, among in sorted(wanted.items()):
        given: Any = sorted(among)
        if connection.dialect.name == "sqlite":
            given = msgspec.json.encode(given).decode()
        found = connection.exec_driver_sql(asked, (within, given)).all()
        yield from ((report, band) for report, band in found)


def _near(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return True
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days) <= NEAR
