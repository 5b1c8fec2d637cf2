import pytest

from referrals import definitions
from tests.factories.referrals import make_public_version


@pytest.fixture(autouse=True)
def no_guide_from_other_tests():
    definitions.forget()
    yield
    definitions.forget()


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True


@pytest.fixture
def guide_version(db, demonstration):
    """The founding guide, public as in a demonstration."""
    return make_public_version()
