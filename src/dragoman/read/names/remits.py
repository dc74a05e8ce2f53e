"""A ministry whose name lists what it is for: "the Ministry of Labour, Trade and Industry".

The tables know it by the first of these; what follows up to the last belongs to the name, not to
somebody else's office or list.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge import Knowledge
from dragoman.language.sentence import Token
from dragoman.read.names.atoms import Atom, Kind

_LISTED = frozenset((Kind.RUN, Kind.WORD))


def whole(atoms: list[Atom], tokens: Sequence[Token], known: Knowledge) -> list[Atom]:
    """The atoms, each such ministry in one."""
    found: list[Atom] = []
    p = 0
    while p < len(atoms):
        end = _end(atoms, p, tokens, known)
        atom = atoms[p]
        found.append(atom._replace(last=atoms[end - 1].last) if end > p + 1 else atom)
        p = end
    return found


def _end(atoms: list[Atom], p: int, tokens: Sequence[Token], known: Knowledge) -> int:
    """The atom after the ministry at `p`; `p + 1` where nothing is listed after its name."""
    atom = atoms[p]
    words = {t.lower for t in tokens[atom.first : atom.last]}
    if atom.body is None or atom.body.kind != "body" or "of" not in words:
        return p + 1
    at, commas = p + 1, 0
    while at < len(atoms):
        mark = tokens[atoms[at].first].lower
        if mark == "," and at + 1 < len(atoms):
            commas += 1
            at += 1
            mark = tokens[atoms[at].first].lower
            if mark != "and":
                at = _matters(atoms, at, tokens, known)
                continue
        if mark != "and" or not commas:
            return p + 1
        end = _matters(atoms, at + 1, tokens, known)
        return end if end > at + 1 else p + 1
    return p + 1


def _matters(atoms: list[Atom], at: int, tokens: Sequence[Token], known: Knowledge) -> int:
    """The atom after the words with a capital from `at` on that a minister may be for."""
    while at < len(atoms) and atoms[at].kind in _LISTED:
        here = tokens[atoms[at].first : atoms[at].last]
        if not all(t.text[:1].isupper() and t.lower in known.portfolios for t in here):
            break
        at += 1
    return at
