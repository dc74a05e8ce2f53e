"""Which language a text is in, as far as reading needs to know: English, or not.

A text is English where its letters are mostly Latin and enough of its words are English function
words. Headlines and lists have few of them, so the bar is low, and names are no words of a language
and are left out; what falls below it is kept unread rather than misread.
"""

from __future__ import annotations

import re

FUNCTION_WORDS = frozenset(
    (
        "the of and to in a is that for it on was with as by be at from has have had his her its "
        "their he she they this which who were are been said not an or but will would after before "
        "over between during about into than also then there here when while if so we our you i "
        "against across near through within since until including amid despite among because other"
    ).split()
)
OTHERS = frozenset(
    (
        "de het een van voor met zijn und der die das den dem ein eine mit von zu ist le la les "
        "des du et une est que qui dans pour el los las del por para con os do da em um uma il di "
        "che per gli nel och att som det en og aus auf bei nach sich seine ihre einen einem einer "
        "nicht wird wurde hat haben au aux avec sur cette leur été se su sus fue han entre sobre "
        "na ao foi della dei alla sono ha"
    ).split()
)
"""Function words of its neighbours, which English names have now and then ("Luiz Inácio da
Silva").
"""
TWO_OF_A_NAME = 2
"""Words of its neighbours that one foreign name brings with it ("Camp de la Paix")."""
SAMPLE = 4000
"""Characters that are looked at: enough for any report."""
LEAST = 0.12
"""Share of function words below which a text of `ENOUGH` words is not English; English prose has
0.35–0.5.
"""
ENOUGH = 12

_WORD = re.compile(r"[^\W\d_]+")


def is_english(text: str) -> bool:
    """True where `text` can be read as English; short texts in Latin letters are given the benefit
    of the doubt.
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(sample)
    if not words:
        return True
    letters = "".join(words)
    latin = sum(c < "ɐ" for c in letters)
    if latin < 0.7 * len(letters):
        return False
    plain = [w for w in words if w[0].islower()]
    english = sum(w in FUNCTION_WORDS for w in plain)
    if sum(w in OTHERS for w in plain) > max(english, TWO_OF_A_NAME):
        return len(words) < ENOUGH
    if len(plain) < ENOUGH:
        return True
    share = english / len(plain)
    return share >= LEAST
