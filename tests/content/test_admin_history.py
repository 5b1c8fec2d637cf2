"""The history of a thing, two editions side by side, and the way back to an older one."""

import pytest

from content import publishing
from content.models import Article, ReviewEvent
from content.workflow import State
from tests.factories.content import publish_approved, publish_founding
from tests.support.editing import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(draft, people, demonstration):
    """An article with two editions and a draft that differs from both."""
    publish_founding(draft)
    for title in ("Tight muscles", "Tight muscles and cramps"):
        Article.objects.update(title=title)
        draft = publishing.record_edit(Article.objects.get(), by=people["author"])
        if title == "Tight muscles":
            publish_founding(draft)
    return draft


def comparison(client, thing, **editions):
    return client.get(address("article_compare", thing.pk), editions)


class TestHistory:
    def test_it_lists_editions_and_who_approved_them(self, draft, sign_in):
        publish_approved(draft)
        html = sign_in("author").get(address("article_history", draft.pk)).content.decode()
        assert "Edition 1 (readers see this)" in html
        assert "by clinician (neuro-physiotherapist)" in html

    def test_an_edition_that_nobody_approved_says_so(self, twice, sign_in):
        html = sign_in("author").get(address("article_history", twice.pk)).content.decode()
        assert html.count(">Nobody</td>") == 2

    def test_it_lists_every_event_with_its_place_and_the_start_of_its_seal(self, draft, people, sign_in):
        publishing.submit(draft, by=people["author"])
        publishing.send_back(draft, by=people["clinical"], reason="Say who to call.")
        html = sign_in("author").get(address("article_history", draft.pk)).content.decode()
        for event in ReviewEvent.objects.filter(**draft.key):
            assert f"{event.place}: <code>{event.seal[:12]}</code>" in html
        assert "Say who to call." in html

    def test_many_events_come_page_by_page(self, draft, people, sign_in):
        for _ in range(60):
            publishing.record_edit(draft, by=people["author"])
        client = sign_in("author")
        assert "Page 1 of 2" in client.get(address("article_history", draft.pk)).content.decode()
        assert "Page 2 of 2" in client.get(address("article_history", draft.pk), {"p": 2}).content.decode()

    def test_what_does_not_exist_has_no_history(self, sign_in):
        assert sign_in("author").get(address("article_history", 0)).status_code == 404
        assert sign_in("author").get("/admin/content/article/x/history/").status_code == 404


class TestCompare:
    def test_the_draft_is_compared_with_what_readers_see(self, twice, sign_in):
        response = comparison(sign_in("author"), twice)
        assert '<th scope="col">Edition 2</th>' in response.content.decode()
        (pair,) = response.context["changes"]
        label, change = pair
        assert (label, change.old, change.new) == ("Title", "Tight muscles", "Tight muscles and cramps")

    def test_words_are_marked_for_eyes_and_ears(self, twice, sign_in):
        html = comparison(sign_in("author"), twice, **{"from": "1", "to": "draft"}).content.decode()
        assert '<del><span class="visually-hidden">removed: </span>Stiff' in html
        assert '<ins><span class="visually-hidden">added: </span>Tight' in html

    def test_any_two_editions_in_any_order(self, twice, sign_in):
        client = sign_in("author")
        titles = {
            (old, new): [(change.old, change.new) for _, change in comparison(client, twice, **pair).context["changes"]]
            for old, new in (("1", "2"), ("2", "1"), ("2", "2"), ("draft", "2"))
            for pair in [{"from": old, "to": new}]
        }
        assert titles == {
            ("1", "2"): [("Stiff muscles and spasms", "Tight muscles")],
            ("2", "1"): [("Tight muscles", "Stiff muscles and spasms")],
            ("2", "2"): [],
            ("draft", "2"): [("Tight muscles and cramps", "Tight muscles")],
        }

    def test_what_was_never_published_is_compared_with_itself(self, draft, sign_in):
        assert "No difference" in comparison(sign_in("author"), draft).content.decode()

    @pytest.mark.parametrize("edition", ["3", "0", "-1", "latest", "1' OR 1=1"])
    def test_an_edition_that_is_not_there_is_not_found(self, twice, sign_in, edition):
        assert comparison(sign_in("author"), twice, **{"from": edition}).status_code == 404

    def test_what_an_editor_typed_is_shown_and_never_run(self, twice, people, sign_in):
        Article.objects.update(summary="<script>alert(1)</script>")
        html = comparison(sign_in("author"), twice).content.decode()
        assert "<script>alert(1)</script>" not in html


class TestRestore:
    def test_an_older_edition_becomes_the_draft_and_readers_see_no_change(self, twice, sign_in):
        client = sign_in("author")
        page = comparison(client, twice, **{"from": "1"})
        form = page.context["restore"]
        assert f'action="{address("article_move", twice.pk, "restore")}"' in page.content.decode()
        client.post(address("article_move", twice.pk, "restore"), {"edition": form["edition"].value()})
        article = Article.objects.get()
        assert (article.title, article.state, article.edited_by.username) == (
            "Stiff muscles and spasms",
            State.DRAFT,
            "author",
        )
        assert "Tight muscles" in client.get("/articles/stiffness/").content.decode()

    def test_who_only_reads_is_not_offered_it(self, twice, sign_in):
        assert comparison(sign_in("clinical"), twice, **{"from": "1"}).context["restore"] is None

    @pytest.mark.parametrize("edition", ["9", "", "x"])
    def test_an_edition_that_is_not_there_cannot_be_restored(self, twice, sign_in, edition):
        sign_in("author").post(address("article_move", twice.pk, "restore"), {"edition": edition})
        assert Article.objects.get().title == "Tight muscles and cramps"
