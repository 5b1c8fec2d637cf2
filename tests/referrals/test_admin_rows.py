"""Everything a draft holds is made, changed, put in order and deleted in the admin; a frozen version is only read."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from referrals import interchange, publishing
from referrals.engine.document import dump, load
from referrals.models import GuideVersion, Question, Route, Rule, UrgentSign, Vignette
from tests.engine.sample import sample
from tests.support.guide_admin import form_of, row, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, django_user_model):
    user = django_user_model.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="guide editor"))
    client.force_login(user)
    return user


@pytest.fixture
def draft(editor):
    return publishing.import_document(dump(sample()))


def address(name, what, *args):
    return reverse(f"admin:referrals_{name}_{what}", args=args)


def add(client, name, draft, **fields):
    """Fill in the form of a new row and save it; return the page that follows."""
    url = f"{address(name, 'add')}?version={draft.pk}"
    return client.post(url, {**form_of(client.get(url)), **fields, "_continue": "1"}, follow=True)


def both(name, text):
    return {f"{name}_self": text, f"{name}_carer": text}


def order(draft, part):
    return [item["key"] for item in interchange.read(draft)[part]]


def test_a_question_with_answers_is_made_and_goes_to_the_end(client, draft):
    words = both("label", "Sleep") | both("text", "How do you sleep?") | both("error", "Choose how you sleep")
    answers = {"options-TOTAL_FORMS": "2"}
    for n, key in enumerate(("well", "badly")):
        answers |= {f"options-{n}-{name}": "" for name in ("nation", "voice", "topics")}
        answers |= {f"options-{n}-key": key, f"options-{n}-neutral": "no"}
        answers |= {f"options-{n}-{name}": text for name, text in both("text", key).items()}
    chosen = {"key": "sleep", "section": "About you", "purpose": "need", "role": "none", "kind": "single"}
    add(client, "question", draft, **words, **chosen, **answers)
    made = interchange.read(draft)["questions"][-1]
    assert (made["key"], [option["key"] for option in made["options"]]) == ("sleep", ["well", "badly"])
    load(interchange.read(draft))


def test_a_fact_is_made(client, draft):
    add(client, "fact", draft, key="old", label="is old", **row("when", 0, "question:age", "ge", number="80"))
    assert interchange.read(draft)["facts"][-1] == {
        "key": "old",
        "label": "is old",
        "when": [[{"question": "age", "op": "ge", "number": 80}]],
    }


def test_a_route_is_made_and_offered_everywhere(client, draft):
    add(client, "route", draft, key="clinic", **both("title", "Go to the clinic"), **both("text", "A clinic"))
    made = interchange.read(draft)["routes"][-1]
    assert made["key"] == "clinic" and all(place["offered"] for place in made["availability"].values())
    load(interchange.read(draft))


def test_a_rule_is_made_for_a_route_of_its_version_only(client, draft):
    stranger = publishing.copy_to_draft(draft, by=None).route_set.first()
    fields = {"key": "new", "effect": "recommend", "tier": "2", **both("reason", "You asked.")}
    page = add(client, "rule", draft, **fields, route=str(stranger.pk))
    assert "Select a valid choice" in page.content.decode()
    add(client, "rule", draft, **fields, route=str(draft.route_set.get(key="gp").pk))
    assert interchange.read(draft)["rules"][-1]["route"] == "gp"


def test_a_sign_is_made_with_advice_still_to_be_written(client, draft):
    add(
        client,
        "urgentsign",
        draft,
        key="fall",
        level="B",
        **both("title", "A fall"),
        **row("when", 0, "fact:unsteady", "holds"),
    )
    sign = draft.urgentsign_set.get(key="fall")
    assert sign.advice.count() == 5
    page = save(client, address("urgentsign", "change", sign.pk), **{"advice-0-act_self": "Call 111"})
    assert page.status_code == 200 and "errorlist" not in page.content.decode()
    assert any("fall" in reason or "urgent_signs" in reason for reason in publishing.check(draft)), "words are missing"


def test_an_emergency_that_does_not_stop_is_refused_in_words(client, draft):
    sign = draft.urgentsign_set.get(key="stroke")
    data = {
        key: value
        for key, value in form_of(client.get(address("urgentsign", "change", sign.pk))).items()
        if key != "stops"
    }
    page = client.post(address("urgentsign", "change", sign.pk), data)
    assert "always stop the questions" in page.content.decode()


def test_a_pair_is_made_of_two_different_things(client, draft):
    page = add(client, "exclusivepair", draft, a="route:gp", b="route:gp", why="Never both.")
    assert "Choose two different things" in page.content.decode()
    add(client, "exclusivepair", draft, a="route:gp", b="sign:stroke", why="Never both.")
    assert interchange.read(draft)["exclusive_pairs"] == [
        {"a": {"kind": "route", "key": "gp"}, "b": {"kind": "sign", "key": "stroke"}, "why": "Never both."}
    ]


def test_a_test_case_is_made_of_answers_and_what_they_lead_to(client, draft):
    texts = {"key": "ben", "title": "Ben", "story": "Ben walks well.", "source": "A clinician"}
    answers = {"answer_who": "me", "answer_danger": ["none"], "answer_age": "45", "answer_wishes": ["-"]}
    routes = {"first_route": "gp", "route_gp": "1", "route_helpline": "no"}
    add(client, "vignette", draft, **texts, **answers, **routes, signs=["child", "stroke"], not_asked=["falls"])
    case = Vignette.objects.get(version=draft, key="ben")
    assert case.answers == {"who": ["me"], "danger": ["none"], "age": 45, "wishes": None}
    assert case.expected == {
        "signs": ["stroke", "child"],
        "first_route": "gp",
        "must": [{"route": "gp", "tier": 1}],
        "must_not": ["helpline"],
        "not_asked": ["falls"],
    }
    save(client, address("vignette", "change", case.pk))
    assert Vignette.objects.get(pk=case.pk).answers == case.answers
    assert "from 0 to 120" in save(client, address("vignette", "change", case.pk), answer_age="200").content.decode()


@pytest.mark.parametrize("key", ["Walking", "with space", "-x", "walking"])
def test_a_key_is_small_letters_and_used_once(client, draft, key):
    page = add(client, "fact", draft, key=key, label="my fact", **row("when", 0, "question:age", "ge", number="8"))
    if key != "walking":
        assert "errorlist" in page.content.decode() and form_of(page)["label"] == ["my fact"]
        assert draft.fact_set.count() == 1
    else:
        again = add(client, "fact", draft, key=key, label="other", **row("when", 0, "question:age", "ge", number="9"))
        assert "Choose another key" in again.content.decode()


def test_what_is_used_is_not_deleted_and_what_is_not_used_is(client, draft):
    used = draft.question_set.get(key="nurse")
    page = client.post(address("question", "delete", used.pk), {"post": "yes"}, follow=True).content.decode()
    assert Question.objects.filter(pk=used.pk).exists() and "ask_nurse" in page
    rule = draft.rule_set.get(key="unsteady_team")
    client.post(address("rule", "delete", rule.pk), {"post": "yes"})
    assert not Rule.objects.filter(pk=rule.pk).exists()


def test_every_edit_is_on_record(client, draft, editor):
    assert not draft.authors.exists()
    save(client, address("route", "change", draft.route_set.first().pk), tag="Later")
    assert list(draft.authors.all()) == [editor]


def test_deleting_makes_an_author_too(client, draft, editor):
    client.post(address("rule", "delete", draft.rule_set.first().pk), {"post": "yes"})
    assert list(draft.authors.all()) == [editor]


# --- order --------------------------------------------------------------------------------------------------------
def test_rows_are_put_in_order_by_numbers(client, draft):
    url = reverse("admin:guide_order", args=[draft.pk, "rules"])
    data, rows = form_of(client.get(url)), list(draft.rule_set.all())
    client.post(url, {**data, f"place-{rows[-1].pk}": "0"})
    assert order(draft, "rules") == [rows[-1].key, *(one.key for one in rows[:-1])]


def test_rows_are_moved_by_buttons_and_stop_at_the_ends(client, draft):
    url = reverse("admin:guide_order", args=[draft.pk, "questions"])
    keys, first = order(draft, "questions"), draft.question_set.first()
    response = client.post(url, {**form_of(client.get(url)), "move": f"{first.pk}:down"})
    assert response.url.endswith(f"#row-{first.pk}")
    assert order(draft, "questions") == [keys[1], keys[0], *keys[2:]]
    for _ in range(2):
        client.post(url, {**form_of(client.get(url)), "move": f"{first.pk}:up"})
    assert order(draft, "questions") == keys


def test_answers_of_a_question_have_an_order_too(client, draft):
    question = draft.question_set.get(key="nurse")
    url = reverse("admin:guide_order_within", args=[draft.pk, "answers", question.pk])
    client.post(url, {**form_of(client.get(url)), "move": f"{question.options.last().pk}:up"})
    assert [option.key for option in question.options.all()] == ["yes", "unsure", "no"]


def test_an_order_of_what_has_changed_meanwhile_is_refused(client, draft):
    url = reverse("admin:guide_order", args=[draft.pk, "rules"])
    data = form_of(client.get(url))
    draft.rule_set.first().delete()
    page = client.post(url, data, follow=True)
    assert "Somebody has changed this list" in page.content.decode()


def test_a_number_that_is_none_is_refused_and_the_others_are_kept(client, draft):
    url = reverse("admin:guide_order", args=[draft.pk, "rules"])
    data, (one, other) = form_of(client.get(url)), draft.rule_set.all()[:2]
    page = client.post(url, {**data, f"place-{one.pk}": "first", f"place-{other.pk}": "9"})
    assert page.status_code == 422 and "whole number" in page.content.decode()
    assert form_of(page)[f"place-{one.pk}"] == ["first"] and form_of(page)[f"place-{other.pk}"] == ["9"]


def test_a_version_that_was_frozen_meanwhile_says_so(client, draft):
    url = address("rule", "change", draft.rule_set.first().pk)
    data = form_of(client.get(url))
    GuideVersion.objects.filter(pk=draft.pk).update(state="published", document="{}")
    assert client.post(url, data).status_code in (302, 403)
    order_url = reverse("admin:guide_order", args=[draft.pk, "rules"])
    assert client.post(order_url, {}).status_code == 403


def test_there_has_to_be_a_draft_to_add_to(client, editor):
    page = client.get(address("rule", "add"), follow=True)
    assert "Copy a version to a new draft first" in page.content.decode()


# --- queries ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["question", "fact", "route", "rule", "urgentsign", "exclusivepair", "vignette"])
def test_a_list_asks_no_more_for_many_rows_than_for_few(client, draft, name, django_assert_max_num_queries):
    for _ in range(3):
        publishing.import_document(dump(sample()))
    for model in (Question, Route, Rule, UrgentSign):
        assert model.objects.count() > 15
    conditions = 5 if name == "rule" else 0  # of all rules on the page together, and what they may name
    with django_assert_max_num_queries(12 + conditions):
        client.get(address(name, "changelist"))


@pytest.mark.parametrize("name", ["question", "rule", "urgentsign"])
def test_a_form_asks_for_its_vocabulary_once(client, draft, name, django_assert_max_num_queries):
    row = getattr(draft, f"{name}_set").last()
    with django_assert_max_num_queries(40):
        client.get(address(name, "change", row.pk))
