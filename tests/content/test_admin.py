"""What editors can do in the admin: save drafts, preview them, move them on; each role no more than it needs."""

import re

import pytest
from django.urls import reverse

from content import publishing, reading, snapshots
from content.models import Article, DoDont, Exercise, Release, ReviewEvent, Section, Source
from content.workflow import Move, State
from tests.factories.content import (
    ArticleFactory,
    FinderFactory,
    SourceFactory,
    TopicFactory,
    make_rich_article,
    publish_founding,
)
from tests.support.editing import posted

pytestmark = pytest.mark.django_db

ROLES = ("author", "clinical", "publisher", "guide", "directory", "moderator")
READS_ARTICLES = {"author", "clinical", "publisher", "guide", "moderator"}


@pytest.fixture
def article(people):
    article = make_rich_article(slug="stiffness")
    Exercise.objects.create(
        parent=article,
        region="main",
        ordering=90,
        title="Knee rolls",
        steps=[{"figure": "knee-rolls-1", "text": "Lie."}],
    )
    return publishing.record_edit(article, by=people["author"])


@pytest.fixture
def sign_in(client, people):
    """Sign in as somebody of a role and return the client."""

    def sign_in(role):
        client.force_login(people[role])
        return client

    return sign_in


def address(name, *args):
    return reverse(f"admin:content_{name}", args=args)


class TestSaving:
    def save(self, client, article, **changes):
        page = client.get(address("article_change", article.pk))
        return client.post(address("article_change", article.pk), posted(page, **changes), follow=True)

    def test_a_save_is_a_draft_by_its_writer(self, article, people, sign_in):
        publishing.submit(article, by=people["author"])
        self.save(sign_in("publisher"), article, title="Tight muscles")
        saved = Article.objects.get()
        assert (saved.title, saved.state, saved.edited_by) == ("Tight muscles", State.DRAFT, people["publisher"])

    def test_saving_without_a_change_changes_nothing(self, article, people, sign_in):
        submitted = publishing.submit(article, by=people["author"])
        before = snapshots.hash_of(submitted)
        self.save(sign_in("publisher"), article)
        saved = Article.objects.get()
        assert (saved.state, saved.edited_by, snapshots.hash_of(saved)) == (
            State.SUBMITTED,
            people["author"],
            before,
        )

    def test_a_change_in_a_block_alone_is_an_edit(self, article, sign_in):
        before = ReviewEvent.objects.count()
        self.save(sign_in("author"), article, **{"content_section_set-0-heading": "Another heading"})
        assert Section.objects.filter(heading="Another heading").exists()
        assert ReviewEvent.objects.count() == before + 1

    def test_lists_are_one_item_a_line_and_steps_are_pairs(self, article, sign_in):
        changes = {
            "content_dodont_set-0-do": "rest\n\n  keep cool  \n",
            "content_exercise_set-0-steps_3": "Bend both knees.",
            "content_exercise_set-0-steps_2": "knee-rolls-2",
            "in_short": "One.\nTwo.\nThree.",
        }
        self.save(sign_in("author"), article, **changes)
        assert DoDont.objects.get().do == ["rest", "keep cool"]
        assert Exercise.objects.get().steps == [
            {"figure": "knee-rolls-1", "text": "Lie."},
            {"figure": "knee-rolls-2", "text": "Bend both knees."},
        ]
        assert Article.objects.get().in_short == ["One.", "Two.", "Three."]

    def test_what_was_pasted_is_cleaned_on_the_server(self, article, sign_in):
        dirty = '<p onclick="x()">Hi<script>alert(1)</script> <img src=x onerror=alert(1)></p>'
        self.save(sign_in("author"), article, **{"content_section_set-0-body": dirty})
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
    def test_a_fault_is_said_kindly_and_nothing_is_saved(self, article, sign_in, changes, words):
        response = self.save(sign_in("author"), article, **changes)
        assert words in response.content.decode()
        assert snapshots.hash_of(Article.objects.get()) == snapshots.hash_of(article)

    def test_the_address_does_not_change(self, article, sign_in):
        self.save(sign_in("author"), article, slug="another")
        assert Article.objects.get().slug == "stiffness"

    def test_a_new_article_is_a_draft(self, sign_in):
        client = sign_in("author")
        page = client.get(address("article_add"))
        data = posted(page, title="New", slug="new", summary="New.", topic=TopicFactory().pk, in_short="", _submit="1")
        client.post(address("article_add"), data)
        article = Article.objects.get()
        assert (article.state, article.edited_by.username) == (State.SUBMITTED, "author")

    def test_save_and_publish_goes_live_in_a_demonstration(self, article, sign_in, demonstration):
        self.save(sign_in("publisher"), article, title="Tight muscles", _publish="Save and publish")
        assert reading.article("stiffness").document["title"] == "Tight muscles"
        assert reading.article("stiffness").approval is None

    def test_outside_a_demonstration_it_saves_and_says_why_not(self, article, sign_in):
        response = self.save(sign_in("publisher"), article, title="Tight muscles", _publish="Save and publish")
        assert "This is not possible now" in response.content.decode()
        assert Article.objects.get().title == "Tight muscles"
        assert not Release.objects.exists()

    def test_an_author_cannot_publish_by_sending_the_button(self, article, sign_in, demonstration):
        self.save(sign_in("author"), article, _publish="Save and publish")
        assert not Release.objects.exists()


