"""Articles and topics as people read them."""

import re

import pytest
from django.urls import reverse

from content import presenters, reading
from content.audiences import Reader
from content.models import Article, ExerciseBlock, Section
from tests.factories.content import (
    ArticleFactory,
    TopicFactory,
    add_section,
    make_rich_article,
    publish_approved,
    publish_founding,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def article():
    article = make_rich_article(slug="stiffness")
    publish_founding(article.topic)
    publish_founding(article)
    return article


@pytest.fixture
def show(client):
    """Return the HTML of an article in an edition, with the spaces of the template taken out."""

    def show(edition=None, **cookies):
        client.cookies.load(cookies)
        address = reverse("article_reader", args=["stiffness", edition]) if edition else "/articles/stiffness/"
        response = client.get(address)
        assert response.status_code == 200
        return re.sub(r"\s+", " ", response.content.decode())

    return show


class TestReaders:
    def test_someone_with_ms_reads_their_own_words(self, article, show):
        html = show()
        assert "Words for the person." in html
        assert "Words for carers." not in html
        assert "Words for professionals." not in html

    def test_a_carer_reads_theirs(self, article, show):
        html = show("carer")
        assert "Words for carers." in html
        assert "Words for the person." not in html

    def test_a_professional_reads_the_page_and_the_evidence(self, article, show):
        html = show("professional")
        assert "Words for the person." in html
        assert "Words for professionals." in html

    def test_the_switch_offers_who_has_other_words(self, article, show):
        html = show()
        assert re.search(r'href="/articles/stiffness/" aria-current="page">Someone with MS', html)
        assert '<a class="pill" href="/articles/stiffness/carer/">A carer' in html
        assert "A professional</a>" not in html
        assert 'href="/articles/stiffness/professional/"' in html

    def test_without_other_words_there_is_no_switch(self, show):
        publish_founding(ArticleFactory(slug="stiffness", in_short_carer=[]))
        html = show()
        assert "Written for:" not in html
        assert "/professional/" not in html

    def test_other_points_are_other_words(self):
        article = ArticleFactory(slug="stiffness", in_short_carer=["Their muscles.", "Ask.", "Go."])
        publish_founding(article)
        page = presenters.article_page(reading.article("stiffness"), Reader.CARER)
        assert page.in_short[0] == "Their muscles."
        assert [reader["current"] for reader in page.readers] == [False, True]

    @pytest.mark.parametrize("edition", ["carer", "professional", "short"])
    def test_every_edition_names_the_first_address_as_its_own(self, article, show, edition):
        assert '<link rel="canonical" href="http://testserver/articles/stiffness/">' in show(edition)

    @pytest.mark.parametrize(
        "path", ["stiffness/patient/", "stiffness/nurse/", "nothing/", "nothing/carer/", "%C3%B6/"]
    )
    def test_other_addresses_are_not_found(self, article, client, path):
        assert client.get(f"/articles/{path}").status_code == 404

    @pytest.mark.parametrize("method", ["post", "put", "delete"])
    def test_a_page_is_only_read(self, article, client, method):
        assert getattr(client, method)("/articles/stiffness/").status_code == 405


class TestPage:
    def test_the_head(self, article, show):
        html = show()
        assert "<h1>Stiff muscles and spasms</h1>" in html
        assert "Also called spasticity" in html
        assert "Waiting for clinical approval" in html
        assert "1 minute read" in html
        assert '<meta name="description" content="Why muscles get stiff, and what can help.">' in html

    def test_on_this_page_leads_to_sections_and_questions(self, article, show):
        html = show()
        links = re.search(r'aria-labelledby="on-this-page">(.*?)</nav>', html)[1]
        names = re.findall(r'href="#([^"]+)"', links)
        assert names == ["how-physiotherapy-can-help", "for-you", "keeping-safe", "questions-people-ask"]
        assert all(f'id="{name}"' in html for name in names)

    def test_questions_stand_under_one_heading(self, article, show):
        html = show()
        assert html.count("Questions people ask</h2>") == 1
        assert html.index("Question 1?") < html.index("Question 2?")

    def test_every_id_is_there_once(self, article, show):
        for n in range(2):
            add_section(article, "About this page", "<p>Twice.</p>", ordering=80 + n)
        publish_founding(article)
        ids = re.findall(r'\sid="([^"]+)"', show())
        assert len(ids) == len(set(ids))

    def test_numbers_in_a_notice_can_be_dialled(self, article, show):
        assert '<a class="tel" href="tel:111">111</a>' in show()

    def test_sources_are_listed_claim_by_claim(self, article, show):
        html = show()
        assert "Stretching alone does little." in html
        assert "Harvey LA and others. Stretch for the treatment of contractures. Cochrane, 2017." in html
        assert 'href="https://doi.org/10.1002/' in html

    def test_an_exercise_is_drawn_in_steps(self, article, show):
        steps = [{"figure": "knee-rolls-1", "text": "Lie on your **back**."}]
        ExerciseBlock.objects.create(
            parent=article, region="main", ordering=45, title="Knee rolls", steps=steps, easier="Less."
        )
        publish_founding(article)
        assert "Lie on your <strong>back</strong>." in show()

    def test_a_script_in_the_database_does_not_reach_a_reader(self, article, show):
        Section.objects.update(body="<p>Hi</p><script>alert(1)</script><img src=x onerror=alert(1)>")
        Article.objects.update(title="<script>alert(2)</script>")
        publish_founding(Article.objects.get())
        html = show()
        assert "alert(1)" not in html
        assert "<script>alert(2)" not in html

    def test_the_approved_page_says_who_and_when(self, show, settings):
        settings.DEMO = False
        revision = publish_approved(make_rich_article(slug="stiffness"))
        day = f"{revision.approved_at.day} {revision.approved_at:%B %Y}"
        html = show()
        assert f"Checked by a clinician, {day}" in html
        assert "Checked by a neuro-physiotherapist" in html
        assert f"{revision.next_review_date.day} {revision.next_review_date:%B %Y}" in html
        assert "Waiting" not in html

    def test_outside_a_demonstration_an_unapproved_page_is_not_found(self, article, client, settings):
        settings.DEMO = False
        reading.forget()
        assert client.get("/articles/stiffness/").status_code == 404
        assert "stiffness" not in client.get("/articles/").content.decode()


class TestShortVersion:
    def test_it_keeps_points_do_and_do_not_notices_and_the_next_step(self, article, show):
        html = show("short")
        for kept in ("In short", "move slowly", "do not push into pain", "Get help today if:", "What to do next"):
            assert kept in html
        for left_out in ("They may show you stretches.", "Words for the person.", "Question 1?", "You can stop here"):
            assert left_out not in html

    def test_it_leads_back_to_the_whole_page(self, article, show):
        assert "Read the whole page" in show("short")

    def test_the_reading_settings_can_ask_for_it(self, article, show):
        html = show(reading="usual.device.short")
        assert "They may show you stretches." not in html
        assert "Change how much you see" in html
        assert "next=/articles/stiffness/" in html

    def test_a_carer_who_wants_less_gets_less_of_theirs(self, article, show):
        add_section(article, "Carers first", "<p>Only carers.</p>", ["carer"], 5)
        publish_founding(article)
        assert "next=/articles/stiffness/carer/" in show("carer", reading="usual.device.short")

    def test_what_to_do_keeps_the_heading_it_stands_under(self, article, show):
        html = show("short")
        assert html.index("Keeping safe</h2>") < html.index("move slowly")
        assert "Some care." not in html


class TestLists:
    def test_articles_stand_under_their_main_topic_once(self, article, client):
        other = TopicFactory(slug="walking", title="Walking")
        article.also_in.add(other)
        for thing in (other, article):
            publish_founding(thing)
        html = client.get("/articles/").content.decode()
        assert html.count('href="/articles/stiffness/"') == 1
        assert "Walking</h2>" not in html

    def test_a_topic_shows_all_its_articles(self, article, client):
        response = client.get("/topics/stiffness/")
        assert response.status_code == 200
        assert 'href="/articles/stiffness/"' in response.content.decode()

    def test_a_topic_without_articles_says_so(self, client):
        publish_founding(TopicFactory(slug="empty"))
        assert "no articles on this yet" in client.get("/topics/empty/").content.decode()

    def test_where_nothing_is_published_the_list_says_so(self, client):
        html = client.get("/articles/").content.decode()
        assert "no articles to read yet" in html and "All articles" not in html

    def test_a_topic_that_is_not_published_is_not_found(self, client):
        TopicFactory(slug="draft")
        assert client.get("/topics/draft/").status_code == 404


class TestCards:
    def test_a_card_leads_a_carer_to_their_words(self, article):
        assert presenters.article_card("stiffness", Reader.CARER).url == "/articles/stiffness/carer/"
        assert presenters.article_card("stiffness").url == "/articles/stiffness/"

    def test_without_other_words_it_leads_to_the_first_address(self):
        publish_founding(ArticleFactory(slug="plain", in_short_carer=[]))
        assert presenters.article_card("plain", Reader.CARER).url == "/articles/plain/"

    def test_what_is_not_published_has_no_card(self):
        assert presenters.article_card("nothing") is None

    def test_cards_of_topics_name_each_article_once(self, article):
        article.also_in.add(TopicFactory(slug="walking"))
        publish_founding(article)
        cards = presenters.cards_of_topics(("walking", "stiffness", "nonsense"))
        assert [card.slug for card in cards] == ["stiffness"]


class TestConditionalGet:
    def test_the_same_page_is_not_sent_twice(self, article, client):
        first = client.get("/articles/stiffness/")
        again = client.get("/articles/stiffness/", headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_another_edition_or_other_settings_are_another_page(self, article, client):
        tag = client.get("/articles/stiffness/")["ETag"]
        client.cookies.load({"reading": "large.device.everything"})
        other = client.get("/articles/stiffness/", headers={"if-none-match": tag})
        assert other.status_code == 200
        assert "Cookie" in other["Vary"]

    def test_a_new_edition_is_sent(self, article, client):
        tag = client.get("/articles/stiffness/")["ETag"]
        Article.objects.update(title="Stiff muscles")
        publish_founding(Article.objects.get())
        assert client.get("/articles/stiffness/", headers={"if-none-match": tag}).status_code == 200
