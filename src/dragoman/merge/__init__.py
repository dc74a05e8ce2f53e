"""Records that tell of one event: found, compared, and seen as one, in any order of arrival."""

from dragoman.merge.cluster import cluster
from dragoman.merge.compare import Match, compare
from dragoman.merge.merged import Contradiction, Merged, Turn, Value
from dragoman.merge.people import Part
from dragoman.merge.telling import Source, Telling
from dragoman.merge.witness import Witness

__all__ = [
    "Contradiction",
    "Match",
    "Merged",
    "Part",
    "Source",
    "Telling",
    "Turn",
    "Value",
    "Witness",
    "cluster",
    "compare",
]
