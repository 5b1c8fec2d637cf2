"""What differs between two editions: word by word, field by field, block by block. Pure: plain data in and out."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser

TOKEN = re.compile(r"\s+|\S+")
RICH = re.compile(
    r"\s*<(p|ul|ol|h3|strong|a|br)\b"
)  # rich text begins with a tag; plain words such as “<move>” are words
FINE = 4_000  # longer texts are compared with difflib's short cut for frequent words, so that no text takes seconds
ALIKE = 0.5  # two blocks of one type that share at least this much are one block that was changed
TECHNICAL = ("format", "format_version")
LISTS_OF_THINGS = {"blocks": "block", "citations": "source", "sources": "source", "steps": "step"}
# How a block is read out; what is not named comes last. Its type is in its title.
READ_OUT = (
    "level",
    "readers",
    "heading",
    "title",
    "question",
    "purpose",
    "text",
    "claim",
    "body",
    "answer",
    "do",
    "do_not",
)
NAMES = {"section": "text", "body": "Text", "readers": "Only for"}
OPENS = {"li": "\n• ", "h3": "\n### ", "p": "\n", "ul": "\n", "ol": "\n", "br": "\n", "strong": "**"}
CLOSES = {"h3": "\n", "p": "\n", "ul": "\n", "ol": "\n", "strong": "**"}


@dataclass(frozen=True)
class Change:
    """One difference. `field` is the field's name; `part` says which block or source of it; `what` is changed, added,
    removed or moved. `old` and `new` are the whole texts, and empty where there is none."""

    field: str
    part: str
    what: str
    old: str
    new: str

    @property
    def words(self):
        """The two texts as one run of (mark, text): see words()."""
        return words(self.old, self.new)


def words(old, new):
    """Return how one text became another: a tuple of (mark, text), mark "same", "added" or "removed".

    "same" and "removed" together are the old text, "same" and "added" the new one, byte for byte.
    """
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    runs = [
        (True, "".join(before[:start]), "".join(after[:start])),
        *_runs(before[start : len(before) - end], after[start : len(after) - end]),
        (True, "".join(before[len(before) - end :]), "".join(after[len(after) - end :])),
    ]
    return tuple(_marked(_without_lonely_spaces(runs)))


def documents(old, new):
    """Return a Change for each difference between two documents of content.snapshots, in the order of the new one."""
    names = [*new, *(name for name in old if name not in new)]
    return tuple(
        change
        for name in names
        if name not in TECHNICAL and old.get(name) != new.get(name)
        for change in _field(name, old.get(name), new.get(name))
    )


def text_of(value):
    """Return a value of a document as text to compare: every letter that readers get, and how it is set."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dict):
        said = [name for name, part in value.items() if part not in ("", [], None) and name != "type"]
        said.sort(key=lambda name: (READ_OUT.index(name) if name in READ_OUT else len(READ_OUT), name))
        return "\n".join(f"{_label(name)}: {text_of(value[name])}" for name in said)
    if isinstance(value, (list, tuple)):
        return "\n".join(text_of(item) for item in value)
    text = "" if value is None else str(value)
    return _without_tags(text) if RICH.match(text) else text


