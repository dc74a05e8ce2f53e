"""The name around a noun such as "Dialogue" or "Summit", by the words beside it.

Names are long and full of capitals, hyphens and small words, which trees often get wrong, so this
goes by the words themselves: to the left over capitals, adjectives, hyphens and names of states, to
the right over "on Energy and Climate" and "(ECG)". Ordinals, dates and words such as "last" and
"upcoming" end a name; they are handed back beside it.
"""

from __future__ import annotations

from functools import cache

from dragoman.codes import MechanismKind
from dragoman.errors import ModelError
from dragoman.language.sentence import Sentence, Token
from dragoman.read.counting import number, ordinal
from dragoman.read.document import Document
from dragoman.read.phrases import HYPHENS, in_time, table, words


@cache
def heads() -> dict[str, dict[str, object]]:
    """The nouns that may name a recurring contact, with what the table says of each.

    Raises:
        ModelError: a row has no kind of the codebook.
    """
    held: dict[str, dict[str, object]] = table("mechanisms")["heads"]
    known = {str(kind) for kind in MechanismKind}
    for noun, row in held.items():
        if row.get("kind") not in known:
            raise ModelError(
                f"lexicon/mechanisms.toml: {noun} has kind {row.get('kind')!r}; "
                f"give one of {', '.join(sorted(known))}"
            )
    return held


def lexeme(token: Token) -> str:
    """The noun of a token, singular, lower case."""
    lemma = token.lemma.lower() if token.lemma else token.lower
    for form in (lemma, token.lower, token.lower.rstrip("s")):
        if form in heads():
            return form
    return lemma


def name_of(document: Document, sentence: Sentence, head: Token) -> tuple[int, int, list[Token]]:
    """Token range of the name around `head`, and the words before it that count or repeat."""
    tokens = sentence.tokens
    told: list[Token] = []
    mentions = document.mentions_in(sentence.index)
    first = i = head.index
    dropped = words("mechanisms", "dropped")
    while i > 0:
        i -= 1
        token = tokens[i]
        if in_time(document, token):
            break
        if ordinal(token.text) is not None and tokens[i + 1].lower.startswith("annivers"):
            break  # "the 50th Anniversary Summit" is no fiftieth summit
        if ordinal(token.text) is not None or (token.upos == "NUM" and number(token.text)):
            told.append(token)
            if not chained(tokens, i):
                continue
        mention = next((m for m in mentions if m.last - 1 == i and m.first < i and m.states), None)
        if mention is not None and mention.kind in ("organisation", "state"):
            first = i = mention.first
            continue
        if token.text in HYPHENS and i > 0 and _tight(tokens, i):
            continue
        if token.lower in ("’", "'") and i > 0 and tokens[i - 1].lower.endswith("s"):
            continue
        if token.lower in ("and", "&") and i > 0 and tokens[i - 1].text[:1].isupper():
            if head.text[:1].isupper() and tokens[i - 1].index not in _persons(document, sentence):
                continue
            break
        if token.text[:1].isupper() and token.upos not in ("PRON", "DET", "VERB", "AUX", "ADP"):
            if token.lower in dropped or (i == 0 and token.lower in words("mechanisms", "often")):
                told.append(token)
                continue
            first = i
            continue
        if token.text[:1].isdigit() and ("+" in token.text or _tight(tokens, i)):
            first = i
            continue
        if (
            token.upos in ("ADJ", "NOUN", "PROPN", "NUM")
            and token.universal in ("amod", "compound", "nmod", "nummod", "conj")
            and (head.index in {a.index for a in sentence.ancestors(i)})
            and (
                token.universal != "nmod"
                or sentence.child(i, "case") is None
                or tokens[i + 1].lower in ("’", "'")  # "leaders’ meeting"
            )
        ):
            if token.lower in dropped or lexeme(token) in dropped:
                told.append(token)
                continue
            first = i
            continue
        break
    if (
        1 < first < head.index
        and tokens[first - 1].text in HYPHENS
        and tokens[first].lower
        in (
            "person",
            "up",
        )
    ):
        first += 1  # "in-person", "follow-up"
    for child in sentence.children(head.index, "amod", "nummod", "compound"):
        after = tokens[child.index + 1].lower if child.index + 1 < len(tokens) else ""
        if child not in told and child.index < first and not after.startswith("annivers"):
            told.append(child)
    told += [t for t in tokens[first : head.index] if t.lower in words("mechanisms", "often")]
    return first, _after(document, sentence, head), told


def _tight(tokens: tuple[Token, ...], i: int) -> bool:
    return (
        0 < i < len(tokens) - 1
        and tokens[i - 1].end == tokens[i].start
        and tokens[i].end == tokens[i + 1].start
    )


def chained(tokens: tuple[Token, ...], i: int) -> bool:
    """True where a hyphen ties word `i` to the next."""
    return (
        i + 1 < len(tokens)
        and tokens[i + 1].text in HYPHENS
        and tokens[i].end == tokens[i + 1].start
    )


def _persons(document: Document, sentence: Sentence) -> set[int]:
    return {
        i
        for m in document.mentions_in(sentence.index)
        if m.kind == "person"
        for i in range(m.first, m.last)
    }


def _after(document: Document, sentence: Sentence, head: Token) -> int:
    """Where the name ends: "on Energy and Climate", "of the Americas" and "(ECG)" belong to it."""
    tokens = sentence.tokens
    end = head.index + 1
    if head.text[:1].isupper():
        i = end
        while i < len(tokens) and tokens[i].lower in ("on", "of", "for", "and", "to"):
            j = i + 1
            while j < len(tokens) and tokens[j].lower in ("the", "and", "&", "of"):
                j += 1
            if j >= len(tokens) or not _naming(document, tokens[j]):
                break
            if tokens[i].lower == "and" and end == head.index + 1:
                break
            while j < len(tokens) and (
                tokens[j].text[:1].isupper() or (tokens[j].text in HYPHENS and _tight(tokens, j))
            ):
                j += 1
            end = i = j
    if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")":
        inner = tokens[end + 1].text
        if sum(c.isupper() for c in inner) >= 2 and " " not in inner:
            end += 3
    return end


def _naming(document: Document, token: Token) -> bool:
    """True where a word may stand within a proper name."""
    if not token.text[:1].isupper() or token.upos in ("VERB", "AUX", "PRON"):
        return False
    return not in_time(document, token) and not token.name.endswith("PER")


_ARTICLES = frozenset(("the", "their", "its", "his", "her"))
_RUN = frozenset(("since", "of", "to", "in", "so", "such", "between", "under", ",", ".", ";", ")"))
"""What follows an ordinal that stands for the noun before: "the fourth since 2019"."""


def told_after(sentence: Sentence, token: Token) -> int | None:
    """Which sitting a noun names, where an apposition tells: "talks in Suva, the fourth since"."""
    tokens = sentence.tokens
    for i in range(token.index + 1, len(tokens) - 2):
        if tokens[i].upos in ("NOUN", "PROPN") and lexeme(tokens[i]) in heads():
            return None  # the ordinal is that one's
        if tokens[i].text not in (",", "–", "—", "(") or tokens[i + 1].lower not in _ARTICLES:
            continue
        value = ordinal(tokens[i + 2].text)
        after = tokens[i + 3].lower if i + 3 < len(tokens) else "."
        if value is not None and value > 1 and after in _RUN:
            return value
    return None
