"""Puts places.csv into the database: thousands of rows in a few statements, and only those that are new or changed.

The file holds places of 500 people and more of GeoNames (https://www.geonames.org/), under the licence CC BY 4.0:
number, name, other names, latitude, longitude, population, nation. It is written by the
command make_gazetteer, never by hand.
"""

from collections import Counter

from django.db import transaction
from django.db.models.functions import Now

from content import gazetteer, held
from content.models import Outcode, Place
from content.place_names import fold

from .faults import LibraryError
from .tables import rows

COLUMNS = ("geonameid", "name", "also", "latitude", "longitude", "population", "nation")
WRITTEN = ("name", "folded", "also", "latitude", "longitude", "population", "nation")


def load(path):
    """Write the places of a file, and take away those that it has no more; an outward code keeps its town.

    Returns a Counter of places made, renewed and taken away. Raises LibraryError.
    """
    wanted = read(path)
    known = {row[0]: row[1:] for row in Place.objects.order_by().values_list("pk", *WRITTEN)}
    changed = [number for number, values in wanted.items() if known.get(number) != values]
    _write({number: wanted[number] for number in changed})
    gone = Place.objects.filter(pk__in=known.keys() - wanted.keys()).exclude(pk__in=Outcode.objects.values("place"))
    taken, _ = gone.delete()
    if changed or taken:
        held.ring_on_commit()
        transaction.on_commit(gazetteer.forget)
    renewed = sum(number in known for number in changed)
    return Counter({"places made": len(changed) - renewed, "places renewed": renewed, "places taken away": taken})


def read(path):
    """Return {number in GeoNames: values of WRITTEN} of a file. Raises LibraryError."""
    found = {}
    for line, row in rows(path):
        try:
            found[int(row["geonameid"])] = _values(row)
        except (KeyError, ValueError) as error:
            raise LibraryError(path, line, f"This is not a place: {error}.") from error
    return found


def _values(row):
    if row["nation"] not in gazetteer.LABELS:
        raise ValueError(f"“{row['nation']}” is not a nation")
    also = [name for name in row["also"].split(";") if name]
    figures = (float(row["latitude"]), float(row["longitude"]), int(row["population"]))
    return row["name"], fold(row["name"]), also, *figures, row["nation"]


def _write(values):
    places = [
        Place(pk=number, changed_at=Now(), **dict(zip(WRITTEN, row, strict=True))) for number, row in values.items()
    ]
    Place.objects.bulk_create(
        places, batch_size=2000, update_conflicts=True, unique_fields=["id"], update_fields=[*WRITTEN, "changed_at"]
    )
