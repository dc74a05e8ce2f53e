"""The lexicon: which predicate names what type of event, and which relation of the tree holds whom.

Entries are rows of tab-separated files, a file a type; a row may name several predicates that
behave alike. A user's own file (argument, or the variable DRAGOMAN_LEXICON; several joined by the
path separator) is read before the package's, and its rows win. Every row is checked when it is
read.

A predicate is written as its head with what must stand by it: `call [on]` is the verb with that
preposition, `raise [concern]` the verb with that object, `call [for ceasefire]` with that word
under that preposition (or, without a preposition, as a complement: `refuse [meet]`), `shoot down`
the verb with that particle, `phone call` the noun with that modifier, `war of aggression` the noun
with that complement. `@stop [@goods]` stands for every word of the classes `stop` and `goods` of
`classes.tsv` in that place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.codes import EventType, is_mode
from dragoman.errors import SettingsError

VARIABLE = "DRAGOMAN_LEXICON"
"""Names a user's own files of entries."""

FOLDER = Path(__file__).parent / "english" / "lexicon" / "events"
COLUMNS = ("predicate", "pos", "type", "mode", "role", "if", "flags", "sure", "note")
ROLE_COLUMNS = ("role", "kind", "actor", "recipient", "topic")
CLASS_COLUMNS = ("class", "words")
BESIDE = frozenset({"roles.tsv", "classes.tsv"})
"""Tables of the folder that hold no entries."""
KINDS = frozenset({"directed", "reciprocal", "visit", "joint"})
PREPOSITIONS = frozenset(
    "about above across after against alongside along amid among around as at before behind "
    "below between beyond by "
    "concerning despite during for from in inside into near of off on onto over past "
    "regarding since through "
    "throughout to toward towards under until upon via with within without".split()
)
PLAIN_CONDITIONS = frozenset(
    "obj xcomp ccomp recipient actor states person event plural passive negated future armed "
    "protester government organisation "
    "joint light today predicate must will hostile unless vengeful never".split()
)
FLAGS = frozenset(
    "embeds implicit plural durative background summit vague denies detail middle roll".split()
)
SURE = ("a", "b", "c")
POS = ("verb", "noun", "adj")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the tree: a relation, with the prepositions it may have.

    `direct` takes no owner for what stands there; `outside` leaves out the word in the brackets.
    """

    relation: str
    cases: tuple[str, ...] = ()
    direct: bool = False
    outside: bool = False


Slots = tuple[tuple[Slot, ...], ...]
"""Alternatives in the order they are tried; the slots of one are taken together."""


@dataclass(frozen=True, slots=True)
class Role:
    """Where the sides of a predicate stand. `kind` is directed, reciprocal, visit or joint."""

    name: str
    kind: str
    actor: Slots
    recipient: Slots
    topic: Slots


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for an entry: a name, the words it asks for, and whether it must not hold."""

    name: str
    words: frozenset[str] = frozenset()
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One predicate of the lexicon. `type` is None for a predicate that names no event.

    `words` are particles and modifiers by the head; `inner` the lemma, `case` the preposition
    and `inner_words` the modifiers of what stands in brackets.
    """

    name: str
    pos: str
    head: str
    words: tuple[str, ...]
    case: str | None
    inner: str | None
    inner_words: tuple[str, ...]
    type: EventType | None
    mode: str | None
    role: Role | None
    conditions: tuple[Condition, ...]
    flags: frozenset[str]
    sure: str
    order: int

    @property
    def weight(self) -> int:
        """How much the entry asks for: the more, the sooner it is tried."""
        return (
            8 * (self.inner is not None)
            + 4 * (self.case is not None)
            + 4 * len(self.words)
            + 2 * len(self.inner_words)
            + min(len(self.conditions), 3)
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, to be looked up by the lemma of a head."""

    entries: tuple[Entry, ...]
    index: dict[tuple[str, str], tuple[Entry, ...]]

    def of(self, pos: str, lemma: str) -> tuple[Entry, ...]:
        """The entries of a head word, the most particular first."""
        return self.index.get((pos, lemma), ())


