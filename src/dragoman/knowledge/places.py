"""A small gazetteer: cities, regions, seas and venues with their state and coordinates."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.knowledge.tables import Column, among, code, degrees, several

COLUMNS = (
    Column("name", True),
    code("state", required=False),
    degrees("latitude", 90),
    degrees("longitude", 180),
    among("kind", "capital", "city", "region", "sea", "venue", "site"),
    Column("aliases"),
)


class Located(NamedTuple):
    """A place: its state (None on the high seas or where several claim it) and coordinates in
    degrees. Among places of one name, the table has the best known first.
    """

    name: str
    state: str | None
    latitude: float | None
    longitude: float | None
    kind: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of it."""
        return (self.name, *self.aliases)


def located(cells: list[str]) -> Located:
    """A row of places.tsv."""
    name, state, latitude, longitude, kind, aliases = cells
    return Located(
        name,
        state or None,
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        kind,
        several(aliases),
    )
