"""A person with MS finds a way to physiotherapy."""

import pytest
from playwright.sync_api import expect

from tests.support.axe import assert_accessible
from tests.support.guide_page import GuidePage

pytestmark = pytest.mark.browser


@pytest.fixture
def guide(page):
    return GuidePage(page)


def answer_up_to_physiotherapy(guide, *life):
    """Answer as somebody in England with an MS nurse, for whom walking is hard, up to what matters in life."""
    guide.start().safe_and_steady("Me. I am 18 or over", "England")
    guide.answer("Who looks after your MS?", "An MS nurse or MS team I can contact")
    guide.answer("What is hard for you right now?", "Walking", "Stiff muscles or spasms")
    return guide.answer("What matters to you now?", *life)


@pytest.fixture
def to_the_check_page(guide):
    answer_up_to_physiotherapy(guide, "I want to get out and about more", "Appointments or exercise are hard")
    guide.answer("What could make appointments or exercise hard?", "Getting there is hard", "I walk with a stick")
    guide.answer("What physiotherapy have you had for MS?", "None yet")
    return guide.on("Check your answers")


def test_a_patient_gets_to_a_result_with_the_words_to_say(to_the_check_page):
    guide = to_the_check_page
    assert_accessible(guide.page)
    guide.follow("Show my results").on("Your ways to physiotherapy")
    assert_accessible(guide.page)
    guide.sees("Start here", "Ask your MS nurse to refer you to a neuro-physiotherapist", "You have an MS nurse")
    guide.sees("I have MS.", "My muscles are stiff or go into spasm.", "waiting for clinical approval")
    guide.follow("Print this as a letter").on("Please can I see a physiotherapist?")
    guide.sees("Dear MS nurse,", "I want to get out and about more.")
    assert_accessible(guide.page)


def test_an_answer_can_be_changed_from_the_check_page(to_the_check_page):
    guide = to_the_check_page
    guide.follow("Change what gets in the way").on("What could make appointments or exercise hard?")
    expect(guide.page.get_by_label("I walk with a stick, frame or a person")).to_be_checked()
    guide.answer("What could make appointments or exercise hard?", "I am in bed for most of the day")
    guide.on("Check your answers")
    guide.sees("I am in bed for most of the day")
    guide.follow("Show my results").sees("community neuro team")


def test_a_change_that_asks_more_leads_to_the_new_question(guide):
    answer_up_to_physiotherapy(guide, "I want to get out and about more")
    guide.answer("What physiotherapy have you had for MS?", "None yet").on("Check your answers")
    guide.follow("Change what is hard").answer("What is hard for you right now?", "Sitting, lying or posture")
    guide.on("What could make appointments or exercise hard?").follow("Back").on("What matters to you now?").carry_on()
    guide.answer("What could make appointments or exercise hard?", "I use a wheelchair")
    guide.answer("What physiotherapy have you had for MS?").on("Check your answers").sees("I use a wheelchair")


def test_after_a_change_only_the_new_question_is_asked(guide):
    answer_up_to_physiotherapy(guide, "I want to get out and about more")
    guide.answer("What physiotherapy have you had for MS?", "None yet").on("Check your answers")
    guide.follow("Change what is hard").answer("What is hard for you right now?", "Sitting, lying or posture")
    guide.answer("What could make appointments or exercise hard?", "I use a wheelchair").on("Check your answers")


def test_an_answer_that_is_not_asked_for_any_more_is_found_again_when_it_is(to_the_check_page):
    guide = to_the_check_page
    guide.follow("Change what matters now").on("What matters to you now?")
    guide.page.get_by_label("Appointments or exercise are hard").uncheck()
    guide.carry_on().on("Check your answers").does_not_see("I walk with a stick")
    guide.follow("Change what is hard").answer("What is hard for you right now?", "Sitting, lying or posture")
    guide.on("Check your answers").sees("I walk with a stick")


def test_back_leads_to_the_question_before_with_its_answer(to_the_check_page):
    guide = to_the_check_page
    guide.follow("Back").on("What physiotherapy have you had for MS?")
    expect(guide.page.get_by_label("None yet")).to_be_checked()
    guide.page.go_back()
    guide.on("Check your answers")


def test_a_break_is_taken_and_the_questions_go_on(guide):
    guide.start().answer("Who are the answers for?", "Me. I am 18 or over")
    guide.page.get_by_label("Scotland").check()
    guide.press("Take a break").on("Take a break")
    assert_accessible(guide.page)
    guide.page.goto("/")
    guide.page.get_by_role("navigation").get_by_role("link", name="Get physio").click()
    assert_accessible(guide.page)
    guide.follow("Carry on with my questions").on("Is any of this happening now")
    guide.follow("Back").on("Where do you live?")
    expect(guide.page.get_by_label("Scotland")).to_be_checked()


def test_cleared_answers_do_not_come_back(to_the_check_page):
    guide = to_the_check_page
    guide.press("Clear my answers").on("Your answers are cleared")
    assert_accessible(guide.page)
    guide.page.go_back()
    guide.does_not_see("Stiff muscles or spasms", "I walk with a stick")
    guide.page.goto("/get-physio/result/")
    guide.on("Find your way to physiotherapy")


def test_not_sure_to_everything_still_gives_a_first_step(guide):
    guide.start().answer("Who are the answers for?", "Me. I am 18 or over").answer(
        "Where do you live?", "I am not sure"
    )
    guide.answer("Is any of this happening now", "I am not sure about one of these").on("Get medical help today")
    assert_accessible(guide.page)
    guide.sees("Northern Ireland", "England, Scotland or Wales").follow("Carry on with the questions")
    guide.answer("Is any of this new or much worse", "I am not sure about one of these")
    if "help-today" in guide.page.url:
        guide.follow("Carry on with the questions")
    guide.answer("Has any of this happened", "I am not sure about one of these")
    guide.answer("Who looks after your MS?", "I am not sure")
    guide.answer("What is hard for you right now?", "I am not sure")
    guide.answer("What matters to you now?", "I am not sure")
    guide.answer("What physiotherapy have you had for MS?", "I am not sure").follow("Show my results")
    guide.on("Get medical help today")
    assert_accessible(guide.page)
    guide.page.get_by_text("Show my ways to physiotherapy").click()
    guide.sees("Start here")


def test_nothing_chosen_is_an_error_that_says_what_to_do(guide):
    guide.start().answer("Who are the answers for?")
    guide.on("Who are the answers for?").sees("There is a problem")
    assert_accessible(guide.page)
    assert guide.page.title().startswith("Error: ")
    expect(guide.page.locator(".errors")).to_be_focused()
    guide.page.get_by_role("link", name="Choose who the answers are for").click()
    expect(guide.page.locator("#id_who_0")).to_be_focused()
