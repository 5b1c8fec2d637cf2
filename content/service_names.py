"""Services by what they are called, or were called before: people remember the old name of a centre."""

from content import directory
from content.place_names import fold

LEAST = 4  # letters; fewer are in too many names


def called(text):
    """Return the Published services that have a name, now or before, with every word of a text in it; none: ()."""
    words = set(fold(text).split())
    if len("".join(words)) < LEAST:
        return ()
    return tuple(service for service in directory.listed() if any(words <= name for name in _names(service.document)))


def _names(document):
    return [set(fold(name).split()) for name in (document["name"], *document["former_names"])]
