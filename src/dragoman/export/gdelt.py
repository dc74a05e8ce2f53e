"""Events and mentions in the shape of GDELT 2.0, for programs written for it; the facts are ours.

Source: GDELT Event Codebook V2.0 (61 and 16 columns, tab-separated, without quoting). GDELT codes
pairs: an event between several sides is a row for each two of them. What the program does not
measure (tone, ethnic and religious codes, administrative divisions) stays empty.

What PLOVER codes is an event here too, after its fold (`plover.coded`): EventCode is CAMEO's, by
type (`codes.cameo_root`) and, where CAMEO has the same, by mode (`cameo.tsv`). GoldsteinScale is
PLOVER's score, which has the same range. IsRootEvent is 1 where a report tells it as news and not
in passing. Sides have ISO codes where CAMEO's do not differ, places FIPS codes (`gdelt.tsv`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from dragoman.codes import Sector, cameo_root, quad_class, score
from dragoman.export.plover import QUAD_NUMBERS, coded, is_event
from dragoman.export.shared import days, flat, pairs
from dragoman.knowledge import load
from dragoman.merge import Merged, Telling
from dragoman.merge.telling import DIGITS
from dragoman.record import Actor, Place, Record

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code "
    "Type1Code Type2Code Type3Code"
).split()
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
EVENTS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
"""The columns of Events, in order; SQLDATE is the codebook's Day."""
MENTIONS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName"),
    *("MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset"),
    *("ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone"),
    *("MentionDocTranslationInfo", "Extras"),
)
"""The columns of Mentions, in order."""
NUMBERED = 13
"""Hexadecimal digits of a GLOBALEVENTID."""
_CHUNK = 256
_WEB, _CITATION = 1, 2
_COUNTRY, _CITY = 1, 4

Row = dict[str, Any]


def write(events: Iterable[Merged], file: BinaryIO, *, header: bool = True) -> int:
    """Writes events as rows of GDELT's Events.

    Args:
        events: What to write.
        file: Open for writing in binary.
        header: Write the names of the columns first; GDELT's own files have none.

    Returns:
        How many rows were written.
    """
    return _write((row for event in events for row in rows(event)), EVENTS, file, header)


def write_mentions(
    events: Iterable[Merged],
    records: Callable[[Collection[str]], Iterable[Record]],
    file: BinaryIO,
    *,
    header: bool = True,
) -> int:
    """Writes the tellings of events as rows of GDELT's Mentions.

    Args:
        events: The events that are mentioned.
        records: Gives the records of reports by their ids, as `Ledger.records` does.
        file: Open for writing in binary.
        header: Write the names of the columns first; GDELT's own files have none.

    Returns:
        How many rows were written.
    """

    def found() -> Iterator[Row]:
        source = iter(events)
        while held := list(islice(source, _CHUNK)):
            by_id = {r.id: r for r in records({s.report for e in held for s in e.sources})}
            for event in held:
                yield from mentions(event, by_id)

    return _write(found(), MENTIONS, file, header)


def rows(event: Merged) -> Iterator[Row]:
    """The rows of Events of one event; none where PLOVER would not code it or it has no side."""
    first, _, _ = days(event)
    if not is_event(event) or first is None:
        return
    kind, mode = coded(event)
    day = date.fromisoformat(first)
    code = _cameo().get((str(kind), mode or ""), f"{cameo_root(kind)}0")
    urls = [s.url for s in event.sources if s.url]
    shared: Row = {
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        "FractionDate": f"{day.year + (day.month * 30 + day.day) / 365:.4f}",
        "IsRootEvent": int(not event.background),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": QUAD_NUMBERS[quad_class(kind)],
        "GoldsteinScale": f"{score(kind, mode):.1f}",
        "NumMentions": len(event.tellings),
        "NumSources": len({s.outlet for s in event.sources}),
        "NumArticles": len(event.sources),
        "DATEADDED": _stamp(event.tellings[0]),
        "SOURCEURL": urls[0] if urls else event.sources[0].report,
    } | _geo("Action", event.where)
    for number, (actor, recipient) in _numbered(event):
        yield (
            {"GLOBALEVENTID": number}
            | shared
            | _side("Actor1", actor)
            | (_side("Actor2", recipient) if recipient is not None else {})
        )


