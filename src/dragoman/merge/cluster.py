"""Links into events: from the strongest link down, two groups join if they are alike on average.

The result is a function of the set of tellings and links alone: links are taken by score, then by
name, so that no order of arrival shows. Two tellings of one report never join, for a report tells
an event once; nor do those that an analyst split. What an analyst merged is joined first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from dragoman.merge.compare import THRESHOLD

MISSING = 0.3
"""What a pair without a remembered link counts in an average: unlike, or never compared."""

Pair = tuple[str, str]


def pair(a: str, b: str) -> Pair:
    """Two ids in the order in which links are kept."""
    return (a, b) if a < b else (b, a)


def cluster(
    reports: Mapping[str, str],
    links: Mapping[Pair, float],
    joined: Collection[Pair] = (),
    parted: Collection[Pair] = (),
    moved: Collection[str] = (),
    threshold: float = THRESHOLD,
) -> list[tuple[str, ...]]:
    """Groups tellings into events.

    Args:
        reports: Of each telling's id, the id of its report.
        links: Scores of pairs of tellings (`pair`).
        joined: Pairs that an analyst merged.
        parted: Pairs that an analyst split; they win over every link and join.
        moved: Tellings that an event was put off or called off. The old date and the new one have
            no link of their own; a pair that such a telling links both of is left out of the
            average.
        threshold: The least average score at which two groups are one.

    Returns:
        The groups, each sorted, the list sorted: every telling is in one.
    """
    group = {t: t for t in reports}
    members: dict[str, set[str]] = {t: {t} for t in reports}
    apart = {p for p in parted if p[0] in group and p[1] in group}

    def between(x: str, y: str, hinges: list[str]) -> float | None:
        score = links.get(pair(x, y))
        if score is not None:
            return score
        for m in hinges:
            if min(links.get(pair(x, m), 0), links.get(pair(m, y), 0)) >= threshold:
                return None
        return MISSING

    def join(a: str, b: str, forced: bool) -> None:
        one, two = group[a], group[b]
        if one == two:
            return
        mine, theirs = members[one], members[two]
        if any(pair(x, y) in apart for x in mine for y in theirs):
            return
        if not forced:
            if {reports[x] for x in mine} & {reports[y] for y in theirs}:
                return
            hinges = [m for m in (*mine, *theirs) if m in moved]
            scores = [s for x in mine for y in theirs if (s := between(x, y, hinges)) is not None]
            if sum(scores) < threshold * len(scores):
                return
        keep, drop = min(one, two), max(one, two)
        members[keep] |= members.pop(drop)
        for member in members[keep]:
            group[member] = keep

    for a, b in sorted(p for p in joined if p[0] in group and p[1] in group):
        join(a, b, forced=True)
    for (a, b), score in sorted(links.items(), key=lambda item: (-item[1], item[0])):
        if score >= threshold and a in group and b in group:
            join(a, b, forced=False)
    return sorted(tuple(sorted(m)) for m in members.values())


def components(ids: Iterable[str], links: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Groups of ids that a path of links connects, each sorted, the list sorted."""
    parent = {i: i for i in ids}

    def root(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in links:
        if a in parent and b in parent:
            one, two = root(a), root(b)
            parent[max(one, two)] = min(one, two)
    found: dict[str, list[str]] = {}
    for i in parent:
        found.setdefault(root(i), []).append(i)
    return sorted(tuple(sorted(m)) for m in found.values())
