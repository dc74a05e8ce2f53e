"""Text into sentences: words, trees, names, and who is said to have said what.

`analyse` cuts texts into words (`split`), runs the encoder over windows of them (`encoder`), and
makes sentences and attributions of what its heads say (`decode`, `heads`, `assemble`). Everything
heavy is loaded when the first text is read.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.language.sentence import Analysis, Attribution, Sentence, Token

__all__ = ["Analysis", "Attribution", "Sentence", "Token", "analyse", "sentences", "weights_hash"]


def analyse(
    texts: Sequence[str], *, batch_size: int = 64, threads: int | None = None
) -> list[Analysis]:
    """Read texts.

    Args:
        texts: Any texts, of any length.
        batch_size: Texts that are read together; what the encoder holds at once is bounded besides.
        threads: Threads of the encoder; None for all cores.

    Returns:
        The analyses, in order.

    Raises:
        ModelError: If the weights are missing or broken.
    """
    from dragoman.language.assemble import assemble
    from dragoman.language.encoder import prepare
    from dragoman.language.heads import read
    from dragoman.language.split import split

    found: list[Analysis] = []
    for start in range(0, len(texts), batch_size):
        prepared = [prepare(split(text)) for text in texts[start : start + batch_size]]
        found += map(assemble, prepared, read(prepared, threads))
    return found


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, with their trees, features, lemmas and names."""
    return analyse([text])[0].sentences


def weights_hash() -> str:
    """Sixteen figures that name the weights in use."""
    from dragoman.language.encoder import weights_hash as value

    return value()
