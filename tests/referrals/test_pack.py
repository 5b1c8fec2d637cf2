"""The pack of a way to physiotherapy: whom to contact, what to say, the day to ask again, and what is hard about it."""

from datetime import date

import pytest
import time_machine

from referrals import letters, pack, results
from referrals.definitions import PublicVersion, guide_of
from referrals.engine.walk import walk
from tests.factories.packs import packed_document

pytestmark = pytest.mark.django_db
HOT = {"self": "It is hot.", "carer": "It is hot."}
ANSWERS = {
    "who": "me",
    "nation": "scotland",
    **dict.fromkeys(("emergency", "today", "changes"), frozenset({"none"})),
    "care": "nurse",
    "difficulties": frozenset({"walking"}),
    "life": frozenset({"none"}),
    "physio": "none",
}
FRIDAY, SUNDAY, MONDAY, NEXT_FRIDAY = (date(2026, 11, day) for day in (20, 22, 23, 27))


def packed(change=lambda document: None):
    """The guide in which every route has a pack."""
    document = packed_document()
    change(document)
    return guide_of(document)


def page_of(guide, seen=None, **answers):
    walked = walk(guide, {**ANSWERS, **answers})
    assert walked.finished
    return results.page(PublicVersion(number=1, guide=guide, approved_at=None, current=True), walked, seen=seen)


def demanding(way_round, *keys):
    """A change of a document: some routes demand what meets the barrier of everybody who answers for themselves."""

    def change(document):
        document["questions"][0]["options"][0]["barrier"] = "heat"
        for route in document["routes"]:
            demand = {
                "barrier": "heat",
                "reason": {"self": "It is hot.", "carer": "It is hot."},
                "way_round": way_round,
            }
            route["demands"] = [demand] if not keys or route["key"] in keys else []

    return change


@pytest.mark.parametrize(
    ("day", "days", "due"),
    [(FRIDAY, 3, MONDAY), (FRIDAY, 1, MONDAY), (FRIDAY, 2, MONDAY), (FRIDAY, 7, NEXT_FRIDAY), (SUNDAY, 1, MONDAY)],
)
def test_the_day_to_ask_again_is_a_working_day(day, days, due):
    assert pack.day_to_ask_again(day, days) == due


@time_machine.travel("2026-07-12 23:30 +00:00")
def test_days_are_counted_from_the_day_in_british_time():
    first = page_of(packed()).routes[0]
    assert (first.next_step.by, first.next_step.text) == (date(2026, 7, 27), "Ask again by 27 July")


@time_machine.travel("2026-11-21 12:00 +00:00")
@pytest.mark.parametrize(("seen", "by", "has_come"), [(6, 20, True), (7, 23, False)])
def test_the_day_to_ask_again_does_not_slide(seen, by, has_come):
    step = page_of(packed(), seen=date(2026, 11, seen)).routes[0].next_step
    assert (step.by, step.has_come) == (date(2026, 11, by), has_come)


def test_the_summary_prints_the_same_day():
    version = PublicVersion(number=1, guide=packed(), approved_at=None, current=True)
    words = letters.summary(version, walk(version.guide, ANSWERS), date(2026, 11, 7)).closing[-1]
    assert words.startswith("First step: ") and words.endswith(". Ask again on Monday 23 November.")


@time_machine.travel("2026-12-22 12:00 +00:00")
def test_a_day_of_the_next_year_says_its_year():
    assert page_of(packed()).routes[0].next_step.text == "Ask again by 5 January 2027"


def test_a_carer_reads_the_carers_words():
    first = page_of(packed(), who="carer").routes[0]
    assert first.contact.endswith("(carer)") and first.next_step.text.endswith("(carer)")


def test_lists_have_an_item_for_each_line():
    first = page_of(packed()).routes[0]
    assert first.bring == (f"bring of {first.key}", "And more")
    assert [fact.text for fact in first.good_to_know[:2]] == [f"cost of {first.key}", "And more"]


@pytest.mark.parametrize(("nation", "body"), [("scotland", "Helpers of scotland"), ("not_sure", "Helpers of unknown")])
def test_who_helps_after_a_refusal_is_named_for_the_nation(nation, body):
    help_named = {route.help.body for route in page_of(packed(), nation=nation).routes}
    assert help_named == {body}


def test_who_helps_is_named_only_where_the_guide_says_that_they_do():
    def pay(document):
        for route in document["routes"]:
            route |= {"services": ["nhs"], "body_helps": False}

    first = page_of(packed(pay)).routes[0]
    assert first.fallback and first.help is None


def test_how_they_help_is_told_once_at_the_first_way_where_they_do():
    much = {"difficulties": frozenset({"walking", "bladder", "swallowing"})}
    first = page_of(packed(), **much).routes[0].key

    def pay(document):
        for route in document["routes"]:
            route["body_helps"] = route["key"] != first

    texts = [route.help.text if route.help else None for route in page_of(packed(pay), **much).routes]
    assert texts[:2] == [None, "It helps."] and set(texts[2:]) == {""}


def test_what_is_hard_stands_beside_the_way_round_it():
    way_round = {"self": "Ask for a cool room.", "carer": "Ask for a cool room."}
    page = page_of(packed(demanding(way_round)))
    clash = page.routes[0].ways_round[0]
    told = guide_of(packed_document()).question("who").options[0].text.you
    assert (clash.reason, clash.told, clash.way_round) == ("It is hot.", (told,), "Ask for a cool room.")
    assert not any(route.put_last for route in page.routes)


def test_a_way_that_cannot_be_got_round_stands_last_and_says_why():
    usual = page_of(packed(demanding(None, "no such route")))
    first = usual.routes[0].key
    page = page_of(packed(demanding(None, first)))
    assert [route.key for route in page.routes] == [*(route.key for route in usual.routes[1:]), first]
    assert [clash.reason for clash in page.routes[-1].put_last] == ["It is hot."]


def test_what_to_ask_before_paying_stands_open_and_once():
    def sell(document):
        for route in document["routes"]:
            route["services"] = ["private"]

    first = page_of(packed(sell)).routes[0]
    assert (first.check_first, first.ask) == ((f"ask of {first.key}", "And more"), ())


def test_a_guide_without_packs_still_has_ways():
    def strip(document):
        for route in document["routes"]:
            route |= dict.fromkeys(("contact", "bring", "ask", "not_right", "cost", "gives", "next_step", "fallback"))
            route |= {"demands": [], "services": [], "service_needs": []}

    page = page_of(packed(strip))
    first = page.routes[0]
    assert first.title
    assert (first.contact, first.fallback, first.next_step, first.help, first.near) == ("", "", None, None, None)
    assert page.near is None
