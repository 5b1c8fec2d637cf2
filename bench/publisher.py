"""An editor who publishes one article again and again, and notes which editions the database said were safe.

    python -m bench.publisher --pause 0.2 --times 10

Writes a JSON line for each try: `at` (monotonic seconds), `number` and `published_at` of the edition, or `refused`. The
moment tells an edition that was lost from the next one, which has its number and its words.
"""

import argparse
import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msphysio.settings")

import django

django.setup()

from django.db import Error, connection  # noqa: E402

from content import publishing  # noqa: E402
from content.models import Article  # noqa: E402


def publish(slug):
    """Publish the article once more, through the site's own writer; return the line to write."""
    try:
        edition = publishing.publish_founding(Article.objects.get(slug=slug))
    except Error as error:
        connection.close()
        return {"refused": type(error).__name__}
    return {"number": edition.number, "published_at": edition.published_at.isoformat()}


def main():
    """Publish until the number of times is reached, or for ever."""
    given = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    given.add_argument("--pause", type=float, default=0.2)
    given.add_argument("--times", type=int, default=0)
    given.add_argument("--slug", default="stiffness-and-spasms")
    asked, done = given.parse_args(), 0
    while not asked.times or done < asked.times:
        done += 1
        line = publish(asked.slug)
        sys.stdout.write(json.dumps({"at": time.monotonic(), **line}) + "\n")
        sys.stdout.flush()
        time.sleep(asked.pause)


if __name__ == "__main__":
    main()
