"""From the first question to all that a person leaves with: the words, the letter, the place and the day to chase."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from referrals.pack import day_to_ask_again
from tests.support.axe import assert_accessible
from tests.support.guide_page import GuidePage
from tests.support.reading_pdf import Pdf

pytestmark = pytest.mark.browser


class Journey(GuidePage):
    """A person who goes on from the result: to places near them, and to the letter."""

    def to_the_result(self):
        self.on("Check your answers").follow("Show my results").on("Your ways to physiotherapy")
        assert_accessible(self.page)
        return self

    @property
    def text(self):
        """All words of the page, folded or not."""
        return " ".join(self.page.get_by_role("main").text_content().split())

    def way(self, title):
        """The card of one way, with everything in it open."""
        card = self.page.locator("li.route", has=self.page.get_by_role("heading", name=title, exact=True))
        card.evaluate("card => card.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        return card

    def near(self, place):
        """Type where they live, and be back at the result."""
        self.page.locator("#id_where").fill(place)
        self.press("Show places near me").on("Your ways to physiotherapy")
        assert place.lower() not in self.page.url.lower()
        assert_accessible(self.page)
        return self

    def letter(self):
        """Open the letter of the first way as a PDF, read it, and go back to the result."""
        self.follow("Print this as a letter")
        assert_accessible(self.page)
        address = self.page.get_by_role("link", name="Save as a PDF").get_attribute("href")
        response = self.page.context.request.get(address)
        assert (response.status, response.headers["content-type"]) == (200, "application/pdf")
        self.page.go_back()
        self.on("Your ways to physiotherapy")
        read = Pdf(response.body())
        assert read.pages == 1 and {"Document", "H1", "P"} <= set(read.tags)
        return read


@pytest.fixture
def person(page):
    return Journey(page)


def asks_again_on_a_working_day(card, days):
    """Whether a way names the day to ask again, counted from today."""
    due = day_to_ask_again(date.today(), days)
    return f"Note this day: {due:%A} {due.day} {due:%B}." in card.inner_text()


def test_a_patient_without_an_ms_nurse_in_northern_ireland(person):
    person.start().safe_and_steady("Me. I am 18 or over", "Northern Ireland")
    person.answer("Who looks after your MS?", "Only my GP")
    person.answer("What is hard for you right now?", "Walking", "Balance, tripping or falls")
    person.answer("What matters to you now?", "I want to get out and about more")
    person.answer("What physiotherapy have you had for MS?", "None yet").to_the_result()
    first = person.way("Ask your GP surgery to refer you to a neuro-physiotherapist")
    expect(first).to_contain_text("Walking is hard for me.")
    expect(first).to_contain_text("Can you refer me to neurological physiotherapy")
    expect(first).to_contain_text("Patient and Client Council")
    assert asks_again_on_a_working_day(first, 7)
    assert "111" not in person.text and "PALS" not in person.text
    read = person.letter()
    assert "Dear GP," in read.text and "Walking is hard for me." in read.text and "111" not in read.text
    person.near("Omagh").sees("We measure from the centre of Omagh, Northern Ireland.")
    centre = person.way("Go to an MS Therapy Centre")
    expect(centre).to_contain_text("We know of no place within 50 miles of Omagh that fits your answers.")
    centre.get_by_role("link", name="search other lists").click()
    person.page.get_by_text("Other lists to search").click()
    expect(person.page.locator("#near")).to_be_in_viewport()
    assert_accessible(person.page)


def test_the_carer_of_a_housebound_person_in_wales(person):
    person.start().safe_and_steady("An adult I care for or help", "Wales", carer=True)
    person.answer("Who looks after their MS?", "Only their GP")
    person.answer("What is hard for them right now?", "Stiff muscles or spasms", "Sitting, lying or posture")
    person.answer("What matters to them now?", "Appointments or exercise are hard to get to, or to do")
    person.answer("What could make appointments or exercise hard?", "They cannot leave home, or hardly ever")
    person.answer("What physiotherapy have they had for MS?", "None yet").to_the_result()
    first = person.way("Ask their GP surgery to refer them to a neuro-physiotherapist")
    expect(first).to_contain_text("You told us: They cannot leave home, or hardly ever.")
    expect(first).to_contain_text("Ask for a phone or video call")
    expect(first).to_contain_text("Llais")
    read = person.letter()
    assert "Name of the person with MS" in read.text and "My name, as their carer" in read.text
    person.near("Cardiff")
    # The team in Cardiff is in the directory; that it comes to people's homes is not known, so it is not named here.
    home = person.way("Ask for physiotherapy at home")
    expect(home).to_contain_text("We know of no place within 10 miles of Cardiff that fits your answers.")
    assert "Community Neurological Rehabilitation Service" not in person.text


def test_a_person_who_was_refused_in_england(person):
    person.start().safe_and_steady("Me. I am 18 or over", "England")
    person.answer("Who looks after your MS?", "An MS nurse or MS team I can contact")
    person.answer("What is hard for you right now?", "Walking", "Tiredness (fatigue)")
    person.answer("What matters to you now?", "I want to get out and about more")
    person.answer("What physiotherapy have you had for MS?", "I was refused, or sent back to ask again")
    first = person.to_the_result().way("Ask why, and ask to be referred again")
    expect(first).to_contain_text("If they say no, or the wait is long")
    expect(first).to_contain_text("Patient Advice and Liaison Service (PALS)")
    read = person.letter()
    assert re.search(r"Dear (GP or MS nurse|MS nurse or GP),", read.text) and "NICE" in read.text
    person.near("LS6 3AB").sees("We measure from the centre of Leeds, England.")
    assert "3AB" not in person.page.content()
    centre = person.way("Go to an MS Therapy Centre")
    expect(centre).to_contain_text("Tiredness (fatigue)")
    services = centre.locator(".places > li")
    assert 1 <= services.count() <= 3
    for service in services.all():
        expect(service).to_contain_text(
            re.compile(r"(In|About \d+ miles? from the centre of) Leeds\..+Not confirmed by us yet", re.S)
        )
    services.first.get_by_role("link").first.click()
    person.sees("Not confirmed by us yet.")
    person.page.go_back()
    person.on("Your ways to physiotherapy").press("Forget this place")
    assert "Leeds" not in person.text


def test_a_person_who_wants_to_pay_in_scotland(person):
    person.start().safe_and_steady("Me. I am 18 or over", "Scotland")
    person.answer("Who looks after your MS?", "A neurologist, but no MS nurse I can reach")
    person.answer("What is hard for you right now?", "Walking", "Stiff muscles or spasms")
    person.answer("What matters to you now?", "I could pay to be seen sooner")
    person.answer("What physiotherapy have you had for MS?", "None yet").to_the_result()
    expect(person.page.locator("li.route").first).to_contain_text("Free on the NHS.")
    expect(person.way("Ask your GP surgery to refer you to a neuro-physiotherapist")).to_contain_text(
        "Patient Advice and Support Service"
    )
    person.page.get_by_text("More that may help").click()
    person.sees("Ask the NHS too, and tell both.")
    private = person.page.locator("details", has_text="Pay to see a private neuro-physiotherapist").last
    private.evaluate("fold => { fold.open = true; }")
    for words in ("Check the Register", "Ask before you pay", "What is your HCPC number?"):
        expect(private).to_contain_text(words)
    assert not re.search(r"£\s?\d", private.inner_text())
    read = person.letter()
    assert "Dear GP," in read.text and "NICE writes for England." in read.text
    person.near("Inverness")
    expect(person.way("Go to an MS Therapy Centre")).to_contain_text("In Inverness.")


def test_a_name_that_towns_share_asks_which_and_back_leads_to_the_result(person):
    person.start().safe_and_steady("Me. I am 18 or over", "Wales")
    person.answer("Who looks after your MS?", "Only my GP")
    person.answer("What is hard for you right now?", "Walking")
    person.answer("What matters to you now?", "None of these")
    person.answer("What physiotherapy have you had for MS?", "None yet").to_the_result()
    person.page.locator("#id_where").fill("Newport")
    person.press("Show places near me").on("Which Newport do you mean?")
    assert_accessible(person.page)
    person.page.go_back()
    person.on("Your ways to physiotherapy")
    person.page.go_forward()
    person.on("Which Newport do you mean?").page.get_by_label("Newport, Wales, near Cardiff").check()
    person.press("Show places near me").on("Your ways to physiotherapy").sees("We measure from the centre of Newport")
