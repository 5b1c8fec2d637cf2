"""How much is taken at a time: what could not be done, as while the database is away, uses nothing up."""

import itertools

import pytest
from django.db import OperationalError, connection

from content import replies, stories
from content.throttle import Throttle
from content.views import helpful, reports
from tests.factories.content import ArticleFactory, StoryFactory, publish_founding

ARTICLE, STORY = "/articles/stiff/", "/stories/garden/"
TOLD = {"teller": "patient", "title": "Up from the floor", "words": "I was afraid of falling. " * 9}
DOORS = {
    "reports": (reports.DOOR, "/report/", {"page": ARTICLE, "urgency": "wrong", "words": "It is wrong."}),
    "words": (helpful.DOOR, "/helpful/words/", {"page": ARTICLE, "said": "yes", "words": "It helped me."}),
    "votes": (helpful.TAPS, "/helpful/", {"page": ARTICLE, "helpful": "yes"}),
    "stories": (stories.SENDING, "/stories/share/", {**TOLD, "agreed": [*stories.AGREED]}),
    "replies": (replies.SENDING, f"{STORY}reply/", {"words": "That helped me too.", "agreed": ["publish"]}),
}


def gone(*_):
    raise OperationalError("gone")


def let_through(door, *name):
    """How many more may pass."""
    return next(number for number in itertools.count() if not door.admits(*name))


def test_a_block_that_ends_in_an_exception_is_not_counted():
    door = Throttle(most=2, seconds=60)
    for _ in range(3):
        with pytest.raises(OperationalError), door.passing() as passes:
            assert passes
            raise OperationalError
    with door.passing() as passes:
        assert passes
    assert let_through(door) == 1
    with pytest.raises(OperationalError), door.passing() as passes:
        assert not passes
        raise OperationalError
    assert not door.admits()


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("kind", DOORS)
def test_what_is_sent_while_the_database_is_away_closes_no_door(client, kind):
    door, path, sent = DOORS[kind]
    publish_founding(ArticleFactory(slug="stiff"))
    publish_founding(StoryFactory(slug="garden"))
    assert {client.get(page).status_code for page in (ARTICLE, STORY)} == {200}
    name = (helpful._about(ARTICLE).page,) if kind == "votes" else ()
    door.forget()
    most = let_through(door, *name)
    door.forget()
    with connection.execute_wrapper(gone):
        for _ in range(3):
            response = client.post(path, sent, headers={"Sec-Fetch-Site": "same-origin"})
            assert response.status_code == 503 or "helpful=away" in response["Location"]
    assert let_through(door, *name) == most > 3
    door.forget()
