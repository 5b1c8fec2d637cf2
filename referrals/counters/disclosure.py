"""Which numbers may be shown: none under 10, and none that subtracting would give away.

The rule is the usual one of official statistics: small numbers are hidden, and where a total is shown beside its parts
the hidden parts must be several and large enough together that no one of them can be worked out.
"""

LEAST = 10  # smaller numbers are not shown
FINISHES = object()  # beside the questions where walks are left


def suppress(total, parts, hide=()):
    """Return `(total, parts)` with None for every number that is not shown.

    The values of `parts` add up to `total`; keys in `hide` are hidden in any case. Every number under LEAST is hidden.
    The sum of the hidden parts can be found by subtracting. Where it would say too much of them, further parts are
    hidden, always the last in order that is left (a choice by size would tell), and in the end the total.
    """
    hidden = {key for key, number in parts.items() if number < LEAST or key in hide}
    for key in reversed(parts):
        if _says_little(parts, hidden):
            break
        hidden.add(key)
    shown = {key: None if key in hidden else number for key, number in parts.items()}
    return (total if total >= LEAST and _says_little(parts, hidden) else None), shown


def _says_little(parts, hidden):
    """Whether the sum of the hidden parts leaves a small one among them any value from 0 to 9.

    With a large part among them it does from 19 on: nine and the least that is large. Small parts alone must add up to
    no more than all but one of them could, else they would have to be nine each.
    """
    together, some_large = sum(parts[key] for key in hidden), any(parts[key] >= LEAST for key in hidden)
    most = together if some_large else (LEAST - 1) * (len(hidden) - 1)
    return not hidden or 2 * LEAST - 1 <= together <= most


def suppress_week(starts, finishes, left_at, first_routes):
    """Return the four with None for every number that is not shown; `left_at` and `first_routes` map keys to numbers.

    Both sums count: starts = finishes + all that left, finishes = all first routes.
    """
    finishes_shown, routes_shown = suppress(finishes, first_routes)
    parts = {FINISHES: finishes, **left_at}  # first: hidden for the sake of the others only where nothing else helps
    starts_shown, parts_shown = suppress(starts, parts, hide={FINISHES} if finishes_shown is None else ())
    finishes_shown = parts_shown.pop(FINISHES)
    if finishes_shown is None:
        routes_shown = dict.fromkeys(first_routes)
    return starts_shown, finishes_shown, parts_shown, routes_shown
