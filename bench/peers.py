"""What our pages are measured beside: bare Django and Wagtail, on free ports, with the same server settings.

Wagtail and gunicorn are installed from PyPI into var/bench/peers, a minute's work the first time.
"""

import html
import json
import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import psycopg2

from bench import site

HERE = Path(__file__).parent
PYTHON = site.KEPT / "peers" / "bin" / "python"
PACKAGES = ("wagtail==8.0.1", "django==5.2.19", "gunicorn==27.0.1", "granian==2.8.7", "psycopg2-binary==2.9.13")
GUNICORN_ALONE = site.KEPT / "gunicorn"
GRANIAN = "-m granian --interface wsgi --host 127.0.0.1 --port {port} --workers 2 --blocking-threads 4 --no-log"
GUNICORN = site.GUNICORN_SYNC.replace("{workers}", "2")
PARAGRAPH = re.compile(r"<(h2|p|li)\b[^>]*>(.*?)</\1>", re.S)


def install() -> None:
    """Install Wagtail and gunicorn where they are missing. Raises SystemExit when PyPI cannot be reached."""
    if GUNICORN_ALONE.exists() and PYTHON.exists():
        return
    print("Installing Wagtail and gunicorn from PyPI ...", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", PYTHON.parent.parent], check=True)
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *PACKAGES], check=True)
        subprocess.run([*pip, "--no-deps", "--target", GUNICORN_ALONE, PACKAGES[2], "packaging"], check=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(PYTHON.parent.parent, ignore_errors=True)
        raise SystemExit("Wagtail could not be installed: is PyPI in reach?") from None


def server(gunicorn: bool, application: str) -> list[str]:
    """Return the arguments of a server with two processes: gunicorn's sync workers, or granian as we run it."""
    return [*(GUNICORN if gunicorn else GRANIAN).split(), application]


def ours(place: site.Place, gunicorn: bool):
    """Our site; with gunicorn, which it does not ask for, from a folder of its own."""
    return site.served(place, gunicorn=gunicorn, **({"PYTHONPATH": str(GUNICORN_ALONE)} if gunicorn else {}))


def bare(pages: Path, gunicorn: bool, middleware: bool = False):
    """Django that returns the files of a folder, at /<name>/."""
    known = {"BARE_PAGES": str(pages), "BARE_MIDDLEWARE": "1" if middleware else "", "DJANGO_SETTINGS_MODULE": ""}
    command = [sys.executable, *server(gunicorn, "bench.bare_django:application")]
    return site.opened(command, at="/article/", PYTHONPATH=f"{site.ROOT}:{GUNICORN_ALONE}", **known)


def wagtail(place: site.Place, database: str, gunicorn: bool, cached: bool = False, templates: str = ""):
    """Wagtail on a filled database; cached: by Django's middleware for whole sites, in the memory of each process."""
    known = _known(place, database) | {"WAGTAIL_CACHED": "1" if cached else "", "WAGTAIL_TEMPLATES": templates}
    command = [str(PYTHON), *server(gunicorn, "wagtail_site.wsgi:application")]
    return site.opened(command, at="/article/", **known)


def fill_wagtail(place: site.Place, database: str, article: str, pages=()) -> None:
    """Make a database with Wagtail's tables, an article with the words of a page of ours, and pages to search."""
    execute(place, f'CREATE DATABASE "{database}"')
    given = json.dumps({"article": blocks(article), "pages": list(pages)})
    program = [PYTHON, "-m", "wagtail_site.fill"]
    subprocess.run(program, input=given, text=True, check=True, env=_known(place, database), cwd=HERE)


def execute(place: site.Place, statement: str) -> None:
    """Run one statement on the server of a place, outside any transaction."""
    with closing(psycopg2.connect(host=socket_of(place), user="postgres")) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(statement)


def _known(place, database):
    known = {
        "WAGTAIL_DATABASE": database,
        "WAGTAIL_HOST": socket_of(place),
        "DJANGO_SETTINGS_MODULE": "wagtail_site.settings",
    }
    return known | {"PYTHONPATH": str(HERE), "PATH": "/usr/bin:/bin"}


def socket_of(place: site.Place) -> str:
    """Return the folder of the socket of a place's database."""
    return unquote(place.database.partition("@/")[2].rpartition("/")[0])


def blocks(page: str) -> list[tuple[str, str]]:
    """Return the headings and texts of the main part of a page, as a StreamField has them."""
    main = page.partition("<main")[2].partition("</main>")[0]
    found = []
    for tag, inner in PARAGRAPH.findall(main):
        words = html.escape(html.unescape(re.sub(r"<[^>]+>|\s+", " ", inner))).strip()
        if words:
            found.append(("heading", words[:250]) if tag == "h2" else ("text", f"<p>{words}</p>"))
    return found


def base_template(page: str, folder: Path) -> None:
    """Write Wagtail's base.html: the head, header and footer of a page of ours, so that both send as much."""
    head, _, rest = page.partition("<main")
    tag, _, rest = rest.partition(">")
    tail = rest.partition("</main>")[2]
    around = [f"{{% verbatim %}}{part}{{% endverbatim %}}" for part in (f"{head}<main{tag}>", f"</main>{tail}")]
    middle = "{% block content %}{% endblock %}{% block userbar %}{% endblock %}"
    (folder / "base.html").write_text(middle.join(around))
