"""How well reports of one event are brought together."""
