"""Exercises, questions, the glossary, stories and pages about the site, as people read them."""

import re

import pytest
from django.urls import reverse

from content import presenters, reading, snapshots
from tests.factories.content import (
    ExerciseFactory,
    FaqFactory,
    PolicyFactory,
    SourceFactory,
    StoryFactory,
    TermFactory,
    TopicFactory,
    make_rich_article,
    publish_founding,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def show(client):
    """Return the HTML of an address, with the spaces of the template taken out."""

    def show(address):
        response = client.get(address)
        assert response.status_code == 200
        return re.sub(r"\s+", " ", response.content.decode())

    return show


class TestExercises:
    @pytest.fixture(autouse=True)
    def exercises(self, demonstration):
        lying = {"positions": ["lying"], "purposes": ["stretch"], "energy": "low"}
        sitting = {"positions": ["sitting", "wheelchair"], "purposes": ["strength", "walking"], "energy": "medium"}
        publish_founding(ExerciseFactory(slug="knee-rolls", title="Knee rolls", **lying))
        publish_founding(ExerciseFactory(slug="ankle-lifts", title="Ankle lifts", **sitting))

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ("", ["Ankle lifts", "Knee rolls"]),
            ("?position=wheelchair", ["Ankle lifts"]),
            ("?purpose=stretch&energy=low", ["Knee rolls"]),
            ("?purpose=stretch&energy=medium", []),
            ("?position=flying&energy=", ["Ankle lifts", "Knee rolls"]),
            ("?position=%00&colour=red", ["Ankle lifts", "Knee rolls"]),
        ],
    )
    def test_the_list_is_narrowed_by_its_address(self, show, query, titles):
        html = show(f"/exercises/{query}")
        assert re.findall(r'<h3><a href="/exercises/[\w-]+/">(.*?)</a>', html) == titles

    def test_a_choice_keeps_the_others_and_is_taken_back_by_choosing_it_again(self, show):
        html = show("/exercises/?position=lying")
        assert '<a class="pill" href="/exercises/" aria-current="true">Lying down (1)</a>' in html
        assert 'href="/exercises/?position=lying&amp;purpose=stretch"' in html

    def test_only_what_leads_to_some_exercise_can_be_chosen_and_says_to_how_many(self, show):
        html = show("/exercises/")
        assert "Lying down (1)</a>" in html
        assert "Standing (" not in html
        html = show("/exercises/?position=lying")
        assert "To stretch stiff muscles (1)</a>" in html and "Sitting (1)</a>" in html
        assert "To get stronger (" not in html

    def test_nothing_that_fits_leads_back_to_all(self, show):
        html = show("/exercises/?purpose=stretch&energy=medium")
        assert "Nothing fits all of these" in html
        assert "See all exercises" in html

    def test_before_any_is_published_the_list_says_so(self, show, settings):
        settings.DEMO = False
        reading.forget()
        assert "no exercises to show yet" in show("/exercises/")

    def test_a_page_says_who_asks_first_how_and_when_to_stop(self, show):
        steps = [{"figure": "heel-raises-1", "text": "Hold on with **both** hands."}]
        words = {"ask_first": "Ask first if you fall.", "stop_if": ["You feel faint. Call 999."], "heat": "Keep cool."}
        more = {"how_many": "A few.", "easier": "Do less.", "harder": "Do more."}
        publish_founding(ExerciseFactory(slug="heel-raises", steps=steps, **words, **more))
        html = show("/exercises/heel-raises/")
        for text in ("Ask first if you fall.", "<strong>both</strong> hands", "Keep cool.", "A few.", "Do less."):
            assert text in html
        assert "<strong>Ready for more?</strong> Do more." in html
        assert 'You feel faint. Call <a class="tel" href="tel:999">999</a>.' in html
        assert html.index("Before you start") < html.index("Hold on with") < html.index("Stop if")

    def test_a_page_leads_to_articles_on_its_topics(self, show):
        article = make_rich_article(slug="balance")
        for thing in (article.topic, article):
            publish_founding(thing)
        exercise = ExerciseFactory(slug="heel-raises")
        exercise.topics.add(article.topic)
        publish_founding(exercise)
        assert 'href="/articles/balance/"' in show("/exercises/heel-raises/")

    def test_what_is_not_published_is_not_found(self, client):
        ExerciseFactory(slug="draft")
        assert client.get("/exercises/draft/").status_code == 404

    def test_a_working_copy_can_be_shown_to_editors(self):
        page = presenters.draft_exercise_page(snapshots.document(ExerciseFactory(title="Draft")))
        assert (page.title, page.trust.waiting) == ("Draft", True)


