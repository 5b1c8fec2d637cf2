"""A site's database and folder as its keeper has them: commands, SQL, and what must never be lost."""

import os
import shutil
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from django.conf import settings

from tests.support import databases, own_sites
from tests.support.loaded import Loaded

BROWSER = """
import hashlib
from django.conf import settings
from django.test import Client
settings.DEBUG = True  # nobody collected static files here
browser = Client(headers={"host": "localhost"})
"""
UPLOAD = """
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from content.models import Recording
from tests.support.sound_files import mp3
browser.force_login(get_user_model().objects.filter(is_superuser=True).first())
sound = SimpleUploadedFile("read.mp3", mp3(3))
browser.post("/admin/content/recording/add/", {"upload": sound, "title": "Read aloud", "speaker": ""})
print("/media/" + Recording.objects.get().file.name)
"""


class House:
    """A site's database and folder, and the commands that its keeper gives."""

    def __init__(self, address, var, **environment):
        self.address, self.var = address, var
        self.clear = var / "clear"  # where commands put what lies in clear for a moment
        self._make_folders()
        settings_of_site = {"DATABASE_URL": address, "VAR_DIR": str(var), "DEMO": "1", "TMPDIR": str(self.clear)}
        self.environment = {**os.environ, **own_sites.SECRET, **settings_of_site, **environment}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.loaded = Loaded(self.environment)

    def found_anew(self):
        """Make the database what a founded one is, and the folder empty."""
        name = self.address.rpartition("/")[2]
        databases.drop(name)
        databases.create(name, own_sites.FOUNDING)
        self.empty_folder()

    def empty_folder(self):
        """Forget everything that commands left in the folder."""
        shutil.rmtree(self.var)
        self._make_folders()

    @property
    def copies(self):
        """The copies of uploaded files that this house has on its disk."""
        return sorted(path for path in (self.var / "media").rglob("*") if path.is_file())

    def manage(self, *arguments):
        """Return (exit code, all that was said)."""
        code, said, complaints = self.loaded.manage(*arguments)
        return code, said + complaints

    def manage_from_nothing(self, *arguments):
        """The same by a command that finds nothing loaded, as the keeper's own does."""
        command = self.begin(*arguments)
        said, complaints = command.communicate()
        return command.returncode, said + complaints

    def begin(self, *arguments):
        """Start a command from nothing; returns its Popen."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def backup(self, folder):
        """Make a backup; returns its path."""
        code, said = self.manage("backup", folder)
        assert code == 0, said
        return Path(said.split()[-1])

    def does(self, *lines):
        """Run lines of Python as the site itself would; returns what they print."""
        code, said = self.manage("shell", "--verbosity", "0", "--command", "\n".join(lines))
        assert code == 0, said
        return said

    def upload(self):
        """Upload a recording in the admin; returns its address."""
        return self.does(BROWSER, UPLOAD).strip()

    def sends(self, address):
        """Return (status, SHA-256 of the bytes) of what somebody gets at an address."""
        status, sha256 = self.does(
            BROWSER,
            f"answer = browser.get({address!r})",
            "print(answer.status_code, hashlib.sha256(answer.getvalue()).hexdigest())",
        ).split()[:2]  # the log comes after
        return int(status), sha256

    def sql(self, statement):
        """Run one statement; returns its rows, or None."""
        with self.connected() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None

    @contextmanager
    def connected(self):
        """One transaction in the database; yields its cursor."""
        known = settings.DATABASES["default"]
        place = {name.lower(): known[name] for name in ("HOST", "PORT", "USER", "PASSWORD")}
        name = self.address.rpartition("/")[2]
        with closing(psycopg2.connect(dbname=name, **place)) as connection, connection, connection.cursor() as cursor:
            yield cursor

    def everything(self):
        """Return what must never be lost, as it stands in the database."""
        tables = ("content_revision", "content_release", "content_reviewevent", "referrals_guideversion", "auth_user")
        return {table: self.sql(f"SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM {table} t") for table in tables}  # noqa: S608

    def _make_folders(self):
        for folder in (self.clear, self.var / "static"):
            folder.mkdir(parents=True)


@contextmanager
def founded(name, var):
    """A House with the founding content and the demonstration accounts; yields it."""
    with own_sites.founded(databases.of_this_process("site", name)) as address, at(address, var) as house:
        yield house


@contextmanager
def at(address, var, **environment):
    """A House on a database that is there; yields it."""
    house = House(address, var, **environment)
    try:
        yield house
    finally:
        house.loaded.close()
