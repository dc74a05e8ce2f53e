"""The ledger keeps reports, records, merged events and judgements, and answers for a pair of states."""

from dragoman.ledger.judging import Judgement, JudgementKind
from dragoman.ledger.keeping import Added, Failure
from dragoman.ledger.ledger import Counts, Ledger, Reread
from dragoman.ledger.opening import default_path
from dragoman.ledger.reading import Holdings
from dragoman.ledger.search import Found

__all__ = [
    "Added",
    "Counts",
    "Failure",
    "Found",
    "Holdings",
    "Judgement",
    "JudgementKind",
    "Ledger",
    "Reread",
    "default_path",
]
