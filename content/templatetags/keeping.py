"""Parts that pages of many readers share: rendered once for each set of values, then taken from memory.

Whole pages that are the same for everybody are kept by msphysio.kept_pages. This is for the rest: the frame of a page
that holds a token, and the choices of a question, each by itself, so that no set of answers is ever held.
"""

from django import template

from content.memory import Memory

register = template.Library()

MOST = 4 * 2**20  # characters of all parts in the memory of each process; the least recently used leave first
OVERHEAD = 512  # of one part beside its words

_kept = Memory(MOST, lambda part: len(part) + OVERHEAD)


class KeptPart(template.Node):
    """What stands between the tags. Two threads that miss it at once both render it."""

    def __init__(self, nodelist, values):
        self.nodelist, self._values = nodelist, values

    def render(self, context):
        """Return the part as it was rendered first for the same values."""
        key = (self, *(value.resolve(context) for value in self._values))
        part = _kept.recall(key)
        return self._made(context, key) if part is None else part

    def _made(self, context, key):
        part = self.nodelist.render(context)
        _kept.keep(key, part)
        return part


@register.tag
def kept_for(parser, token):
    """{% kept_for nav site.demo %}…{% endkept_for %}: what depends on these values alone. Each can be hashed.

    Between the tags belongs no token, nothing of the day, nothing that somebody typed, and nothing that is published
    but what the values themselves say.
    """
    values = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept_for",))
    parser.delete_first_token()
    return KeptPart(nodelist, values)


@register.filter
def drawn_from(choice):
    """All that one choice of a radio or tick-box field is drawn from, ticked or not, as a value that can be hashed."""
    data = choice.data
    return (data["type"], data["name"], str(data["value"]), data["label"], *data["attrs"].items())


def forget():
    """Drop all parts. For tests."""
    _kept.forget()
