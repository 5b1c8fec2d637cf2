"""Errors as the log and the mail to ADMINS tell them: where it broke, and nothing that anybody sent.

What an exception says can quote a form, a row of a table or a cookie, and so can the values of variables. The place in
the code and the kind of error are enough to find it. With DEBUG, developers see everything.
"""

import logging
import traceback

from django.conf import settings
from django.utils.html import format_html
from django.views.debug import ExceptionReporter


def where(error):
    """Return the traceback of an exception and of what caused it, without any words of theirs or any values."""
    parts, seen = [], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        kind = type(error)
        lines = "".join(traceback.format_tb(error.__traceback__))
        parts.append(f"Traceback (most recent call last):\n{lines}{kind.__module__}.{kind.__qualname__}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\nwhich came after this:\n\n".join(parts)


class Formatter(logging.Formatter):
    """Lines of the log; an exception is told by `where`."""

    def formatException(self, ei):  # noqa: N802 - the name of logging
        """Return the text of an exception."""
        return super().formatException(ei) if settings.DEBUG else where(ei[1])


class Report(ExceptionReporter):
    """What is mailed to ADMINS: the address without its query, and `where`."""

    def get_traceback_text(self):
        """Return the report as plain text."""
        if settings.DEBUG:
            return super().get_traceback_text()
        asked = f"{self.request.method} {self.request.path}\n\n" if self.request else ""
        return asked + (where(self.exc_value) if self.exc_value else "")

    def get_traceback_html(self):
        """Return the same as HTML."""
        return (
            super().get_traceback_html() if settings.DEBUG else format_html("<pre>{}</pre>", self.get_traceback_text())
        )
