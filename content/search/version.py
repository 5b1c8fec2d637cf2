"""Which state the index is in: what was found in one state is still what would be found until there is another."""

from django.conf import settings
from django.db import connections

from content.held import Held

# What is written gets new numbers, and nothing is changed in its place: the highest number and how many there are tell.
STATE = """
SELECT (SELECT max(id) FROM content_searchentry), (SELECT entries FROM content_searchstem WHERE stem = ''),
       (SELECT max(id) FROM content_searchsynonym), (SELECT count(*) FROM content_searchsynonym)
"""


def _state():
    with connections[settings.READ_DATABASE].cursor() as cursor:
        cursor.execute(STATE)
        return cursor.fetchone()


version = Held(_state, _state, seconds=settings.RELEASE_CHECK_SECONDS)
