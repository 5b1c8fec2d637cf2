"""While the database is away, what somebody sent comes back to be sent again, and pages that need no database go on."""

import html
import logging
import re

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from content import resting

TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEF"
HOSTILE = '"><script>alert(1)</script>'
FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def gone(*_):
    raise OperationalError("gone")


@pytest.fixture
def editor(db, settings):
    """The browser of somebody who has signed in; the database goes away with each thing that it sends."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.create_superuser("ann"))
    client.cookies["csrftoken"] = TOKEN
    return client


def send(client, name, data, **headers):
    resting.LINES.forget()
    with connection.execute_wrapper(gone):
        return client.post(reverse(name), {"csrfmiddlewaretoken": TOKEN, **data}, **headers)


def fields_of(response):
    return [(html.unescape(name), html.unescape(value)) for name, value in FIELD.findall(response.content.decode())]


def test_an_article_that_was_sent_comes_back_whole(editor):
    sent = {f"paragraphs-{number}-text": f"Words {number} {HOSTILE}\r\nand more" for number in range(1990)}
    sent |= {"title": HOSTILE, "slug": "", "_save": "Save"}
    response = send(editor, "admin:content_article_add", sent)
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "no-store" in response["Cache-Control"] and "<script>alert" not in page
    assert dict(fields_of(response)) == sent | {"csrfmiddlewaretoken": dict(fields_of(response))["csrfmiddlewaretoken"]}
    assert f'action="{reverse("admin:content_article_add")}"' in page
    assert '<label for="words-1">Paragraphs 1, text</label>' in page and "not saved yet" in page


def test_no_password_comes_back(editor):
    typed = {
        "username": "ann",
        "password1": "correct horse",
        "prove-password": "battery staple",
        "prove-code": "123456",
    }
    page = send(editor, "admin:auth_user_add", typed).content.decode()
    assert 'value="ann"' in page
    assert not [secret for secret in ("correct horse", "battery staple", "123456") if secret in page]


@pytest.mark.parametrize("name", ["admin:login", "admin:second_factor", "admin:password_change"])
def test_nothing_comes_back_from_where_secrets_are_typed(editor, name):
    response = send(editor, name, {"username": "ann", "code": "123456", "old_password": "x"})
    assert response.status_code == 503
    assert "ann" not in dict(fields_of(response)).values() and "123456" not in response.content.decode()


def test_what_another_site_sent_does_not_come_back(editor):
    with connection.execute_wrapper(gone):
        response = editor.post(reverse("admin:content_topic_add"), {"title": "forged"})
    assert response.status_code == 403 and "forged" not in response.content.decode()


def test_a_file_is_asked_for_again(editor, tmp_path):
    file = tmp_path / "services <1>.csv"
    file.write_text("name\n")
    with file.open() as opened:
        page = send(editor, "admin:content_service_import", {"import_file": opened}).content.decode()
    assert "Choose your file again: services &lt;1&gt;.csv" in page
    assert 'type="file" name="import_file"' in page and "multipart/form-data" in page


def test_a_page_that_rests_is_one_line_of_the_log_without_a_traceback(editor, caplog):
    resting.LINES.forget()
    with connection.execute_wrapper(gone):
        for _ in range(5):
            assert editor.get(reverse("admin:index")).status_code == 503
    assert [record.getMessage() for record in caplog.records if record.levelno > logging.INFO] == [
        "the database is away: some pages rest"
    ]


@pytest.mark.parametrize("name", ["home", "article_list", "settings", "guide_start", "share_story"])
def test_somebody_who_has_signed_in_reads_on(editor, name):
    assert editor.get(reverse(name)).status_code in (200, 503)  # 503: there is no guide to begin
    with connection.execute_wrapper(gone):
        response = editor.get(reverse(name))
    assert response.status_code == 200 or "questions are resting" in response.content.decode()
