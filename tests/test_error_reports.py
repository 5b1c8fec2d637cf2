"""An error, provoked on purpose: the page, the log and the mail to ADMINS hold nothing that somebody sent."""

import logging
from io import StringIO

import pytest
from django.core import mail
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from msphysio import urls
from msphysio.error_reports import where

CANARY = "Zqxwycanaryburgh"


def break_down(request):
    """Fail as a view may: with what was typed in a variable, in the words of the error and in those of its cause."""
    typed = request.POST["near"]
    try:
        raise DatabaseError(f"DETAIL: Failing row contains ({typed}).")
    except DatabaseError as error:
        raise KeyError(typed, request.COOKIES) from error


def warn(request):
    logging.getLogger("content").warning("something was away", exc_info=ValueError(request.POST["near"]))
    return HttpResponse()


urlpatterns = [path("get-physio/near/", break_down), path("get-physio/warn/", warn), path("", include(urls))]
handler500 = urls.handler500


@pytest.fixture
def visitor(settings):
    settings.ROOT_URLCONF = __name__
    settings.ADMINS = [("Somebody", "somebody@example.org")]
    client = Client(raise_request_exception=False, headers={"referer": f"https://example.org/{CANARY}"})
    client.cookies["physio_answers"] = CANARY
    return client


@pytest.fixture
def log(monkeypatch):
    """The text that the site's own handler writes."""
    console = next(handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler)
    written = StringIO()
    monkeypatch.setattr(console, "stream", written)
    return written.getvalue


def test_a_broken_page_tells_where_and_nothing_that_was_sent(visitor, log):
    response = visitor.post(f"/get-physio/near/?near={CANARY}", {"near": CANARY})
    written = log()
    [sent] = mail.outbox
    mailed = sent.subject + sent.body + "".join(str(part) for part in sent.alternatives)
    assert response.status_code == 500
    for told in (response.content.decode(), written, mailed):
        assert CANARY not in told
    for told in (written, mailed):
        assert "break_down" in told and "KeyError" in told and "DatabaseError" in told


def test_a_warning_with_an_exception_tells_its_kind_only(visitor, log):
    visitor.post("/get-physio/warn/", {"near": CANARY})
    written = log()
    assert "something was away" in written and "ValueError" in written and CANARY not in written


def test_developers_see_everything_with_debug(settings):
    settings.DEBUG = True
    formatter = logging.getLogger().handlers[0].formatter
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        assert CANARY in formatter.formatException((ValueError, error, error.__traceback__))
        assert CANARY not in where(error)
