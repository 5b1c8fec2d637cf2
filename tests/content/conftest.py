import pytest

from content import reading
from tests.factories.content import person


@pytest.fixture(autouse=True)
def no_release_from_other_tests():
    reading.forget()
    yield
    reading.forget()


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True


@pytest.fixture
def people(db):
    """One person in each group, by the group's first word."""
    roles = ("author", "clinical reviewer", "publisher", "guide editor", "directory editor", "moderator")
    return {role.split()[0]: person(role.split()[0], role) for role in roles}
