"""A result is drawn from parts that are held for all readers: byte for byte as if nothing was held."""

import re
from random import Random

import pytest
from django.template.loader import render_to_string

from content.templatetags import keeping
from referrals import results
from referrals.answers import Answers
from referrals.definitions import PublicVersion, guide_of
from referrals.engine.walk import walk
from referrals.place_forms import WhereForm
from referrals.views.results import TEMPLATES
from referrals.views.walking import Visit
from tests.engine.strategies import person
from tests.factories.referrals import founding_document

pytestmark = pytest.mark.django_db
VERSION = PublicVersion(number=1, guide=guide_of(founding_document()), approved_at=None, current=True)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
PEOPLE = 40


def visits():
    """People of both voices, some of whom an urgent sign stops."""
    for n in range(PEOPLE):
        given = person(Random(n), VERSION.guide) | {"who": ("me", "carer")[n % 2]}  # noqa: S311 - the same each time
        calm = {"emergency": frozenset(["none"]), "today": frozenset(["none"])} if n % 4 else {}
        walked = walk(VERSION.guide, given | calm)
        yield Visit(VERSION, Answers(version=1), walked, begun=True, lost=False, updated=False)


def drawn(rf, visit):
    page = results.page(VERSION, visit.walk)
    context = {
        "nav": "guide",
        "title": page.heading,
        "page": page,
        "visit": visit,
        "where": WhereForm(visit.walk.voice),
    }
    html, tokens = TOKEN.subn("", render_to_string(TEMPLATES[page.kind], context, rf.get("/get-physio/result/")))
    assert tokens
    return page.kind, html


def test_a_result_is_the_same_with_what_is_held_and_with_nothing(rf):
    everybody = list(visits())
    held = [drawn(rf, visit) for visit in everybody]
    assert held == [drawn(rf, visit) for visit in everybody]
    for visit, before in zip(everybody, held, strict=True):
        keeping.forget()
        assert drawn(rf, visit) == before
    assert {"routes", "urgent", "emergency"} <= {kind for kind, _ in held}
