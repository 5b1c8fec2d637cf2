"""The only writer of a guide version: its rows' order, its proofs and approvals, its way to the public.

| module | what it does |
|---|---|
| `drafts.py` | import, copy, who edited, order, conditions |
| `checks.py` | the plain checks, made anew each time |
| `proving.py`, `comparing.py` | long work, kept as runs (`runs.py`); acknowledgements; what was read |
| `rights.py` | who may approve and publish |
| `gate.py` | what stops a version from being handed in, approved, published |
| `releases.py` | hand in, send back, approve, publish, withdraw |
| `findable.py` | the public routes in the search of the site |
"""

from .cases import keep_vignette
from .checks import RESERVED_KEYS, check, check_document
from .comparing import (
    acknowledged,
    acknowledged_key,
    compare_version,
    comparison_for,
    comparison_of,
    group_key,
    has_read,
    latest_comparison,
    mark_read,
    public_version,
    unread,
)
from .drafts import (
    complete,
    copy_to_draft,
    document_of,
    import_document,
    next_position,
    record_edit,
    reorder,
    write_condition,
)
from .gate import PLAIN, is_author, stops_approval, stops_checking, stops_publication
from .places import find as find_place
from .proving import acknowledge, acknowledgements, latest_run, proof_of, prove_if_short, prove_version, run_for, stops
from .refusals import Reason, Refused
from .releases import approve, hand_in, publish, send_back, withdraw
from .rights import may
from .runs import going_on

__all__ = [
    "PLAIN",
    "RESERVED_KEYS",
    "Reason",
    "Refused",
    "acknowledge",
    "acknowledged",
    "acknowledged_key",
    "acknowledgements",
    "approve",
    "check",
    "check_document",
    "compare_version",
    "comparison_for",
    "comparison_of",
    "complete",
    "copy_to_draft",
    "document_of",
    "find_place",
    "going_on",
    "group_key",
    "hand_in",
    "has_read",
    "import_document",
    "is_author",
    "keep_vignette",
    "latest_comparison",
    "latest_run",
    "mark_read",
    "may",
    "next_position",
    "proof_of",
    "prove_if_short",
    "prove_version",
    "public_version",
    "publish",
    "record_edit",
    "reorder",
    "run_for",
    "send_back",
    "stops",
    "stops_approval",
    "stops_checking",
    "stops_publication",
    "unread",
    "withdraw",
    "write_condition",
]