class TestQuestions:
    def test_they_stand_under_their_first_topic_once(self, show):
        start = TopicFactory(slug="start", title="Start here", position=1)
        walking = TopicFactory(slug="walking", position=2)
        faq = FaqFactory(question="Can it cure MS?", link_label="What it is", link_url="/articles/")
        faq.topics.set([walking, start])
        for thing in (start, walking, faq, FaqFactory(question="And another?")):
            publish_founding(thing)
        html = show("/questions/")
        assert html.count("<summary>Can it cure MS?</summary>") == 1
        assert html.index("Start here</h2>") < html.index("Can it cure MS?") < html.index("Other questions</h2>")
        assert re.search('<a class="action" href="/articles/">.*?<span>Read more: What it is</span></a>', html)

    def test_sources_are_listed_question_by_question(self, show):
        faq = FaqFactory(question="Can it cure MS?")
        faq.sources.add(SourceFactory())
        publish_founding(faq)
        assert "<strong>Can it cure MS?</strong> <a href=" in show("/questions/")

    def test_before_any_is_published_the_page_says_so(self, show):
        assert "no answers to read yet" in show("/questions/")


class TestGlossary:
    def test_terms_stand_under_their_letters_with_what_people_say(self, show):
        publish_founding(TermFactory(slug="spasm", term="Spasm", lay_words=["cramp", "jerks", "kicks", "more"]))
        publish_founding(TermFactory(slug="ataxia", term="ataxia", meaning="Clumsy moves. Call 999.", lay_words=[]))
        html = show("/glossary/")
        assert html.index('id="letter-a"') < html.index('id="ataxia"') < html.index('id="letter-s"')
        assert '<a class="pill" href="#letter-s">S</a>' in html
        assert "People also say: cramp, jerks, kicks</p>" in html
        assert 'href="tel:999"' in html

    def test_before_any_is_published_the_page_says_so(self, show):
        assert "no words to look up yet" in show("/glossary/")


class TestStories:
    def test_without_any_the_page_says_that_none_are_made_up(self, show):
        html = show("/stories/")
        assert "There are no stories here yet." in html
        assert "We do not make stories up." in html

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"told_by": "Sam"}, "Told by Sam. Someone with MS."),
            ({}, "Told by someone with MS, who gives no name."),
            ({"teller": "carer"}, "Told by a carer, who gives no name."),
        ],
    )
    def test_who_tells_a_story_is_one_plain_sentence(self, show, given, sentence):
        publish_founding(StoryFactory(slug="my-first-visit", **given))
        assert f'<p class="lead">{sentence}</p>' in show("/stories/my-first-visit/")
        assert f'<p class="note">{sentence}</p>' in show("/stories/")

    def test_a_story_says_whose_it_is_and_that_it_is_no_advice(self, show):
        publish_founding(
            StoryFactory(slug="my-first-visit", title="My first visit", body="<p>Well.</p>", clinical_note="Ask first.")
        )
        assert 'href="/stories/my-first-visit/"' in show("/stories/")
        html = show("/stories/my-first-visit/")
        for text in (
            "one person’s own experience",
            "It is not advice.",
            "<p>Well.</p>",
            "A note from a clinician",
            "Told by the person who lived it",
        ):
            assert text in html

    def test_what_is_not_published_is_not_found(self, client):
        assert client.get("/stories/nothing/").status_code == 404


class TestPagesAboutTheSite:
    def test_what_editors_wrote_stands_beside_what_the_code_knows(self, show):
        body = "<h3>Your answers</h3><p>Stay with you.</p><script>alert(1)</script>"
        publish_founding(PolicyFactory(slug="privacy", title="Privacy here", lead="We do not ask.", body=body))
        html = show("/privacy/")
        assert "<h1>Privacy here</h1>" in html
        assert "<h2>Your answers</h2>" in html
        assert "physio_answers" in html
        assert "alert(1)" not in html

    @pytest.mark.parametrize("name", [name for name, _ in presenters.POLICIES.values()])
    def test_before_it_is_published_the_page_is_there_with_what_the_code_knows(self, show, name):
        assert "The rest of this page is being written." in show(reverse(name))

    def test_another_page_has_an_address_of_its_own_and_is_led_to(self, show, client):
        publish_founding(PolicyFactory(slug="complaints", title="If you are not happy"))
        assert "<h1>If you are not happy</h1>" in show("/about/complaints/")
        assert 'href="/about/complaints/"' in show("/about/")
        assert client.get("/about/nothing/").status_code == 404