def load(path: str | None = None) -> Lexicon:
    """The package's lexicon, with a user's own rows before it.

    Args:
    path: Files of entries, joined by the path separator; by default what DRAGOMAN_LEXICON names.

    Raises:
    SettingsError: a file is missing or a row breaks a rule; the message names file and line.
    """
    return _load(path if path is not None else os.environ.get(VARIABLE, ""))


@cache
def _load(extra: str) -> Lexicon:
    roles = read_roles(FOLDER / "roles.tsv")
    entries: list[Entry] = []
    for name in filter(None, extra.split(os.pathsep)):
        entries += read_entries(Path(name), roles, len(entries))
    for path in sorted(FOLDER.glob("*.tsv")):
        if path.name not in BESIDE:
            entries += read_entries(path, roles, len(entries))
    index: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        index.setdefault((entry.pos, entry.head), []).append(entry)
    return Lexicon(
        tuple(entries),
        {k: tuple(sorted(v, key=lambda e: (-e.weight, e.order))) for k, v in index.items()},
    )


def rows_of(path: Path) -> list[tuple[int, str]]:
    """The rows of a table with the numbers of their lines: without comments, empty lines and the
    row of headings.
    """
    lines = enumerate(path.read_text("utf-8").splitlines(), 1)
    return [(n, x) for n, x in lines if x and not x.startswith("#")][1:]


def _rows(path: Path, columns: tuple[str, ...]) -> Iterable[tuple[int, dict[str, str]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path}: the lexicon cannot be read ({error}); check {VARIABLE}"
        ) from error
    seen_head = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not seen_head:
            if tuple(c.strip() for c in cells) != columns:
                raise SettingsError(f"{path}:{number}: the columns must be {', '.join(columns)}")
            seen_head = True
            continue
        if len(cells) > len(columns):
            raise SettingsError(
                f"{path}:{number}: {len(cells)} cells, but there are {len(columns)} columns"
            )
        cells += [""] * (len(columns) - len(cells))
        yield number, {c: v.strip() for c, v in zip(columns, cells, strict=True)}


def read_roles(path: Path) -> dict[str, Role]:
    """The table of roles, by name.

    Raises:
        SettingsError: a row breaks a rule.
    """
    found = {}
    for number, row in _rows(path, ROLE_COLUMNS):
        if row["kind"] not in KINDS:
            raise SettingsError(
                f"{path}:{number}: kind {row['kind']!r} is none of {', '.join(sorted(KINDS))}"
            )
        noun = row["role"].startswith("n_")
        found[row["role"]] = Role(
            row["role"],
            row["kind"],
            *(_slots(row[c], noun) for c in ("actor", "recipient", "topic")),
        )
    return found


@cache
def read_classes(path: Path) -> dict[str, tuple[str, ...]]:
    """The classes of words, by name.

    Raises:
        SettingsError: a class is there twice or has no words.
    """
    found: dict[str, tuple[str, ...]] = {}
    for number, row in _rows(path, CLASS_COLUMNS):
        words = tuple(filter(None, (w.strip() for w in row["words"].split(","))))
        if row["class"] in found or not words:
            raise SettingsError(f"{path}:{number}: class {row['class']!r} is empty or there twice")
        found[row["class"]] = words
    return found


def _spelt_out(predicate: str, here: str) -> Iterable[str]:
    """The predicate with each word of the classes that it names."""
    before, mark, after = predicate.partition("@")
    if not mark:
        yield predicate
        return
    name = after.split("]")[0].split()[0] if after.split("]")[0].strip() else ""
    words = read_classes(FOLDER / "classes.tsv").get(name)
    if words is None:
        raise SettingsError(f"{here}: {name!r} is no class of classes.tsv")
    for word in words:
        yield from _spelt_out(before + word + after[len(name) :], here)


def _slots(cell: str, noun: bool) -> Slots:
    if cell in {"", "-"}:
        return ()
    alternatives: list[list[Slot]] = []
    joined = False
    for word in cell.split():
        if word == "+":
            joined = True
            continue
        slot = _slot(word, noun)
        if joined and alternatives:
            alternatives[-1].append(slot)
        else:
            alternatives.append([slot])
        joined = False
    return tuple(tuple(a) for a in alternatives)