def mentions(event: Merged, records: dict[str, Record]) -> Iterator[Row]:
    """The rows of Mentions of one event, by pair and telling, with the records of its reports."""
    if not is_event(event) or days(event)[0] is None:
        return
    added = _stamp(event.tellings[0])
    for number, (actor, recipient) in _numbered(event):
        for telling in event.tellings:
            told, source = telling.event, telling.source
            record = records.get(source.report)
            sentences = record.sentences if record is not None else ()
            yield {
                "GLOBALEVENTID": number,
                "EventTimeDate": added,
                "MentionTimeDate": _stamp(telling),
                "MentionType": _WEB if source.url else _CITATION,
                "MentionSourceName": source.publisher,
                "MentionIdentifier": source.url or source.report,
                "SentenceID": sum(s.start <= told.trigger.start for s in sentences) or None,
                "Actor1CharOffset": _offset(told.actors + told.recipients, actor),
                "Actor2CharOffset": _offset(told.recipients + told.actors, recipient),
                "ActionCharOffset": told.trigger.start,
                "InRawText": 1,
                "Confidence": round(100 * told.confidence) if told.confidence is not None else None,
                "MentionDocLen": len(record.text) if record is not None else None,
                # GDELT leaves this one empty: here are the words, and whose word it is.
                "Extras": _extras(telling),
            }


def _numbered(event: Merged) -> Iterator[tuple[int, tuple[Actor, Actor | None]]]:
    """The pairs of an event with their GLOBALEVENTIDs.

    That of the first is the beginning of the event's id, that of the others of a hash. They stay
    below 2**53, so that programs which read numbers as floats keep them apart; of a million events
    two have the same once in ten thousand exports.
    """
    for place, pair in enumerate(pairs(event)):
        told = event.id
        if place or len(told) > DIGITS:
            told = hashlib.sha256(f"{event.id} {place}".encode()).hexdigest()
        yield int(told[:NUMBERED], 16), pair


def _side(side: str, actor: Actor) -> Row:
    state, sector = actor.state, actor.sector
    organisation = load().organisation(state) if state is not None else None
    found: Row = {
        f"{side}Name": (actor.name or actor.text).upper(),
        f"{side}Type1Code": sector,
    }
    if organisation is not None and organisation.international:
        found[f"{side}KnownGroupCode"] = state
        found[f"{side}Type1Code"] = Sector.IGO
        return found | {f"{side}Code": f"{Sector.IGO}{state}"}
    code = _states().get(state or "", ("", state or ""))[1] or state or ""
    return found | {f"{side}CountryCode": code, f"{side}Code": f"{code}{sector or ''}"}


def _geo(of: str, place: Place | None) -> Row:
    if place is None or place.state is None:
        return {}
    exact = place.latitude is not None
    return {
        f"{of}Geo_Type": _CITY if exact else _COUNTRY,
        f"{of}Geo_FullName": place.text,
        f"{of}Geo_CountryCode": _states().get(place.state, ("", ""))[0],
        f"{of}Geo_Lat": place.latitude,
        f"{of}Geo_Long": place.longitude,
    }


def _offset(mentioned: tuple[Actor, ...], side: Actor | None) -> int | None:
    """Where a report names a side; its own mention may differ from the merged event's."""
    if side is None:
        return None
    return next((a.start for a in mentioned if a.state == side.state and a.start is not None), None)


def _stamp(telling: Telling) -> str | None:
    """When a report was published, as GDELT writes times, in UTC; without a time, at midnight."""
    told = telling.source.published
    if told is None:
        return None
    moment = datetime.fromisoformat(told)
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return f"{moment:%Y%m%d%H%M%S}"


def _extras(telling: Telling) -> str:
    span = telling.event.evidence
    told = {
        "words": span.text,
        "start": span.start,
        "end": span.end,
        "status": telling.event.status,
        "says": [{"text": v.text, "state": v.state, "stance": v.stance} for v in telling.chain],
    }
    return msgspec.json.encode(told).decode()


def _write(found: Iterable[Row], columns: tuple[str, ...], file: BinaryIO, header: bool) -> int:
    if header:
        file.write(("\t".join(columns) + "\n").encode())
    count = 0
    for row in found:
        file.write(("\t".join(_cell(c, row.get(c)) for c in columns) + "\n").encode())
        count += 1
    return count


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    return str(value) if column == "Extras" else flat(str(value))  # JSON has no tabs to take out


@cache
def _cameo() -> dict[tuple[str, str], str]:
    return {(kind, mode): code for kind, mode, code in _table("cameo.tsv")}


@cache
def _states() -> dict[str, tuple[str, str]]:
    """FIPS and CAMEO codes of states; CAMEO's is empty where it is the ISO code."""
    return {state: (fips, cameo) for state, fips, cameo in _table("gdelt.tsv")}


def _table(name: str) -> Iterator[list[str]]:
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    yield from (line.split("\t") for line in [x for x in lines if not x.startswith("#")][1:])
