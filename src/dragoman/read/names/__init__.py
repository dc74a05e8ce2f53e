"""Names in a sentence and whom they stand for; the parts of `dragoman.read.who`."""
