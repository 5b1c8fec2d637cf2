"""Stories by the form: kindly asked for, kept without a name, seen by moderators first, and taken back with a code."""

import html as markup
import re

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from content import code_keys, codes, publishing, readiness, reading, replies, stories, told, verification
from content.models import Release, ReviewEvent, Story, StoryOffer, StoryReply
from content.publishing import Refused
from content.search import index
from tests.factories.content import StoryFactory, approver_of, publish_founding
from tests.support.editing import ROLES, address

pytestmark = pytest.mark.django_db
ONCE = "My physio showed me how to get up from the floor. I was afraid of falling. Now I know what to do."
WORDS = f"{ONCE} {ONCE} {ONCE}"
GIVEN = {"teller": "patient", "title": "Up from the floor", "words": WORDS, "name": "Sam", "agreed": [*stories.AGREED]}


@pytest.fixture(autouse=True)
def open_doors():
    for door in (stories.SENDING, code_keys.TRYING):
        door.forget()


@pytest.fixture
def send(client):
    def send(**changes):
        return client.post("/stories/share/", {**GIVEN, **changes})

    return send


@pytest.fixture
def offered():
    """A story that came by the form, and the code that takes it back."""
    code = stories.offer("Up from the floor", "patient", WORDS, name="Sam")
    return Story.objects.get(), code


def text_of(response):
    return re.sub(r"\s+", " ", markup.unescape(response.content.decode()))


class TestOffering:
    def test_it_becomes_a_draft_of_nobody_with_what_was_agreed_and_a_code_that_is_kept_nowhere(self, client, send):
        response = send(words=f"{WORDS}\n<b>Bold</b> & true")
        assert (response.status_code, response.url) == (302, "/stories/shared/")
        story, offer = Story.objects.get(), StoryOffer.objects.get()
        assert (story.state, story.edited_by, story.told_by, story.teller) == ("draft", None, "Sam", "patient")
        assert story.body.endswith("<p>&lt;b&gt;Bold&lt;/b&gt; &amp; true</p>")
        assert story.consented_at and offer.agreed.splitlines() == [*stories.AGREED.values()]
        code = re.findall(r'<strong class="lead">(\w+)</strong>', client.get(response.url).content.decode())
        assert codes.read(" ".join(code)) == tuple(code)
        kept = f"{Story.objects.values()} {StoryOffer.objects.values()} {ReviewEvent.objects.values()}"
        assert " ".join(code) not in kept and "Sam" not in story.slug
        assert client.get("/stories/").content.count(b"Up from the floor") == 0
        assert client.get(f"/stories/{story.slug}/").status_code == 404

    def test_without_a_name_none_is_shown(self, send):
        send(name="")
        assert Story.objects.get().told_by == "Someone who visits this site"

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"teller": ""}, "Choose who you are"),
            ({"title": ""}, "Give your story a title"),
            ({"title": "x" * 101}, "Use at most 100 characters"),
            ({"words": ""}, "Write your story"),
            ({"words": "Too short."}, "at least 100 characters. You wrote 10"),
            ({"words": "word " * 4000}, "Use at most 8,000 characters"),  # 20,000 characters
            ({"words": f"{WORDS} Buy at https://spam.example now."}, "Take out the web address."),
            ({"words": f"{WORDS} See my-cure.com for more."}, "Take out the web address."),
            ({"words": f"{WORDS} Write to sam@example.org."}, "Take out the e-mail address."),
            ({"words": f"{WORDS} Ring 0113 496 0000."}, "Take out the telephone number 0113 496 0000."),
            ({"name": "www.spam.example"}, "Take out the web address."),
            ({"agreed": [*stories.AGREED][:3]}, "Tick all of these."),
            ({"agreed": ["everything"]}, "Tick all of these."),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(self, send, changes, sentence):
        response = send(**changes)
        text = text_of(response)
        assert response.status_code == 422 and "<title>Error: Share your story" in text
        assert sentence in text
        assert changes.get("words", WORDS).strip() in text
        assert not Story.objects.exists()

    def test_each_fault_of_one_answer_is_a_sentence_of_its_own(self, send):
        html = send(words=f"{WORDS} See my-cure.com. Ring 0113 496 0000. Write to sam@example.org.").content.decode()
        for start in ("Take out the e-mail address", "Take out the web address", "Take out the telephone number"):
            assert f'<a href="#id_words">{start}' in html
        assert "(&#x27;" not in html

    def test_a_short_story_of_so_many_characters_as_the_page_says_is_enough(self, client, send):
        assert "at least 100 characters" in text_of(client.get("/stories/share/"))
        assert send(words=f"{ONCE} Try it."[:100].ljust(100, ".")).status_code == 302

    def test_markup_is_only_words(self, send):
        assert b"<script>alert" not in send(words=f"<script>alert(1)</script>{WORDS}", title="").content

    def test_a_program_that_fills_in_everything_is_not_heard(self, send):
        assert send(website="https://spam.example/").status_code == 302
        assert not Story.objects.exists()

    def test_the_card_is_shown_to_this_device_alone(self, client, send):
        assert client.get("/stories/shared/").url == "/stories/"
        cookie = send().cookies["physio_story"]
        assert cookie["httponly"] and cookie["path"] == "/stories/shared/" and cookie["max-age"] == 1800
        assert "no-store" in client.get("/stories/shared/")["Cache-Control"]
        client.post("/get-physio/clear/")
        assert not client.cookies["physio_story"].value


