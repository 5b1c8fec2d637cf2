"""Each role of editors at each address of the guide's admin: what it may open, and what it may press."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from referrals import publishing
from referrals.models import GuideVersion, Question, Route
from tests.factories.referrals import founding_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

READERS = {"guide editor", "clinical reviewer", "publisher"}
EDITOR, CLINICIAN, PUBLISHER = {"guide editor"}, {"clinical reviewer"}, {"publisher"}
ROLES = [*sorted(READERS), "author", "moderator", "directory editor"]
ROWS = ("question", "fact", "route", "rule", "urgentsign", "exclusivepair", "vignette")
PAGES = ("check", "compare", "walk", "export", "answers", "picture")
ACTS = {
    "guide_prove": READERS,
    "guide_acknowledge": EDITOR | CLINICIAN,
    "guide_keep": EDITOR,
    "guide_compare_run": READERS,
    "guide_read": CLINICIAN,
}
MOVES = {"copy": EDITOR, "hand-in": EDITOR, "approve": CLINICIAN, "send-back": CLINICIAN}
MOVES |= {"publish": PUBLISHER, "withdraw": PUBLISHER}


@pytest.fixture(scope="module")
def made(register_of_the_file):
    """A draft, once for this file."""
    return publishing.import_document(founding_document())


@pytest.fixture
def draft(made):
    return GuideVersion.objects.get(pk=made.pk)


@pytest.fixture(params=ROLES)
def role(request, client, django_user_model):
    user = django_user_model.objects.create_user("somebody", is_staff=True)
    user.groups.add(Group.objects.get(name=request.param))
    client.force_login(user)
    return request.param


def addresses(draft):
    """Yield `(address, who may open it)`."""
    question, route = Question.objects.filter(version=draft).first(), Route.objects.filter(version=draft).first()
    yield reverse("admin:referrals_guideversion_changelist"), READERS
    yield reverse("admin:referrals_guideversion_change", args=[draft.pk]), READERS
    yield from ((reverse(f"admin:guide_{page}", args=[draft.pk]), READERS) for page in PAGES)
    yield reverse("admin:guide_reach", args=[draft.pk, route.key]), READERS
    yield reverse("admin:guide_order", args=[draft.pk, "rules"]), READERS
    yield reverse("admin:guide_order_within", args=[draft.pk, "answers", question.pk]), READERS
    yield reverse("admin:guide_preview", args=[draft.pk, "question", question.key]), READERS
    yield reverse("admin:guide_import"), EDITOR
    for name in ROWS:
        row = draft.exclusive_pairs.first() if name == "exclusivepair" else getattr(draft, f"{name}_set").first()
        yield reverse(f"admin:referrals_{name}_changelist"), READERS
        yield reverse(f"admin:referrals_{name}_change", args=[row.pk]), READERS
        yield reverse(f"admin:referrals_{name}_add"), EDITOR
        yield reverse(f"admin:referrals_{name}_delete", args=[row.pk]), EDITOR


def test_each_page_opens_for_those_who_may_read_it_and_for_nobody_else(role, client, draft):
    wrong = {}
    for address, may in addresses(draft):
        status = client.get(address).status_code
        if status != (200 if role in may else 403):
            wrong[address] = status
    assert wrong == {}


def test_each_button_works_for_those_who_may_press_it_and_for_nobody_else(role, client, draft):
    wrong = {}
    for name, may in ACTS.items():
        status = client.post(reverse(f"admin:{name}", args=[draft.pk]), {"key": "none"}).status_code
        if (status == 403) == (role in may):
            wrong[name] = status
    for name, may in MOVES.items():
        status = client.post(reverse("admin:guide_move", args=[draft.pk, name])).status_code
        if status != (302 if role in may else 403):
            wrong[name] = status
    assert wrong == {}


def test_nothing_happens_by_following_a_link(client, admin_user, draft):
    client.force_login(admin_user)
    for name in ACTS:
        assert client.get(reverse(f"admin:{name}", args=[draft.pk])).status_code == 405, name
    assert client.get(reverse("admin:guide_move", args=[draft.pk, "publish"])).status_code == 405


def test_who_is_not_signed_in_is_asked_to(client, draft):
    for address, _ in addresses(draft):
        response = client.get(address)
        assert response.status_code == 302 and "/admin/login/" in response.url, address
