"""What is pasted into a form: no control character stops it or is kept, and no browser cuts it short unseen."""

import pytest

from content import code_keys, replies, stories
from content.forms import ReportForm, WordsForm
from content.models import PageRemark, ProblemReport, Story, StoryReply
from content.story_forms import ReplyForm, StoryForm
from tests.factories.content import StoryFactory, make_rich_article, publish_founding

pytestmark = pytest.mark.django_db
TYPED = "My phys\x00io show\x07ed me.\r\n\tThe sec\x0bond line\x85. "
KEPT = "My physio showed me.\r\n\tThe second line."
STORY = {
    "teller": "patient",
    "title": "Up\x00 again",
    "words": TYPED * 3,
    "name": "S\x00am",
    "agreed": [*stories.AGREED],
}


@pytest.fixture(autouse=True)
def open_doors():
    for door in (stories.SENDING, code_keys.TRYING, replies.SENDING):
        door.forget()


def test_a_story_is_kept_without_them(client):
    assert client.post("/stories/share/", STORY).status_code == 302
    story = Story.objects.get()
    assert (story.title, story.told_by) == ("Up again", "Sam")
    assert story.body.startswith("<p>My physio showed me.</p><p>The second line.")


def test_what_is_shown_again_has_none(client):
    html = client.post("/stories/share/", {**STORY, "agreed": []}).content.decode()
    assert 'value="Up again"' in html and KEPT in html
    assert not {"\x00", "\x07", "\x0b", "\x85"} & set(html) and "Null characters" not in html


def test_words_that_call_for_help_are_heard_through_them(client):
    response = client.post("/stories/share/", {**STORY, "words": f"{TYPED * 3} I want to d\x00ie."})
    assert response.status_code == 200 and b"Do you need help now?" in response.content


@pytest.mark.usefixtures("demonstration")
def test_a_reply_is_kept_without_them(client):
    publish_founding(StoryFactory(slug="garden"))
    given = {"words": TYPED, "agreed": ["publish"]}
    assert client.post("/stories/garden/reply/", given).status_code == 302
    assert StoryReply.objects.get().words == KEPT


def test_a_code_is_read_through_them(client):
    code = stories.offer("Up again", "patient", KEPT)
    response = client.post("/stories/take-back/", {"code": "\x00" + " ".join(code)})
    assert response.url == "/stories/taken-back/"


def test_a_report_is_kept_without_them(client):
    assert client.post("/report/", {"urgency": "harm", "words": TYPED, "page": "/\x00"}).status_code == 302
    assert ProblemReport.objects.get().words == KEPT


@pytest.mark.usefixtures("demonstration")
def test_words_on_whether_a_page_helped_are_kept_without_them(client):
    publish_founding(make_rich_article(slug="stiffness"))
    given = {"page": "/articles/stiffness/", "said": "yes", "words": TYPED}
    assert client.post("/helpful/words/", given).status_code == 302
    assert PageRemark.objects.get().words == KEPT


@pytest.mark.parametrize("form", [ReportForm, WordsForm, StoryForm, ReplyForm])
def test_no_browser_cuts_it_short_without_a_word(form):
    assert form.base_fields["words"].max_length
    assert "maxlength" not in form().as_p() and "minlength" not in form().as_p()
