"""Raw text into words as Universal Dependencies' English treebanks cut them, with their offsets.

One regular expression walks the text from left to right and names every stretch that is no white
space: addresses, abbreviations, figures, words, signs. Hyphens are cut ("two-day" is three words)
save after a few prefixes, clitics are cut off ("do|n't", "India|'s"). Where sentences begin is the
encoder's business; this module says only where one must begin (a new block of lines, a bullet), and
where one may well begin, so that long texts can be cut into windows there. What belongs to English
and not to the method is in `english/splitting.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from dragoman.language.which import FUNCTION_WORDS

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.int8]

NEVER, MAY, MUST = -1, 1, 2
"""Grades of `Words.breaks`: no sentence begins here, one may well, one must. 0 leaves it to the
encoder.
"""

_MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83\u0abc-\u0acd\u0b82\u0bbe-\u0bcd"
    "\u0c00-\u0c03\u0c3e-\u0c4d\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0"
)
_LETTER = rf"(?:[^\W\d_][{_MARK}]*)"
_APOSTROPHE = "['’]"
_TERMINAL = frozenset(".!?…")
_CLOSING = frozenset("\"”’')]»›")
_OPENING = frozenset("\"“‘'([«‹„")
_QUOTES = frozenset({'"', "”", "’", "'", "''", "’’"})
_BULLETS = frozenset("•◦▪‣●○■□*·►▶")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: `forms[i]` is `text[starts[i]:ends[i]]`.

    `gaps` says what stands before a word: 0 nothing, 1 white space, 2 a line break that ends a
    block. `breaks` is 0, `NEVER`, `MAY` or `MUST`; `may` is true where the signs alone let a
    sentence begin. `paragraphs` counts the blocks of the text.
    """

    text: str
    forms: list[str]
    starts: Ints
    ends: Ints
    gaps: Bytes
    breaks: Bytes
    may: npt.NDArray[np.bool_]
    paragraphs: Ints

    def __len__(self) -> int:
        return len(self.forms)


@dataclass(frozen=True, slots=True)
class _English:
    pattern: re.Pattern[str]
    titles: frozenset[str]
    others: frozenset[str]
    fused: dict[str, tuple[str, str]]


@cache
def _english() -> _English:
    table = tomllib.loads(
        files("dragoman.language").joinpath("english/splitting.toml").read_text("utf-8")
    )
    abbreviations = table["abbreviations"]
    kept = [*abbreviations["title"], *abbreviations["other"]]
    forms = sorted({form for word in kept for form in (word, word.upper())}, key=len, reverse=True)
    numbered = "|".join(map(re.escape, abbreviations["numbered"]))
    prefixes = "|".join(map(re.escape, table["hyphens"]["prefixes"]))
    suffixes = "|".join(map(re.escape, table["hyphens"]["suffixes"]))
    pattern = re.compile(
        "|".join(
            (
                r"(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]",
                r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}",
                r"(?<!\w)[:;=]['-]?[()DP](?!\w)",
                r"(?<!\w)(?:[^\W\d_]\.){2,}",
                r"(?<!\w)(?:[A-Z]\.)+[A-Z](?![\w.])",
                r"(?<!\w)Ph\.D\.|(?<!\w)M\.Sc\.",
                rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})\.(?![\w.])",
                rf"(?<!\w)(?:{numbered})\.(?=\s?\d)",
                r"(?<![\w.])[A-Z\u00c0-\u00de\u0410-\u042f]\.(?=\s[^\W\d_a-z])",
                r"\d{3}-\d{3}-\d{4}(?!\w)|\d{3}-\d{4}(?![\w-])|(?<!\w)[A-Z]{1,3}&[A-Z]{1,3}(?!\w)",
                r"(?:\d+(?:[.,:/]\d+)*|(?<!\w)\.\d+)(?:(?:st|nd|rd|th|ST|ND|RD|TH)(?![^\W\d_])"
                rf"|(?<=0){_APOSTROPHE}?s(?!\w)|s(?!\w))?",
                rf"(?i:(?<![\w-])(?:{prefixes})-(?:{_LETTER}|\d)+)(?!{_APOSTROPHE}?\w)",
                rf"(?i:(?<![\w-]){_LETTER}+-(?:{suffixes}))(?!\w)",
                r"(?i:[a-z][a-z-]{0,62}(?:\.[a-z-]{1,63}){0,4}\.(?:com|org|net|gov|edu|int|info|co\.[a-z]{2}))"
                r"(?![\w-])",
                r"(?<![\w-])[A-Za-z]{1,2}-(?=\s)|\[\.{3}\]",
                rf"{_LETTER}+(?:[0-9]+{_LETTER}*)*(?:{_APOSTROPHE}{_LETTER}+)*",
                rf"{_APOSTROPHE}(?i:s|m|re|ve|ll|d)(?!\w)",
                r"\.{2,}|([!?])[!?]*|''|``|’’|‘’",
                r"([-*=_~#+|<>—])\2*",
                r"\S",
            )
        )
    )
    fused = {word: (parts[0], parts[1]) for word, parts in table["fused"].items()}
    return _English(
        pattern, frozenset(abbreviations["title"]), frozenset(abbreviations["other"]), fused
    )


