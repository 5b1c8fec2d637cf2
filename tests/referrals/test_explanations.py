"""What the result page says about its own reasons, on the founding guide and in both voices."""

import pytest

from referrals import definitions, explanations, results
from referrals.engine.explain_changes import ordinary_changes
from referrals.engine.outcome import outcome
from referrals.engine.vignettes import answers
from referrals.engine.walk import walk
from tests.support.walking import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("guide_version")]
WITH_NURSE = {"care": "nurse", "difficulties": ["walking"], "getting_there": ["aid"], "physio": "none"}


@pytest.fixture
def walker(client):
    return Walker(client)


def page_of(walker, **wanted):
    page = walker.answer_until_end(**wanted)
    return results.page(definitions.published(), walker.here), page.content.decode()


def test_a_route_says_which_answers_brought_it_and_which_would_take_it_away(walker):
    page, html = page_of(walker, **WITH_NURSE)
    first = page.routes[0]
    assert first.key == "ms_nurse"
    assert first.explanation.told[0] == "MS care: An MS nurse or MS team I can contact"
    assert first.explanation.gone_with.startswith("MS care: ")
    for text in ("Why this, and what would change it", *first.explanation.told, first.explanation.gone_with):
        assert text in html


def test_the_carer_reads_their_own_words(walker):
    page, _ = page_of(walker, who="carer", **WITH_NURSE)
    option = walker.guide.question("care").option("nurse")
    assert option.text.carer in page.routes[0].explanation.told[0]
    assert option.text.you != option.text.carer


def test_a_route_that_was_left_out_says_what_would_bring_it(walker):
    page, html = page_of(walker, **{**WITH_NURSE, "life": ["barriers"], "getting_there": ["aid", "travel"]})
    left_out = next(item for item in page.left_out if item.back_without)
    assert left_out.back_without == "What matters now: Appointments or exercise are hard to get to, or to do"
    assert f"We would suggest it if you had not told us: {left_out.back_without}" in html


def test_a_few_other_ways_are_named_and_none_twice(walker):
    page, html = page_of(walker, **WITH_NURSE)
    titles = {route.title for route in page.routes}
    assert 0 < len(page.other_ways) <= explanations.MOST_OTHERS
    for way in page.other_ways:
        assert way.title not in titles and way.title in html and way.answer in html


def test_nobody_is_told_of_an_urgent_sign_or_asked_to_be_unsure():
    guide = definitions.published().guide
    safety = [question.label.you for question in guide.questions if question.purpose == "safety"]
    for vignette in guide.vignettes:
        here = walk(guide, answers(guide, vignette))
        tried = ordinary_changes(guide, here)
        routes = outcome(guide, here).routes
        shown = {found.route.key for found in routes}
        other = [way.answer for way in explanations.other_ways(guide, here, shown, tried)]
        told = [explanations.explanation(guide, here, found, tried) for found in routes]
        changed = [*other, *(item.gone_with for item in told), *(item.gone_without for item in told)]
        assert not [words for words in changed for label in safety if words.startswith(f"{label}:")]
        assert not [words for words in other if "not sure" in words]


def test_somebody_whom_an_urgent_sign_stops_reads_no_explanation(walker):
    page, html = page_of(walker, emergency=["stroke"])
    assert (page.routes, page.other_ways) == ((), ())
    assert "You told us" not in html or "what would change it" not in html
