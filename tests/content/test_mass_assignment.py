"""Fields that a form does not have, sent with it all the same, change nothing."""

import pytest

from content import publishing
from content.models import ReviewEvent
from tests.support.editing import address, posted

pytestmark = pytest.mark.django_db


def test_nobody_approves_publishes_or_rises_by_a_field_that_was_added(draft, people, sign_in):
    client, author = sign_in("author"), people["author"]
    before = set(ReviewEvent.objects.values_list("pk", flat=True))
    added = {"state": "published", "status": "approved", "approved_by": people["clinical"].pk, "approved": "on"}
    added |= {
        "is_superuser": "on",
        "user_permissions": "1",
        "groups": "1",
        "release": "1",
        "action": "approve",
        "pk": "9",
    }
    form = posted(client.get(address("article_change", draft.pk)), title="Mine now", **added)
    assert client.post(address("article_change", draft.pk), form).status_code == 302
    draft.refresh_from_db()
    author.refresh_from_db()
    moves = set(ReviewEvent.objects.exclude(pk__in=before).values_list("act", flat=True))
    assert draft.title == "Mine now" and not publishing.is_released(draft) and not moves & {"approve", "publish"}
    assert not author.is_superuser and not author.user_permissions.exists()
