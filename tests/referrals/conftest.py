import pytest

from content.library import tables
from content.library.loading import LIBRARY
from content.models import Source
from referrals import definitions
from tests.factories.referrals import make_public_version


@pytest.fixture(autouse=True)
def no_guide_from_other_tests():
    definitions.forget()
    yield
    definitions.forget()


def fill_register():
    """Make the sources of the founding library."""
    Source.objects.bulk_create(Source(**values) for values in tables.sources(LIBRARY / "sources.csv").values())


@pytest.fixture
def register(db):
    """The sources of the founding library."""
    fill_register()


@pytest.fixture(scope="class")
def register_of_the_class(rows_of_the_class):
    """The sources of the founding library, for fixtures of a class of tests."""
    fill_register()


@pytest.fixture(scope="module")
def register_of_the_file(rows_of_the_file):
    """The sources of the founding library, for fixtures of a whole file."""
    fill_register()


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True


@pytest.fixture
def guide_version(db, demonstration):
    """The founding guide, public as in a demonstration."""
    return make_public_version()
