"""Two people at once: nobody's words are overwritten unseen, and nothing that was typed is lost."""

import pytest

from content import presence, publishing, snapshots
from content.models import Article, Section, Term
from tests.factories.content import TermFactory, add_section
from tests.support.editing import address, posted

pytestmark = pytest.mark.django_db

FIRST = "content_section_set-0"


@pytest.fixture
def opened(draft, sign_in):
    """The form as two people have it open: what each of them would post."""
    page = sign_in("author").get(address("article_change", draft.pk))
    return lambda **changes: posted(page, _continue="1", **changes)


@pytest.fixture
def save(draft, sign_in):
    return lambda role, data: sign_in(role).post(address("article_change", draft.pk), data)


def differences(response):
    return {one.label: (one.saved, one.typed) for one in response.context["conflict"].differences}


class TestAStaleSave:
    def test_is_not_saved_and_comes_back_with_what_was_typed(self, opened, save):
        save("publisher", opened(title="Tight muscles"))
        response = save("author", opened(title="Cramped muscles"))
        assert Article.objects.get().title == "Tight muscles"
        assert 'value="Cramped muscles"' in response.content.decode()
        assert "Nothing of yours is lost" in response.content.decode()

    def test_shows_both_versions_of_each_field_with_name_and_time(self, opened, save):
        save("publisher", opened(title="Tight muscles"))
        response = save("author", opened(title="Cramped muscles", in_short="One.\nTwo.\nThree."))
        assert response.context["conflict"].by == "publisher"
        assert response.context["conflict"].at == Article.objects.get().edited_at
        found = differences(response)
        assert found["Title"] == ("Tight muscles", "Cramped muscles")
        assert found["In short"][1] == "One.\nTwo.\nThree."
        assert set(found) == {"Title", "In short"}

    def test_takes_over_what_only_the_other_changed(self, opened, save):
        save("publisher", opened(title="Tight muscles", next_label="Get help"))
        response = save("author", opened(title="Cramped muscles", summary="Mine."))
        assert response.context["conflict"].taken == ("What to do next",)
        assert set(differences(response)) == {"Title", "Summary"}
        save("author", posted(response, _continue="1", opened_at=response.context["opened_at"]))
        article = Article.objects.get()
        assert (article.title, article.summary, article.next_label) == ("Cramped muscles", "Mine.", "Get help")

    def test_of_a_form_that_does_not_say_what_it_was_opened_with_takes_over_nothing(self, opened, save):
        save("publisher", opened(title="Tight muscles"))
        response = save("author", opened(opened_with="{", summary="Mine."))
        assert response.context["conflict"].taken == ()
        assert differences(response)["Title"] == ("Tight muscles", "Stiff muscles and spasms")

    def test_can_be_saved_once_both_were_seen(self, opened, save):
        save("publisher", opened(title="Tight muscles"))
        response = save("author", opened(title="Cramped muscles"))
        assert "Save what the form shows" in response.content.decode()
        again = posted(response, _continue="1", opened_at=response.context["opened_at"])
        assert save("author", again).status_code == 302
        article = Article.objects.get()
        assert (article.title, article.edited_by.username) == ("Cramped muscles", "author")

    def test_is_stale_again_when_a_third_save_comes_between(self, opened, save):
        save("publisher", opened(title="Tight muscles"))
        response = save("author", opened(title="Cramped muscles"))
        newest = {**opened(title="Sore muscles"), "opened_at": Article.objects.get().edited_at.isoformat()}
        save("publisher", newest)
        again = posted(response, _continue="1", opened_at=response.context["opened_at"])
        assert differences(save("author", again))["Title"] == ("Sore muscles", "Cramped muscles")
        assert Article.objects.get().title == "Sore muscles"

    def test_without_its_mark_is_stale_too(self, opened, save):
        data = opened(title="Tight muscles")
        del data["opened_at"]
        assert save("author", data).status_code == 200
        assert Article.objects.get().title == "Stiff muscles and spasms"

    def test_a_save_that_changed_nothing_makes_nobody_stale(self, opened, save):
        save("publisher", opened())
        assert save("author", opened(title="Tight muscles")).status_code == 302

    def test_every_kind_is_guarded(self, sign_in):
        term, client = TermFactory(), sign_in("author")
        page = client.get(address("term_change", term.pk))
        client.post(address("term_change", term.pk), posted(page, meaning="Tight muscles."))
        response = client.post(address("term_change", term.pk), posted(page, meaning="Cramped muscles."))
        assert differences(response) == {"Meaning": ("Tight muscles.", "Cramped muscles.")}
        assert Term.objects.get().meaning == "Tight muscles."


def _place_of(heading):
    return [row.heading for row in Section.objects.order_by("ordering", "pk")].index(heading)


