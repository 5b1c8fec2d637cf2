"""Conditions in the admin: rows go in, one sentence comes back; what is wrong is said, and nothing typed is lost."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from referrals import interchange, publishing
from referrals.engine.document import dump
from tests.engine.sample import sample
from tests.support.guide_admin import form_of, row, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client, admin_user):
    client.force_login(admin_user)
    return publishing.import_document(dump(sample()), author=admin_user)


def change(row):
    return reverse(f"admin:referrals_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def rule(draft):
    return draft.rule_set.get(key="ask_nurse")


def sentence_on(page):
    return page.content.decode().split('class="condition__sentence">')[1].split("</p>")[0].split("</span>")[-1].strip()


def test_rows_come_back_as_one_sentence(client, rule):
    rows = row("when", 0, "question:walking", options=["well", "aid"], line="1")
    rows |= row("when", 1, "fact:unsteady", "holds", line="1") | row(
        "when", 2, "question:age", "ge", number="60", line="2"
    )
    page = save(client, change(rule), **rows)
    assert page.context["messages"], "it is said that it was saved"
    assert sentence_on(page) == (
        "(“walking label” is any of “well”, “aid” or “the fact unsteady” holds), and “age label” is at least 60."
    )
    assert interchange.read_condition(rule, "when") == [
        [{"question": "walking", "op": "any_of", "options": ["well", "aid"]}, {"fact": "unsteady", "op": "holds"}],
        [{"question": "age", "op": "ge", "number": 60}],
    ]


def test_what_is_saved_unchanged_stays_as_it_is(client, draft):
    before = interchange.read(draft)
    for part in (draft.rule_set, draft.urgentsign_set, draft.fact_set, draft.question_set):
        for one in part.all():
            page = save(client, change(one))
            assert page.status_code == 200 and not page.context.get("errors"), (one, page.context.get("errors"))
    assert interchange.read(draft) == before


def test_a_row_is_removed(client, rule):
    save(client, change(rule), **{"when-0-remove": "on"})
    assert interchange.read_condition(rule, "when") is None


def test_lines_are_put_in_the_order_of_their_numbers(client, rule):
    rows = row("when", 0, "question:walking", options=["well"], line="7")
    rows |= row("when", 1, "question:nurse", options=["yes"], line="2") | row(
        "when", 2, "question:fever", options=["no"]
    )
    save(client, change(rule), **rows)
    lines = interchange.read_condition(rule, "when")
    assert [line[0]["question"] for line in lines] == ["nurse", "walking", "fever"]


def test_without_scripts_a_question_is_chosen_first_and_its_answers_are_there_then(client, rule):
    page = save(client, change(rule), **row("when", 1, "question:fever"))
    assert "tick at least one answer of “fever label”" in page.content.decode()
    assert 'name="when-1-options" value="unsure"' in page.content.decode()
    sent = {**form_of(page), "when-1-options": ["unsure"], "_continue": "1"}
    client.post(change(rule), sent)
    assert interchange.read_condition(rule, "when")[1][0]["options"] == ["unsure"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (row("when", 0, "fact:unsteady", "any_of"), "is a fact"),
        (row("when", 0, "question:walking", "holds"), "is a question"),
        (row("when", 0, "question:age", "any_of"), "is a number"),
        (row("when", 0, "question:walking", "ge", number="4"), "is no number"),
        (row("when", 0, "question:walking", "all_of", ["well"]), "has one answer"),
        (row("when", 0, "question:age", "ge", number="many"), "whole number"),
        (row("when", 0, "question:age", "ge", number="121"), "from 0 to 120"),
        (row("when", 0, "", "any_of", ["well"]), "choose a question or a fact"),
        (row("when", 0, "question:gone", "any_of", ["well"]), "choose a question or a fact"),
        (row("when", 0, "question:walking", "any_of", ["stranger"]), "tick at least one answer"),
        (row("when", 0, "question:walking", "any_of", ["well"], line="first"), "enter 1, 2, 3"),
        (row("when", 0, "question:walking", "nonsense", ["well"]), "Choose what its answer must be"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, rule, wrong, told):
    before = interchange.read_condition(rule, "when")
    page = save(client, change(rule), reason_self="My new reason.", **wrong)
    shown = form_of(page)
    assert told in page.content.decode()
    assert shown["reason_self"] == ["My new reason."]
    assert shown["when-0-number"] == [wrong["when-0-number"]] and shown["when-0-line"] == [wrong["when-0-line"]]
    assert interchange.read_condition(rule, "when") == before


def test_a_sign_and_a_fact_need_a_condition(client, draft):
    for one in (draft.urgentsign_set.first(), draft.fact_set.first()):
        page = save(client, change(one), **{"when-0-remove": "on"})
        assert "Add at least one row" in page.content.decode()


def test_rows_that_no_browser_sends_are_no_fault_of_the_server(client, rule):
    for count in ("-1", "many", "999999999"):
        assert save(client, change(rule), **{"when-rows": count}).status_code == 200


def test_who_may_only_read_reads_the_sentence(client, draft, rule, django_user_model):
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.groups.add(Group.objects.get(name="clinical reviewer"))
    client.force_login(reader)
    page = client.get(change(rule)).content.decode()
    assert "“nurse label” is any of “yes”." in page and "when-0-subject" not in page


def test_the_answers_of_every_question_are_there_for_the_script(client, draft):
    answers = client.get(reverse("admin:guide_answers", args=[draft.pk])).json()
    assert answers["question:nurse"] == {
        "kind": "single",
        "options": [["yes", "yes"], ["no", "no"], ["unsure", "unsure"]],
    }
    assert answers["question:age"]["kind"] == "number"
