"""The seal of an event: a hash over the event and the seal of the one before, so that no event changes unnoticed.

The database seals every event as it is filed (migration 0008): raw SQL cannot file an unsealed one. This is the same
sum in Python, for whoever checks. Pure.
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta

COLUMNS = (
    *("place", "id", "kind", "object_id", "slug", "act", "actor_id", "actor_role", "written_by_id", "sha256"),
    *("revision_id", "reason", "change_kind"),
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = ""  # what stands for the seal before the first event


def seal(before, event):
    """Return the seal of an event: a mapping with COLUMNS and `at`, an aware datetime. `before`: the seal before it."""
    values = [*(event[name] for name in COLUMNS), (event["at"] - EPOCH) // timedelta(microseconds=1)]
    return hashlib.sha256(f"{before}\n{json.dumps(values, ensure_ascii=False)}".encode()).hexdigest()
