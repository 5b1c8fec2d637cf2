"""Words: plain text and rich text as safe HTML, and how long they take to read."""

import re
from html import unescape
from itertools import groupby
from math import ceil

import nh3
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

TAGS = {"p", "br", "ul", "ol", "li", "strong", "h3", "a"}
SCHEMES = {"https", "tel", "mailto"}
WORDS_A_MINUTE = 180  # our own choice: less than most adults read, so that nobody is hurried

BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
# Numbers people in the UK can dial: short codes, and 10 or 11 digits grouped by spaces. Not prices, dates or decimals.
PHONE = re.compile(
    r"(?<![\w£.,/+-])(?<!\bno )"  # "Northern Ireland has no 111"
    r"(?:999|111|116 ?123|18000|0\d{2,4}(?: ?\d{3,4}){2})(?![\w%/]|[.,-]\d| \d)"
)
# The same numbers as people also write them: +44, brackets, dashes, dots. To find them, not to dial them.
WRITTEN = re.compile(r"(?<![\w£,/-])(?:\+44|\(?0)[\d ().-]{6,16}\d(?![\w%/])")
DIGITS = range(10, 14)  # of a number with its area; a date has 8
ENDS = re.compile(r"</?(?:p|li|h3|ul|ol)>|<br\s*/?>", re.I)
LINK_OR_TAG = re.compile(r"(<a\b.*?</a>|<[^>]*>)", re.DOTALL)


def clean(html):
    """Return rich text with paragraphs, lists, bold words, headings and links, and without anything else."""
    return nh3.clean(html or "", tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None).strip()


def rich(html):
    """Return rich text as safe HTML to print: cleaned once more, with numbers to dial."""
    parts = LINK_OR_TAG.split(clean(html))
    return mark_safe("".join(part if n % 2 else PHONE.sub(_dial, part) for n, part in enumerate(parts)))  # noqa: S308


def words(line):
    """Return one line of plain text as safe HTML without a paragraph: **bold** and numbers to dial."""
    html = BOLD.sub(r"<strong>\1</strong>", escape(line or ""))
    return mark_safe(PHONE.sub(_dial, html))  # noqa: S308 - escaped on the line above


def paragraphs(text) -> SafeString:
    """Return plain text as safe HTML: a line is a paragraph, lines that start with "- " are a list."""
    lines = [line.strip() for line in str(text or "").splitlines() if line.strip()]
    blocks = []
    for is_list, group in groupby(lines, key=lambda line: line.startswith("- ")):
        if is_list:
            blocks.append(f"<ul>{''.join(f'<li>{words(line[2:])}</li>' for line in group)}</ul>")
        else:
            blocks.extend(f"<p>{words(line)}</p>" for line in group)
    return mark_safe("".join(blocks))  # noqa: S308 - every line went through words, which escapes


def plain(html):
    """Return the words of rich text, for counting and comparing."""
    return " ".join(strip_tags(html.replace("<", " <")).split())


def lines(html):
    """Return the words of rich text, a line for each paragraph, heading and item of a list; of plain text its lines."""
    found = unescape(strip_tags(ENDS.sub("\n", html))).splitlines()
    return [" ".join(line.split()) for line in found if line.strip()]


def telephone_numbers(text):
    """Return the numbers in plain text that people could dial, as they are written there, each once."""
    found = [match[0] for match in PHONE.finditer(text)]
    other = [match[0] for match in WRITTEN.finditer(text) if match[0] not in found and _is_dialled(match[0])]
    return tuple(dict.fromkeys((*found, *other)))


def _is_dialled(written):
    digits = re.sub(r"\D", "", written)
    return len(digits) in DIGITS or digits == "08001111"  # Childline: the one short number with an area


def reading_minutes(texts):
    """Return how many minutes it takes to read these texts without hurry; at least 1."""
    return minutes(sum(len(text.split()) for text in texts))


def minutes(number):
    """Return how many minutes so many words take; at least 1."""
    return max(1, ceil(number / WORDS_A_MINUTE))


def _dial(match):
    number = match.group()
    return f'<a class="tel" href="tel:{number.replace(" ", "")}">{number}</a>'