class TestMoves:
    def move(self, client, article, move, **data):
        return client.post(address("article_move", article.pk, move), data, follow=True)

    def test_author_reviewer_publisher(self, article, sign_in):
        self.move(sign_in("author"), article, "submit")
        page = sign_in("clinical").get(address("article_change", article.pk))
        seen = page.context["review"]["seen"]
        self.move(sign_in("clinical"), article, "approve", seen=seen, role="MS nurse")
        response = self.move(sign_in("publisher"), article, "publish")
        assert "Readers see it now" in response.content.decode()
        assert reading.article("stiffness").approval.role == "MS nurse"

    def test_a_stale_approval_is_refused(self, article, people, sign_in):
        publishing.submit(article, by=people["author"])
        response = self.move(sign_in("clinical"), article, "approve", seen="0" * 64, role="MS nurse")
        assert "Read it again" in response.content.decode()
        assert Article.objects.get().state == State.SUBMITTED

    @pytest.mark.parametrize("role", ["", "wizard"])
    def test_a_role_that_is_none_is_refused(self, article, people, sign_in, role):
        publishing.submit(article, by=people["author"])
        response = self.move(sign_in("clinical"), article, "approve", seen=snapshots.hash_of(article), role=role)
        assert response.status_code == 200
        assert Article.objects.get().state == State.SUBMITTED

    def test_sent_back_with_a_reason_that_the_writer_sees(self, article, people, sign_in):
        publishing.submit(article, by=people["author"])
        self.move(sign_in("clinical"), article, "send_back", reason="Say who to call.")
        page = sign_in("author").get(address("article_change", article.pk))
        assert "Say who to call." in page.content.decode()

    def test_withdrawn_at_once(self, article, sign_in, demonstration):
        publish_founding(article)
        self.move(sign_in("publisher"), article, "withdraw", reason="A wrong number.")
        assert reading.article("stiffness") is None

    def test_a_move_is_posted(self, article, sign_in):
        assert sign_in("publisher").get(address("article_move", article.pk, "publish")).status_code == 405

    @pytest.mark.parametrize("move", ["edit", "nonsense"])
    def test_other_moves_do_not_exist(self, article, sign_in, move):
        assert self.move(sign_in("publisher"), article, move).status_code == 404

    @pytest.mark.parametrize("move", ["submit", "approve", "send_back", "publish", "withdraw"])
    @pytest.mark.parametrize("role", ROLES)
    def test_each_role_makes_its_own_moves(self, article, sign_in, role, move):
        allowed = {
            "submit": {"author", "publisher"},
            "approve": {"clinical"},
            "send_back": {"clinical"},
            "publish": {"publisher"},
            "withdraw": {"publisher"},
        }
        response = self.move(sign_in(role), article, move)
        assert response.status_code == (200 if role in allowed[move] else 403)

    def test_a_visitor_is_asked_to_sign_in(self, article, client):
        response = client.post(address("article_move", article.pk, "submit"))
        assert response.status_code == 302
        assert "/admin/login/" in response.url

    def test_the_buttons_are_those_that_work(self, article, people, sign_in):
        publishing.submit(article, by=people["author"])
        moves = sign_in("clinical").get(address("article_change", article.pk)).context["review"]["moves"]
        assert moves == [Move.SEND_BACK, Move.APPROVE]


