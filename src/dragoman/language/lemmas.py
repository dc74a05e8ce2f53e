"""The lemma of a word: a table of irregular forms, then what its ending leaves.

`english/lemmas.tsv` holds the irregular forms (part of speech, form, lemma). Every other form loses
its ending by the rules of English spelling, and `english/stems.txt` tells which of the words that
could be left is one. Each answer is remembered.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

_DOUBLED = re.compile(r"([bdfgklmnprstvz])\1$")
_SILENT = re.compile(
    r"(?:at|iz|is|us|uc|ac|ic|nc|rc|v|u|dg|ng|rg|[^aeiou]l|[^aeiou][aiou][kmnprt])$"
)
"""Stems of unknown verbs that are written with an e ("privatiz", "renounc")."""


@cache
def _irregular() -> dict[tuple[str, str], str]:
    table = files("dragoman.language").joinpath("english/lemmas.tsv").read_text("utf-8")
    found = {}
    for line in table.splitlines():
        if line and not line.startswith("#"):
            upos, form, base = line.split("\t")
            found[upos, form] = base
    return found


def lemma(form: str, upos: str, features: dict[str, str]) -> str:
    """The lemma of a word.

    Args:
        form: The word as written.
        upos: Its universal part of speech.
        features: Its universal features; `Number`, `VerbForm`, `Tense`, `Person`, `Degree` count.
    """
    return _lemma(
        form,
        upos,
        features.get("Number") == "Plur" or features.get("Degree") in ("Cmp", "Sup"),
        features.get("VerbForm", "") + features.get("Tense", "") + features.get("Person", ""),
    )


@lru_cache(maxsize=100_000)
def _lemma(form: str, upos: str, marked: bool, verb: str) -> str:
    if upos == "PROPN":
        if marked:
            known = _irregular().get(("PROPN", form.lower()))
            return known or (_singular(form) if form.lower().endswith("s") else form)
        return form
    low = form.lower().replace("’", "'")
    known = _irregular().get((upos, low)) or _irregular().get(("*", low))
    if known is not None:
        return known
    if upos in ("NOUN", "NUM") and marked:
        return _singular(low)
    if upos in ("VERB", "AUX"):
        return _base(low, verb)
    if upos in ("ADJ", "ADV") and marked:
        return _positive(low)
    return low if upos != "X" else form


def _singular(form: str) -> str:
    low = form.lower()
    if len(low) > 4 and low.endswith("ies"):
        return form[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return form[:-2]
    if low.endswith("oes") and len(low) > 4:
        return form[:-2]
    if low.endswith(("ss", "us", "is")) or not low.endswith("s") or len(low) < 3:
        return form
    return form[:-1]


def _base(low: str, verb: str) -> str:
    """The infinitive of a regular verb form."""
    if low.endswith("ing") and len(low) > 4 and not verb.startswith(("Fin", "Inf")):
        return _stem(low[:-3])
    if low.endswith("ed") and len(low) > 3 and ("Past" in verb or verb.startswith("Part")):
        return low[:-3] + "y" if low.endswith("ied") and len(low) > 4 else _stem(low[:-2])
    if low.endswith("s") and "Pres3" in verb and not low.endswith("ss"):
        return _singular(low)
    return low


def _positive(low: str) -> str:
    """The positive of a comparative or superlative."""
    if low.endswith(("ier", "iest")):
        return low.removesuffix("er").removesuffix("est")[:-1] + "y"
    if low.endswith(("er", "est")) and len(low) > 4:
        return _stem(low.removesuffix("er").removesuffix("est"))
    return low


def _stem(stem: str) -> str:
    """What a form without its ending is written like alone.

    A known word first: as it stands, with the silent e that the ending took, with its last letter
    once. Of unknown stems, those that English spells with a silent e take one.
    """
    stems = _stems()
    once = stem[:-1] if _DOUBLED.search(stem) else stem
    for form in (stem, stem + "e", once):
        if form in stems:
            # "planning" is of "plan", not of "plane": a doubled letter kept the e away.
            return form
    if once != stem and not stem.endswith(("ll", "ss", "zz")):
        return once
    return stem + "e" if _SILENT.search(stem) else stem


@cache
def _stems() -> frozenset[str]:
    table = files("dragoman.language").joinpath("english/stems.txt").read_text("utf-8")
    return frozenset(line for line in table.splitlines() if not line.startswith("#"))
