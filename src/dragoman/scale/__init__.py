"""A corpus into event data: the same reading on all cores or machines, resumable, in one order."""

from dragoman.scale.corpus import Corpus, Progress, Summary, code

__all__ = ["Corpus", "Progress", "Summary", "code"]
