"""“My exercises”: a sheet that its address holds, in the order of the address; nothing is kept on the server."""

import re

import pytest

from content import pausing, presenters
from content.models import Exercise
from tests.factories.content import ArticleFactory, ExerciseFactory, person, publish_founding

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
TITLES = re.compile(r'<h2 id="exercise-\d">(\d)\. <a href="/exercises/([\w-]+)/">')


@pytest.fixture(autouse=True)
def exercises(demonstration):
    for slug in ("bridge", "march", "rolls"):
        publish_founding(ExerciseFactory(slug=slug, title=slug.title(), stop_if=["You feel faint.", "It hurts."]))
    ExerciseFactory(slug="draft")


@pytest.fixture
def show(client):
    """Return the HTML of a sheet with these values, with the spaces of the template taken out."""

    def show(query=""):
        response = client.get(f"/exercises/sheet/{query}")
        assert response.status_code == 200 and not response.cookies
        return re.sub(r"\s+", " ", response.content.decode())

    return show


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("?with=rolls,bridge", ["rolls", "bridge"]),
        ("?with=rolls&with=march&with=bridge,rolls", ["rolls", "march", "bridge"]),
        ("?with=,%00,draft,nothing,march,%3Cscript%3E", ["march"]),
        ("?with=", []),
        ("", []),
    ],
)
def test_the_address_says_what_is_on_it_and_in_which_order(show, query, slugs):
    found = TITLES.findall(show(query))
    assert found == [(str(place), slug) for place, slug in enumerate(slugs, start=1)]


def test_each_can_be_moved_or_taken_off_by_a_link(show):
    html = show("?with=rolls,bridge,march")
    links = re.findall(r'href="/exercises/sheet/\?with=(.*?)"', html)
    clear, first_down, first_off, second_up, second_down, second_off, third_up, third_off = links
    assert clear == ""
    assert first_down == second_up == "bridge,rolls,march"
    assert second_down == third_up == "rolls,march,bridge"
    assert (first_off, second_off, third_off) == ("bridge,march", "rolls,march", "rolls,bridge")


def test_it_says_how_when_to_stop_and_that_nobody_approved_it(show):
    html = show("?with=rolls")
    assert "<strong>Stop if:</strong> You feel faint. It hurts." in html
    assert "Waiting for clinical approval" in html
    assert '<meta name="robots" content="noindex">' in html


def test_the_two_hour_check_is_the_words_of_its_article_or_not_there(show, client):
    assert "Two hours?" not in show("?with=rolls")
    assert "the two-hour check" not in client.get("/exercises/rolls/").content.decode()
    points = ["**Two hours?** Ask yourself.", "Yes or no.", "Do less."]
    article = ArticleFactory(slug="two-hour-check", title="The two-hour check", in_short=points)
    for thing in (article.topic, article):
        publish_founding(thing)
    html = show("?with=rolls")
    assert "<li><strong>Two hours?</strong> Ask yourself.</li>" in html
    assert html.count('<th scope="row">The two-hour check</th>') == 1
    assert 'href="/articles/two-hour-check/"' in html
    assert 'href="/articles/two-hour-check/"' in client.get("/exercises/rolls/").content.decode()


def test_a_paused_exercise_leaves_the_sheet(show):
    pausing.pause(Exercise.objects.get(slug="rolls"), by=person("publisher", "publisher"), reason="Wrong.")
    assert [slug for _, slug in TITLES.findall(show("?with=rolls,march"))] == ["march"]


def test_the_list_keeps_the_sheet_while_it_is_narrowed_and_offers_only_the_others(client):
    html = client.get("/exercises/?with=rolls,bridge").content.decode()
    assert '<input type="hidden" name="with" value="rolls,bridge">' in html
    assert re.findall(r'type="checkbox" name="with" value="(\w+)"', html) == ["march"]
    others = re.findall(r'class="pill" href="(.*?)"', html)
    assert others and all(address.endswith("with=rolls,bridge") for address in others)


def test_a_page_offers_to_put_its_exercise_on_the_sheet():
    page = presenters.exercise_page(presenters.exercises_asked_for(["rolls"])[0])
    assert page.sheet_url == "/exercises/sheet/?with=rolls"
