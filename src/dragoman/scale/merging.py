"""Events of a corpus that are one, found on any engine, as a ledger would find them.

Tellings are laid in blocks by pair, family of types and year, and each block is compared by itself;
a pair of tellings that meets in several blocks is compared in one of them only. The links make
groups (`merge.cluster`), and the groups, in order of their ids, become rows. Only links and the ids
that they join are ever in memory together, and the ids of reports that stand in the corpus twice:
as in a ledger, the first of these counts alone.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import msgspec

from dragoman.export.columns import MERGED, merged_row
from dragoman.merge import Source, Telling, compare
from dragoman.merge.block import MOVED, family, lone, pairs, reach, sides
from dragoman.merge.cluster import Pair, cluster, components, pair
from dragoman.merge.compare import THRESHOLD, WEAK
from dragoman.merge.merged import Merged
from dragoman.record import Event
from dragoman.scale import engine as engines
from dragoman.scale.engine import Engine
from dragoman.scale.parts import MARKS, TELLINGS, counts_of, folder_of

SEEN = "seen"
BLOCKS = "blocks"
GROUPS = "groups"
ROOM = 2000
"""Tellings that a block should hold, so that a worker needs some megabytes for it."""

MOST_BLOCKS = 256
"""Blocks are files that are open together."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What comparing a block found: links, and of each telling in one its report and whether it
    tells that something was put off.
    """

    links: tuple[tuple[str, str, float], ...]
    reports: dict[str, str]
    moved: frozenset[str]


def merge(parts: Path, numbers: Sequence[int], workers: int | None, engine: Engine) -> int:
    """Merges the events of finished parts; writes the groups beside them as parts of their own.

    Returns:
        How many events there are after merging.
    """
    told = sum(counts_of(parts, number)["events"] for number in numbers)
    count = max(1, min(MOST_BLOCKS, told // ROOM))
    tellings = _Tellings(parts, numbers, _repeated(parts, numbers, count))
    group = _groups(tellings, count, workers, engine)
    made = _fresh(parts / GROUPS)
    with _Files(made, count) as files:
        for telling, line in tellings:
            name = group.get(telling.id, telling.id)
            # Names are hexadecimal: files that follow each other hold names that do.
            files.put(int(name[:8], 16) * count >> 32, name.encode() + b" " + line)
    found = 0
    for number, rows, size in engines.run(merged, files.read(), workers, engine):
        folder = folder_of(made, number)
        folder.mkdir()
        (folder / f"{MERGED}.jsonl").write_bytes(rows)
        found += size
    return found


def finished(parts: Path) -> tuple[Path, list[int]]:
    """Where the merged events lie, and the numbers of their parts in order."""
    made = parts / GROUPS
    return made, sorted(int(folder.name) for folder in made.iterdir() if folder.is_dir())


def linked(block: tuple[int, bytes]) -> Linked:
    """Compares the tellings of one file of blocks."""
    held: dict[str, dict[str, Telling]] = {}
    for line in block[1].splitlines():
        name, _, content = line.partition(b" ")
        telling = _telling(content)
        held.setdefault(name.decode(), {}).setdefault(telling.id, telling)
    links: list[tuple[str, str, float]] = []
    reports: dict[str, str] = {}
    moved: set[str] = set()
    for key, tellings in held.items():
        for a, b in _meeting(key, tellings.values()):
            match = compare(a, b)
            if match is None or match.score < WEAK:
                continue
            links.append((*pair(a.id, b.id), match.score))
            for one in (a, b):
                reports[one.id] = one.source.report
                if one.event.status in MOVED:
                    moved.add(one.id)
    return Linked(tuple(links), reports, frozenset(moved))


def merged(block: tuple[int, bytes]) -> tuple[int, bytes, int]:
    """The rows of the events whose tellings are in one file of groups, by their ids."""
    number, lines = block
    held: dict[str, dict[str, Telling]] = {}
    for line in lines.splitlines():
        name, _, content = line.partition(b" ")
        telling = _telling(content)
        held.setdefault(name.decode(), {}).setdefault(telling.id, telling)
    events = [Merged(tuple(held[name].values())) for name in sorted(held)]
    rows = b"".join(msgspec.json.encode(merged_row(event)) + b"\n" for event in events)
    return number, rows, len(events)


def _groups(tellings: _Tellings, count: int, workers: int | None, engine: Engine) -> dict[str, str]:
    """The group of each telling that is not alone in one."""
    links: dict[Pair, float] = {}
    reports: dict[str, str] = {}
    moved: set[str] = set()
    blocks = _fresh(tellings.parts / BLOCKS)
    with _Files(blocks, count) as files:
        for telling, line in tellings:
            for key in _keys(telling):
                files.put(_place(key, count), key.encode() + b" " + line)
    for found in engines.run(linked, files.read(), workers, engine):
        links |= {(a, b): score for a, b, score in found.links}
        reports |= found.reports
        moved |= found.moved
    shutil.rmtree(blocks, ignore_errors=True)
    strong = [p for p, score in links.items() if score >= THRESHOLD]
    near: dict[str, list[Pair]] = {}
    for one, other in links:
        near.setdefault(one, []).append((one, other))
    group: dict[str, str] = {}
    for component in components({i for p in strong for i in p}, strong):
        inside = set(component)
        mine = {p: links[p] for i in component for p in near.get(i, ()) if p[1] in inside}
        for members in cluster({i: reports[i] for i in component}, mine, moved=moved & inside):
            group |= dict.fromkeys(members, members[0])
    return group


def _keys(telling: Telling) -> Iterator[str]:
    """The blocks that a telling is laid in; none where nothing can be compared with it."""
    days = reach(telling)
    if days is None:
        return
    # A contact is laid with those of each of its sides, too, of which a report may tell alone.
    for a, b in (*pairs(telling), *((side, side) for side in sides(telling))):
        for year in range(days[0].year, days[1].year + 1):
            yield f"{a}.{b}.{family(telling.event.type)}.{year}"


def _meeting(key: str, tellings: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of a block whose days meet, each in one of the blocks only that hold both."""
    spans: list[tuple[date, date, str, Telling]] = []
    for telling in tellings:
        days = reach(telling)
        if days is not None:
            spans.append((*days, telling.id, telling))
    spans.sort(key=lambda s: s[:3])
    open_: list[tuple[date, date, str, Telling]] = []
    for span in spans:
        telling = span[3]
        open_ = [s for s in open_ if s[1] >= span[0]]
        for other in open_:
            shared = _shared(telling, other[3])
            if shared is not None and key == (
                f"{shared[0]}.{shared[1]}.{family(telling.event.type)}.{span[0].year}"
            ):
                yield other[3], telling
        open_.append(span)


