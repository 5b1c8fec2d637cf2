"""What editors save in the admin: drafts, never what readers see. Moving them on: test_admin_moves."""

import pytest
from django.urls import reverse

from content import publishing, reading, snapshots
from content.models import Article, DoDont, ExerciseBlock, Release, ReviewEvent, Section
from content.workflow import State
from tests.factories.content import TopicFactory, publish_founding
from tests.support.editing import address, posted

pytestmark = pytest.mark.django_db


class TestSaving:
    def save(self, client, draft, **changes):
        page = client.get(address("article_change", draft.pk))
        return client.post(address("article_change", draft.pk), posted(page, **changes), follow=True)

    def test_a_save_is_a_draft_by_its_writer(self, draft, people, sign_in):
        publishing.submit(draft, by=people["author"])
        self.save(sign_in("publisher"), draft, title="Tight muscles")
        saved = Article.objects.get()
        assert (saved.title, saved.state, saved.edited_by) == ("Tight muscles", State.DRAFT, people["publisher"])

    def test_saving_without_a_change_changes_nothing(self, draft, people, sign_in):
        submitted = publishing.submit(draft, by=people["author"])
        before = snapshots.hash_of(submitted)
        self.save(sign_in("publisher"), draft)
        saved = Article.objects.get()
        assert (saved.state, saved.edited_by, snapshots.hash_of(saved)) == (
            State.SUBMITTED,
            people["author"],
            before,
        )

    def test_a_change_in_a_block_alone_is_an_edit(self, draft, sign_in):
        before = ReviewEvent.objects.count()
        self.save(sign_in("author"), draft, **{"content_section_set-0-heading": "Another heading"})
        assert Section.objects.filter(heading="Another heading").exists()
        assert ReviewEvent.objects.count() == before + 1

    def test_lists_are_one_item_a_line_and_steps_are_pairs(self, draft, sign_in):
        changes = {
            "content_dodont_set-0-do": "rest\n\n  keep cool  \n",
            "content_exerciseblock_set-0-steps_3": "Bend both knees.",
            "content_exerciseblock_set-0-steps_2": "knee-rolls-2",
            "in_short": "One.\nTwo.\nThree.",
        }
        self.save(sign_in("author"), draft, **changes)
        assert DoDont.objects.get().do == ["rest", "keep cool"]
        assert ExerciseBlock.objects.get().steps == [
            {"figure": "knee-rolls-1", "text": "Lie."},
            {"figure": "knee-rolls-2", "text": "Bend both knees."},
        ]
        assert Article.objects.get().in_short == ["One.", "Two.", "Three."]

    def test_what_was_pasted_is_cleaned_on_the_server(self, draft, sign_in):
        dirty = '<p onclick="x()">Hi<script>alert(1)</script> <img src=x onerror=alert(1)></p>'
        self.save(sign_in("author"), draft, **{"content_section_set-0-body": dirty})
        assert Section.objects.order_by("pk").first().body == "<p>Hi </p>"

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"in_short": "One.\nTwo."}, "exactly 3 points"),
            ({"next_url": ""}, "both its words and its address"),
            ({"next_url": "https://elsewhere.example/"}, "Begin with /"),
            ({"content_section_set-0-readers": ["nurse"]}, "Select a valid choice"),
            ({"title": ""}, "This field is required"),
        ],
    )
    def test_a_fault_is_said_kindly_and_nothing_is_saved(self, draft, sign_in, changes, words):
        response = self.save(sign_in("author"), draft, **changes)
        assert words in response.content.decode()
        assert snapshots.hash_of(Article.objects.get()) == snapshots.hash_of(draft)

    def test_the_address_does_not_change(self, draft, sign_in):
        self.save(sign_in("author"), draft, slug="another")
        assert Article.objects.get().slug == "stiffness"

    def test_a_new_article_stays_a_draft_until_it_is_ready(self, sign_in):
        client = sign_in("author")
        page = client.get(address("article_add"))
        data = posted(page, title="New", slug="new", summary="New.", topic=TopicFactory().pk, in_short="", _submit="1")
        response = client.post(address("article_add"), data, follow=True)
        article = Article.objects.get()
        assert (article.state, article.edited_by.username) == (State.DRAFT, "author")
        assert "Mend this first" in response.content.decode()

    def test_save_and_publish_goes_live_in_a_demonstration(self, draft, sign_in, demonstration):
        self.save(sign_in("publisher"), draft, title="Tight muscles", _publish="Save and publish")
        assert reading.article("stiffness").document["title"] == "Tight muscles"
        assert reading.article("stiffness").approval is None

    def test_outside_a_demonstration_it_saves_and_says_why_not(self, draft, sign_in):
        response = self.save(sign_in("publisher"), draft, title="Tight muscles", _publish="Save and publish")
        assert "This is not possible now" in response.content.decode()
        assert Article.objects.get().title == "Tight muscles"
        assert not Release.objects.exists()

    def test_an_author_cannot_publish_by_sending_the_button(self, draft, sign_in, demonstration):
        self.save(sign_in("author"), draft, _publish="Save and publish")
        assert not Release.objects.exists()

    def test_what_has_an_edition_is_asked_what_changed_before_it_is_sent(self, draft, sign_in, demonstration):
        publish_founding(draft)
        response = self.save(sign_in("author"), draft, title="Tight muscles", _submit="Save and send for approval")
        assert response.redirect_chain[-1][0] == address("article_move", draft.pk, "submit")
        assert "What changed and why" in response.content.decode()
        assert Article.objects.get().state == State.DRAFT


class TestHeadings:
    @pytest.mark.parametrize(
        ("page", "heading"),
        [("article_changelist", "Articles"), ("article_add", "New article"), ("source_add", "New source")],
    )
    def test_a_list_and_a_new_thing_are_called_plainly(self, sign_in, page, heading):
        html = sign_in("author").get(address(page)).content.decode()
        assert f"<h1>{heading}</h1>" in html
        assert f"<title>{heading} – " in html

    @pytest.mark.parametrize("role", ["author", "clinical"])
    def test_a_thing_is_called_by_its_own_name_once(self, draft, sign_in, role):
        html = sign_in(role).get(address("article_change", draft.pk)).content.decode()
        assert "<h1>Stiff muscles and spasms</h1>" in html
        assert "<title>Stiff muscles and spasms – MS Physio editing" in html
        assert "<h2>Stiff muscles and spasms</h2>" not in html

    def test_a_page_with_a_name_of_its_own_keeps_it(self, admin_client, admin_user):
        html = admin_client.get(reverse("admin:auth_user_password_change", args=[admin_user.pk])).content.decode()
        assert "<h1>Change password: admin</h1>" in html