_CLITIC = re.compile(rf"(?i)(n{_APOSTROPHE}t|{_APOSTROPHE}(?:s|m|re|ve|ll|d))$")


def split(text: str) -> Words:
    """Cut `text` into words. Every character that is no white space is in exactly one word.

    Args:
        text: Any text, in any script.

    Returns:
        The words, with offsets in code points of `text`.
    """
    english = _english()
    fused = english.fused
    starts: list[int] = []
    ends: list[int] = []
    add_start, add_end = starts.append, ends.append
    for match in english.pattern.finditer(text):
        start, end = match.span()
        if end - start > 2:
            form = match[0]
            if "'" in form or "’" in form:
                clitic = _CLITIC.search(form)
                if clitic and clitic.start() > 0 and not form[0].isdigit():
                    middle = start + clitic.start()
                    add_start(start)
                    add_end(middle)
                    start = middle
            else:
                parts = fused.get(form.lower())
                if parts is not None:
                    middle = start + len(parts[0])
                    add_start(start)
                    add_end(middle)
                    start = middle
        add_start(start)
        add_end(end)
    return _lay_out(text, starts, ends, english)


def _lay_out(text: str, starts: list[int], ends: list[int], english: _English) -> Words:
    """Say what stands before each word, and where sentences must or may begin."""
    forms = [text[s:e] for s, e in zip(starts, ends, strict=True)]
    n = len(forms)
    gaps, breaks = np.zeros(n, np.int8), np.zeros(n, np.int8)
    first = np.array(starts, np.int32)
    last = np.array(ends, np.int32)
    gaps[1:] = first[1:] > last[:-1]
    if n:
        breaks[0], gaps[0] = MUST, 2
    blocks = _blocks(text)
    if len(blocks):
        begins = np.unique(np.searchsorted(first, blocks))
        begins = begins[begins < n]
        gaps[begins] = 2
        breaks[begins] = MUST
    for begin, end in _datelines(text, [0, *blocks]):
        inside = slice(*np.searchsorted(first, (begin, end)).tolist())
        breaks[inside] = NEVER
        breaks[inside.start] = MUST
        if inside.stop < n:
            breaks[inside.stop] = MUST
    paragraphs = np.maximum(np.cumsum(gaps == 2) - 1, 0).astype(np.int32)
    may = may_begin(forms, gaps)
    breaks = np.where(breaks == 0, may, breaks).astype(np.int8)
    breaks[(breaks == 0) & _runs_on(forms, paragraphs)] = NEVER
    return Words(text, forms, first, last, gaps, breaks, may > 0, paragraphs)


def _runs_on(forms: Sequence[str], paragraphs: Ints) -> npt.NDArray[np.bool_]:
    """True for a word in small letters behind another ("denies | involvement") in a paragraph that
    is written with care: it begins with no small letter and ends with a full stop.
    """
    found = np.zeros(len(forms), np.bool_)
    edges = [*np.flatnonzero(np.diff(paragraphs, prepend=-1)).tolist(), len(forms)]
    for first, after in pairwise(edges):
        last = after - 1
        while last > first and forms[last][0] in _CLOSING:
            last -= 1
        if forms[first][0].islower() or forms[last][-1] not in _TERMINAL:
            continue
        small = [f[0].islower() for f in forms[first:after]]
        ends = [f[-1] in _TERMINAL for f in forms[first:after]]
        if any(e and s for e, s in zip(ends, small[1:], strict=False)):
            continue
        for i in range(first + 1, after):
            found[i] = small[i - first] and forms[i - 1][-1].isalpha()
    return found


