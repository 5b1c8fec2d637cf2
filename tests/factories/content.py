"""Things to read of every kind, for tests: with fixed, sensible words, and as far on their way to readers as needed."""

from datetime import timedelta

import factory
from django.contrib.auth.models import Group, User
from django.utils import timezone
from factory.django import DjangoModelFactory

from content import publishing, reading, snapshots
from content.models import (
    Article,
    CareNotice,
    Citation,
    DoDont,
    Exercise,
    Faq,
    FaqBlock,
    Finder,
    Policy,
    Reviewer,
    Section,
    Service,
    Source,
    Story,
    Term,
    Topic,
)
from content.places import Nation

WRITERS = ("author", "directory editor", "moderator", "publisher")  # together they write every kind
APPROVERS = {"service": "directory editor", "finder": "directory editor", "policy": "publisher"}


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


class SourcedFactory(DjangoModelFactory):
    """What has a list of sources: with one, unless a test names others. An empty list is none."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @factory.post_generation
    def sources(thing, create, found, **kwargs):
        thing.sources.set([SourceFactory()] if found is None else found)


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


class ExerciseFactory(SourcedFactory):
    class Meta:
        model = Exercise

    slug = factory.Sequence(lambda n: f"exercise-{n}")
    title = "Heel raises"
    summary = "To make your calves stronger."
    positions = ["standing"]
    purposes = ["strength"]
    energy = "low"
    steps = [{"figure": "", "text": "Stand at a worktop. Lift your heels."}]
    how_many = "Three times."
    easier = "Lift your heels less."
    ask_first = "If you fall often."
    stop_if = ["you feel unsteady"]


class FaqFactory(SourcedFactory):
    class Meta:
        model = Faq

    slug = factory.Sequence(lambda n: f"question-{n}")
    question = "Can physiotherapy help with MS?"
    answer = "<p>It can help you to move. It does not change the course of MS.</p>"
    link_label, link_url = "Get physiotherapy", "/get-physio/"


class TermFactory(SourcedFactory):
    class Meta:
        model = Term

    slug = factory.Sequence(lambda n: f"term-{n}")
    term = "Spasticity"
    meaning = "Stiff muscles."


class StoryFactory(DjangoModelFactory):
    class Meta:
        model = Story

    slug = factory.Sequence(lambda n: f"story-{n}")
    title = "How I walk now"
    teller = "patient"
    body = "<p>I use two sticks.</p>"
    consented_at = factory.LazyFunction(timezone.now)


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = Service

    slug = factory.Sequence(lambda n: f"service-{n}")
    name = "Example Therapy Centre"
    service_kind = "therapy_centre"
    website = "https://example.org/"
    source_url = "https://example.org/about"


class PolicyFactory(DjangoModelFactory):
    class Meta:
        model = Policy

    slug = factory.Sequence(lambda n: f"policy-{n}")
    title = "How we check pages"
    lead = "Two people see each page."
    body = "<p>One writes it, another one checks it.</p>"


class ArticleFactory(DjangoModelFactory):
    """An article with one section for everyone and one source."""

    class Meta:
        model = Article
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"article-{n}")
    title = "Stiff muscles and spasms"
    also_called = "Spasticity"
    summary = "Why muscles get stiff, and what can help."
    topic = factory.SubFactory(TopicFactory)
    in_short = ["**Stiff muscles are common.** It can help to move.", "Ask your MS nurse.", "Keep moving."]
    in_short_carer = ["Stiff muscles are common.", "Ask their MS nurse.", "Help them to move."]
    next_label = "Find out how to get physiotherapy"
    next_url = "/get-physio/"

    @factory.post_generation
    def body(article, create, text, **kwargs):
        add_section(article, "How physiotherapy can help", text or "<p>They may show you stretches.</p>")

    @factory.post_generation
    def source(article, create, found, **kwargs):
        Citation.objects.create(
            article=article, position=1, source=found or SourceFactory(), claim="Stretching alone does little."
        )


MAKE = {
    made._meta.model.kind: made
    for made in (
        *(ArticleFactory, TopicFactory, ExerciseFactory, FaqFactory, TermFactory, StoryFactory, ServiceFactory),
        *(FinderFactory, PolicyFactory),
    )
}


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
    return article


def person(name, *groups):
    """Somebody on the staff, in groups. A clinical reviewer is registered."""
    user = User.objects.create_user(name, is_staff=True)
    membership = User.groups.through
    found = Group.objects.filter(name__in=groups)
    assert len(membership.objects.bulk_create(membership(user=user, group=group) for group in found)) == len(groups)
    if "clinical reviewer" in groups:
        register(user)
    return user


def register(user, profession=Reviewer.Profession.NEURO_PHYSIOTHERAPIST, days=365):
    """Put somebody's professional registration on record; it ends in so many days."""
    demonstration = profession == Reviewer.Profession.DEMONSTRATION
    return Reviewer.objects.create(
        user=user,
        profession=profession,
        body=Reviewer.Body.NONE if demonstration else Reviewer.Body.HCPC,
        number=f"PH{user.pk}",
        expires_date=timezone.localdate() + timedelta(days=days),
    )


def publish_approved(thing):
    """Take a working copy all the way: somebody who did not write it approves it. Returns the Revision."""
    publisher = User.objects.filter(username="publisher").first() or person("publisher", "publisher")
    thing = send_for_approval(thing, User.objects.filter(username="writer").first() or person("writer", *WRITERS))
    publishing.approve(thing, by=approver_of(thing), seen=snapshots.hash_of(thing))
    revision = publishing.publish(thing, by=publisher)
    reading.forget()
    return revision


def send_for_approval(thing, author):
    """Record an edit by somebody, who then asks for approval; returns the working copy."""
    thing = publishing.record_edit(thing, by=author)
    said = {"change_kind": "wording", "change_note": "Plainer words."} if publishing.is_released(thing) else {}
    return publishing.submit(thing, by=author, **said)


def approver_of(thing):
    """Somebody who may approve a thing: a registered clinician, or an editor of its kind."""
    name, group = ("clinician", "clinical reviewer") if thing.clinical else ("confirmer", APPROVERS[thing.kind])
    found = User.objects.filter(username=name).first() or person(name, group)
    found.groups.add(Group.objects.get(name=group))
    return found


def publish_founding(thing):
    """Publish a working copy that nobody approved, as a demonstration does. Returns the Revision."""
    revision = publishing.publish_founding(thing)
    reading.forget()
    return revision
