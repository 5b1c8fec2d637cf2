"""Make the tables and the pages that standard input tells as JSON; run by bench.peers with Wagtail's own Python.

{"article": [["heading" or "text", words], ...], "pages": [[title, text], ...]}: one article at /article/, and pages to
search through, which are written in a few statements and indexed by Wagtail's own command.
"""

import json
import os
import sys
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wagtail_site.settings")


def main():
    """Fill an empty database."""
    django.setup()
    from django.core.management import call_command
    from wagtail.models import Page, Site

    from wagtail_site.models import ArticlePage

    given = json.load(sys.stdin)
    call_command("migrate", verbosity=0)
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=ArticlePage(title="Home", slug="peer-home", body=given["article"]))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    home.add_child(instance=ArticlePage(title="Article", slug="article", body=given["article"]))
    if given["pages"]:
        add(home, given["pages"])
        call_command("update_index", verbosity=0)
        analyse()


def add(home, pages):
    """Add pages below the home page: rows of both tables, as treebeard would number them."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from django.utils.timezone import now
    from wagtail.models import Page

    from wagtail_site.models import ArticlePage

    kind = ContentType.objects.get_for_model(ArticlePage)
    common = {"depth": home.depth + 1, "content_type": kind, "live": True, "first_published_at": now()}
    rows = [
        Page(
            title=title,
            draft_title=title,
            slug=f"page-{n}",
            url_path=f"{home.url_path}page-{n}/",
            path=Page._get_path(home.path, home.depth + 1, n + 2),
            locale_id=home.locale_id,
            **common,
        )
        for n, (title, _) in enumerate(pages)
    ]
    made = Page.objects.bulk_create(rows, batch_size=1000)
    with connection.cursor() as cursor:
        for page, (_, text) in zip(made, pages, strict=True):
            value = json.dumps([{"type": "text", "value": f"<p>{text}</p>", "id": str(uuid4())}])
            cursor.execute("INSERT INTO wagtail_site_articlepage (page_ptr_id, body) VALUES (%s, %s)", [page.pk, value])
    Page.objects.filter(pk=home.pk).update(numchild=len(pages) + 1)


def analyse():
    """Let the database know its tables."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
