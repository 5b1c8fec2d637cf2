"""Films: which addresses are films, and that other sites are asked for nothing before somebody presses play."""

import pytest
from django.core.exceptions import ValidationError

from content import films, readiness
from content.models import Video
from tests.factories.content import make_rich_article, publish_founding

YOUTUBE = "https://www.youtube.com/watch?v=abcdefghi_-"
WORDS = "<p>Hello. This is how to sit tall.</p>"


@pytest.mark.parametrize(
    "address",
    [
        YOUTUBE,
        f"{YOUTUBE}&t=30s",
        "https://youtu.be/abcdefghi_-?si=x",
        "https://m.youtube.com/watch?v=abcdefghi_-",
        "https://www.youtube-nocookie.com/embed/abcdefghi_-",
    ],
)
def test_every_address_of_a_youtube_film_leads_to_the_player_without_cookies(address):
    film = films.film(address)
    assert (film.host, film.page, film.origin) == ("YouTube", YOUTUBE, "https://www.youtube-nocookie.com")
    assert film.player.startswith("https://www.youtube-nocookie.com/embed/abcdefghi_-?")


def test_vimeo_is_asked_not_to_follow_and_keeps_the_key_of_an_unlisted_film():
    film = films.film("https://vimeo.com/123456789/abc123")
    assert (film.host, film.origin) == ("Vimeo", "https://player.vimeo.com")
    assert "dnt=1" in film.player and film.player.endswith("&h=abc123")


def test_a_film_of_our_own_needs_no_other_site():
    assert films.film("/static/films/sit-tall.mp4") == films.Film("/static/films/sit-tall.mp4")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/film.mp4",
        "https://www.youtube.com/playlist?list=abcdefghijk",
        "https://youtube.com.example.org/watch?v=abcdefghi_-",
        "http://www.youtube.com/watch?v=abcdefghi_-",
        'https://youtu.be/abcdefghi_-"onload="x',
        "javascript:alert(1)",
        "//example.org/film.mp4",
        "",
    ],
)
def test_nothing_else_is_a_film(address):
    with pytest.raises(ValidationError, match="YouTube or Vimeo"):
        films.check_film(address)


def add_film(article, url=YOUTUBE, **values):
    return Video.objects.create(
        **{"parent": article, "region": "main", "ordering": 5, "title": "Sit tall", "transcript": WORDS, "url": url}
        | values
    )


def allowed(response):
    """Return who may use what of the device: {feature: allow list}."""
    return dict(part.split("=") for part in response["Permissions-Policy"].split(", "))


def policy(response):
    return dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))


@pytest.mark.django_db
class TestOnAPage:
    def test_only_a_page_with_a_film_elsewhere_may_frame_its_player(self, client, demonstration):
        with_film, without = make_rich_article(slug="film"), make_rich_article(slug="none")
        add_film(with_film)
        for article in (with_film, without):
            publish_founding(article)
        response = client.get("/articles/film/")
        assert policy(response)["frame-src"] == "https://www.youtube-nocookie.com"
        assert "frame-src" not in policy(client.get("/articles/none/"))
        of_films = ("autoplay", "encrypted-media", "fullscreen", "picture-in-picture")
        assert {allowed(response)[name] for name in of_films} == {'(self "https://www.youtube-nocookie.com")'}
        without_film = allowed(client.get("/articles/none/"))
        assert {without_film[name] for name in of_films} == {"(self)"}
        changed = {name for name, who in allowed(response).items() if without_film[name] != who}
        assert changed == set(of_films) and allowed(response).keys() == without_film.keys()
        html = response.content.decode()
        assert "<iframe" not in html and f'href="{YOUTUBE}"' in html and "This is how to sit tall." in html
        assert "js/film.js" in html and "js/film.js" not in client.get("/articles/none/").content.decode()

    def test_without_its_words_or_captions_a_film_is_not_ready(self):
        article = make_rich_article()
        add_film(article, transcript="<p> </p>")
        add_film(article, url="/static/film.mp4")
        found = {(stop.code, stop.field) for stop in readiness.stops(article)}
        assert ("transcript", "content_video_set-0-transcript") in found
        assert ("captions", "content_video_set-1-captions_url") in found
        assert ("captions", "content_video_set-0-captions_url") not in found
