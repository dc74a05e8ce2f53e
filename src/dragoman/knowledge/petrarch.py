"""UD-PETRARCH's dictionaries of actors and agents, read into our own rows.

An actor line is `NAME_OF_ACTOR [CODE]`, with synonyms below it that begin with `+`; an agent line
is `AGENT {PLURAL} [~CODE]`, with substitution markers such as `!PERSON!`. The first three letters
of a code are the state, the next three the sector; dates inside brackets bound a code in time and
the last open one is taken. Source: the PETRARCH2 manual's description of both formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from dragoman.codes import Sector
from dragoman.errors import ModelError
from dragoman.knowledge.organisations import Body, Organisation

_CODE = re.compile(r"\[([^\]]*)\]")
_MARK = re.compile(r"!\w+!")
_SECTORS = {str(s) for s in Sector} | {"UAF", "INS", "SEP", "ELI"}
_FOLD = {"UAF": "REB", "INS": "REB", "SEP": "REB", "ELI": "GOV"}
_SMALL = frozenset("of the and for in on to de la".split())
_COMMENT = re.compile(r"<!--.*?-->", re.S)


def actors(path: Path) -> Iterator[Organisation]:
    """The actors of a dictionary, synonyms as aliases.

    Raises:
        ModelError: the file cannot be read, or a line has no code.
    """
    name: str | None = None
    code = ""
    aliases: list[str] = []
    for number, line in _lines(path):
        if line.startswith("+"):
            aliases.append(_words(line[1:].partition("[")[0]))
            continue
        if line.startswith("["):
            code = code or _last(line)
            continue
        if name is not None:
            yield _actor(name, code, aliases)
        name, aliases = _words(line.partition("[")[0]), []
        code = _last(line)
        if not name:
            raise ModelError(
                f"{path.name}, line {number}: no name before the code; write NAME [CODE]"
            )
    if name is not None:
        yield _actor(name, code, aliases)


def agents(path: Path) -> Iterator[Body]:
    """The agents of a dictionary, singular and plural, markers written out.

    Raises:
        ModelError: the file cannot be read, or a line has no code.
    """
    marks: dict[str, list[str]] = {}
    for number, line in _lines(path):
        if line.startswith("!") and "=" in line:
            mark, _, words = line.partition("=")
            marks[mark.strip()] = [w.strip() for w in words.split(",") if w.strip()]
            continue
        code = _last(line).lstrip("~")
        if not code:
            raise ModelError(
                f"{path.name}, line {number}: no code in brackets; write AGENT {{PLURAL}} [~CODE]"
            )
        singular, _, rest = line.partition("[")[0].partition("{")
        plural = rest.partition("}")[0]
        for form in filter(None, (singular.strip(), plural.strip())):
            for words in _written_out(form, marks):
                yield Body(_words(words).casefold(), _sector(code) or "CVL", None, "people")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(
            f"{path}: the dictionary cannot be read ({error}); it must be UTF-8 text"
        ) from error
    text = _COMMENT.sub(lambda m: "\n" * m.group().count("\n"), text)
    for number, line in enumerate(text.split("\n"), 1):
        kept = line.partition("#")[0].partition(";")[0].strip()
        if kept:
            yield number, kept


def _last(line: str) -> str:
    codes = [c.strip().split(" ")[0] for c in _CODE.findall(line)]
    return codes[-1].upper() if codes and codes[-1] != "---" else ""


def _words(name: str) -> str:
    return " ".join(name.replace("_", " ").split())


def _written_out(form: str, marks: dict[str, list[str]]) -> Iterator[str]:
    found = _MARK.findall(form)
    for chosen in product(*(marks.get(m, [""]) for m in found)):
        words = form
        for mark, word in zip(found, chosen, strict=True):
            words = words.replace(mark, word, 1)
        yield words


def _sector(code: str) -> str:
    parts = [code[i : i + 3] for i in range(0, len(code), 3)]
    found = next((p for p in parts if p in _SECTORS), "")
    return _FOLD.get(found, found)


def _as_titled(name: str) -> str:
    """A name in capitals as a text writes it: "Prince of Dol Amroth"."""
    first, *rest = name.title().split() or [""]
    return " ".join([first, *(w.lower() if w.lower() in _SMALL else w for w in rest)])


def _actor(name: str, code: str, aliases: list[str]) -> Organisation:
    written = [w for n in (name, *aliases) for w in (n, n.title(), _as_titled(n))]
    spelt = dict.fromkeys(written)
    return Organisation(code[:3] or None, name, _sector(code[3:]) or "GOV", tuple(spelt)[1:], ())
