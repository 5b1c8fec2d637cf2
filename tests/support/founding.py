"""The founding directory for tests: its rows alone, or published as a demonstration does, without the rest to read."""

import shutil
import tempfile
from pathlib import Path

from content.library import service_table
from content.library.loading import LIBRARY, load
from content.models import Service

TABLES = ("sources.csv", "topics.csv", "finders.csv", "services.csv")


def copy_tables(folder):
    """Make a library of the tables alone in a folder; returns the folder."""
    for name in TABLES:
        shutil.copy(LIBRARY / name, Path(folder) / name)
    return Path(folder)


def load_tables():
    """Load the tables; in a demonstration they are published too. Returns the tally."""
    with tempfile.TemporaryDirectory() as folder:
        return load(copy_tables(folder))


def write_services():
    """Write every row of services.csv as a draft that nobody published."""
    names = Service.public_fields
    rows = service_table.services(LIBRARY / "services.csv")
    Service.objects.bulk_create(
        Service(slug=document["slug"], **{name: document[name] for name in names}, **extra) for document, extra in rows
    )
