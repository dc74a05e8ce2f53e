"""Further training texts: event types on trigger words, factuality of predicates, names found by
lists of titles.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator

import numpy as np

from training.data import NONE, Text, covered, raw
from training.labels import EVENTS, NAME_LABELS, SHARED
from training.rows import rows

_RAMS = {
    "conflict.attack": "ASSAULT",
    "life.die": "ASSAULT",
    "life.injure": "ASSAULT",
    "artifactexistence.damagedestroy": "ASSAULT",
    "contact.discussion": "CONSULT",
    "contact.negotiate": "CONSULT",
    "contact.collaborate": "CONSULT",
    "contact.requestadvise": "REQUEST",
    "contact.commandorder": "REQUEST",
    "contact.commitmentpromiseexpressintent": "AGREE",
    "government.agreements": "AGREE",
    "contact.threatencoerce": "THREATEN",
    "conflict.demonstrate": "PROTEST",
    "justice.arrestjaildetain": "COERCE",
    "justice.investigate": "ACCUSE",
    "justice.initiatejudicialprocess": "ACCUSE",
    "justice.judicialconsequences": "SANCTION",
    "government.spy": "COERCE",
    "conflict.yield": "RETREAT",
}
"""RAMS event types and the PLOVER types that they stand for; the others are left unlabelled."""


def events() -> list[Text]:
    """The reports of `records.build` with the heads of their triggers, and RAMS with one trigger
    each.
    """
    gold = {r["id"]: r for r in rows(SHARED / "gold/events/records.build.gold.jsonl")}
    found = []
    for report in rows(SHARED / "gold/events/records.build.reports.jsonl"):
        text, starts, ends = raw(report["id"], report["text"])
        labels = np.zeros(len(text.forms), np.int32)
        for event in gold.get(report["id"], {}).get("events", []):
            at = report["text"].find(event["evidence"])
            at = report["text"].find(event["trigger"], max(at, 0))
            if at >= 0:
                first, last = covered(starts, ends, (at, at + len(event["trigger"])))
                labels[first:last] = EVENTS.index(event["type"])
        text.labels = {"events": labels}
        found += [text, text]
    for row in rows(SHARED / "gold/events/rams_dev.jsonl"):
        for event in row["events"]:
            kind = _RAMS.get(".".join(event["type"].split(".")[:2]))
            at = row["text"].find(event["trigger"])
            if kind is None or at < 0:
                continue
            # Only the sentences around the trigger: the rest is not labelled.
            begin = max(row["text"].rfind(". ", 0, at) + 2, 0) if ". " in row["text"][:at] else 0
            stop = row["text"].find(" . ", at)
            part = row["text"][begin : stop + 2 if stop > 0 else None]
            text, starts, ends = raw(row["id"], part)
            labels = np.full(len(text.forms), NONE, np.int32)
            first, last = covered(starts, ends, (at - begin, at - begin + len(event["trigger"])))
            labels[first:last] = EVENTS.index(kind)
            text.labels = {"events": labels}
            found.append(text)
    return found


def factuality() -> list[Text]:
    """UW factuality and CommitmentBank: −3 (surely not) to 3 (surely so)."""
    found = []
    for name in ("uw_factuality", "commitmentbank"):
        for row in rows(SHARED / "gold/status" / f"{name}.dev.jsonl"):
            text, starts, ends = raw(row["id"], row["text"])
            text.factuality = np.full(len(text.forms), np.nan, np.float32)
            for event in row["events"]:
                first, last = covered(starts, ends, (event["start"], event["end"]))
                text.factuality[first:last] = event["score"]
            found.append(text)
    return found


_ORGANISATION = re.compile(
    r"\b(?:Ministry|Party|Army|Police|Universit\w+|Forces?|Council|Union|Organi[sz]ation|Court|Company|Front|Group|"
    r"Agency|Committee|Bank|Corporation|Association|Parliament|Assembly|Senate|Congress|Navy|Guard|Department|Nations|"
    r"Commission|Alliance|League|Federation|Movement|Airlines|Institute|Brigades?|NATO|Hamas|Hezbollah|Taliban)\b"
)
_PLACE = re.compile(
    r"\b(?:City|Province|District|County|River|Governorate|Oblast|Island|Islands|Sea|Gulf|Strait|Mount|Lake|Region|"
    r"Peninsula|Strip|Department|Prefecture|Valley|Airport|State)$"
)
_LEAVE = re.compile(
    r"\b(?:war|conflict|crisis|election|protests?|attack|pandemic|insurgency|dispute|relations)\b",
    re.I,
)


def _kind(title: str, people: frozenset[str], places: frozenset[str]) -> str | None:
    if title in places or _PLACE.search(title):
        return "LOC"
    if title in people:
        return "PER"
    if _ORGANISATION.search(title) and not _LEAVE.search(title):
        return "ORG"
    return None


def names(seed: int = 1, most: int = 2500) -> list[Text]:
    """Sentences of Wikipedia's current events in which every capitalised word is in a linked title
    of known kind.

    Kinds come from lists (office-holders, states and their capitals) and from the words of a title;
    nobody has checked them.
    """
    left_out = set((SHARED / "news/exclude.txt").read_text("utf-8").split())
    with (SHARED / "facts/offices_compact.csv").open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    people = frozenset(v for row in table for k, v in row.items() if k in ("person", "name") and v)
    sentences: list[tuple[str, list[str]]] = []
    for row in rows(SHARED / "news/wikipedia_current_events.jsonl"):
        titles = [t for t in row.get("wiki_entities") or [] if t in row["text"]]
        if row["id"] not in left_out and titles:
            sentences.append((row["text"], titles))
    sentences += [
        (row["text"], [])
        for row in rows(SHARED / "news/wikipedia_current_events_2015_2025.jsonl")
        if row["id"] not in left_out
    ]
    places = frozenset(_places())
    chosen = list(_labelled(sentences, people, places))
    random.Random(seed).shuffle(chosen)
    return chosen[:most]


def _table(name: str, *columns: str) -> Iterator[str]:
    """Values of some columns of a knowledge table of the package."""
    from importlib.resources import files

    content = files("dragoman.knowledge").joinpath(f"tables/{name}.tsv").read_text("utf-8")
    lines = [line for line in content.splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t"):
        for column in columns:
            yield from (v.strip() for v in (row.get(column) or "").split(";") if v.strip())


def _places() -> Iterator[str]:
    yield from _table("states", "name", "aliases", "capitals")
    yield from _table("places", "name")
    yield from _table("cities", "name")


_TIMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June "
    "July August September October November December".split()
)


def _labelled(
    sentences: list[tuple[str, list[str]]], people: frozenset[str], places: frozenset[str]
) -> Iterator[Text]:
    demonyms = {w for v in _table("states", "adjectives", "people") for w in v.split()}
    known = {p: "LOC" for p in places if len(p) > 3 and p[0].isupper()} | dict.fromkeys(
        people, "PER"
    )
    longest = 5
    for number, (content, titles) in enumerate(sentences):
        text, starts, ends = raw(f"names-{number}", content)
        forms, n = text.forms, len(text.forms)
        labels = np.zeros(n, np.int32)
        kinds = {t: k for t in titles if (k := _kind(t, people, places))}
        if any(t not in kinds and t in content for t in titles):
            continue
        i = 0
        while i < n:
            for j in range(min(n, i + longest), i, -1):
                words = content[starts[i] : ends[j - 1]]
                kind = kinds.get(words) or known.get(words)
                if kind is not None:
                    labels[i] = NAME_LABELS.index(f"B-{kind}")
                    labels[i + 1 : j] = NAME_LABELS.index(f"I-{kind}")
                    i = j
                    break
            else:
                if forms[i] in _TIMES:
                    labels[i] = NAME_LABELS.index("B-TIME")
                i += 1
        loose = any(
            form[0].isupper()
            and not labels[i]
            and i
            and form not in demonyms
            and forms[i - 1] not in ('"', "“", ".")
            for i, form in enumerate(forms)
        )
        first = forms[0] if forms else ""
        if (
            loose
            or not labels.any()
            or (not labels[0] and first not in demonyms and first not in _OPENERS)
        ):
            continue
        text.labels = {"names": labels}
        yield text


_OPENERS = frozenset(
    "The A An At In On Two Three Four Five Six Police Authorities Officials Protests".split()
)


def _show() -> None:
    for text in names(most=20):
        print(
            json.dumps(
                [
                    f"{w}/{NAME_LABELS[k]}" if k else w
                    for w, k in zip(text.forms, text.labels["names"], strict=True)
                ]
            )
        )


if __name__ == "__main__":
    _show()