class TestBlocks:
    def test_two_versions_of_a_block_are_shown(self, opened, save):
        save("publisher", opened(**{f"{FIRST}-heading": "Theirs"}))
        found = differences(save("author", opened(**{f"{FIRST}-heading": "Mine"})))
        assert found == {"Text: Mine – Heading": ("Theirs", "Mine")}

    def test_a_block_that_the_other_added_stands_in_the_form_and_stays(self, draft, people, opened, save):
        data = opened(title="Mine")
        add_section(draft, "Theirs", "<p>New.</p>", ordering=5)
        publishing.record_edit(draft, by=people["publisher"])
        response = save("author", data)
        assert response.context["conflict"].taken == ("Text: Theirs (new)",)
        save("author", posted(response, _continue="1", opened_at=response.context["opened_at"]))
        assert Section.objects.filter(heading="Theirs").exists()
        assert Article.objects.get().title == "Mine"

    def test_a_block_that_only_the_other_changed_is_taken_over(self, opened, save):
        save("publisher", opened(**{f"{FIRST}-heading": "Theirs"}))
        response = save("author", opened(title="Mine"))
        assert response.context["conflict"].taken == ("Text: Theirs – Heading",)
        save("author", posted(response, _continue="1", opened_at=response.context["opened_at"]))
        assert Section.objects.filter(heading="Theirs").exists()

    @pytest.mark.parametrize(("mine", "stays"), [({}, False), ({"heading": "Mine"}, True)])
    def test_a_block_that_the_other_removed_stays_if_i_changed_it(self, opened, save, mine, stays):
        prefix = f"content_section_set-{_place_of('Keeping safe')}"
        save("publisher", opened(**{f"{prefix}-DELETE": "on"}))
        response = save("author", opened(title="Mine", **{f"{prefix}-{name}": text for name, text in mine.items()}))
        found = differences(response)
        assert ("Text" in found and "Some care." in found["Text"][1]) == stays
        again = posted(response, _continue="1", opened_at=response.context["opened_at"])
        assert save("author", again).status_code == 302
        assert Section.objects.filter(body="<p>Some care.</p>").exists() == stays

    def test_a_block_that_i_removed_and_the_other_changed_is_shown(self, opened, save):
        prefix = f"content_section_set-{_place_of('Keeping safe')}"
        save("publisher", opened(**{f"{prefix}-heading": "Theirs"}))
        found = differences(save("author", opened(**{f"{prefix}-DELETE": "on"})))
        assert "Untick" in found["Text: Theirs"][1]

    @pytest.mark.parametrize(("changes", "more"), [({}, 0), ({f"{FIRST}-heading": "Mine"}, 1)])
    def test_after_a_restore_the_same_block_is_known_again(self, draft, people, opened, save, changes, more):
        data, before = opened(title="Mine", **changes), Section.objects.count()
        snapshots.restore(draft, snapshots.document(draft))
        publishing.record_edit(draft, by=people["publisher"])
        response = save("author", data)
        again = posted(response, _continue="1", opened_at=response.context["opened_at"])
        assert save("author", again).status_code == 302
        assert Section.objects.count() == before + more


class TestPresence:
    def test_the_form_says_who_else_has_it_open(self, draft, sign_in):
        sign_in("publisher").get(address("article_change", draft.pk))
        page = sign_in("author").get(address("article_change", draft.pk))
        assert "Also open for publisher" in page.content.decode()

    def test_who_only_reads_leaves_no_mark(self, draft, people, sign_in):
        sign_in("clinical").get(address("article_change", draft.pk))
        assert presence.others(draft, people["author"]) == ()

    def test_who_only_reads_is_told_that_the_words_may_change(self, draft, sign_in):
        sign_in("publisher").get(address("article_change", draft.pk))
        html = sign_in("clinical").get(address("article_change", draft.pk)).content.decode()
        assert "Also open for publisher. What you read here may change." in html
        assert "before you save" not in html

    def test_the_open_page_renews_its_mark_and_hears_of_others(self, draft, people, sign_in):
        presence.mark(draft, people["publisher"])
        response = sign_in("author").post(address("article_presence", draft.pk))
        assert response.json() == {"others": ["publisher"]}
        assert presence.others(draft, people["publisher"]) == ("author",)

    def test_leaving_the_page_ends_the_mark(self, draft, people, sign_in):
        client = sign_in("author")
        client.post(address("article_presence", draft.pk))
        client.post(address("article_presence", draft.pk), {"leave": "1"})
        assert presence.others(draft, people["publisher"]) == ()

    @pytest.mark.parametrize(("role", "status"), [("directory", 403), ("clinical", 403), ("author", 200)])
    def test_only_those_who_may_write_leave_marks(self, draft, sign_in, role, status):
        assert sign_in(role).post(address("article_presence", draft.pk)).status_code == status

    def test_it_is_posted(self, draft, sign_in):
        assert sign_in("author").get(address("article_presence", draft.pk)).status_code == 405
