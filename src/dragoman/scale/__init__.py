"""A corpus into event data: the same reading on all cores, resumable, in the same order always."""

from dragoman.scale.corpus import Corpus, Progress, Summary, code

__all__ = ["Corpus", "Progress", "Summary", "code"]
