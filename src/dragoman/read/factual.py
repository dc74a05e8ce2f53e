"""How surely it happened, as a number: what the status says, and what the encoder says.

From -3 (surely did not, or not yet) to 3 (surely did), the scale of the factuality sets (UDS, UW,
CommitmentBank): each status has a number, and the encoder's head, which read the sentence without
any rule, has a share in it. Numbers and share are in `factuality.tsv`, with how they came about.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dragoman.codes import Status
from dragoman.errors import ModelError
from dragoman.language.lexicon import FOLDER, rows_of
from dragoman.language.sentence import Sentence, Signals
from dragoman.read import whether

TABLE = FOLDER.parent / "factuality.tsv"
HEAD = "encoder"
"""The row of the encoder's share."""


@cache
def numbers(path: str = "") -> dict[str, float]:
    """The number of each status, and the share of the encoder.

    Raises:
        ModelError: a row is no status with a number from -3 to 3, or one is missing.
    """
    file = Path(path) if path else TABLE
    wanted = {HEAD, *map(str, Status)}
    found: dict[str, float] = {}
    for number, line in rows_of(file):
        name, _, value = line.partition("\t")
        try:
            found[name] = float(value)
        except ValueError:
            raise ModelError(f"{file}:{number}: {value!r} is no number") from None
        if name not in wanted or not -3 <= found[name] <= 3:
            raise ModelError(f"{file}:{number}: {name!r} is no status with a number from -3 to 3")
    if missing := sorted(wanted - found.keys()):
        raise ModelError(f"{file}: no row for {', '.join(missing)}")
    return found


def factuality(sentence: Sentence, i: int, signals: Signals | None = None) -> float:
    """How surely what the word at `i` names has happened, from -3 to 3.

    Args:
        sentence: The sentence.
        i: The index of a verb, or of another word that names an event or a state.
        signals: What the encoder's heads say of the sentence; the rules speak alone without.
    """
    table = numbers()
    i = whether.predicate(sentence, i)
    told = table[str(whether.of_word(sentence, i))]
    if signals is None:
        return told
    share = table[HEAD]
    return share * float(signals.factuality[i]) + (1 - share) * told
