"""The only writer of review state: edit, submit, take, send back, approve, publish, withdraw, restore.

Each move is one transaction: it locks the working copy, asks the workflow, checks the right, and files an event. What
happens on the desk (plans, pauses, due dates) is filed here too. Nobody gets round it, superusers included: what was
not approved is published in a demonstration only.
"""

from .consent import take_back, turn_down
from .drafts import record_edit, record_load, record_offer, restore, submit
from .moves import file_event, lock
from .refusals import Refused
from .releases import find_due, publish, publish_founding, withdraw, withdraw_as_planned
from .review import approve, send_back, take
from .rights import is_approved, is_released, may, possible_moves, role_of

__all__ = [
    "Refused",
    "approve",
    "file_event",
    "find_due",
    "is_approved",
    "is_released",
    "lock",
    "may",
    "possible_moves",
    "publish",
    "publish_founding",
    "record_edit",
    "record_load",
    "record_offer",
    "restore",
    "role_of",
    "send_back",
    "submit",
    "take",
    "take_back",
    "turn_down",
    "withdraw",
    "withdraw_as_planned",
]
