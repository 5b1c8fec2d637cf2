"""One kind of page: a title, and headings and texts as a StreamField."""

from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index


class ArticlePage(Page):
    """An article as an editor of Wagtail would build it."""

    body = StreamField([("heading", CharBlock()), ("text", RichTextBlock())])
    search_fields = [*Page.search_fields, index.SearchField("body")]
    template = "article.html"