class TestHelpFirst:
    def test_words_of_a_crisis_show_help_before_anything_is_sent_and_everything_stays(self, send):
        response = send(words=f"{WORDS} Some days I want to die.", agreed=[])
        text = text_of(response)
        assert response.status_code == 200 and "Do you need help now?" in text and "Samaritans" in text
        assert "Some days I want to die." in text and 'value="Sam"' in text and "There is a problem" not in text
        assert text.index("Samaritans") < text.index("Some days I want to die.")
        assert not Story.objects.exists()

    def test_who_was_shown_the_help_can_send_and_moderators_know(self, send):
        words = f"{WORDS} Some days I wanted to die."
        assert 'name="help_seen" value="harm"' in text_of(send(words=words))
        assert send(words=words, help_seen="harm").status_code == 302
        assert StoryOffer.objects.get().urgent == "harm"
        found = {finding.code: finding.level for finding in readiness.findings(Story.objects.get())}
        assert found["note"] == "hint"

    def test_help_for_something_else_is_shown_again(self, send):
        assert send(words=f"{WORDS} Now I cannot breathe.", help_seen="harm").status_code == 200

    @pytest.mark.parametrize("before", [0, 180, 195, 205, 3000])
    def test_it_is_found_wherever_it_stands_in_however_long_a_sentence(self, before):
        assert [notice.key for notice in told.notices_in(f"{'la ' * (before // 3)}i want to die la la")] == ["harm"]

    def test_a_crisis_comes_before_other_emergencies(self):
        words = "I cannot breathe. My face dropped. I had a seizure. I want to die."
        assert [notice.key for notice in told.notices_in(words)] == ["harm", "breathing"]

    @pytest.mark.parametrize("words", [WORDS, "I have had bladder infections, and each one made my spasms worse."])
    def test_a_calm_story_asks_for_nothing(self, words):
        assert told.notices_in(words) == ()


class TestFloods:
    def test_each_process_takes_so_many_and_keeps_the_words_of_the_rest(self, send):
        while stories.SENDING.admits():
            pass
        response = send()
        assert response.status_code == 429
        assert "Your words are still here." in text_of(response) and WORDS.strip() in text_of(response)
        assert not Story.objects.exists()

    def test_all_together_take_so_many_a_day(self, monkeypatch):
        monkeypatch.setattr(stories, "MOST_A_DAY", 1)
        stories.offer("One", "carer", WORDS)
        with pytest.raises(stories.Busy):
            stories.offer("Two", "carer", WORDS)

    def test_when_the_database_is_away_the_words_are_kept(self, send, monkeypatch):
        def away(*args, **kwargs):
            raise OperationalError("gone")

        monkeypatch.setattr(connection, "cursor", away)
        response = send()
        assert response.status_code == 503
        assert "We could not do this just now." in text_of(response) and WORDS.strip() in text_of(response)


class TestTakingBack:
    @pytest.mark.usefixtures("demonstration")
    def test_it_is_gone_at_the_next_request_with_its_words_and_its_replies(self, client, offered):
        story, code = offered
        publish_founding(story)
        reply = replies.send(reading.one("story", story.slug), "That helped me too.")
        page = f"/stories/{story.slug}/"
        assert b"afraid of falling" in client.get(page).content
        response = client.post("/stories/take-back/", {"code": " ".join(code).upper()})
        assert (response.status_code, response.url) == (302, "/stories/taken-back/")
        reading.forget()
        assert client.get(page).status_code == 404 and b"Up from" not in client.get("/stories/").content
        story.refresh_from_db()
        assert (story.body, story.told_by, story.state) == ("", "Someone who visits this site", "withdrawn")
        assert not StoryReply.objects.filter(pk=reply.pk).exists() and not Release.objects.exists()
        assert not index.SearchEntry.objects.filter(kind="story").exists()
        assert verification.verify().breaks == ()
        assert client.post("/stories/take-back/", {"code": " ".join(code)}).status_code == 302

    def test_it_never_goes_on(self, offered, people):
        story, code = offered
        assert stories.take_back(code)
        story.refresh_from_db()
        for move in (publishing.submit, publishing.record_edit, publishing.publish_founding):
            with pytest.raises(Refused):
                move(story, **({} if move == publishing.publish_founding else {"by": people["moderator"]}))
        with pytest.raises(IntegrityError), transaction.atomic():
            Story.objects.update(state="approved")

    @pytest.mark.usefixtures("demonstration")
    def test_an_older_edition_is_not_brought_back_either(self, offered, people, sign_in):
        story, code = offered
        revision = publish_founding(story)
        compare = f"{address('story_compare', story.pk)}?from=1&to=draft"
        assert "Make this edition the draft" in text_of(sign_in("moderator").get(compare))
        stories.take_back(code)
        assert "Make this edition the draft" not in text_of(sign_in("moderator").get(compare))
        with pytest.raises(Refused, match="taken back"):
            publishing.restore(story, revision, by=people["moderator"])
        assert Story.objects.get().body == ""

    def test_another_code_finds_nothing_and_half_a_code_is_asked_about(self, client, offered):
        response = client.post("/stories/take-back/", {"code": " ".join(codes.draw())})
        assert response.status_code == 422 and "We have no story for this code." in text_of(response)
        response = client.post("/stories/take-back/", {"code": "apple castle"})
        assert response.status_code == 422 and "You typed 2." in text_of(response)
        assert Story.objects.get().consented_at

    def test_a_code_is_tried_only_so_often(self, client, offered):
        code = " ".join(codes.draw())
        answered = [client.post("/stories/take-back/", {"code": code}) for _ in range(7)]
        assert [response.status_code for response in answered] == [422] * 6 + [429]
        assert "This code was tried several times just now." in text_of(answered[-1])


