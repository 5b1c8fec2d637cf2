"""When a page is to be checked next, and whether that day has passed."""

from datetime import date

from content import prose
from content.models import REVIEWABLES

PERIODS = {model.kind: model.review_months for model in REVIEWABLES}  # months
URGENT_MONTHS = 6
URGENT_LEVELS = ("emergency", "urgent")
NOT_WORDS = ("citations", "sources", "sha256")  # numbers in there are nobody's telephone


def next_review_date(document, kind, day):
    """Return the day by which what was approved on `day` is checked again.

    Each kind has its period: clinical pages 24 months, pages about the site 12, the directory 6. A page that tells
    people when to get help at once, or gives a telephone number, has 6 whatever its kind: a page is as old as the part
    of it that ages first, and these are the parts that hurt somebody when they are out of date.
    """
    return months_later(day, min(PERIODS[kind], URGENT_MONTHS) if ages_fast(document) else PERIODS[kind])


def is_past(review_date, today):
    """Whether the day by which something was to be checked lies behind; what nobody approved has no such day."""
    return review_date is not None and review_date < today


def ages_fast(document):
    """Whether a document has urgent advice or a telephone number."""
    urgent = any(block.get("level") in URGENT_LEVELS for block in document.get("blocks", ()))
    return urgent or any("tel:" in text or prose.telephone_numbers(prose.plain(text)) for text in _texts(document))


def months_later(day, months):
    """Return the same day so many months later; from the 29th on, the 28th."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_WORDS:
                yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
