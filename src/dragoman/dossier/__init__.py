"""What one asks of the ledger: the state of a relationship, each line with its sources."""

from dragoman.dossier.build import build
from dragoman.dossier.model import Dossier
from dragoman.dossier.sides import side, the_day

__all__ = ["Dossier", "build", "side", "the_day"]
