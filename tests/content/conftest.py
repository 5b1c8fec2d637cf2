import pytest

from content import publishing, reading
from content.models import ExerciseBlock
from tests.factories.content import make_rich_article, person


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
