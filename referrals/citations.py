"""What the guide rests on: its routes, rules, signs and shared words name sources of content's register by their keys.

Each is a `(kind, key, title)`: "route", "rule" or "sign"; "help", whose key is a nation; "letters", the words of all
letters.
"""

from django.db.models import Case, F, Value, When

from content.models import Source
from referrals.engine.definition import UNKNOWN_NATION
from referrals.models import LetterWords, NationHelp, Route, Rule, UrgentSign

CLOSED = ("published", "retired", "withdrawn")  # of the published version the frozen document counts
SOURCED = (("route", Route, "title_self"), ("rule", Rule, "reason_self"), ("sign", UrgentSign, "title_self"))
NOUNS = {"help": "help in", "letters": "part"}
LETTERS = ("letters", "letter_words", "The words of letters")


def in_rows(source_key):
    """Return `(kind, key, title)` of what cites a source in versions that are drafts or wait for publication."""
    found = []
    for kind, model, title in SOURCED:
        rows = _open(model, source_key).order_by("-version__number", "position")
        found += [(kind, *row) for row in rows.values_list("key", title)]
    named = Case(When(nation="", then=Value(UNKNOWN_NATION)), default=F("nation"))
    helping = _open(NationHelp, source_key).order_by("-version__number", "pk").values_list(named, "body")
    return [*found, *(("help", *row) for row in helping), *([LETTERS] if _open(LetterWords, source_key) else [])]


def in_guide(guide, source_key):
    """Return `(kind, key, title)` of what cites a source in an engine's Guide."""
    return [(kind, key, title) for kind, key, title, sources in _cited(guide) if source_key in sources]


def unknown(guide):
    """Return a sentence for every source that a guide names and the register does not have."""
    wanted = {source for *_, sources in _cited(guide) for source in sources}
    known = set(Source.objects.filter(key__in=wanted).values_list("key", flat=True))
    return tuple(
        f"The {NOUNS.get(kind, kind)} “{key}” names the source “{source}”, which the register of sources lacks. "
        "Add it there first."
        for kind, key, _, sources in _cited(guide)
        for source in sources
        if source not in known
    )


def _open(model, source_key):
    return model.objects.filter(sources__contains=[source_key]).exclude(version__state__in=CLOSED)


def _cited(guide):
    """Yield `(kind, key, title, sources)` of everything in a guide that may name sources."""
    yield from (("route", route.key, _title(route.title), route.sources) for route in guide.routes)
    yield from (("rule", rule.key, _title(rule.reason), rule.sources) for rule in guide.rules)
    yield from (("sign", sign.key, _title(sign.title), sign.sources) for sign in guide.urgent_signs)
    yield from (("help", place, found.body, found.sources) for place, found in guide.nation_help.items())
    if guide.letter_words:
        yield (*LETTERS, guide.letter_words.sources)


def _title(wording):
    return wording.you if wording else ""
