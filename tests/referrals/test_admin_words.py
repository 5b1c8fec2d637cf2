"""What the check and the comparison call things: one name for a rule, titles for routes, conditions in sentences."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from referrals import publishing
from referrals.engine.document import dump
from referrals.models import Vignette
from tests.engine.sample import sample, vignette
from tests.factories.referrals import make_public_version
from tests.support import approving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "demonstration")]

ANNA = {"who": ("me",), "nation": ("england",), "danger": ("none",), "fever": ("no",), "age": 45}
ANNA |= {"walking": ("well",), "wishes": None, "nurse": ("yes",)}


@pytest.fixture
def editor(client, django_user_model):
    user = django_user_model.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="guide editor"))
    client.force_login(user)
    return user


@pytest.fixture
def wrong(editor):
    """A draft with a test case that expects another first route."""
    case = vignette(ANNA, first_route="gp", must=[("gp", 1)])
    return publishing.import_document(dump(replace(sample(), vignettes=(case,))), author=editor)


def to(name, version, *args):
    return reverse(f"admin:guide_{name}", args=[version.pk, *args])


def text(response):
    return response.content.decode()


def test_a_cause_links_the_rule_and_says_what_its_condition_was_and_is(client, editor):
    draft = publishing.copy_to_draft(make_public_version(dump(sample())), by=editor)
    rule = draft.rule_set.get(key="after_falls")
    publishing.write_condition(rule, "when", [[{"question": "falls", "op": "any_of", "options": ["no"]}]], by=editor)
    page = text(client.post(to("compare_run", draft), follow=True))
    cause = page[page.index("Caused by:") :].split("</ul>")[0]
    assert reverse("admin:referrals_rule_change", args=[rule.pk]) + "#field-when" in cause
    assert "Rule “after falls”" in cause and "The condition changed." in cause
    before, now = cause.index("“falls label” is any of “yes”."), cause.index("“falls label” is any of “no”.")
    assert before < now


def test_a_wrong_test_case_shows_titles_and_links_rules_and_is_not_kept_again(client, wrong):
    page = text(client.post(to("prove", wrong), follow=True))
    one = next(item for item in approving.findings_of(wrong) if item.property == "P16")
    card = page[page.index(f'id="finding-{one.key}"') :].split("</article>")[0]
    assert "First route: “Ask for gp”." in card and "It gets what it expects." not in card
    assert "Rule “ask gp” (“because ask_gp”)" in card
    assert "Keep as test case" not in card and "Walk it" in card
    client.post(to("keep", wrong), {"key": one.key})
    assert Vignette.objects.filter(version=wrong).count() == 1


def test_a_kept_case_says_that_nobody_has_looked_at_it_until_somebody_is_its_source(client, editor):
    draft = publishing.import_document(dump(sample()), author=editor)
    client.post(to("prove", draft))
    one = next(item for item in approving.findings_of(draft) if item.property == "P5")
    page = client.post(to("keep", draft), {"key": one.key}, follow=True)
    assert "Nobody has looked at what this case expects." in text(page)
    Vignette.objects.filter(version=draft).update(source="A physiotherapist.")
    assert "Nobody has looked at" not in text(client.get(page.redirect_chain[-1][0]))


def test_passing_test_cases_and_routes_are_folded_and_the_page_has_an_index(client, wrong):
    page = text(client.get(to("check", wrong)))
    assert all(f'href="#{place}"' in page and f'id="{place}"' in page for place in ("found", "routes", "cases", "next"))
    assert page.index("Show the 5 routes") < page.index("Who reaches it?")
    assert "Test cases that differ" in page and "Test cases that are right" not in page


def test_the_list_of_rules_shows_key_and_condition(client, wrong):
    page = text(client.get(reverse("admin:referrals_rule_changelist")))
    assert "after_falls" in page and "“falls label” is any of “yes”." in page


def test_a_refusal_has_one_line_for_a_test_case(client, wrong):
    page = text(client.post(to("move", wrong, "hand-in"), follow=True))
    assert page.count("Test case “Anna”:") == 1
