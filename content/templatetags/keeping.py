"""Parts that pages of many readers share: rendered once for each set of values, then taken from memory.

Whole pages that are the same for everybody are kept by msphysio.kept_pages. This is for the rest: the frame of a page
that holds a token, the card of a route, and a question with one choice at most; of more choices, each by itself, so
that no set of answers is ever held.
"""

from contextvars import ContextVar

from django import template

from content.memory import Memory

register = template.Library()

MOST = 4 * 2**20  # characters of all parts in the memory of each process; the least recently used leave first
OVERHEAD = 512  # of one part beside its words
HOLE = "\0"  # stands for an own part while what is around it is rendered; no text of ours can hold it

_kept = Memory(MOST, lambda pieces: sum(OVERHEAD + len(piece) for piece in pieces if isinstance(piece, str)))
_holes = ContextVar("the own parts of the kept part that is being rendered", default=None)


class KeptPart(template.Node):
    """What stands between the tags. Two threads that miss it at once both render it."""

    def __init__(self, nodelist, values):
        self.nodelist, self._values = nodelist, values

    def render(self, context):
        """Return the part as it was rendered first for the same values, with own parts as they are now."""
        key = (self, *[value.resolve(context) for value in self._values])
        pieces = _kept.recall(key) or self._made(context, key)
        if len(pieces) == 1:
            return pieces[0]
        return "".join([piece if isinstance(piece, str) else piece.render(context) for piece in pieces])

    def _made(self, context, key):
        token = _holes.set(holes := [])
        try:
            first, *rest = self.nodelist.render(context).split(HOLE)
        finally:
            _holes.reset(token)
        pieces = (first, *(piece for pair in zip(holes, rest, strict=True) for piece in pair))
        _kept.keep(key, pieces)
        return pieces


class OwnPart(template.Node):
    """What is rendered for each reader, in the context of the kept part around it."""

    def __init__(self, nodelist):
        self.nodelist = nodelist
        self._inside = nodelist[0] if len(nodelist) == 1 else nodelist

    def render(self, context):
        """Return the part; where a kept part is being made, a hole in it."""
        holes = _holes.get()
        if holes is None:
            return self._inside.render(context)
        holes.append(self)
        return HOLE


@register.tag
def kept_for(parser, token):
    """{% kept_for nav site.demo %}…{% endkept_for %}: what depends on these values alone. Each can be hashed.

    Between the tags belongs no token, nothing of the day, nothing that somebody typed, and nothing that is published
    but what the values themselves say; all that stands in {% own %}…{% endown %}, also in what is included. Names in
    there mean what they mean outside of kept_for.
    """
    values = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("endkept_for",))
    parser.delete_first_token()
    return KeptPart(nodelist, values)


@register.tag
def own(parser, token):
    """{% own %}…{% endown %} in a kept part: what is not kept."""
    nodelist = parser.parse(("endown",))
    parser.delete_first_token()
    return OwnPart(nodelist)


@register.filter
def drawn_from(choice):
    """All that one choice of a radio or tick-box field is drawn from, ticked or not, as a value that can be hashed."""
    data = choice.data
    return (data["type"], data["name"], str(data["value"]), data["label"], *data["attrs"].items())


def forget():
    """Drop all parts. For tests."""
    _kept.forget()
