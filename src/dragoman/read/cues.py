"""The table of cues: words that say that somebody says, thinks, wants or shows something.

It is read once from `language/english/lexicon/cues.toml`, checked, and looked up by lemma and part
of speech.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.codes import Stance
from dragoman.errors import ModelError

PARTS = frozenset({"verb", "noun", "adj", "phrase"})
SORTS = frozenset(
    {"say", "deny", "doubt", "ask", "judge", "accuse", "think", "know", "want", "refuse", "show"}
)
WAYS = frozenset(
    {"that", "to", "thing", "as", "source", "clause"}
    | {"of", "for", "on", "about", "against", "with", "to"}
)
_PART_OF = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of the table: `content` says how what is said follows the word, best first, `record`
    which of these the codebook counts as a quotation.
    """

    word: str
    part: str
    sort: str
    stance: Stance
    content: tuple[str, ...]
    record: frozenset[str]


@cache
def cues() -> dict[tuple[str, str], Cue]:
    """The table, by word and part of speech.

    Raises:
        ModelError: the table has a row that is wrong; the message names it.
    """
    source = files("dragoman.language.english.lexicon") / "cues.toml"
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"cues.toml cannot be read: {error}; install dragoman again") from error
    table: dict[tuple[str, str], Cue] = {}
    for group in data.get("cue", []):
        part, sort = group.get("part"), group.get("sort")
        if part not in PARTS or sort not in SORTS:
            raise ModelError(f"cues.toml: a group of part {part!r} and sort {sort!r} is unknown")
        content, record = tuple(group["content"]), frozenset(group["record"])
        if not set(content) | record <= WAYS or not record <= set(content):
            raise ModelError(f"cues.toml: content or record of the group of {group['words'][0]!r}")
        for word in dict.fromkeys(group["words"]):
            if (word, part) in table:
                raise ModelError(f"cues.toml: {word!r} ({part}) stands there twice")
            table[word, part] = Cue(word, part, sort, Stance(group["stance"]), content, record)
    return table


@cache
def words(table: str) -> frozenset[str]:
    """The words of another table of the file: "accounts", nouns for things and bodies that can say
    something, or "official", words for those who speak for a state.
    """
    source = files("dragoman.language.english.lexicon") / "cues.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return frozenset(data.get(table, {}).get("words", ()))


def cue(lemma: str, upos: str) -> Cue | None:
    """The row of a word, None where it is no cue."""
    part = _PART_OF.get(upos)
    if part is None:
        return None
    table = cues()
    found = table.get((lemma, part))
    if found is None and part == "verb" and lemma.endswith("s"):  # a form the lemmatiser let be
        found = table.get((lemma[:-1], part)) or table.get((lemma[:-2], part))
    return found
