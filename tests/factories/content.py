"""Articles, topics and finders for tests: with fixed, sensible words, and as far on their way to readers as needed."""

import factory
from django.contrib.auth.models import Group, User
from factory.django import DjangoModelFactory

from content import publishing, reading, snapshots
from content.models import Article, CareNotice, Citation, DoDont, FaqBlock, Finder, Section, Source, Topic
from content.places import Nation


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    key = factory.Sequence(lambda n: f"source-{n}")
    authors = "Harvey LA and others"
    year = "2017"
    title = "Stretch for the treatment of contractures"
    publisher = "Cochrane"
    doi = "10.1002/14651858.CD007455.pub3"
    source_kind = Source.SourceKind.SYSTEMATIC_REVIEW


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic
        django_get_or_create = ("slug",)

    slug = "stiffness"
    title = "Stiff muscles"
    summary = "What can help."


class FinderFactory(DjangoModelFactory):
    class Meta:
        model = Finder

    slug = factory.Sequence(lambda n: f"finder-{n}")
    organisation = "MS Trust"
    finder = "Map of services"
    nations = Nation.values
    what = "MS nurses near you."
    url = "https://example.org/"


class ArticleFactory(DjangoModelFactory):
    """An article with one section for everyone."""

    class Meta:
        model = Article
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"article-{n}")
    title = "Stiff muscles and spasms"
    also_called = "Spasticity"
    summary = "Why muscles get stiff, and what can help."
    topic = factory.SubFactory(TopicFactory)
    in_short = ["**Stiff muscles are common.** It can help to move.", "Ask your MS nurse.", "Keep moving."]
    next_label = "Find out how to get physiotherapy"
    next_url = "/get-physio/"

    @factory.post_generation
    def body(article, create, text, **kwargs):
        add_section(article, "How physiotherapy can help", text or "<p>They may show you stretches.</p>")


def add_section(article, heading, body, readers=(), ordering=10):
    """Add a section for chosen readers, or for everyone."""
    return Section.objects.create(
        parent=article, region="main", ordering=ordering, heading=heading, body=body, readers=list(readers)
    )


def make_rich_article(**fields):
    """An article with a part for each reader, do and do not, a care notice, two questions and a source."""
    article = ArticleFactory(**fields)
    where = {"parent": article, "region": "main"}
    add_section(article, "For you", "<p>Words for the person.</p>", ["patient"], 20)
    add_section(article, "For those who care", "<p>Words for carers.</p>", ["carer"], 30)
    add_section(article, "Keeping safe", "<p>Some care.</p>", (), 40)
    DoDont.objects.create(**where, ordering=50, do=["move slowly"], do_not=["do not push into pain"])
    CareNotice.objects.create(
        **where,
        ordering=60,
        level="urgent",
        heading="Get help today if:",
        body="<ul><li>a fever</li></ul><p>Call 111.</p>",
    )
    for n in (1, 2):
        FaqBlock.objects.create(**where, ordering=60 + n, question=f"Question {n}?", answer="<p>An answer.</p>")
    add_section(article, "Evidence", "<p>Words for professionals.</p>", ["professional"], 70)
    Citation.objects.create(article=article, position=1, source=SourceFactory(), claim="Stretching alone does little.")
    return article


def person(name, *groups):
    """Somebody on the staff, in groups."""
    user = User.objects.create_user(name, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups)
    return user


def publish_approved(thing, writer=None):
    """Take a working copy all the way: a clinician who did not write it approves it. Returns the Revision."""
    author = writer or User.objects.filter(username="writer").first() or person("writer", "author", "directory editor")
    clinician = User.objects.filter(username="clinician").first() or person("clinician", "clinical reviewer")
    publisher = User.objects.filter(username="publisher").first() or person("publisher", "publisher")
    if thing.kind == "finder":
        clinician.groups.add(Group.objects.get(name="directory editor"))
    thing = publishing.record_edit(thing, by=author)
    publishing.submit(thing, by=author)
    publishing.approve(thing, by=clinician, seen=snapshots.hash_of(thing), role="neuro-physiotherapist")
    revision = publishing.publish(type(thing).objects.get(pk=thing.pk), by=publisher)
    reading.forget()
    return revision


def publish_founding(thing):
    """Publish a working copy that nobody approved, as a demonstration does. Returns the Revision."""
    revision = publishing.publish_founding(thing)
    reading.forget()
    return revision
