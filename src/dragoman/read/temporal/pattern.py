"""Patterns over classes of words, and the rules that say what they mean.

`@rule("month:MONTHS DOT? day:DAY COMMA? year:YEAR")` registers a function under a pattern. A term
is a class of `words.toml`, or several with `/` between, or one of the shorthands below; `name:`
before it makes its word reachable in the match; `( … )`, `?`, `+`, `*` and `|` mean what they mean
in regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.read.temporal.words import Words, table

if TYPE_CHECKING:
    from dragoman.read.temporal.anchor import Anchor

_SHORT = {
    "MONTHS": "MONTH/MON",
    "DAY": "N12/N24/N31",
    "HOUR": "N12/N24",
    "DAYS": "N12/N24/N31/ORD",
    "TWODIGITS": "N12/N24/N31/N59/N99",
    "DIGITS": "N12/N24/N31/N59/N99/YEAR/MANY/DEC",
    "WORDNUMBER": "ONES/TEENS/TENS/HUNDRED/THOUSAND",
    "TO": "HYPHEN/DASH/RANGE/UNTIL",
    "JOIN": "HYPHEN/DASH",
    "MARKS": "HYPHEN/DASH",
}
# A number of things: "24", "5 1/2", "twenty-four", "a hundred", "two and a half", "half a".
_COUNT = (
    "( DIGITS FRACTION? | FRACTION | A? WORDNUMBER ( HYPHEN? WORDNUMBER )* ( AND A HALF )?"
    " | HALF A )"
)
_TERM = re.compile(r"(?:([a-z]\w*):)?([A-Z][A-Z0-9]*(?:/[A-Z][A-Z0-9]*)*)")


def compile_pattern(source: str) -> re.Pattern[str]:
    """The regular expression over classes that a pattern stands for.

    Raises:
        KeyError: it names a class that no table has.
    """
    codes = table().codes

    def term(found: re.Match[str]) -> str:
        name, classes = found[1], found[2]
        if classes == "COUNT":
            inner = re.sub(r"\((?!\?)", "(?:", _TERM.sub(term, _COUNT))
        else:
            names = [n for part in classes.split("/") for n in _SHORT.get(part, part).split("/")]
            inner = "[" + "".join(codes[n] for n in names) + "]"
        return f"(?P<{name}>{inner})" if name else f"(?:{inner})"

    plain = re.sub(r"\((?!\?)", "(?:", source)
    return re.compile(_TERM.sub(term, plain).replace(" ", ""))


@dataclass(frozen=True, slots=True)
class Found:
    """What a temporal expression says: TIMEX3 type and value, and EDTF where the value is not it.

    `first` and `last` bound it in words of the text (last exclusive) where it is not the whole
    match. `vague` is true where it neither fixes nor moves what later expressions refer to,
    `compared` of what figures are only set beside ("a year earlier"). A Found with an empty value
    takes its words and is no time (an age).
    """

    type: str
    value: str
    edtf: str | None = ""
    first: int = -1
    last: int = -1
    vague: bool = False
    compared: bool = False


Outcome = Found | Iterable[Found] | None


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's pattern found in words `first` up to, not with, `last`."""

    words: Words
    rule: Rule
    groups: re.Match[str]

    @property
    def first(self) -> int:
        """The first word."""
        return self.groups.start()

    @property
    def last(self) -> int:
        """The word after the last."""
        return self.groups.end()

    @property
    def start(self) -> int:
        """The first character in the text."""
        return self.words.starts[self.groups.start()]

    @property
    def end(self) -> int:
        """The character after the last."""
        return self.words.ends[self.groups.end() - 1]

    def has(self, name: str) -> bool:
        """True where the named part is there."""
        return name in self.groups.re.groupindex and self.groups[name] is not None

    def at(self, name: str) -> int:
        """The word that the named part begins with, -1 where it is not there."""
        return self.groups.start(name) if self.has(name) else -1

    def value(self, name: str) -> Any:
        """What the first word of the named part stands for, None where it is not there."""
        i = self.at(name)
        return None if i < 0 else self.words.values[i]

    def word(self, name: str) -> str:
        """The first word of the named part as written, empty where it is not there."""
        i = self.at(name)
        return "" if i < 0 else self.words.word(i)

    def before(self, back: int = 1) -> str:
        """The word `back` words before the match, in lower case; empty at the start of the text."""
        i = self.first - back
        return self.words.word(i).lower() if i >= 0 else ""

    def after(self, ahead: int = 0) -> str:
        """The word after the match, in lower case; empty at the end of the text."""
        i = self.last + ahead
        return self.words.word(i).lower() if i < len(self.words.starts) else ""

    def count(self, name: str) -> float | None:
        """The number that the named part says, None where it is no number."""
        if not self.has(name):
            return None
        words, values = self.words, self.words.values
        total, group = 0.0, 0.0
        codes = table().codes
        for i in range(*self.groups.span(name)):
            value, code = values[i], words.classes[i]
            if code == codes["FRACTION"]:
                top, _, below = str(value).partition("/")
                parts = {"½": 0.5, "¼": 0.25, "¾": 0.75}
                group += parts[top] if top in parts else int(top) / max(int(below), 1)
            elif code == codes["HALF"]:
                group += 0.5
            elif code in (codes["HUNDRED"], codes["THOUSAND"]):
                group = max(group, 1) * value
                if code == codes["THOUSAND"]:
                    total, group = total + group, 0.0
            elif isinstance(value, (int, float)) and code not in (codes["A"], codes["AND"]):
                group += value
            elif value is None and code in (codes["MANY"], codes["DEC"]):
                return None
        return total + group


Meaning = Callable[[Match, "Anchor"], Outcome]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means. Of two matches of one length the later rule's wins."""

    order: int
    name: str
    pattern: re.Pattern[str]
    meaning: Meaning


RULES: list[Rule] = []


def rule(*patterns: str) -> Callable[[Meaning], Meaning]:
    """Registers a function as the meaning of patterns."""

    def register(meaning: Meaning) -> Meaning:
        for source in patterns:
            name = getattr(meaning, "__name__", "rule")
            RULES.append(Rule(len(RULES), name, compile_pattern(source), meaning))
        return meaning

    return register


def clusters(words: Words) -> Iterator[list[Match]]:
    """The matches of all rules, in stretches of the text that overlap, each longest first.

    Whoever reads them takes the first that means something, and the next that does not overlap it.
    """
    found: list[Match] = []
    for each in RULES:
        found.extend(Match(words, each, g) for g in each.pattern.finditer(words.classes))
    found.sort(key=lambda m: m.first)
    cluster: list[Match] = []
    last = -1
    for match in found:
        if cluster and match.first >= last:
            yield sorted(cluster, key=_longest_first)
            cluster = []
        cluster.append(match)
        last = max(last, match.last)
    if cluster:
        yield sorted(cluster, key=_longest_first)


def _longest_first(match: Match) -> tuple[int, int]:
    return match.first - match.last, -match.rule.order
