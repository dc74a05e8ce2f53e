"""Temporal expressions: words into classes, classes into patterns, patterns into values."""
