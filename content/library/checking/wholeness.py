"""What the library has to have as a whole."""

from collections import Counter

from content.models import Kind

# The site is not offered with less: enough for what people ask, and every word of our notes explained.
FEWEST = {Kind.ARTICLE: (45, "articles"), Kind.EXERCISE: (30, "exercises"), Kind.FAQ: (60, "questions")}
FEWEST |= {Kind.TERM: (109, "words")}
NAMES = {Kind.ARTICLE: "title", Kind.EXERCISE: "title", Kind.FAQ: "question", Kind.TERM: "term", Kind.TOPIC: "title"}


def not_whole(library):
    """Yield a fault for each thing that a Library lacks, or has twice."""
    for kind, (fewest, words) in FEWEST.items():
        if len(library.of(kind)) < fewest:
            yield f"The library has {len(library.of(kind))} {words}. It takes {fewest}."
    homes = [page for page in library.of(Kind.ARTICLE) if page.document["on_home"]]
    if len(homes) != 1:
        yield f"{len(homes)} articles are “on_home”. One gives the home page its “Only got a minute?”."
    used = {topic for page in library.of(Kind.ARTICLE) for topic in page.document["topics"]}
    for page in library.of(Kind.TOPIC):
        if page.slug not in used:
            yield page.fault("", f"No article is about “{page.slug}”.")
    yield from _twice(library)


def _twice(library):
    """Two things of a kind with one name: nobody could tell them apart in a list."""
    for kind, field in NAMES.items():
        counts = Counter(page.document[field].lower() for page in library.of(kind))
        for page in library.of(kind):
            if counts[page.document[field].lower()] > 1:
                yield page.fault(page.document[field], f"Another {kind} is called “{page.document[field]}” too.")
