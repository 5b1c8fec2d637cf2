"""How long the directory takes with 20,000 services: the nearest to a place, and the whole page.

    DEMO=1 python -m bench.directory        about two minutes; needs a database, and leaves nothing in it

The services are synthetic: each in a town of the gazetteer, drawn by its people, with random offers. They are published
as releases in a transaction that is rolled back, so that they are loaded and held as on the site. Milliseconds are of
the processor: the middle and the 95th of 100 over random towns. Results: results/directory.json.
"""

import os
import statistics
import sys
import time
from random import Random

from bench.report import Target, conclude

SERVICES, QUESTIONS, BUDGET = 20_000, 300, 30.0
HARD = ("self_referral", "home_visit", "exercise_class", "free")  # few services have all of them


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msphysio.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with transaction.atomic():
        found = measure(Random(20))
        transaction.set_rollback(True)
    for name, value in found.items():
        print(f"{name:34} {value}")
    median = found["around_ms"]["median"]
    name = f"services around a place, of {found['services']:,}, median"
    return conclude("directory", found, [Target("1", name, "under", BUDGET, median, "ms")])


def measure(random):
    """Publish the services, ask, and return what it took."""
    from content import directory, gazetteer, reading
    from content.library import place_table
    from content.library.loading import LIBRARY
    from content.models import Kind

    place_table.load(LIBRARY / "places.csv")
    gazetteer.forget()
    towns = gazetteer.held()
    publish(random, list(towns.places.values()))
    reading.forget()
    load_ms, services = timed(lambda: reading.by_slug(Kind.SERVICE))
    build_ms, _ = timed(lambda: directory.listed("wales"))
    places = [towns.places[number] for number in random.sample(sorted(towns.places), QUESTIONS)]
    return {
        "services": len(services),
        "towns": len(towns.places),
        "load_releases_ms": round(load_ms),
        "build_index_ms": round(build_ms),
        "find_ms": asked(gazetteer.find, [place.name for place in places]),
        "nearest_3_ms": asked(lambda place: directory.nearest(place, limit=3), places),
        "nearest_3_hard_ms": asked(lambda place: directory.nearest(place, must=HARD, limit=3), places),
        "around_ms": asked(directory.around, places),
        "around_filtered_ms": asked(lambda place: directory.around(place, filters=("home_visit",)), places),
        "page_ms": asked(pages(), [f"/services/?place={place.id}" for place in places[:100]]),
    }


def pages():
    """Return what fetches a whole page, as the server makes it."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})

    def page(address):
        response = client.get(address)
        assert response.status_code == 200, response.status_code
        return response

    page("/services/")
    return page


def timed(call):
    begun = time.process_time()
    return_value = call()
    return (time.process_time() - begun) * 1000, return_value


def asked(call, questions):
    """Return the median and the 95th of 100 of the milliseconds of a call with each question."""
    took = [timed(lambda each=each: call(each))[0] for each in questions]
    return {"median": round(statistics.median(took), 2), "p95": round(statistics.quantiles(took, n=20)[-1], 2)}


def publish(random, towns):
    """Put synthetic services before the public, in a few statements: without the record that triggers ask for."""
    from django.db import connection
    from django.utils import timezone

    from content import snapshots
    from content.models import Kind, Release, Revision, Service

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    weights = [place.population + 200 for place in towns]
    revisions = []
    for number, town in enumerate(random.choices(towns, weights, k=SERVICES), start=1):
        text = snapshots.canonical_text(snapshots.document(synthetic(random, Service, number, town)))
        key = {"kind": Kind.SERVICE, "object_id": 10_000_000 + number, "slug": f"synthetic-{number}", "number": 1}
        revisions.append(Revision(**key, document=text, sha256=snapshots.sha256(text), published_at=timezone.now()))
    Revision.objects.bulk_create(revisions, batch_size=2000)
    releases = [Release(kind=each.kind, object_id=each.object_id, revision=each) for each in revisions]
    Release.objects.bulk_create(releases, batch_size=2000)


def synthetic(random, model, number, town):
    known = {name: random.choice(("yes", "no", "unknown")) for name in (*model.OFFERS, *model.ACCESS)}
    return model(
        slug=f"synthetic-{number}",
        name=f"Synthetic service {number}",
        service_kind=random.choice(model.ServiceKind.values),
        town=town.name,
        nation="" if town.is_abroad else town.nation,
        price=random.choice(("nhs", "free", "donation", "paid", "unknown")),
        geoname_id=town.id,
        place=town.name,
        seen="2026",
        how_to_get_in="",
        **known,
    )


if __name__ == "__main__":
    sys.exit(main())
