"""How long somebody who signed in stays so: 30 minutes without use, 8 hours in all.

The session holds three moments, in seconds: when it began, when it was last used, and when whoever sits there last
proved who they are. Open forms call once a minute (static/js/admin/presence.js), which is use: nobody loses words.

A moment in the future was noted by a clock that was wrong, or the clock is wrong now: the session is over, so that
nobody stays signed in until the clock has caught up.
"""

import math
import time

from msphysio import second_factor

IDLE = 30 * 60
LONGEST = 8 * 60 * 60
PROOF_LASTS = 10 * 60
BEGAN, USED, PROVED = "began_at", "used_at", "proved_at"
NOTED_EVERY = 60  # seconds between two writes of when it was last used
CLOCKS_DIFFER = 60  # seconds by which two machines of the site may


def begin(request):
    """Note that somebody has just given their password."""
    now = time.time()
    request.session.update({BEGAN: now, USED: now, PROVED: now})


def prove(request):
    """Note that somebody has proved again who they are; a session that had ended begins anew."""
    begin(request)


def has_ended(request):
    """Whether the session of somebody who signed in is over."""
    return _since(request, USED) > IDLE or _since(request, BEGAN) > LONGEST


def use(request):
    """Note that the session is used now. One from before there were limits has no moments, and begins now."""
    if BEGAN not in request.session:
        begin(request)
    elif time.time() - request.session[USED] > NOTED_EVERY:
        request.session[USED] = time.time()


def is_proved(request):
    """Whether whoever sits there proved lately who they are. A session without moments begins now: see `use`."""
    return _since(request, PROVED) <= PROOF_LASTS


def stands(request):
    """Whether somebody is signed in with everything that is required, and may see what is not public."""
    if not request.user.is_authenticated or has_ended(request):
        return False
    return not second_factor.is_required() or second_factor.is_given(request)


def _since(request, moment):
    """Return the seconds since a moment of the session: 0 where it has none, endless where it is in the future."""
    now = time.time()
    passed = now - request.session.get(moment, now)
    return passed if passed >= -CLOCKS_DIFFER else math.inf
