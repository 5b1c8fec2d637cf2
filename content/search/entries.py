"""What of a published thing can be found, and where: one Entry for each part that has an address of its own."""

from dataclasses import dataclass, replace

from django.urls import reverse

from content import prose
from content.addresses import article_address, exercise_address, policy_address, service_address
from content.article_text import text_for
from content.audiences import Reader
from content.models import Exercise, Kind
from content.review_dates import URGENT_LEVELS

from .asked_as import asked_as

# In the order in which they are read: a question before its answer, a title before what it is of.
READ = ("question", "title", "purpose", "html", "do", "do_not", "steps", "how_many", "easier", "caption", "items")
READ += ("text", "transcript_html")


@dataclass(frozen=True)
class Entry:
    """One row for the search, in plain words. `names`: what else people call it."""

    title: str
    text: str
    url: str
    heading: str = ""
    names: str = ""
    reader: str = Reader.PATIENT.value


def entries_of(kind, document):
    """Return the Entries of a published document; none for a kind that nobody searches for."""
    made = _MAKERS.get(kind)
    first, *others = made(document) if made else (None,)
    if first is None:
        return ()
    names = filter(None, (first.names, *asked_as(kind, document["slug"])))
    return (replace(first, names=" / ".join(names)), *others)


def _of_article(document):
    in_short = [line for point in document["in_short"] for line in prose.lines(prose.words(point))]
    yield Entry(
        title=document["title"],
        text="\n".join([document["summary"], *in_short]),
        url=article_address(document["slug"], Reader.PATIENT),
        names=document["also_called"],
    )
    everybodys = text_for(document, Reader.PATIENT).blocks
    yield from _of_blocks(document, everybodys, Reader.PATIENT)
    known = [_words_of(block) for block in everybodys]
    for reader in (Reader.CARER, Reader.PROFESSIONAL):
        own = [block for block in text_for(document, reader).blocks if _words_of(block) not in known]
        yield from _of_blocks(document, own, reader)


def _of_blocks(document, blocks, reader):
    """A block without a heading goes on from the one before, so it is found with that."""
    parts = []
    for block in blocks:
        if block.kind == "care_notice" and block.content["level"] in URGENT_LEVELS:
            continue  # nearly the same on every page: what is urgent, content.search.urgent knows
        if block.heading or not parts:
            parts.append([block.heading, block.id, []])
        parts[-1][2].append(_words_of(block))
    for heading, anchor, texts in parts:
        address = f"{article_address(document['slug'], reader)}#{anchor}"
        yield Entry(document["title"], "\n".join(texts), address, heading, reader=reader.value)


def _words_of(block):
    return "\n".join(_strings(block.content))


def _strings(value):
    if isinstance(value, str):
        return prose.lines(value)
    if isinstance(value, dict):
        return [text for name in READ if name in value for text in _strings(value[name])]
    return [text for item in value or () for text in _strings(item)]


def _plain(html):
    return "\n".join(prose.lines(html))


def _of_faq(document):
    yield Entry(document["question"], _plain(document["answer"]), f"{reverse('faq_list')}#{document['slug']}")


def _of_term(document):
    names = " / ".join(document["lay_words"])
    yield Entry(document["term"], document["meaning"], f"{reverse('glossary')}#{document['slug']}", names=names)


def _of_exercise(document):
    positions = [Exercise.Position(name).label for name in document["positions"]]
    purposes = [Exercise.Purpose(name).label for name in document["purposes"]]
    texts = [document["summary"], *(step["text"] for step in document["steps"]), _listed(positions), _listed(purposes)]
    yield Entry(
        document["title"], "\n".join(texts), exercise_address(document["slug"]), names=f"{document['title']} exercise"
    )


def _listed(labels):
    return ", ".join(labels).capitalize() + "."


def _of_topic(document):
    yield Entry(document["title"], document["summary"], reverse("topic", args=[document["slug"]]))


def _of_story(document):
    yield Entry(document["title"], _plain(document["body"]), reverse("story", args=[document["slug"]]))


def _of_policy(document):
    texts = [document["lead"], _plain(document["body"])]
    yield Entry(document["title"], "\n".join(texts), policy_address(document["slug"]))


def _of_service(document):
    names = " / ".join([*document["former_names"], document["town"], document["area_served"]])
    texts = [document["who_can_use"], document["address"], document["place"]]
    yield Entry(document["name"], "\n".join(filter(None, texts)), service_address(document["slug"]), names=names)


_MAKERS = {
    Kind.ARTICLE: _of_article,
    Kind.FAQ: _of_faq,
    Kind.TERM: _of_term,
    Kind.EXERCISE: _of_exercise,
    Kind.TOPIC: _of_topic,
    Kind.STORY: _of_story,
    Kind.POLICY: _of_policy,
    Kind.SERVICE: _of_service,
}
