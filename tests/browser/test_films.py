"""A film of another site, in a real browser: nothing is asked of that site before somebody presses play."""

import pytest
from playwright.sync_api import expect

from tests.content.test_films import add_film
from tests.factories.content import make_rich_article, publish_founding
from tests.support.axe import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PLAYER = "https://www.youtube-nocookie.com/"


@pytest.fixture
def show(browser, site, client, settings):
    """Return a tab that shows an article with a film, as our view sends it, and what it asks of other sites."""
    settings.DEMO = True
    article = make_rich_article(slug="film")
    add_film(article)
    publish_founding(article)
    sent = client.get("/articles/film/")
    opened = []

    def show(**options):
        context = browser.new_context(base_url=site.url, viewport={"width": 390, "height": 844}, **options)
        opened.append(context)
        strangers = []
        context.on("request", lambda request: strangers.append(request.url) if site.url not in request.url else None)
        answer = {"body": sent.text, "headers": dict(sent.headers)}
        player = {"body": "<p>Player</p>", "content_type": "text/html"}
        context.route(f"{site.url}/articles/film/", lambda route: route.fulfill(**answer))
        context.route(f"{PLAYER}**", lambda route: route.fulfill(**player))
        tab = context.new_page()
        tab.goto("/articles/film/")
        return tab, strangers

    yield show
    for context in opened:
        context.close()


def test_the_player_is_asked_for_by_the_press_of_a_button_and_not_before(show):
    tab, strangers = show()
    play = tab.get_by_role("button", name="Play the film here")
    play.scroll_into_view_if_needed()
    play.hover()
    tab.wait_for_load_state("networkidle")
    assert strangers == [] and tab.locator("iframe").count() == 0
    assert_accessible(tab)
    complaints = []
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with tab.expect_request(f"{PLAYER}**") as asking:
        play.press("Enter")
    assert asking.value.headers["referer"] == f"{tab.url.split('/articles')[0]}/"
    expect(tab.locator("iframe")).to_be_focused()
    expect(tab.frame_locator("iframe").locator("p")).to_have_text("Player")
    assert [url for url in strangers if not url.startswith(PLAYER)] == [] and complaints == []


def test_without_scripts_there_is_the_link_and_the_words(show):
    tab, strangers = show(java_script_enabled=False)
    expect(tab.get_by_role("link", name="Watch it on YouTube")).to_be_visible()
    expect(tab.get_by_role("button", name="Play the film here")).to_be_hidden()
    tab.get_by_text("Read the words of this film").click()
    expect(tab.get_by_text("This is how to sit tall.")).to_be_visible()
    assert strangers == []
