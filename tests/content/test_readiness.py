"""What is missing before approval: each finding is named, and points at its field."""

import pytest
from django.utils import timezone

from content import readiness
from content.models import (
    Article,
    CareNotice,
    Citation,
    Exercise,
    Faq,
    Figure,
    Section,
    Service,
    Story,
    Term,
)
from tests.factories.content import SourceFactory, TopicFactory, add_section, make_rich_article, publish_founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready():
    """An article that nothing stops."""
    return make_rich_article(in_short_carer=["One.", "Two.", "Three."])


def found(thing, code):
    """The findings of one code, as (field, level)."""
    return [(finding.field, finding.level) for finding in readiness.findings(thing) if finding.code == code]


def test_nothing_stops_a_whole_article(ready):
    assert readiness.stops(ready) == ()


def test_what_stops_comes_first(ready):
    add_section(ready, "More", "<p>Spasticity is proven to end.</p>")
    levels = [finding.stops for finding in readiness.findings(ready)]
    assert levels == sorted(levels, reverse=True) and {True, False} == set(levels)


def test_a_claim_without_source_stops(ready):
    Citation.objects.all().delete()
    assert found(ready, "source") == [("citations-0-source", "stop")]


def test_a_missing_in_short_stops(ready):
    ready.in_short = []
    assert found(ready, "in_short") == [("in_short", "stop")]


def test_carers_need_words_of_their_own(ready):
    Article.objects.update(in_short_carer=[])
    Section.objects.filter(readers=["carer"]).delete()
    ready.refresh_from_db()
    assert found(ready, "carer") == [("in_short_carer", "stop")]


def test_what_is_listed_for_carers_is_for_carers(ready):
    Section.objects.filter(readers=["carer"]).delete()
    ready.in_short_carer, ready.topic = [], TopicFactory(slug="carers", title="Carers")
    assert found(ready, "carer") == []


@pytest.mark.parametrize(
    ("code", "html", "level"),
    [
        ("certainty", "<p>Exercise is proven to help.</p>", "stop"),
        ("spelling", "<p>Go to the center.</p>", "stop"),
        ("avoided", "<p>You should rest.</p>", "hint"),
        ("phone", "<p>Call 0808 800 8000.</p>", "stop"),
        ("phone", "<p>Call 999.</p>", "hint"),
        ("nations", "<p>Call 111.</p>", "hint"),
        ("link", '<p><a href="/articles/not-there/">Read on</a></p>', "stop"),
        ("link", '<p><a href="/no/such/page/">Read on</a></p>', "stop"),
        ("link", '<p><a href="articles/">Read on</a></p>', "stop"),
        ("link", '<p><a href="/admin/">Read on</a></p>', "stop"),
        ("phone", "<p>Call +44 113 496 0000.</p>", "stop"),
        ("phone", "<p>Call (0113) 496-0000.</p>", "stop"),
        ("sentence", f"<p>{' '.join(['word'] * 26)}.</p>", "stop"),
        ("term", "<p>This is spasticity.</p>", "hint"),
    ],
)
def test_doubtful_words_point_at_the_block_that_holds_them(ready, code, html, level):
    number = Section.objects.filter(parent=ready).count()
    add_section(ready, "Last", html, ordering=900)
    assert (f"content_section_set-{number}-body", level) in found(ready, code)


def test_a_link_to_a_page_that_readers_do_not_have_yet_is_a_hint(ready, settings):
    settings.DEMO = True
    add_section(ready, "Last", f'<p><a href="/articles/{ready.slug}/#next">Read on</a></p>', ordering=900)
    assert [level for _, level in found(ready, "link")] == ["hint"]
    publish_founding(ready)
    assert found(ready, "link") == []


def test_emergency_numbers_belong_in_care_notices(ready):
    notice = CareNotice.objects.get()
    notice.body = "<p>Call 999. In Northern Ireland call Lifeline on 0808 808 8000.</p>"
    notice.save()
    assert found(ready, "phone") == []


def test_a_medical_word_that_the_glossary_explains_is_fine(ready):
    add_section(ready, "Last", "<p>This is spasticity.</p>", ordering=900)
    Term.objects.create(slug="spasticity", term="Spasticity (stiff muscles)", meaning="Tight muscles.")
    assert found(ready, "term") == []


def test_professionals_may_read_medical_words_and_long_sentences(ready):
    add_section(ready, "Evidence", f"<p>Hemiparesis {' '.join(['word'] * 40)}.</p>", ["professional"], 900)
    assert found(ready, "term") == found(ready, "sentence") == []


def test_a_drawing_needs_words(ready):
    Figure.objects.create(parent=ready, region="main", ordering=5, figure="hero", caption=" ")
    assert found(ready, "alternative") == [("content_figure_set-0-caption", "stop")]


def test_the_reading_age_is_a_hint_that_names_the_sentence(ready):
    hard = "Neurological rehabilitation professionals individualise comprehensive multidisciplinary interventions."
    add_section(ready, "Last", f"<p>{hard * 8}</p>", ordering=900)
    [finding] = [finding for finding in readiness.findings(ready) if finding.code == "reading_age"]
    assert not finding.stops and "Neurological rehabilitation" in finding.sentence


def test_an_exercise_says_how_when_to_stop_and_whom_to_ask():
    exercise = Exercise.objects.create(slug="x", title="X", summary="X.", positions=["lying"], purposes=["stretch"])
    codes = {finding.code for finding in readiness.stops(exercise)}
    assert codes == {"source", "steps", "stop_if", "how_many", "easier", "ask_first"}


def test_a_question_needs_a_source_a_link_and_a_short_answer():
    faq = Faq.objects.create(slug="x", question="Why?", answer="<p>Because.</p>")
    assert {finding.code for finding in readiness.stops(faq)} == {"source", "link"}
    assert found(faq, "length") == [("answer", "hint")]
    faq.sources.add(SourceFactory())
    faq.answer, faq.link_label, faq.link_url = "<p>One. Two.</p>", "Read on", "/articles/"
    assert readiness.findings(faq) == ()


def test_a_story_needs_consent():
    story = Story.objects.create(slug="x", title="X", teller="patient", body="<p>I swim.</p>")
    assert found(story, "consent") == [("consented_at", "stop")]
    story.consented_at = timezone.now()
    assert found(story, "consent") == []


def test_a_service_needs_a_source_and_a_way_to_reach_it():
    service = Service.objects.create(slug="x", name="X", service_kind="nhs")
    assert {finding.code for finding in readiness.stops(service)} == {"source", "contact"}
    service.source_url, service.phone = "https://example.org/", "0808 800 8000"
    assert readiness.stops(service) == ()


def test_what_people_call_it_is_theirs(ready):
    term = Term.objects.create(
        slug="x", term="Physiotherapist", meaning="A health worker.", lay_words=["physical therapy"]
    )
    assert [(finding.code, finding.level) for finding in readiness.findings(term)] == [("source", "hint")]


def test_an_emergency_number_is_asked_about_once(ready):
    for n in range(3):
        add_section(ready, f"Part {n}", "<p>Call 999.</p>", ordering=900 + n)
    assert len([where for where in found(ready, "phone") if where[1] == "hint"]) == 1
