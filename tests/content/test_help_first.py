"""Words of danger to editors: on whether a page helped, and in a report, as in stories, help comes first."""

import html as markup

import pytest

from content.models import PageRemark, ProblemReport
from content.views import helpful, reports
from tests.factories.content import make_rich_article, publish_founding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
PAGE = "/articles/stiffness/"
FORMS = {
    "/helpful/words/": ({"page": PAGE, "said": "no"}, PageRemark),
    "/report/": ({"page": PAGE, "urgency": "unclear"}, ProblemReport),
}
WORDS = "Nothing here helps. I want to die."


@pytest.fixture(autouse=True)
def open_doors(demonstration):
    for door in (helpful.DOOR, reports.DOOR):
        door.forget()
    publish_founding(make_rich_article(slug="stiffness"))


@pytest.fixture(params=FORMS)
def sent(request, client):
    """Return how to send words by one of the forms, and where they are kept."""
    given, kept = FORMS[request.param]

    def send(words=WORDS, **changes):
        response = client.post(request.param, {**given, "words": words, **changes})
        return response, markup.unescape(response.content.decode())

    return send, kept.objects


def test_help_is_shown_before_anything_is_kept_and_the_words_stay(sent):
    send, kept = sent
    response, html = send()
    assert response.status_code == 200
    assert "<h1>Do you need help now?</h1>" in html and "116 123" in html.partition("<form")[0]
    assert WORDS in html.partition("<textarea")[2] and "There is a problem" not in html
    assert not kept.exists()
    assert all(f'value="{value}"' in html for value in (PAGE, "harm"))


def test_after_it_was_shown_they_are_kept_as_they_are(sent):
    send, kept = sent
    assert send(help_seen="harm")[0].status_code == 302
    assert kept.get().words == WORDS


def test_other_help_is_shown_though_some_was_seen(sent):
    send, kept = sent
    assert send(f"{WORDS} I cannot breathe.", help_seen="harm")[0].status_code == 200
    assert not kept.exists()


def test_what_is_wrong_with_them_is_said_after_the_help_and_the_help_is_not_shown_again(sent):
    send, kept = sent
    assert send(WORDS * 100)[0].status_code == 200
    response, html = send(WORDS * 100, help_seen="harm")
    assert response.status_code == 422 and "Use at most" in html
    assert 'name="help_seen" value="harm"' in html and not kept.exists()
