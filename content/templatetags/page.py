"""Tags and filters of every page: icons, figures and plain prose. Loaded everywhere as a template builtin."""

import json
import re

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from content.prose import paragraphs
from content.prose import words as line_of_words

register = template.Library()

FIGURE_NAME = re.compile(r"[a-z0-9-]+")
NOT_MARKUP = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
DRAWING_ROLE = re.compile(r'\s(?:role|aria-hidden|aria-label|focusable)="[^"]*"')


@register.simple_tag
def icon(name: str) -> str:
    """The icon `name` of static/img/icons.svg, hidden from assistive technology: words always stand beside it."""
    try:
        sprite = staticfiles_storage.url("img/icons.svg")
    except ValueError:  # not collected: a page without icons is still a page
        return ""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', sprite, name)


@register.simple_tag
def figure(name: str, label: str = "") -> str:
    """The drawing templates/figures/<name>.svg, inline so that it takes the colours of the page.

    Hidden from assistive technology, or an image named `label`. Nothing when there is no such drawing.
    """
    if not FIGURE_NAME.fullmatch(name or ""):
        return ""
    try:
        drawing = get_template(f"figures/{name}.svg").render().strip()
    except template.TemplateDoesNotExist:
        return ""
    role = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    head, bracket, body = drawing.partition(">")
    head = DRAWING_ROLE.sub("", head).replace("<svg", f"<svg {role}", 1)
    return mark_safe(head + bracket + body)  # noqa: S308 - our own file; the label is escaped above


@register.simple_tag
def data_block(data: dict | None) -> str:
    """schema.org data for machines, as a block that no browser runs; nothing for no data."""
    if not data:
        return ""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(NOT_MARKUP)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


@register.filter
def prose(text: str | None) -> SafeString:
    """Plain text as HTML: a line is a paragraph, lines that start with "- " are a list, **bold**, numbers to dial.

    Everything in `text` is escaped first; it may hold no markup of its own.
    """
    return paragraphs(text)


@register.filter
def words(text: str | None) -> SafeString:
    """One line of plain text as HTML without a paragraph: **bold** and numbers to dial. Everything is escaped."""
    return line_of_words(text)


@register.filter
def how_long(seconds: int) -> str:
    """A length in words: “under a minute”, “1 minute”, “12 minutes”."""
    minutes = round(seconds / 60)
    return "under a minute" if seconds < 60 else f"{minutes} minute{'' if minutes == 1 else 's'}"


@register.filter
def attr(attrs: dict, name: str) -> str:
    """The value of `name` in a widget's attributes, else "": a template cannot spell names with a hyphen."""
    return attrs.get(name, "")
