"""One line of the log for each request, as JSON, with a number that stands in every line written on its way.

A line says which kind of page was asked for, never which address: that could hold what somebody typed. It has nothing
of the person: no network address, no cookie, no browser.
"""

import json
import logging
import re
import time
from contextvars import ContextVar
from functools import lru_cache
from secrets import token_hex

from msphysio import metrics
from msphysio.error_reports import Formatter

HEADER = "X-Request-ID"
TRUSTED = re.compile(r"[A-Za-z0-9-]{8,64}")  # what a proxy gives; anything else could write lines of its own
FIELDS = ("method", "page", "status", "milliseconds")  # what our lines have beside their words

log = logging.getLogger("msphysio.requests")
_written = json.JSONEncoder(ensure_ascii=False).encode
_number = ContextVar("the number of the request under way", default="")


def numbered(get_response):
    """Number each request, and log what became of it."""

    def middleware(request):
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        number = given if TRUSTED.fullmatch(given) else token_hex(16)
        request.number, token, began = number, _number.set(number), time.perf_counter()
        try:
            response = get_response(request)
            response[HEADER] = number
            _tell(request, response.status_code, time.perf_counter() - began)
            return response
        finally:
            _number.reset(token)

    return middleware


def page_of(request):
    """Return the name of the kind of page that was asked for, such as “article”; “unknown” for an address we lack."""
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "unknown"


def _tell(request, status, seconds):
    page = page_of(request)
    metrics.note(page, status, seconds)
    if not log.isEnabledFor(logging.INFO):
        return
    told = {"method": request.method[:10], "page": page, "status": status, "milliseconds": round(seconds * 1000, 1)}
    log.info("request", extra=told)


def _message(record):
    """Django's own lines about a request say its address: here, its kind of page."""
    request = getattr(record, "request", None)
    return f"{record.args[0]}: {page_of(request)}" if request and record.args else record.getMessage()


class NoRest(logging.Filter):
    """Leaves out Django's lines about pages that rest: each would be an error with a traceback, and a mail."""

    def filter(self, record):
        """Whether the line is about anything else."""
        return getattr(record, "status_code", None) != 503


class JsonFormatter(Formatter):
    """Lines of the log as JSON objects: at, level, logger, message, request, and the FIELDS of a request."""

    def format(self, record):
        """Return one line."""
        line = {
            "at": _second(int(record.created)),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
            "request": _number.get() or getattr(getattr(record, "request", None), "number", ""),
            **{name: getattr(record, name) for name in FIELDS if hasattr(record, name)},
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return _written({name: value for name, value in line.items() if value != ""})


@lru_cache(maxsize=8)
def _second(at):
    """A moment as text; most lines are of the same second as the one before."""
    return time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(at))
