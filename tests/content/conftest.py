import pytest

from content import gazetteer, publishing, reading, replies
from content.library import place_table
from content.library.loading import LIBRARY
from content.models import ExerciseBlock, Place
from content.presenters import kept_searches
from referrals import definitions
from tests.factories.content import make_rich_article, person
from tests.support import databases, own_sites


@pytest.fixture(autouse=True)
def no_release_from_other_tests():
    reading.forget()
    replies.forget()
    kept_searches.forget()
    yield
    reading.forget()
    replies.forget()


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True


@pytest.fixture(scope="module")
def founding_rows(django_db_setup, django_db_blocker):
    """The tests' database is one that `make run` filled: library and guide as a demonstration publishes them."""
    name = databases.of_this_process("site", "rows")
    with own_sites.founded(name), databases.in_place_of_the_tests_own(name, django_db_blocker):
        _know_nothing()
        yield
    _know_nothing()


def _know_nothing():
    for held in (reading, definitions, gazetteer):
        held.forget()


@pytest.fixture(scope="module")
def towns(django_db_setup, django_db_blocker):
    """The real places of the library, for all tests of a file; the table is empty again at the end."""
    with django_db_blocker.unblock():
        place_table.load(LIBRARY / "places.csv")
        gazetteer.forget()
        yield gazetteer.held()
        Place.objects.all().delete()
        gazetteer.forget()


@pytest.fixture
def people(db):
    """One person in each group, by the group's first word."""
    roles = ("author", "clinical reviewer", "publisher", "guide editor", "directory editor", "moderator")
    return {role.split()[0]: person(role.split()[0], role) for role in roles}


@pytest.fixture
def draft(people):
    """An article with every kind of part, as its author left it."""
    article = make_rich_article(slug="stiffness")
    ExerciseBlock.objects.create(
        parent=article,
        region="main",
        ordering=90,
        title="Knee rolls",
        steps=[{"figure": "knee-rolls-1", "text": "Lie."}],
    )
    return publishing.record_edit(article, by=people["author"])


@pytest.fixture
def sign_in(client, people):
    """Sign in as somebody of a role and return the client."""

    def sign_in(role):
        client.force_login(people[role])
        return client

    return sign_in