def _shared(a: Telling, b: Telling) -> tuple[str, str] | None:
    """The first pair of codes under which both are laid and may be one, None where none is."""
    both = set(pairs(a)) & set(pairs(b))
    if both:
        return min(both)
    for one, other in ((a, b), (b, a)):
        side = lone(one)
        if side is not None and side in sides(other):
            return side, side
    return None


@dataclass(frozen=True, slots=True)
class _Tellings:
    """The tellings of finished parts with the lines that hold them, without those of `repeated`
    reports, each a part and a place in it.
    """

    parts: Path
    numbers: Sequence[int]
    repeated: frozenset[tuple[int, int]]

    def __iter__(self) -> Iterator[tuple[Telling, bytes]]:
        for number in self.numbers:
            with (folder_of(self.parts, number) / f"{TELLINGS}.jsonl").open("rb") as lines:
                for place, (_, _, events) in enumerate(_marks(self.parts, number)):
                    for line in islice(lines, events):
                        if (number, place) not in self.repeated:
                            yield _telling(line), line


def _repeated(parts: Path, numbers: Sequence[int], count: int) -> frozenset[tuple[int, int]]:
    """Reports that a ledger would pass over: of an id that it has, or the same report under another
    id.

    First the names that stand twice are found, in files of some of them each; then the reports that
    have one are gone through in their order.
    """
    seen = _fresh(parts / SEEN)
    with _Files(seen, count) as files:
        for number in numbers:
            for place, (name, mark, _) in enumerate(_marks(parts, number)):
                for key in (f"id {name}", f"mark {mark}"):
                    files.put(_place(key, count), f"{number} {place} {_short(key)}".encode())
    likely: set[tuple[int, int]] = set()
    for _, lines in files.read():
        held: dict[bytes, list[tuple[int, int]]] = {}
        for line in lines.splitlines():
            first, second, known = line.split()
            held.setdefault(known, []).append((int(first), int(second)))
        likely.update(at for found in held.values() if len(found) > 1 for at in found)
    shutil.rmtree(seen, ignore_errors=True)
    names: set[str] = set()
    marks: set[str] = set()
    repeated: set[tuple[int, int]] = set()
    for number in sorted({n for n, _ in likely}):
        for place, (name, mark, _) in enumerate(_marks(parts, number)):
            if (number, place) not in likely:
                continue
            if name in names or mark in marks:
                repeated.add((number, place))
            else:
                names.add(name)
                marks.add(mark)
    return frozenset(repeated)


def _marks(parts: Path, number: int) -> Iterator[tuple[str, str, int]]:
    """Of each report of a part its id, its mark (`parts.MARKS`), and its number of tellings."""
    with (folder_of(parts, number) / f"{MARKS}.jsonl").open("rb") as file:
        for line in file:
            yield msgspec.json.decode(line, type=tuple[str, str, int])


def _place(key: str, count: int) -> int:
    """The file of a key, of so many."""
    return int(_short(key)[:8], 16) % count


def _short(key: str) -> str:
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def _telling(line: bytes) -> Telling:
    source, event = msgspec.json.decode(line, type=tuple[Source, Event])
    return Telling(source, event)


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


class _Files:
    """Files of lines, by number, open together while they are written."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.count = folder, count

    def __enter__(self) -> _Files:
        self._open = ExitStack()
        self._files = [
            self._open.enter_context((self.folder / f"{n}.jsonl").open("wb"))
            for n in range(self.count)
        ]
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def put(self, number: int, line: bytes) -> None:
        self._files[number].write(line if line.endswith(b"\n") else line + b"\n")

    def read(self) -> Iterator[tuple[int, bytes]]:
        """The files, one after the other, as they are asked for; each is gone afterwards."""
        for number in range(self.count):
            path = self.folder / f"{number}.jsonl"
            yield number, path.read_bytes()
            path.unlink()