class TestModerating:
    @pytest.mark.parametrize("role", ROLES)
    def test_only_who_works_on_stories_reads_what_came(self, offered, sign_in, role):
        client, reads = sign_in(role), role in ("moderator", "clinical", "publisher")
        pages = [address("story_changelist"), address("story_change", offered[0].pk)]
        assert [client.get(page).status_code for page in pages] == [200 if reads else 403] * 2
        assert client.get(address("story_add")).status_code == (200 if role == "moderator" else 403)

    def test_what_came_waits_for_moderators_and_says_how_it_came(self, offered, sign_in):
        client = sign_in("moderator")
        assert "1 story" in text_of(client.get("/admin/"))
        html = text_of(client.get(address("story_change", offered[0].pk)))
        assert "A reader offered it by the form" in html and "What they agreed to" in html

    def test_the_list_says_which_called_for_help(self, offered, sign_in, django_assert_max_num_queries):
        stories.offer("Winter", "carer", WORDS, urgent=("harm",))
        StoryFactory(title="Written by an editor")
        client = sign_in("moderator")
        with django_assert_max_num_queries(20):
            html = text_of(client.get(address("story_changelist")))
        cells = re.findall(r'<td class="field-called_for[^"]*">(.*?)</td>', html)
        assert sorted(cells) == sorted([told.headings_of("harm")[0], "No", "No"])

    def test_two_people_bring_it_to_readers(self, client, offered, people):
        story = publishing.submit(publishing.record_edit(offered[0], by=people["moderator"]), by=people["moderator"])
        clinician = approver_of(story)
        with pytest.raises(Refused, match="right"):
            publishing.approve(story, by=people["moderator"], seen="")
        publishing.approve(story, by=clinician, seen=publishing.moves.snapshots.hash_of(story))
        publishing.publish(story, by=people["publisher"])
        reading.forget()
        assert b"Told by Sam." in client.get(f"/stories/{story.slug}/").content

    def test_what_a_person_told_is_theirs_and_names_are_asked_about(self):
        long = " ".join(["and I walked"] * 12)
        story = StoryFactory(body=f"<p>Dr Jones cured me, {long}.</p>", clinical_note=f"It is proven, {long}.")
        levels = {(finding.code, finding.field): finding.level for finding in readiness.findings(story)}
        assert levels["person", "body"] == levels["sentence", "body"] == "hint"
        assert levels["sentence", "clinical_note"] == levels["certainty", "clinical_note"] == "stop"

    @pytest.mark.parametrize("role", ROLES)
    def test_only_moderators_turn_it_down_with_a_reason_and_its_words_are_gone(self, offered, sign_in, role):
        story, client = offered[0], sign_in(role)
        response = client.post(address("story_turn_down", story.pk), {"reason": "It sells something."})
        story.refresh_from_db()
        if role != "moderator":
            assert response.status_code == 403 and story.body
            return
        assert response.status_code == 302 and (story.body, story.state) == ("", "withdrawn")
        assert ReviewEvent.objects.first().reason == "It sells something."
        assert "_save" not in client.get(address("story_change", story.pk)).content.decode()

    @pytest.mark.usefixtures("demonstration")
    def test_without_a_reason_or_once_published_it_is_not_turned_down(self, offered, sign_in):
        story, client = offered[0], sign_in("moderator")
        assert client.post(address("story_turn_down", story.pk), {"reason": " "}).status_code == 422
        publish_founding(story)
        response = client.post(address("story_turn_down", story.pk), {"reason": "Late."})
        assert response.status_code == 422 and "Ask a publisher to withdraw it." in text_of(response)
        assert client.get(address("story_turn_down", story.pk)).status_code == 405
