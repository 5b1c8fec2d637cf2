"""A carer answers for somebody else, and help that cannot wait comes first."""

import pytest

from tests.support.axe import assert_accessible
from tests.support.guide_page import GuidePage

pytestmark = pytest.mark.browser


@pytest.fixture
def guide(page):
    return GuidePage(page)


def test_a_carer_gets_to_an_urgent_result(guide):
    guide.start().answer("Who are the answers for?", "An adult I care for")
    guide.answer("Where does the person you care for live?", "Wales")
    guide.answer("Is any of this happening now", "None of these")
    guide.answer("Is any of this new or much worse", "Burning wee, a high temperature")
    guide.on("Get medical help today").sees("Call the GP or 111 today", "Call 999 if:")
    assert_accessible(guide.page)
    guide.follow("Carry on with the questions").answer("Has any of this happened", "MS symptoms slowly worse")
    guide.answer("Who looks after their MS?", "Only their GP")
    guide.answer("What is hard for them right now?", "Stiff muscles or spasms", "Sitting, lying or posture")
    guide.answer("What matters to them now?", "Appointments or exercise are hard")
    guide.answer("What could make appointments or exercise hard?", "They cannot leave home", "They use a wheelchair")
    guide.answer("What physiotherapy have they had for MS?", "None yet").follow("Show my results")
    guide.on("Get medical help today").sees("Urgent – today")
    guide.page.get_by_text("Show my ways to physiotherapy").click()
    guide.sees("Start here")
    assert_accessible(guide.page)


def test_in_northern_ireland_111_is_never_printed_as_advice(guide):
    guide.start().answer("Who are the answers for?", "Me. I am 18 or over")
    guide.answer("Where do you live?", "Northern Ireland")
    guide.answer("Is any of this happening now", "None of these")
    guide.answer("Is any of this new or much worse", "Burning wee, a high temperature").on("Get medical help today")
    assert "111" not in guide.page.get_by_role("main").inner_text()


def test_an_emergency_stands_alone_on_its_page(guide):
    guide.start().answer("Who are the answers for?", "Me. I am 18 or over").answer("Where do you live?", "England")
    guide.answer("Is any of this happening now", "A face that drops on one side").on("Call 999 now")
    guide.sees("Emergency – now", "This can be a sign of a stroke")
    assert guide.page.get_by_role("link", name="Call 999").first.get_attribute("href") == "tel:999"
    guide.does_not_see("Your ways to physiotherapy", "Start here")
    assert_accessible(guide.page)
    guide.page.goto("/get-physio/care/")
    guide.on("Call 999 now")
    guide.follow("I ticked this by mistake").on("Is any of this happening now")


def test_somebody_under_18_is_shown_where_to_go_instead(guide):
    guide.start().answer("Who are the answers for?", "Me. I am under 18").answer("Where do you live?", "Scotland")
    for question in ("Is any of this happening now", "Is any of this new or much worse", "Has any of this happened"):
        guide.answer(question, "None of these")
    guide.on("Ask a GP or the children's hospital team").does_not_see("Start here")
    assert_accessible(guide.page)
