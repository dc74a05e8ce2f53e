"""The ledger keeps reports, records, merged events and judgements."""

from dragoman.ledger.holding import Holdings
from dragoman.ledger.judging import Judgement, JudgementKind
from dragoman.ledger.keeping import Added, Failure
from dragoman.ledger.ledger import Ledger
from dragoman.ledger.opening import default_path
from dragoman.ledger.rereading import Reread
from dragoman.ledger.search import Found
from dragoman.ledger.whole import Counts

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
