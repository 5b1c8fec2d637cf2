"""Marks words of the glossary where a text uses them first. Pure: clean rich text in, rich text out.

Nothing is marked inside links and headings, and nothing twice. Take the marks out, and the text is what it was.
"""

import re
from html.parser import HTMLParser

from django.utils.safestring import mark_safe

MOST = 6  # marks in one article, so that it stays calm to read
APART = {"a", "h3", "button", "span"}  # buttons and spans are marks that are there already
IN_BRACKETS = re.compile(r"(.+?) \((.+)\)")
BETWEEN = re.compile(r"[\s-]+")
ANCHOR = "means-"


def anchor(slug):
    """Return the id of what a mark opens."""
    return f"{ANCHOR}{slug}"


class Names:
    """What a text may call each term: its name and what stands in brackets after it, of one and of many.

    `terms` are pairs of (slug, term), such as ("foot-drop", "Foot drop"). Small and capital letters are the same, but
    for short forms: “OT” is a term, “ot” is not. A hyphen may be a space. The longest name wins.
    """

    def __init__(self, terms):
        self._slugs = {}
        for slug, term in terms:
            for name in names_of(term):
                for form in (name, _plural(name)):
                    self._slugs.setdefault(_key(form), slug)
        forms = sorted(self._slugs, key=len, reverse=True)
        words = "|".join(re.escape(form).replace(r"\ ", r"[\s-]+").replace("'", "['’]") for form in forms)
        self._pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-]|['’]\w)", re.IGNORECASE) if words else None

    def found_in(self, text):
        """Yield (match, slug) for each use of a term in plain text, in order."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            slug = self._slugs.get(_key(match[0]))
            if slug:
                yield match, slug


class Marks:
    """The marks of one article. `show(slug, word)` returns the HTML of one."""

    def __init__(self, names, show):
        self.names, self.show = names, show
        self.used = set()

    def mark(self, html):
        """Return rich text in which first uses are marked: of the whole article, so texts are given in its order."""
        text = _MarkedText(self)
        text.feed(html)
        text.close()
        return mark_safe("".join(text.parts))  # noqa: S308 - clean rich text, and what `show` made


class _MarkedText(HTMLParser):
    """Writes rich text out as it came, with marks in what is neither a link nor a heading."""

    def __init__(self, marks):
        super().__init__(convert_charrefs=False)
        self.marks, self.parts, self.apart = marks, [], 0

    def handle_starttag(self, tag, attributes):
        self.apart += tag in APART
        opens = dict(attributes).get("popovertarget") or ""
        self.marks.used |= {opens.removeprefix(ANCHOR)} - {""}
        self.parts.append(self.get_starttag_text())

    def handle_startendtag(self, tag, attributes):
        self.parts.append(self.get_starttag_text())

    def handle_endtag(self, tag):
        self.apart -= tag in APART
        self.parts.append(f"</{tag}>")

    def handle_entityref(self, name):
        self.parts.append(f"&{name};")

    def handle_charref(self, name):
        self.parts.append(f"&#{name};")

    def handle_data(self, text):
        done = 0
        for match, slug in self.marks.names.found_in(text) if not self.apart else ():
            if slug not in self.marks.used and len(self.marks.used) < MOST:
                self.marks.used.add(slug)
                self.parts += [text[done : match.start()], self.marks.show(slug, match[0])]
                done = match.end()
        self.parts.append(text[done:])


def names_of(term):
    """Return the names in a term: “Hydrotherapy (aquatic therapy)” has two."""
    both = IN_BRACKETS.fullmatch(term)
    return both.groups() if both else (term,)


def _key(name):
    """The same for all spellings of a name; short forms keep their capital letters."""
    plain = BETWEEN.sub(" ", name.replace("’", "'"))
    return plain if _is_short_form(plain) else plain.lower()


def _is_short_form(name):
    """Whether a name is said in capital letters: “OT”, “OTs”, “T25FW”."""
    return name.removesuffix("s").isupper()


def _plural(name):
    if name.endswith(("'s", "’s")):
        return name
    if not _is_short_form(name):
        if re.search(r"[^aeiou]y$", name):
            return f"{name[:-1]}ies"
        if name.endswith("sis"):
            return f"{name[:-2]}es"
        if re.search(r"(s|x|z|ch|sh)$", name):
            return f"{name}es"
    return f"{name}s"
