"""The forms of every kind of content, the register of sources, reported problems and registrations."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from content import reports, urls
from content.models import (
    Exercise,
    Faq,
    Policy,
    ProblemReport,
    Recheck,
    Reviewer,
    Service,
    Source,
    SourceChange,
    Story,
    Term,
)
from tests.factories.content import (
    ExerciseFactory,
    FaqFactory,
    PolicyFactory,
    SourceFactory,
    StoryFactory,
    TermFactory,
    make_rich_article,
    person,
    publish_approved,
    register,
)
from tests.support.editing import ROLES, address, posted

pytestmark = pytest.mark.django_db

STEP = {"steps_0": "heel-raises-1", "steps_1": "Hold a worktop."}
NEW = {
    "exercise": (
        "author",
        Exercise,
        {"title": "Heel raises", "summary": "Stronger calves.", "energy": "low", "positions": ["standing"]}
        | {"purposes": ["strength"], **STEP},
    ),
    "faq": ("author", Faq, {"question": "Can it help?", "answer": "<p>It can.</p>"}),
    "term": ("author", Term, {"term": "Spasticity", "meaning": "Stiff muscles.", "lay_words": "stiff\ntight"}),
    "story": (
        "moderator",
        Story,
        {"title": "How I walk", "told_by": "Sam", "teller": "patient", "body": "<p>I do.</p>"},
    ),
    "service": ("directory", Service, {"name": "Example Centre", "service_kind": "nhs", "former_names": "Old\nOlder"}),
    "policy": ("publisher", Policy, {"title": "Cookies", "lead": "We set one.", "body": "<p>It is small.</p>"}),
}
ROUTES = {str(route.pattern): route.name for route in urls.urlpatterns}
TAKEN = {  # the first part of each address that leads elsewhere, though a thing of that kind could have it
    (name, rest.partition("/")[0])
    for route, name in ROUTES.items()
    if route.endswith("/<slug:slug>/")
    for rest in (other.removeprefix(route.removesuffix("<slug:slug>/")) for other in ROUTES if other != route)
    if rest not in ROUTES and not rest.startswith("<") and rest
}


class TestEveryKind:
    @pytest.mark.parametrize("kind", NEW)
    def test_a_new_one_is_a_draft_of_its_writer(self, sign_in, kind):
        role, model, words = NEW[kind]
        client = sign_in(role)
        data = posted(client.get(address(f"{kind}_add")), slug="new", **words)
        response = client.post(address(f"{kind}_add"), {key: value for key, value in data.items() if value != []})
        assert response.status_code == 302, response.context["errors"]
        thing = model.objects.get()
        assert (thing.state, thing.edited_by.username) == ("draft", role)

    @pytest.mark.parametrize("kind", NEW)
    def test_its_form_explains_itself_with_examples(self, sign_in, kind):
        html = sign_in(NEW[kind][0]).get(address(f"{kind}_add")).content.decode()
        assert "“" in html and 'class="help"' in html

    @pytest.mark.parametrize("kind", NEW)
    def test_the_policy_of_its_form_allows_nothing_inline(self, sign_in, kind):
        response = sign_in(NEW[kind][0]).get(address(f"{kind}_add"))
        assert "unsafe" not in response["Content-Security-Policy"]
        assert 'style="' not in response.content.decode()

    @pytest.mark.parametrize(
        "make", [ExerciseFactory, FaqFactory, TermFactory, StoryFactory, PolicyFactory], ids=lambda make: make.__name__
    )
    def test_who_may_only_read_gets_previews_and_no_closed_form(self, sign_in, make):
        thing = make()
        page = sign_in("clinical").get(address(f"{thing._meta.model_name}_change", thing.pk))
        html = page.content.decode()
        assert "_save" not in html and 'name="opened_at"' not in html
        assert address(f"{thing._meta.model_name}_preview", thing.pk, "page") in html

    @pytest.mark.parametrize(("kind", "slug"), sorted(TAKEN))
    def test_the_address_of_another_page_is_refused_kindly(self, sign_in, kind, slug):
        role, model, words = NEW[kind]
        client = sign_in(role)
        data = posted(client.get(address(f"{kind}_add")), slug=slug, **words)
        response = client.post(address(f"{kind}_add"), {key: value for key, value in data.items() if value != []})
        assert response.status_code == 200 and "Choose another address." in response.content.decode()
        assert f'value="{slug}"' in response.content.decode() and not model.objects.exists()

    def test_an_exercise_without_a_position_is_refused_kindly(self, sign_in):
        client, words = sign_in("author"), NEW["exercise"][2]
        data = posted(client.get(address("exercise_add")), slug="new", **{**words, "positions": []})
        response = client.post(address("exercise_add"), {key: value for key, value in data.items() if value != []})
        assert response.status_code == 200
        assert 'value="Heel raises"' in response.content.decode()


class TestANewVersionOfASource:
    def note(self, client, source, **data):
        data = {"edition": "2026", "note": "Now also advises exercise in a wheelchair.", **data}
        return client.post(address("source_new_version", source.pk), data, follow=True)

    def test_what_is_public_and_cites_it_is_due_and_listed(self, sign_in):
        article = make_rich_article(slug="stiffness", title="Stiff muscles & spasms")
        publish_approved(article)
        source = Source.objects.get()
        html = self.note(sign_in("author"), source).content.decode()
        assert "1 due for a check now" in html
        assert address("article_change", article.pk) in html
        assert Recheck.objects.filter(**article.key, settled_at=None).exists()
        due = sign_in("author").get(address("article_change", article.pk)).content.decode()
        assert "has a new version: 2026" in due

    def test_a_draft_that_cites_it_is_listed_as_not_public(self, sign_in):
        make_rich_article(slug="stiffness")
        html = sign_in("author").get(address("source_change", Source.objects.get().pk)).content.decode()
        assert "(not public)" in html

    def test_without_its_name_it_is_asked_again_with_what_was_typed(self, sign_in):
        response = self.note(sign_in("author"), SourceFactory(), edition=" ")
        assert response.status_code == 422
        assert "exercise in a wheelchair" in response.content.decode()
        assert not SourceChange.objects.exists()

    @pytest.mark.parametrize("role", ROLES)
    def test_by_permission_only(self, sign_in, role):
        status = self.note(sign_in(role), SourceFactory()).status_code
        assert status == (200 if role in ("author", "publisher") else 403)


class TestReports:
    @pytest.fixture
    def report(self):
        return reports.report("/articles/stiffness/", "harm", "The number <b>is</b> wrong.")

    def test_it_is_answered_once_and_stays_as_it_is(self, report, sign_in):
        client, page = sign_in("author"), address("problemreport_change", report.pk)
        client.post(page, {"answer": "The number is corrected."})
        answered = ProblemReport.objects.get()
        assert (answered.answer, answered.answered_by.username) == ("The number is corrected.", "author")
        client.post(page, {"answer": "Another answer."})
        assert ProblemReport.objects.get().answer == "The number is corrected."

    def test_an_empty_answer_is_asked_again(self, report, sign_in):
        response = sign_in("author").post(address("problemreport_change", report.pk), {"answer": " "})
        assert "This field is required" in response.content.decode()
        assert ProblemReport.objects.get().answered_at is None

    def test_what_a_reader_wrote_is_shown_and_never_run(self, report, sign_in):
        html = sign_in("author").get(address("problemreport_change", report.pk)).content.decode()
        assert "The number &lt;b&gt;is&lt;/b&gt; wrong." in html

    def test_the_clock_is_in_the_list_and_in_its_filter(self, report, sign_in):
        client = sign_in("author")
        with time_machine.travel(timezone.now() + timedelta(days=6), tick=False):
            html = sign_in("author").get(address("problemreport_changelist"), {"clock": "late"}).content.decode()
        assert "Too late: answer today" in html
        assert "/articles/stiffness/" not in client.get(
            address("problemreport_changelist"), {"clock": "answered"}
        ).content.decode().replace("/articles/stiffness/?", "")

    @pytest.mark.parametrize("role", ROLES)
    def test_nobody_writes_one_in_the_admin(self, sign_in, role):
        assert sign_in(role).get(address("problemreport_add")).status_code == 403

    @pytest.mark.parametrize("role", ROLES)
    def test_who_may_answer(self, report, sign_in, role):
        sign_in(role).post(address("problemreport_change", report.pk), {"answer": "Mended."})
        answered = ProblemReport.objects.get().answered_at is not None
        assert answered == (role in ("author", "publisher", "directory", "moderator"))


class TestRegistrations:
    @pytest.mark.parametrize("role", ROLES)
    def test_they_are_for_the_publisher_and_the_reviewer_alone(self, sign_in, role):
        own, other = Reviewer.objects.get(), register(person("other"))
        client = sign_in(role)
        response = client.get(address("reviewer_changelist"))
        seen = {"publisher": {own, other}, "clinical": {own}}.get(role)
        assert response.status_code == (200 if seen else 403)
        assert not seen or set(response.context["cl"].result_list) == seen
        statuses = [client.get(address("reviewer_change", one.pk)).status_code for one in (own, other)]
        assert statuses == {"publisher": [200, 200], "clinical": [200, 302]}.get(role, [403, 403])

    def test_the_filter_finds_those_that_end(self, people, admin_client):
        Reviewer.objects.update(expires_date=timezone.localdate() + timedelta(days=10))
        found = {
            value: len(
                admin_client.get(address("reviewer_changelist"), {"registration": value}).context["cl"].result_list
            )
            for value in ("current", "ending", "ended")
        }
        assert found == {"current": 1, "ending": 1, "ended": 0}
