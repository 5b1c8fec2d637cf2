"""A working copy and its document: one hash for the same words, another for any other, and back into rows."""

import pytest

from content import snapshots
from content.models import Article, CareNotice, Citation, ExerciseBlock, Section, Source, Video
from tests.factories.content import ArticleFactory, FinderFactory, TopicFactory, make_rich_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_rich_article(slug="stiffness")
    article.also_in.add(TopicFactory(slug="walking", title="Walking"))
    ExerciseBlock.objects.create(
        parent=article,
        region="main",
        ordering=90,
        title="Knee rolls",
        steps=[{"figure": "knee-rolls-1", "text": "Lie."}],
    )
    return article


def test_the_document_has_the_blocks_in_order_and_the_source_itself(article):
    document = snapshots.document(article)
    types = [block["type"] for block in document["blocks"]]
    assert types == ["section"] * 4 + ["do_dont", "care_notice", "faq", "faq", "section", "exercise"]
    assert document["topics"] == ["stiffness", "walking"]
    assert document["citations"][0]["source"]["address"].startswith("https://doi.org/10.1002/")


def test_the_hash_does_not_depend_on_who_or_when(article):
    before = snapshots.hash_of(article)
    Article.objects.update(state="submitted", loaded_hash="x", to_check=["For the clinician only."])
    assert snapshots.hash_of(Article.objects.get()) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda: Article.objects.update(title="Stiff muscles and spasm"),
        lambda: Section.objects.filter(ordering=10).update(body="<p>They may show you a stretch.</p>"),
        lambda: Section.objects.filter(ordering=10).update(readers=["carer"]),
        lambda: Section.objects.filter(ordering=10).update(ordering=999),
        lambda: CareNotice.objects.update(level="soon"),
        lambda: Citation.objects.update(claim="Another claim."),
        lambda: Source.objects.update(year="2018"),
        lambda: ExerciseBlock.objects.update(steps=[]),
    ],
)
def test_any_change_that_readers_could_see_changes_the_hash(article, change):
    before = snapshots.hash_of(article)
    change()
    assert snapshots.hash_of(Article.objects.get()) != before


def test_what_the_cleaner_takes_away_is_not_in_the_document(article):
    Section.objects.filter(ordering=10).update(body="<p>Hi<script>alert(1)</script></p>")
    assert snapshots.document(article)["blocks"][0]["body"] == "<p>Hi</p>"


def test_an_article_comes_back_from_its_document(article):
    document = snapshots.document(article)
    Video.objects.create(
        parent=article, region="main", title="Gone", url="/a.mp4", captions_url="/a.vtt", transcript="x"
    )
    Article.objects.update(title="Another", in_short=[])
    Citation.objects.all().delete()
    snapshots.restore(Article.objects.get(), document)
    assert snapshots.document(Article.objects.get()) == document


@pytest.mark.parametrize("factory", [TopicFactory, FinderFactory])
def test_topics_and_finders_come_back_too(factory):
    thing = factory()
    document = snapshots.document(thing)
    new = type(thing)()
    thing.delete()
    snapshots.restore(new, document)
    assert snapshots.document(type(thing).objects.get()) == document


def test_the_canonical_text_is_the_same_whatever_the_order():
    assert (
        snapshots.canonical_text({"b": 1, "a": "é"})
        == '{"a":"é","b":1}'
        == snapshots.canonical_text({"a": "é", "b": 1})
    )


def test_an_article_without_anything_has_a_document():
    article = ArticleFactory(in_short=[], next_label="", next_url="")
    Section.objects.all().delete()
    assert snapshots.document(article)["blocks"] == []