def _slot(word: str, noun: bool) -> Slot:
    direct, outside = word.endswith("!"), word.endswith("?")
    word = word.rstrip("!?")
    relation, _, inside = word.partition("(")
    cases = tuple(c for c in inside.rstrip(")").split("|") if c)
    if noun and relation not in {"poss", "mod", "doing"}:
        return Slot("nmod", (relation,), direct, outside)
    return Slot(relation, cases, direct, outside)


def read_entries(path: Path, roles: dict[str, Role], first: int = 0) -> list[Entry]:
    """The entries of one file, in order.

    Raises:
        SettingsError: a row breaks a rule; the message names the line and the rule.
    """
    found: list[Entry] = []
    for number, row in _rows(path, COLUMNS):
        here = f"{path}:{number}"
        if row["pos"] not in POS:
            raise SettingsError(f"{here}: pos {row['pos']!r} is none of {', '.join(POS)}")
        kind = None if row["type"] == "-" else _type(row["type"], here)
        mode = row["mode"] or None
        if mode is not None and (kind is None or not is_mode(kind, mode)):
            raise SettingsError(f"{here}: {mode!r} is no mode of {row['type']}")
        if kind is not None and row["role"] not in roles:
            raise SettingsError(f"{here}: role {row['role']!r} is not in roles.tsv")
        if kind is not None and row["sure"] not in SURE:
            raise SettingsError(f"{here}: sure {row['sure']!r} is none of {', '.join(SURE)}")
        flags = frozenset(row["flags"].split())
        if flags - FLAGS:
            raise SettingsError(
                f"{here}: flag {min(flags - FLAGS)!r} is none of {', '.join(sorted(FLAGS))}"
            )
        conditions = tuple(_condition(c, here) for c in row["if"].split())
        if any(c.name == "never" for c in conditions):
            continue
        listed = filter(None, (p.strip() for p in row["predicate"].split(",")))
        for predicate in (p for given in listed for p in _spelt_out(given, here)):
            head, words, case, inner, inner_words = _parsed(predicate, row["pos"], here)
            found.append(
                Entry(
                    predicate, row["pos"], head, words, case, inner, inner_words, kind, mode,
                    roles.get(row["role"]), conditions, flags, row["sure"] or "a",
                    first + len(found),
                )
            )  # fmt: skip
    return found


def _type(name: str, here: str) -> EventType:
    try:
        return EventType(name)
    except ValueError:
        raise SettingsError(f"{here}: {name!r} is no PLOVER type (or - for no event)") from None


def _condition(text: str, here: str) -> Condition:
    wanted = not text.startswith("-")
    text = text.lstrip("-")
    if text.startswith("obl(") and text.endswith(")"):
        return Condition("obl", frozenset(text[4:-1].split("|")), wanted)
    name, equals, words = text.partition("=")
    if equals and name in {"obj", "of", "mod", "subj", "to", "near"}:
        return Condition(name, frozenset(words.split("|")), wanted)
    if not equals and name in PLAIN_CONDITIONS:
        return Condition(name, frozenset(), wanted)
    raise SettingsError(f"{here}: {text!r} is no condition that the lexicon knows")


def _parsed(
    predicate: str, pos: str, here: str
) -> tuple[str, tuple[str, ...], str | None, str | None, tuple[str, ...]]:
    outer, bracket, inside = predicate.partition("[")
    words = outer.split()
    if not words or (bracket and not inside.endswith("]")):
        raise SettingsError(
            f"{here}: {predicate!r} cannot be read; write a head, then [what stands by it]"
        )
    case: str | None = None
    inner: str | None = None
    inner_words: tuple[str, ...] = ()
    if bracket:
        within = inside[:-1].split()
        if not within:
            raise SettingsError(f"{here}: the brackets of {predicate!r} are empty")
        if within[0] in PREPOSITIONS:
            case, within = within[0], within[1:]
        if within:
            inner, inner_words = within[-1], tuple(within[:-1])
    if pos == "noun" and not bracket:
        for place, word in enumerate(words[1:], 1):
            if word in PREPOSITIONS:
                return (
                    words[place - 1],
                    tuple(words[: place - 1]),
                    word,
                    words[-1],
                    tuple(words[place + 1 : -1]),
                )
        return words[-1], tuple(words[:-1]), None, None, ()
    return words[0], tuple(words[1:]), case, inner, inner_words
