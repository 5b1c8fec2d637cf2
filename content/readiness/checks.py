"""The checks of a whole working copy: what each kind needs, and then its words."""

from django.utils.html import strip_tags

from content import films, wording
from content.models import Kind, Place, StoryOffer

from .findings import hint, stop
from .texts import blocks, texts
from .words import check_words

CARERS = "carers"  # what is listed there is written for carers from the first word


def findings(thing):
    """Return the Findings of a saved Reviewable, what stops first, else in the order of its change form."""
    found = texts(thing)
    every = [*NEEDS.get(thing.kind, _nothing)(thing), *check_words(thing, found), *_age(found)]
    return tuple(sorted(dict.fromkeys(every), key=lambda finding: not finding.stops))


def stops(thing):
    """Return the Findings that have to be mended before it can be sent for approval."""
    return tuple(finding for finding in findings(thing) if finding.stops)


def _nothing(thing):
    return ()


def _article(article):
    rows = list(blocks(article))
    if not article.citations.exists():
        yield stop("source", "citations-0-source", "No claim has a source yet. Add what each claim rests on.")
    if not article.in_short:
        yield stop("in_short", "in_short", "“In short” is missing: three points that a tired reader can stop after.")
    if (
        article.topic.slug != CARERS
        and not article.in_short_carer
        and not any("carer" in row.readers for row, _ in rows)
    ):
        yield stop("carer", "in_short_carer", "Carers have no words of their own yet.")
    if not any(row._meta.model_name == "section" for row, _ in rows):
        yield stop("text", "title", "There is no text yet.")
    if not article.next_url:
        yield hint("next", "next_label", "Say what to do next, with a link.")
    yield from (finding for row, number in rows for finding in _block(row, number))


def _block(row, number):
    field = f"content_{row._meta.model_name}_set-{number}"
    if row._meta.model_name == "figure" and not row.caption.strip():
        yield stop("alternative", f"{field}-caption", "Say in words what the drawing shows.")
    if row._meta.model_name == "imageblock" and not row.image.alternative.strip():
        yield stop("alternative", f"{field}-image", "The picture has no words for people who do not see it.")
    if row._meta.model_name in ("video", "recordingblock") and not strip_tags(row.transcript).strip():
        yield stop("transcript", f"{field}-transcript", "Write down what is said, for people who do not hear it.")
    if row._meta.model_name == "video" and not row.captions_url and not films.film(row.url).host:
        yield stop("captions", f"{field}-captions_url", "The film has no captions for people who do not hear it.")
    if row._meta.model_name == "carenotice" and not row.body.strip():
        yield stop("notice", f"{field}-body", "“When to get help” names no sign yet.")


def _sourced(thing):
    if not thing.sources.exists():
        yield stop("source", "sources", "It has no source yet. Choose what it rests on.")


def _term(term):
    if not term.sources.exists():
        yield hint("source", "sources", "It has no source yet. Does the meaning rest on one?")


def _exercise(exercise):
    yield from _sourced(exercise)
    for name, words in (
        ("steps", "Say how it is done, step by step."),
        ("stop_if", "Say when to stop."),
        ("how_many", "Say how many times."),
        ("easier", "Say how to do less."),
        ("ask_first", "Say who asks a physiotherapist first."),
    ):
        if not getattr(exercise, name):
            yield stop(name, name, words)


def _faq(faq):
    yield from _sourced(faq)
    if not faq.link_url:
        yield stop("link", "link_url", "Say where to read more.")
    count = len(wording.sentences(next((text.words for text in texts(faq) if text.field == "answer"), "")))
    if not 2 <= count <= 4:
        yield hint("length", "answer", f"The answer has {count} sentences. 2 to 4 are enough.")


def _story(story):
    if story.consented_at is None:
        yield stop("consent", "consented_at", "Write down when the person agreed.")
    offer = StoryOffer.objects.filter(story=story).first()
    if offer and offer.urgent and not story.clinical_note:
        yield hint("note", "clinical_note", "Its words called for urgent help. Does it need a note of the clinician?")


def _service(service):
    if not service.source_url:
        yield stop("source", "source_url", "Say where this was seen.")
    if not (service.phone or service.website):
        yield stop("contact", "phone", "There is no way to reach it: add a telephone number or a web address.")
    if service.geoname_id and not Place.objects.filter(pk=service.geoname_id).exists():
        yield stop("town", "geoname_id", "No town has this number. Copy both from a service in the same town.")
    if service.kept_back:
        yield stop(
            "confidence", "confidence", "What we know is old or unclear, so it is not listed. Find a better source."
        )


def _finder(finder):
    if finder.kept_back:
        yield stop("use", "use", "Nobody has seen it working. Open its address, and say what it is.")


NEEDS = {
    Kind.ARTICLE: _article,
    Kind.EXERCISE: _exercise,
    Kind.FAQ: _faq,
    Kind.TERM: _term,
    Kind.STORY: _story,
    Kind.SERVICE: _service,
    Kind.FINDER: _finder,
}


def _age(found):
    """A hint on the reading age of the whole, with the sentence that asks most of a reader."""
    words = "\n".join(text.words for text in found if not text.professional and not text.name)
    age = wording.reading_age(words)
    if age <= wording.OLDEST_READER:
        return
    hardest = wording.hardest_sentence(words)
    field = next((text.field for text in found if hardest in text.words), "title")
    yield hint("reading_age", field, f"Reading age about {age:g}. The hardest sentence: “{hardest}”")