def _shared(one, other):
    """How many tokens two lists have in common at their start."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _runs(before, after):
    """(whether it is the same, old text, new text) for each run of two lists of tokens."""
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > FINE)
    for act, start, end, new_start, new_end in matcher.get_opcodes():
        yield act == "equal", "".join(before[start:end]), "".join(after[new_start:new_end])


def _marked(runs):
    for same, before, after in runs:
        if same:
            yield from [("same", before)] if before else []
            continue
        if before:
            yield "removed", before
        if after:
            yield "added", after


def _without_lonely_spaces(runs):
    """A space alone between two changes belongs to them: “red car” for “big dog” is one change, not two."""
    joined = []
    for place, (same, before, after) in enumerate(runs):
        lonely = same and before and not before.strip() and 0 < place < len(runs) - 1
        changed = (False, before, after) if lonely else (same, before, after)
        if joined and not joined[-1][0] and not changed[0]:
            joined[-1] = (False, joined[-1][1] + before, joined[-1][2] + after)
        else:
            joined.append(changed)
    return joined


def _field(name, old, new):
    if name not in LISTS_OF_THINGS:
        return [Change(name, "", _what(old, new), text_of(old), text_of(new))]
    return _things(name, old or [], new or [])


def _what(old, new):
    if old in (None, "", []):
        return "added"
    return "removed" if new in (None, "", []) else "changed"


def _things(name, old, new):
    """Differences between two lists of blocks, sources or steps: each thing is compared with the one it comes from."""
    came_from = _matches(old, new)
    order = [old_place for old_place in came_from if old_place is not None]
    stayed = _longest_rise(order)
    for place, (thing, origin) in enumerate(zip(new, came_from, strict=True), start=1):
        if origin is None:
            yield Change(name, _title(name, thing, place), "added", "", text_of(thing))
        elif old[origin] != thing:
            yield Change(name, _title(name, thing, place), "changed", text_of(old[origin]), text_of(thing))
        elif origin not in stayed:
            yield Change(name, _title(name, thing, place), "moved", f"Place {origin + 1}", f"Place {place}")
    for place, thing in enumerate(old, start=1):
        if place - 1 not in order:
            yield Change(name, _title(name, thing, place), "removed", text_of(thing), "")


def _matches(old, new):
    """Return for each new thing the place of the old thing that it comes from, or None; each old one is used once."""
    left = dict(enumerate(old))
    found = [None] * len(new)
    for place, thing in enumerate(new):
        origin = next((n for n, other in left.items() if other == thing), None)
        if origin is not None:
            found[place] = origin
            del left[origin]
    for place, thing in enumerate(new):
        origin = _nearest(thing, left) if found[place] is None else None
        if origin is not None:
            found[place] = origin
            del left[origin]
    return found


def _nearest(thing, left):
    """The place of the most similar old thing of the same type, if it is similar enough."""
    rated = [(_likeness(other, thing), -n) for n, other in left.items() if other.get("type") == thing.get("type")]
    likeness, place = max(rated, default=(0, 0))
    return -place if likeness >= ALIKE else None


def _likeness(one, other):
    old, new = TOKEN.findall(text_of(one)), TOKEN.findall(text_of(other))
    return SequenceMatcher(None, old, new).quick_ratio()


def _longest_rise(places):
    """Return the places that kept their order, as many as can be: what is not among them was moved."""
    best = []
    for place in places:
        before = max((rise for rise in best if rise[-1] < place), key=len, default=[])
        best.append([*before, place])
    return set(max(best, key=len, default=[]))


def _title(name, thing, place):
    """How people know it: “Block 3 (care notice): Call 111 if:”."""
    source = thing.get("source", thing)
    names = ("heading", "title", "question", "caption", "text", "key")
    words_of_it = next((text_of(source[key]) for key in names if source.get(key)), "")
    kind = f" ({_label(thing['type']).lower()})" if "type" in thing else ""
    start = f"{LISTS_OF_THINGS[name].capitalize()} {place}{kind}"
    return f"{start}: {words_of_it[:80]}" if words_of_it else start


def _label(name):
    return NAMES.get(name, name.replace("_", " ").capitalize())


class _Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts, self.addresses = [], []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.addresses.append(dict(attrs).get("href") or "")
        self.parts.append(OPENS.get(tag, ""))

    def handle_endtag(self, tag):
        if tag == "a" and self.addresses:
            self.parts.append(f" [{self.addresses.pop()}]")
        self.parts.append(CLOSES.get(tag, ""))

    def handle_data(self, data):
        self.parts.append(data)


def _without_tags(html):
    """Rich text as text: paragraphs and items on lines of their own, bold in **, where a link leads in brackets."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = (line.strip() for line in "".join(parser.parts).splitlines())
    return "\n".join(line for line in lines if line)
