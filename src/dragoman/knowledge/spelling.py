"""Spellings of names, made comparable: quotes, accents, articles, initials and styles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache


def key(name: str) -> str:
    """A name as the indices hold it: straight quotes, single spaces, no leading "the"."""
    if "’" in name or "‘" in name or "ʼ" in name or "ʻ" in name:
        for mark in "’‘ʼʻ":
            name = name.replace(mark, "'")
    if "  " in name or "\n" in name or "\u00a0" in name or name[:1] == " " or name[-1:] == " ":
        name = " ".join(name.split())
    return name[4:] if name[:4] in ("the ", "The ") else name


def forms(name: str) -> tuple[str, ...]:
    """How a name of a table, which is clean, stands in the indices."""
    if name.isascii():
        return (name[4:],) if name[:4] in ("the ", "The ") else (name,)
    plain = key(name)
    unmarked = bare(plain)
    return (plain,) if unmarked == plain else (plain, unmarked)


def bare(name: str) -> str:
    """A name without accents and other marks on letters."""
    if name.isascii():
        return name
    for letter, plain in (("ø", "o"), ("Ø", "O"), ("ł", "l"), ("Ł", "L"), ("đ", "d"), ("ı", "i")):
        name = name.replace(letter, plain)
    parts = unicodedata.normalize("NFD", name)
    return "".join([c for c in parts if c < "\u0300" or not unicodedata.combining(c)])


def common(name: str) -> bool:
    """True of "The Times", whose name without its article is any word."""
    return name.startswith("The ") and name.count(" ") == 1


_STYLES = frozenset(
    "mr mrs ms dr sir dame lord prof professor sheikh shaikh prince princess king queen amir emir "
    "haji his her highness royal excellency majesty holiness honourable honorable the hon".split()
)
_JOINING = frozenset(("al", "bin", "bint", "ben", "van", "von", "de", "da"))
_AFTER = frozenset(("jr", "sr", "ii", "iii"))


_SAME = {
    spelt: usual
    for usual, more in {
        "mohammed": "mohamed muhammad mohammad muhammed mohamad",
        "ahmed": "ahmad",
        "hussein": "hussain husain husein",
        "abdullah": "abdallah abdulla",
        "youssef": "yusuf yousef yousuf yusef",
        "abdulrahman": "abdelrahman abdurrahman abdurahman",
        "abdel": "abd abdul",
        "sergei": "sergey",
        "dmitry": "dmitri dmitriy",
        "aleksandr": "alexandr",
        "vasily": "vasiliy vasili",
        "yury": "yuri yuriy",
    }.items()
    for spelt in more.split()
}
"""Given names that are written in several ways in Latin letters, by their usual form."""
_CHANGED = frozenset(("", "the", *_STYLES, *_AFTER, *_SAME))
"""Words that do not stand in a plain name, or not as they are written."""
_SIMPLE = re.compile(r"[A-Za-z ]+\Z")


def _words(name: str) -> tuple[str, ...]:
    if _SIMPLE.match(name):
        return tuple([_SAME.get(w, w) for w in name.lower().split()])
    plain = bare(key(name)).casefold().replace("-", " ").replace(".", " ").replace(",", " ")
    return tuple([_SAME.get(w, w) for w in plain.replace("'", "").split()])


@lru_cache(maxsize=16384)
def plain_name(name: str) -> str:
    """A person's name for comparison: no accents, styles, initials between names, or "Jr."."""
    told = _words(name)
    if len(told) == 2 and told[0] not in _STYLES and _AFTER.isdisjoint(told):
        return f"{told[0]} {told[1]}"  # as most are
    words = [w for w in told if w not in _AFTER]
    while len(words) > 1 and words[0] in _STYLES:
        del words[0]
    kept = [w for i, w in enumerate(words) if len(w) > 1 or i in (0, len(words) - 1)]
    return " ".join(kept)


def spellings(name: str) -> tuple[str, ...]:
    """The ways a person's name is looked up: in full, first with last, with "al" left off."""
    return shortened(plain_name(name))


def shortened(full: str) -> tuple[str, ...]:
    """`spellings` of a name as `plain_name` has it."""
    if full.count(" ") < 2:
        return (full,)
    words = full.split()
    found = [full]
    if _JOINING.isdisjoint(words):
        found += (f"{words[0]} {words[-1]}", f"{words[-2]} {words[-1]}")
    without = [w for w in words if w not in ("al", "el", "bin")]
    if len(without) > 1:
        found.append(" ".join(without))
    return tuple(found)


def plain_names(names: Sequence[str]) -> list[str]:
    """`plain_name` of each of many names, which are clean: marks are taken off all in one go."""
    text = "\n".join([name if name.isascii() else bare(key(name)) for name in names])
    lines = text.casefold().replace("-", " ").replace("'", "").split("\n")
    if len(lines) != len(names):  # a name of several lines
        return [plain_name(name) for name in names]
    found = []
    for name, line in zip(names, lines, strict=True):
        words = line.split(" ")
        changed = not _CHANGED.isdisjoint(words) or "." in line or "," in line
        if changed or (len(words) > 2 and 1 in map(len, words[1:-1])):
            found.append(plain_name(name))
        else:
            found.append(line)  # as most are
    return found


@lru_cache(maxsize=16384)
def opening(name: str) -> tuple[str, bool]:
    """The letters and digits that a name begins with, without marks or capitals, by which names
    that begin alike are found; and whether that is all of it.
    """
    if not (name.isascii() and name.isalnum()):
        name = bare(key(name))
        for i, letter in enumerate(name):
            if not letter.isalnum():
                return name[:i].lower(), False
    return name.lower(), True


@lru_cache(maxsize=16384)
def opening_name(word: str) -> str | None:
    """The first word of `plain_name` of all names that begin with a word; None where that depends
    on the next, as after "Dr".
    """
    words = _words(word)
    return None if not words or words[0] in _STYLES or words[0] in _AFTER else words[0]
