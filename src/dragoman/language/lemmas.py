"""The lemma of a word from its form, part of speech and features: a table of irregular forms, then endings.

`english/lemmas.tsv` holds the irregular forms (part of speech, form, lemma); every other form loses its ending by the
rules of English spelling. Each answer is remembered.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

_VOWELS = "aeiou"
_DOUBLED = re.compile(r"([bdgklmnprtvz])\1$")


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
        features: Its universal features; `Number`, `VerbForm`, `Tense`, `Person` and `Degree` are looked at.
    """
    return _lemma(
        form, upos, features.get("Number") == "Plur" or features.get("Degree") in ("Cmp", "Sup"),
        features.get("VerbForm", "") + features.get("Tense", "") + features.get("Person", ""),
    )  # fmt: skip


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
        if low.endswith("ied") and len(low) > 4:
            return low[:-3] + "y"
        return _stem(low[:-2])
    if low.endswith("s") and "Pres3" in verb and not low.endswith("ss"):
        return _singular(low)
    return low


def _stem(stem: str) -> str:
    """A verb's stem without ending, as its infinitive is written: doubled letters undone, a silent e put back."""
    if _DOUBLED.search(stem):
        if stem.endswith(("ll", "zz")) and len(stem) > 4 and not stem.endswith(("cell", "bell", "trall", "pell", "avell", "gnall", "odell", "mpell", "abell", "uell")):
            return stem
        if len(stem) > 3 and not stem.endswith(("ll", "zz", "add", "odd", "err", "urr", "ebb", "egg", "inn", "utt", "ff")):
            return stem[:-1]
        return stem[:-1] if stem.endswith(("cell", "bell", "trall", "pell", "avell", "gnall", "odell", "uell")) else stem
    if stem.endswith(("at", "iz", "is", "as", "us", "os", "uc", "ac", "ec", "ic", "nc", "rc", "v", "u", "dg", "ang", "eng", "rg", "lg", "ag", "s")):
        if stem.endswith(("eat", "oat", "ss", "ocus", "ias", "bang", "hang", "ow")) or (stem.endswith("ag") and len(stem) < 4):
            return stem
        return stem + "e"
    if re.search(r"(?:^|[^aeiou])[aeiouy][bcdgklmnprtz]$", stem) and _silent(stem):
        return stem + "e"
    if re.search(r"[^aeiou]l$", stem) and not stem.endswith(("rl", "wl", "ll")):
        return stem + "e"
    return stem


def _silent(stem: str) -> bool:
    """Whether a stem of one consonant after one vowel had a silent e: a short word, or a usual ending."""
    if len(re.findall(r"[aeiouy]+", stem)) == 1:
        return True
    return stem.endswith(
        ("id", "ar", "ir", "ur", "or", "ut", "ot", "ib", "ab", "ak", "ok", "am", "um", "om", "in", "im", "ol", "ul", "od", "ud", "ap", "op", "up", "ade", "ad", "it", "un")
    ) and not stem.endswith(
        ("visit", "limit", "edit", "credit", "exit", "profit", "audit", "inherit", "permit", "er", "en", "develop", "envelop", "gallop", "favor", "labor", "honor", "monitor", "author", "sponsor", "anchor", "tutor", "harbor", "mirror", "factor", "censor", "editor", "prohibit", "inhibit", "exhibit", "deposit", "benefit", "merit", "orbit", "solicit", "elicit", "suspend", "pivot", "pilot", "ballot", "abandon", "question", "mention", "function", "position", "condition", "ration", "station", "portion", "sanction", "reason", "season", "poison", "prison", "pardon", "fashion", "caution", "champion", "commission", "envision", "cushion", "captain", "ain", "obtain", "bargain", "train", "begin", "vitamin", "bulletin", "margin", "origin", "cabin", "begin", "spin", "claim", "aim", "seem", "eem", "oom", "oam", "eam", "oin", "oup", "oop", "eep", "eap", "oil", "ail", "eel", "oul", "oad", "ood", "ead", "eed", "aid", "oid", "oar", "air", "eir", "our", "oor", "ear", "eer", "oot", "oit", "ait", "out", "eak", "ook", "eek", "roam", "system", "problem", "custom", "bottom", "blossom", "random", "album", "spectrum", "program", "gallop", "worship", "wallop", "hiccup", "ship", "equip", "develop", "murmur", "occur", "harbor", "sugar", "collar", "pillar", "orphan", "organ", "human", "discredit", "pop")
    )