class TestPreview:
    @pytest.mark.parametrize("edition", ["patient", "carer", "professional", "short"])
    def test_each_reader_is_previewed_as_a_draft(self, article, sign_in, edition):
        response = sign_in("author").get(address("article_preview", article.pk, edition))
        html = response.content.decode()
        assert response.status_code == 200
        assert "This is a preview" in html
        assert "no-store" in response["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in html
        assert ("Words for carers." in html) == (edition == "carer")

    def test_the_switch_stays_in_the_preview(self, article, sign_in):
        html = sign_in("author").get(address("article_preview", article.pk, "patient")).content.decode()
        assert address("article_preview", article.pk, "carer") in html
        assert 'href="/articles/stiffness/carer/"' not in html

    def test_nothing_looks_approved(self, article, sign_in):
        html = sign_in("author").get(address("article_preview", article.pk, "patient")).content.decode()
        assert "Waiting for clinical approval" in html
        assert "Checked by" not in html

    @pytest.mark.parametrize("role", ROLES)
    def test_by_permission_only(self, article, sign_in, role):
        response = sign_in(role).get(address("article_preview", article.pk, "patient"))
        assert response.status_code == (200 if role in READS_ARTICLES else 403)

    def test_a_visitor_gets_none(self, article, client):
        assert client.get(address("article_preview", article.pk, "patient")).status_code == 302
        assert client.get(address("topic_preview", article.topic_id)).status_code == 302

    def test_other_editions_do_not_exist(self, article, sign_in):
        assert sign_in("author").get(address("article_preview", article.pk, "nurse")).status_code == 404

    def test_a_topic_is_previewed_with_its_words(self, article, sign_in):
        response = sign_in("author").get(address("topic_preview", article.topic_id))
        assert "This is a preview" in response.content.decode()

    def test_a_reviewer_reads_what_to_check(self, article, people, sign_in):
        Article.objects.update(to_check=["Hold times are expert opinion."])
        publishing.submit(article, by=people["author"])
        html = sign_in("clinical").get(address("article_change", article.pk)).content.decode()
        assert "Hold times are expert opinion." in html


class TestRights:
    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize(
        ("page", "make", "readers", "writers"),
        [
            ("article", ArticleFactory, READS_ARTICLES, {"author", "publisher"}),
            ("topic", TopicFactory, READS_ARTICLES, {"publisher"}),
            ("source", SourceFactory, READS_ARTICLES, {"author", "publisher"}),
            ("finder", FinderFactory, {"clinical", "publisher", "directory", "moderator"}, {"directory"}),
        ],
    )
    def test_the_pages_of_each_role(self, sign_in, role, page, make, readers, writers):
        client, thing = sign_in(role), make()
        statuses = [
            client.get(address(f"{page}_changelist")).status_code,
            client.get(address(f"{page}_change", thing.pk)).status_code,
            client.get(address(f"{page}_add")).status_code,
            client.get(address(f"{page}_delete", thing.pk)).status_code,
        ]
        may = {True: 200, False: 403}
        assert statuses == [may[role in readers], may[role in readers], may[role in writers], 403]

    @pytest.mark.parametrize("role", ["clinical", "moderator", "guide"])
    def test_who_may_only_read_changes_nothing(self, article, sign_in, role):
        client = sign_in(role)
        assert client.post(address("article_change", article.pk), {"title": "Mine"}).status_code == 403

    def test_even_a_superuser_deletes_no_article(self, article, admin_client):
        assert admin_client.get(address("article_delete", article.pk)).status_code == 403


class TestPolicy:
    def test_the_editor_has_a_nonce_and_nobody_else_has(self, article, sign_in):
        client = sign_in("author")
        policy = client.get(address("article_change", article.pk))["Content-Security-Policy"]
        assert "'nonce-" in policy
        assert "unsafe" not in policy
        for other in (address("topic_changelist"), address("article_changelist"), "/articles/"):
            assert "nonce" not in client.get(other)["Content-Security-Policy"]

    def test_every_inline_script_of_the_form_has_the_nonce(self, article, sign_in):
        html = sign_in("author").get(address("article_change", article.pk)).content.decode()
        scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", html)
        assert all("nonce=" in script or "application/json" in script for script in scripts)
        assert 'style="' not in html


class TestLists:
    def test_the_list_shows_where_each_article_stands(self, article, sign_in, demonstration):
        publish_founding(article)
        publishing.record_edit(article, by=Article.objects.get().edited_by)
        html = sign_in("author").get(address("article_changelist")).content.decode()
        assert "Draft (an older edition is public)" in html
        assert 'href="/articles/stiffness/"' in html

    def test_the_register_counts_the_articles_that_cite_a_source(self, article, sign_in):
        html = sign_in("author").get(address("source_changelist")).content.decode()
        source = Source.objects.get()
        link = f"{address('article_changelist')}?citations__source__id__exact={source.pk}"
        assert link in html
        assert sign_in("author").get(link).status_code == 200
