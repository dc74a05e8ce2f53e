"""`python -m dragoman.cli` is the program `dragoman`."""

from dragoman.cli.main import entry

entry()
