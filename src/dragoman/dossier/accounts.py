"""The accounts of one event side by side: what one side mentions and the other leaves out.

An account is what rests on one side's word, or on an outlet's own. Topics match where they share
most of their words.
"""

from __future__ import annotations

import re

from dragoman.dossier.model import Account
from dragoman.dossier.names import is_matter
from dragoman.dossier.sourcing import of_tellings, word_of
from dragoman.dossier.words import alike, stems
from dragoman.merge import Merged


def accounts(event: Merged, a: str, b: str) -> tuple[Account, ...]:
    """The accounts of an event, the sides' first; none where there is only one."""
    found: dict[tuple[str, str | None], tuple[list[str], list[str]]] = {}
    for telling, source in zip(event.tellings, of_tellings(event.tellings), strict=True):
        if source.copy_of is not None:
            continue
        word = word_of(source)
        side = word if word in (a, b) else None
        by = side or (source.chain[-1].text if source.chain else source.publisher) or source.report
        topics, reports = found.setdefault((by, side), ([], []))
        topics += [
            words for t in telling.event.topics if is_matter(words := " ".join(t.text.split()))
        ]
        reports.append(source.report)
    if len(found) < 2 or not any(topics for topics, _ in found.values()):
        return ()
    order = sorted(found, key=lambda k: (k[1] is None, k[1] != a, k[0]))
    return tuple(
        Account(
            by=by,
            side=side,
            topics=tuple(dict.fromkeys(found[by, side][0])),
            alone=only_in((by, side), found),
            reports=tuple(dict.fromkeys(found[by, side][1])),
        )
        for by, side in order
    )


def only_in(
    mine: tuple[str, str | None], found: dict[tuple[str, str | None], tuple[list[str], list[str]]]
) -> tuple[str, ...]:
    """The matters that only the account `mine` has, of accounts with their topics and reports."""
    theirs = (t for key, (topics, _) in found.items() if key != mine for t in topics)
    others = [item for topic in theirs for item in _items(topic)]
    items = [item for topic in found[mine][0] for item in _items(topic)]
    kept: list[str] = []
    for item in items:
        if not any(alike(item, other) for other in (*others, *kept)):
            kept.append(item)
    return tuple(kept)


_WORDS = r"(?:on|about|the|an?)\s"
_BREAK = re.compile(rf"[,;]\s+(?:and\s+)?(?={_WORDS})|\s+and\s+(?={_WORDS})")
_LEAD = re.compile(r"^(?:on|about)\s+")


def _items(topic: str) -> list[str]:
    """The matters of a list: "the border, the price of gas and the ports" has three."""
    return [_LEAD.sub("", p) for p in _BREAK.split(topic) if stems(p)]
