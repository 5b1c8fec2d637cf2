"""The site's own settings in the environment of the tests: a built-in database whose data may be lost, and plain http.

Nothing of the developer's own is read: no .env, no var/ of `make run`. Both can run at once.
"""

import os
import tempfile
from pathlib import Path

from msphysio import postgres

VAR_DIR = Path(__file__).resolve().parent.parent / "var" / "test"
os.environ.update(
    DATABASE_READ_URL="",
    DEBUG="0",
    DEMO="0",
    ENV_FILE=os.devnull,
    HTTPS="0",
    SECRET_KEY="only for tests: nothing that this signs is ever kept",  # noqa: S106
    VAR_DIR=str(VAR_DIR),
    DJANGO_ALLOW_ASYNC_UNSAFE="1",  # Playwright leaves an event loop in the thread of the tests
)
os.environ.setdefault("DATABASE_URL", "")
if not os.environ["DATABASE_URL"]:
    postgres.url(VAR_DIR, durable=False)
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)  # the server misses it otherwise

from msphysio.settings import *  # noqa: E402, F403
from msphysio.settings import DATABASES, STORAGES  # noqa: E402

DATABASES["default"]["TEST"] = {"NAME": f"test_{os.getpid()}"}  # several runs at once, and one for each worker
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
COST_OF_A_CODE = {"iterations": 1, "lanes": 1, "memory_cost": 8}
RELEASE_BELL = Path(tempfile.gettempdir()) / f"msphysio-bell-{os.getpid()}"  # runs at once do not hear each other
RELEASE_CHECK_SECONDS = 3600  # a look that is due by the clock would fall among the queries that a test counts
LOCAL_COPY = None  # what a test undoes is not kept; tests/content/test_local_copy.py keeps one
SECOND_FACTOR = False  # tests/test_sign_in.py asks for it
COUNTS_WRITTEN_EVERY = 0  # a thread of its own would write outside the transaction of a test
