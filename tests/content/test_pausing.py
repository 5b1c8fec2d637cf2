"""A pause takes a page or a part of it out of service at the next request, and says so to readers."""

import pytest

from content import pausing, publishing, reading
from content.models import Article, DoDont, ReviewEvent
from content.publishing import Refused
from content.workflow import Move
from tests.factories.content import make_rich_article, publish_approved

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(people):
    article = make_rich_article(slug="stiffness")
    publish_approved(article)
    return article


@pytest.fixture
def part(article):
    """The name of the part with what to do."""
    return pausing.part_of(next(b for b in reading.article("stiffness").document["blocks"] if b["type"] == "do_dont"))


def read():
    reading.forget()
    return reading.article("stiffness")


def test_a_whole_page_rests_and_comes_back(article, people):
    pause = pausing.pause(article, by=people["clinical"], reason="The dose is wrong.")
    assert read().paused == "The dose is wrong."
    pausing.lift(pause, by=people["moderator"], reason="Checked: it is right.")
    assert read().paused is None


def test_a_part_rests_alone(article, part, people):
    pausing.pause(article, by=people["clinical"], reason="Do not push.", part=part, label="Do and do not")
    assert (read().paused, read().paused_parts) == (None, {part})


def test_mended_words_are_another_part(article, part, people):
    pausing.pause(article, by=people["clinical"], reason="Do not push.", part=part)
    DoDont.objects.update(do=["rest"])
    publish_approved(article)
    parts = {pausing.part_of(block) for block in read().document["blocks"]}
    assert part not in parts


def test_each_is_on_record_with_its_reason(article, part, people):
    pause = pausing.pause(article, by=people["clinical"], reason="Wrong.", part=part, label="Do and do not")
    pausing.lift(pause, by=people["clinical"], reason="Right.")
    told = [(event.act, event.actor, event.reason) for event in ReviewEvent.objects.all()[:2]]
    assert told == [
        (Move.RESUME, people["clinical"], "Do and do not: Right."),
        (Move.PAUSE, people["clinical"], "Do and do not: Wrong."),
    ]
    assert Article.objects.get().state == "published", "the state of the review does not move"


def test_what_cannot_be_paused(article, part, people):
    clinical = people["clinical"]
    with pytest.raises(Refused, match="Say why"):
        pausing.pause(article, by=clinical, reason=" ")
    with pytest.raises(Refused, match="do not see this part"):
        pausing.pause(article, by=clinical, reason="Wrong.", part="0" * 64)
    pausing.pause(article, by=clinical, reason="Wrong.")
    with pytest.raises(Refused, match="paused already"):
        pausing.pause(article, by=clinical, reason="Wrong.")
    with pytest.raises(Refused, match="not published"):
        pausing.pause(make_rich_article(), by=clinical, reason="Wrong.")


def test_what_cannot_be_lifted(article, people):
    pause = pausing.pause(article, by=people["clinical"], reason="Wrong.")
    with pytest.raises(Refused, match="right again"):
        pausing.lift(pause, by=people["clinical"], reason="")
    pausing.lift(pause, by=people["clinical"], reason="Right.")
    with pytest.raises(Refused, match="already"):
        pausing.lift(pause, by=people["clinical"], reason="Right.")


@pytest.mark.parametrize("who", ["author", "guide", "directory"])
def test_only_some_may(article, people, who):
    with pytest.raises(Refused, match="right"):
        pausing.pause(article, by=people[who], reason="Wrong.")
    pause = pausing.pause(article, by=people["moderator"], reason="Wrong.")
    with pytest.raises(Refused, match="right"):
        pausing.lift(pause, by=people[who], reason="Right.")


def test_the_buttons_are_those_that_work(article, people):
    assert Move.PAUSE in publishing.possible_moves(people["moderator"], article)
    assert Move.RESUME not in publishing.possible_moves(people["moderator"], article)
    pausing.pause(article, by=people["moderator"], reason="Wrong.")
    assert Move.RESUME in publishing.possible_moves(people["moderator"], article)


def test_a_pause_and_its_end_are_seen_without_being_told(article, people, django_capture_on_commit_callbacks):
    """The bell: no second has passed, nobody called forget()."""
    assert read().paused is None
    with django_capture_on_commit_callbacks(execute=True):
        pause = pausing.pause(article, by=people["clinical"], reason="Wrong.")
    assert reading.article("stiffness").paused == "Wrong."
    with django_capture_on_commit_callbacks(execute=True):
        pausing.lift(pause, by=people["clinical"], reason="Right.")
    assert reading.article("stiffness").paused is None
