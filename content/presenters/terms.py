"""The glossary in articles: words that are marked where they are used first, and which article is about a word."""

from dataclasses import replace

from django.template.loader import get_template
from django.urls import reverse

from content import reading
from content.addresses import article_address
from content.audiences import Reader
from content.models import Kind
from content.term_marks import Marks, Names, anchor, names_of

from .trust import served


class Terms:
    """What articles and the glossary take from each other, as both are published now. Compared by identity.

    A word whose meaning is due for a check is not marked.
    """

    def __init__(self, terms, articles, before=None):
        self.made_of = (terms, articles)
        self._terms = {thing.slug: thing.light for thing in served(terms.values())}
        due = {slug for slug, thing in terms.items() if thing.due}
        shown = {slug for slug, document in self._terms.items() if document.get("marked", True)} - due
        self._marked = Names((slug, self._terms[slug]["term"]) for slug in shown)
        searched = before.searched if before and before.made_of[0] is terms else {}
        self._about, self.searched = _first_about(self._terms, served(articles.values()), searched)

    def marked_in(self, text):
        """Return a Text with marks in its sections and answers: each opens what a word means, without a script."""
        marks = Marks(self._marked, self._show)
        return replace(text, blocks=tuple(_with_marks(block, marks) for block in text.blocks))

    def article_about(self, slug):
        """Return {label, url} of the first article that has the term in its title, or None."""
        return self._about.get(slug)

    def _show(self, slug, word):
        document = self._terms[slug]
        inputs = {"word": word, "anchor": anchor(slug), "url": f"{reverse('glossary')}#{slug}"}
        inputs |= {name: document[name] for name in ("term", "meaning")}
        return get_template("components/term.html").render(inputs).strip()


_made = None


def terms():
    """Return the Terms of what is published: the same until something newer is held."""
    global _made
    made, parts = _made, (reading.by_slug(Kind.TERM), reading.by_slug(Kind.ARTICLE))
    if made is None or any(part is not old for part, old in zip(parts, made.made_of, strict=True)):
        _made = made = Terms(*parts, before=made)
    return made


def _with_marks(block, marks):
    if block.kind == "section":
        return replace(block, content={**block.content, "html": marks.mark(block.content["html"])})
    if block.kind == "faqs":
        items = [{**item, "html": marks.mark(item["html"])} for item in block.content["items"]]
        return replace(block, content={**block.content, "items": items})
    return block


def _first_about(terms, articles, before):
    """Return ({slug of a term: link}, {article: slugs of the terms in its title}).

    Short forms are not looked for: “MS fatigue” is not about MS. `before` has titles that were searched for the same
    terms already.
    """
    names = Names((slug, names_of(document["term"])[0]) for slug, document in terms.items())
    found, searched = {}, {}
    for article in articles:
        searched[article] = slugs = before[article] if article in before else _named_in(article.light, names)
        for slug in slugs:
            link = {"label": article.light["title"], "url": article_address(article.slug, Reader.PATIENT)}
            found.setdefault(slug, link)
    return found, searched


def _named_in(light, names):
    return tuple(slug for _, slug in names.found_in(f"{light['title']} / {light['also_called']}"))
