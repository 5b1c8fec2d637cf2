"""The pictures in docs/screenshots/, taken anew: python -m bench.screenshots [folder] [public | admin | guide]

Starts the site with the founding content and walks where it must. Words are in Roboto where the machine has it, as in
the drawings. No picture needs more colours than a palette of 64.
"""

import os
import sys
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from bench import editorial_pictures, guide_pictures  # noqa: E402
from tests.support import chromium, databases, layout  # noqa: E402
from tests.support.desk import Desk  # noqa: E402
from tests.support.public_pages import BY_NAME, DESK, PHONE, Visitor  # noqa: E402
from tests.support.running import ROOT, running  # noqa: E402

FOLDER = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "docs" / "screenshots")
WHICH = sys.argv[2:] or ["public", "admin", "guide"]
MOST_BYTES = 200 * 1024
TALLEST = 4200
PAGES = {
    "home": "home",
    "article": "stiffness-and-spasms",
    "articles": "article list",
    "topic": "topic stiffness",
    "search": "search found",
    "search-urgent": "search urgent",
    "exercises": "exercise list",
    "exercise": "exercise sit-to-stand",
    "sheet": "exercise sheet",
    "questions-people-ask": "questions",
    "glossary": "glossary",
    "safety": "safety",
    "services": "services",
    "settings": "settings",
    "question": "question",
    "question-safety": "question ticks",
    "question-error": "question error",
    "check": "check",
    "break": "break",
    "result": "result",
    "result-urgent": "result urgent",
    "result-emergency": "result emergency",
    "letter": "letter",
}
OFTEN_SEEN = ("home", "article", "question", "result")  # also dark, and as the first screen of a phone


def take_public(visitor, name: str) -> None:
    """Take one page at both widths."""
    for way in (PHONE, DESK):
        tab = show(visitor, name, way)
        keep_whole(tab, f"{name}-{way.width}")
        if name in OFTEN_SEEN:
            keep_whole(show(visitor, name, way, colour="dark"), f"{name}-{way.width}-dark")
    if name in OFTEN_SEEN:
        keep(show(visitor, name, PHONE), f"{name}-phone")


def show(visitor, name, way, **changes):
    tab = visitor.open(BY_NAME[PAGES[name]], way, **changes)
    layout.set_font(tab, "Roboto, system-ui")
    return tab


def take_admin(browser, site) -> None:
    """Take what an editor sees: the list of articles, and one of them."""
    desk = Desk(browser, site, "author")
    desk.page.goto("/admin/content/article/")
    keep(desk.page, "admin-articles-1280")
    desk.open("content/article", "Stiff muscles and spasms")
    desk.page.get_by_role("button", name="Down", exact=True).first.wait_for()
    keep(desk.page, "admin-article-1280")
    desk.leave()


def keep_whole(tab, name: str) -> None:
    """Write a picture of the whole page, or of the upper part of a very long one."""
    width, height = tab.evaluate("() => [innerWidth, document.documentElement.scrollHeight]")
    keep(tab, name, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)})


def keep(tab, name: str, **options) -> None:
    """Write the picture, in at most 200 KB."""
    path = FOLDER / f"{name}.png"
    tab.screenshot(path=path, **options)
    picture = Image.open(path).convert("RGB")
    picture.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path}  {size // 1024} KB{'  TOO BIG' if size > MOST_BYTES else ''}")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        databases.fresh(f"site_{os.getpid()}") as database,
        running(DATABASE_URL=database, SECRET_KEY="only for pictures, and long enough to sign with") as site,
        sync_playwright() as playwright,
    ):
        browser = chromium.launch(playwright)
        if "public" in WHICH:
            visitor = Visitor(browser, site.url)
            for name in PAGES:
                take_public(visitor, name)
        if "admin" in WHICH:
            take_admin(browser, site)
            editorial_pictures.take_all(browser, site, keep)
        if "guide" in WHICH:
            guide_pictures.take_all(browser, site, keep)
        browser.close()


if __name__ == "__main__":
    main()
