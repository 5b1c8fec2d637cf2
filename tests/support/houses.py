"""A site's database and folder as its keeper has them: commands, SQL, and what must never be lost."""

import os
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from django.conf import settings

from tests.support import databases, own_sites

PICTURE = b"only bytes, as far as a backup is concerned"


class House:
    """A site's database and folder, and the commands that its keeper gives."""

    def __init__(self, address, var):
        self.address, self.var = address, var
        self.clear = var / "clear"  # where commands put what lies in clear for a moment
        self.clear.mkdir()
        settings_of_site = {"DATABASE_URL": address, "VAR_DIR": str(var), "DEMO": "1", "TMPDIR": str(self.clear)}
        self.environment = {**os.environ, **own_sites.SECRET, **settings_of_site}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        (var / "media" / "pictures").mkdir(parents=True)
        self.picture.write_bytes(PICTURE)

    @property
    def picture(self):
        return self.var / "media" / "pictures" / "one.webp"

    def manage(self, *arguments):
        """Return (exit code, all that was said)."""
        command = self.begin(*arguments)
        said, complaints = command.communicate()
        return command.returncode, said + complaints

    def begin(self, *arguments):
        """Start a command; returns its Popen."""
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


@contextmanager
def founded(name, var):
    """A House with the founding content and the demonstration accounts; yields it."""
    with own_sites.founded(databases.of_this_process("site", name)) as address:
        yield House(address, var)
