"""The picture of a guide: everything is in it once, nothing lies on anything else, and it stands alone as a file."""

from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from referrals import picture
from referrals.definitions import guide_of
from referrals.engine import conditions
from referrals.picture.lettering import measure
from tests.engine.sample import guide as make_guide
from tests.engine.sample import route, rule, single, when, words
from tests.engine.strategies import for_all, guides
from tests.factories.content import person
from tests.factories.referrals import founding_document

FOUNDING = guide_of(founding_document())
SVG = "{http://www.w3.org/2000/svg}"


def drawn(guide):
    return picture.draw(picture.outline(guide))


def overlapping(boxes):
    """Return pairs of boxes of which one lies on the other."""
    return [
        (one, other)
        for n, one in enumerate(boxes)
        for other in boxes[n + 1 :]
        if one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    ]


@for_all(guides())
def test_every_part_of_a_guide_is_in_the_outline_once(guide):
    found = picture.outline(guide)
    assert len(found.questions) == len(guide.questions) and len(found.facts) == len(guide.facts)
    signs = [sign for question in found.questions for group in question.signs for sign in group.signs]
    assert len(signs) == len(guide.urgent_signs)
    rules = [rule for route in found.routes for group in route.groups for rule in group.rules]
    assert sorted(rule.text for rule in rules) == sorted(conditions.sentence(guide, rule.when) for rule in guide.rules)


@for_all(guides())
def test_nothing_lies_on_anything_else(guide):
    assert overlapping(drawn(guide).boxes) == []


def test_the_founding_guide_is_drawn_whole():
    found = drawn(FOUNDING)
    assert "10 questions" in found.description and overlapping(found.boxes) == []
    written = " ".join(words.text for words in found.words)
    assert all(way.title.you.split()[-1] in written for way in FOUNDING.routes)
    assert all(words.x + measure(words.text, words.style) <= found.width for words in found.words)
    assert max(box.y + box.height for box in found.boxes) <= found.height


def test_who_is_asked_is_said_where_not_everybody_is():
    for item, question in zip(picture.outline(FOUNDING).questions, FOUNDING.questions, strict=True):
        assert item.asked_when == (conditions.sentence(FOUNDING, question.shown_when) if question.shown_when else "")
    assert any(item.asked_when for item in picture.outline(FOUNDING).questions)


def test_every_question_that_a_rule_reads_is_numbered():
    keys = [f"q{n}" for n in range(9)]
    rules = [rule("all", "r0", when(*(f"{key} any_of a" for key in keys)))]
    guide = make_guide([single(key, "a b") for key in keys], routes=[route("r0")], rules=rules)
    numbers = [badge.text for badge in drawn(guide).badges]
    assert all(numbers.count(str(n)) == 2 for n in range(1, 10)), "once at its question, once at the rule"


def test_long_words_stay_inside_their_box():
    guide = make_guide([single("q0", "a b", text=words("Is this " + "so very much " * 60 + "longer?"))])
    found = drawn(guide)
    box = found.boxes[0]
    inside = [words for words in found.words if box.y < words.y < box.y + box.height]
    assert len(inside) > 10
    assert all(words.x + measure(words.text, words.style) <= box.x + box.width for words in inside)


def test_the_file_is_well_formed_and_names_itself():
    svg = ElementTree.fromstring(render_to_string("admin/referrals/_picture.svg", {"picture": drawn(FOUNDING)}))  # noqa: S314 - our own
    assert svg.get("role") == "img"
    names = [svg.find(f"{SVG}{tag}") for tag in ("title", "desc")]
    assert svg.get("aria-labelledby").split() == [name.get("id") for name in names]
    assert all(name.text for name in names)


# --- the page ----------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_editors_see_the_picture_and_the_same_as_a_list(guide_version, client):
    client.force_login(person("guide", "guide editor"))
    page = client.get(reverse("admin:guide_picture", args=[guide_version.pk])).content.decode()
    assert "<svg" in page and "The whole guide as a list" in page
    outline = page.split("The whole guide as a list")[1]
    assert all(question.label.you in outline for question in FOUNDING.questions)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["guide_picture", "guide_counts"])
def test_pictures_and_counts_are_for_those_who_may_see_versions(guide_version, client, name):
    address = reverse(f"admin:{name}", args=[guide_version.pk] if name == "guide_picture" else [])
    assert client.get(address).status_code == 302
    client.force_login(person("author", "author"))
    assert client.get(address).status_code == 403
    client.force_login(person("guide", "guide editor"))
    assert client.get(address).status_code == 200
