"""Replies to stories: nobody sees one before a moderator has, and nothing stays of those that are not shown."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from content import reading, replies
from content.models import ProblemReport, StoryReply
from content.publishing import Refused
from tests.factories.content import StoryFactory, publish_founding
from tests.support.editing import ROLES, address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
PAGE = "/stories/garden/"
GIVEN = {"words": "That helped me too.\nThank you.", "name": "Alex", "agreed": ["publish"]}


@pytest.fixture(autouse=True)
def open_door():
    replies.SENDING.forget()


@pytest.fixture
def story():
    publish_founding(StoryFactory(slug="garden", title="My garden"))
    return reading.one("story", "garden")


@pytest.fixture
def send(client, story):
    def send(**changes):
        return client.post(f"{PAGE}reply/", {**GIVEN, **changes})

    return send


@pytest.fixture
def waiting(story):
    return replies.send(story, "That helped me too.", name="Alex")


def read(client, page=PAGE):
    replies.forget()
    return client.get(page).content.decode()


class TestSending:
    def test_it_waits_and_no_reader_sees_it(self, client, send):
        response = send()
        assert (response.status_code, response.url) == (302, f"{PAGE}reply/thanks/")
        assert StoryReply.objects.get().standing == "waiting"
        html = read(client)
        assert "That helped me too" not in html and "There are no replies yet." in html

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"words": ""}, "Write your reply"),
            ({"words": "Yes"}, "Write a little more"),
            ({"words": "word " * 4000}, "Use at most 1,500 characters"),
            ({"words": "Look at spam.example.com for pills."}, "Take out the web address."),
            ({"agreed": []}, "Tick this."),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(self, send, changes, sentence):
        response = send(**changes)
        html = response.content.decode()
        assert response.status_code == 422 and sentence in html
        assert changes.get("words", "That helped me too.").strip() in html and 'value="Alex"' in html
        assert not StoryReply.objects.exists()

    def test_each_fault_of_one_reply_is_a_sentence_of_its_own(self, send):
        html = send(words="See spam.example.com. Ring 0113 496 0000.").content.decode()
        for start in ("Take out the web address", "Take out the telephone number"):
            assert f'<a href="#id_words">{start}' in html

    def test_words_of_a_crisis_show_help_first(self, send):
        words = "I feel the same. I want to end my life."
        response = send(words=words)
        assert response.status_code == 200 and "Samaritans" in response.content.decode()
        assert not StoryReply.objects.exists()
        assert send(words=words, help_seen="harm").status_code == 302
        assert StoryReply.objects.get().urgent == "harm"

    def test_a_flood_is_held_back_with_the_words_kept(self, send, story, monkeypatch):
        monkeypatch.setattr(replies, "MOST_WAITING", 1)
        assert send().status_code == 302
        response = send()
        assert response.status_code == 429 and "That helped me too." in response.content.decode()
        assert StoryReply.objects.count() == 1

    def test_after_a_time_nobody_can_reply_and_what_was_typed_stays(self, client, send):
        with time_machine.travel(timezone.now() + timedelta(days=92), tick=False):  # and an hour of summer time less
            assert "Replies to this story are closed now." in read(client)
            assert client.get(f"{PAGE}reply/").url == PAGE
            response = send()
            assert response.status_code == 422 and "That helped me too." in response.content.decode()

    def test_to_what_is_not_there_nobody_replies(self, client, story):
        for page in ("/stories/nothing/reply/", "/stories/nothing/reply/thanks/", f"{PAGE}replies/1/"):
            assert client.get(page).status_code == 404


class TestDeciding:
    def decide(self, client, reply, decision, reason=""):
        return client.post(address("storyreply_change", reply.pk), {"decision": decision, "reason": reason})

    def test_what_is_shown_has_its_lines_its_day_and_a_way_to_report_it(self, client, sign_in, waiting):
        assert self.decide(sign_in("moderator"), waiting, "shown").status_code == 302
        html = read(client)
        for text in ("That helped me too.", f'id="reply-{waiting.pk}"', "Alex, ", "Report this reply"):
            assert text in html
        where = f"{PAGE}replies/{waiting.pk}/"
        assert client.get(where).url == f"{PAGE}#reply-{waiting.pk}"
        assert "reply “" in client.get("/report/", {"page": where}).content.decode()
        client.post("/report/", {"urgency": "harm", "words": "It names my nurse.", "page": where})
        assert ProblemReport.objects.get().page == where

    def test_what_is_not_shown_keeps_no_words(self, client, sign_in, waiting):
        moderator = sign_in("moderator")
        assert "Say why it is not shown." in self.decide(moderator, waiting, "not_shown").content.decode()
        self.decide(moderator, waiting, "shown")
        self.decide(moderator, waiting, "not_shown", "It tells people to stop a medicine.")
        waiting.refresh_from_db()
        assert (waiting.words, waiting.decided_by.username) == ("", "moderator")
        assert "That helped me too" not in read(client)
        assert self.decide(moderator, waiting, "shown").status_code == 403

    def test_the_database_keeps_words_or_a_reason_and_never_both(self, waiting):
        for change in ({"standing": "shown"}, {"words": ""}, {"reason": "x"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                StoryReply.objects.filter(pk=waiting.pk).update(**change)

    @pytest.mark.parametrize("role", ROLES)
    def test_the_pages_of_each_role(self, sign_in, people, waiting, role):
        client = sign_in(role)
        reads = role in ("moderator", "clinical", "publisher")
        statuses = [client.get(address("storyreply_changelist")).status_code]
        statuses += [client.get(address(f"storyreply_{page}", waiting.pk)).status_code for page in ("change", "delete")]
        assert statuses == [200 if reads else 403, 200 if reads else 403, 403]
        assert client.get(address("storyreply_add")).status_code == 403
        status = self.decide(client, waiting, "shown").status_code
        assert status == (302 if role == "moderator" else 403)
        if role != "moderator":
            with pytest.raises(Refused, match="right"):
                replies.hide(waiting, by=people[role], reason="No.")

    def test_the_desk_says_what_waits(self, sign_in, waiting):
        assert "1 to look at" in sign_in("moderator").get("/admin/").content.decode()


def test_a_page_with_replies_asks_the_database_for_nothing_once_it_is_held(
    client, story, waiting, people, django_assert_num_queries
):
    replies.show(waiting, by=people["moderator"])
    assert "That helped me too." in read(client)
    with django_assert_num_queries(0):
        client.get(PAGE)