_UPPER = r"[^\W\d_a-z][^\W\d_a-z.'’-]+"
_TITLE = r"[^\W\d_a-z][^\W\d_]+"
_AGENCY = r"\([^()\n]{2,40}\)|/[^/\n]{2,40}/"
_WHEN = r"(?:, [^\n()/–—]{1,40}?)?"
_DATELINE = re.compile(
    r"\s*(?:"
    rf"{_UPPER}(?:[ /,]+{_UPPER}){{0,4}}{_WHEN}(?:[ .]*(?:{_AGENCY}))?\s*"
    r"(?:[–—:]|--?(?=\s)|(?<=/)\.)"
    rf"|{_TITLE}(?: {_TITLE}){{0,2}}{_WHEN}\s*(?:{_AGENCY})\s*(?:[–—:]|--?(?=\s))"
    rf"|{_TITLE}(?: {_TITLE}){{0,2}}:"
    r")\s+(?=[\"“‘']?[^\W\d_a-z])"
)
"""Place, date and agency before a report's first sentence: "OSLO, Jan 15 (NTB) –"."""


def _datelines(text: str, blocks: Sequence[int]) -> list[tuple[int, int]]:
    """The characters of a dateline that begins one of the first blocks, after a title perhaps."""
    matches = (_DATELINE.match(text, begin) for begin in blocks[:3])
    return [match.span() for match in matches if match][:1]


def _in_a_name(forms: Sequence[str], i: int) -> bool:
    """True where no sentence begins after word `i` of a line: after an initial inside a name, and
    between the capitalised words of a long title and of a name with no sign between them.
    """
    form, after = forms[i], forms[i + 1]
    if i == 0 or not _NAME.match(after) or after.lower() in FUNCTION_WORDS:
        return False
    before = forms[i - 1]
    if _INITIAL.match(form):
        return bool(_NAME.match(before))
    return bool(_NAME.match(form)) and (bool(_NAME.match(before)) or before in ("and", "for", "of"))


def may_begin(forms: Sequence[str], gaps: Bytes) -> Bytes:
    """`MAY` for each word that the signs before it let begin a sentence: after a full stop that is
    not an abbreviation's, before a capital, a figure or an opening quotation mark; and bullets.
    0 for the others.
    """
    titles = _english().titles
    n = len(forms)
    spaced = gaps.tolist()
    found = np.zeros(n, np.int8)
    for i, form in enumerate(forms):
        if form == "," and i + 2 < n and not spaced[i + 1] and forms[i + 1] in _QUOTES:
            # What stands between quotation and cue: "We agreed," he said.
            found[i + 2] = NEVER
        if i + 1 < n and spaced[i + 1] == 1 and _in_a_name(forms, i):
            # "Under Secretary for Political Affairs Victoria Nuland", "Antony J. Blinken"
            found[i + 1] = NEVER
            continue
        if form in _BULLETS and spaced[i]:
            found[i] = MAY
        if form[-1] in _TERMINAL and i + 1 < n:
            if len(form) > 1 and form[-2] not in _TERMINAL and form[:-1] in titles:
                continue
            after = i + 1
            while after < n and not spaced[after] and forms[after][0] in _CLOSING:
                after += 1
            if after < n and spaced[after]:
                letter = forms[after][0]
                if letter.isupper() or letter in _OPENING or letter.isdigit():
                    found[after] = MAY
    return found


_NAME = re.compile(r"[^\W\d_a-z]\w*[a-z]\w*(?:[-'’]\w+)*$")
_INITIAL = re.compile(r"[A-Z]\.$")
_LINE_BREAK = re.compile(r"[^\S\n\r\x0b\x0c\u2028\u2029]*(?:\r\n|[\n\r\x0b\x0c\u2028\u2029])\s*")


def _blocks(text: str) -> list[int]:
    """Offsets at which a block of the text begins, the first left out.

    A line break ends a block, unless the text is broken into lines of one width: then a line that
    goes on in lower case, or after a full line without a full stop, belongs to the one before.
    """
    found: list[int] = []
    line_start = 0
    for match in _LINE_BREAK.finditer(text):
        start, end = match.span()
        if start == 0:
            line_start = end
            continue
        if end >= len(text):
            break
        blank = match[0].replace("\r\n", "\n").strip(" \t")
        lines = sum(blank.count(c) for c in "\n\r\u2028\u2029\x0b\x0c")
        length = start - line_start
        line_start = end
        before, after = text[start - 1], text[end]
        wrapped = lines == 1 and length > 30 and after.islower() and before not in '.!?:;”"'
        full = (
            lines == 1
            and 60 <= length <= 90
            and (before.isalnum() or before in ",-")
            and (after.isalnum() or after in _OPENING)
        )
        if not (wrapped or full):
            found.append(end)
    return found
