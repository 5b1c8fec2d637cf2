"""The restore drill: what was lost comes back byte for byte, and a damaged or locked backup touches nothing."""

import json
import os
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import psycopg2
import pyrage
import pytest
from django.conf import settings

from tests.support import databases, own_sites

pytestmark = pytest.mark.slow
PICTURE = b"only bytes, as far as a backup is concerned"


class House:
    """A site's database and folder, and the commands that its keeper gives."""

    def __init__(self, address, var):
        self.address, self.var = address, var
        self.environment = {**os.environ, **own_sites.SECRET, "DATABASE_URL": address, "VAR_DIR": str(var), "DEMO": "1"}
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        (var / "media" / "pictures").mkdir(parents=True)
        self.picture.write_bytes(PICTURE)

    @property
    def picture(self):
        return self.var / "media" / "pictures" / "one.webp"

    def manage(self, *arguments):
        """Return (exit code, all that was said)."""
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr

    def sql(self, statement):
        known = settings.DATABASES["default"]
        place = {name.lower(): known[name] for name in ("HOST", "PORT", "USER", "PASSWORD")}
        with (
            closing(psycopg2.connect(dbname=self.address.rpartition("/")[2], **place)) as connection,
            connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None

    def everything(self):
        """Return what must never be lost, as it stands in the database."""
        tables = ("content_revision", "content_release", "content_reviewevent", "referrals_guideversion", "auth_user")
        return {table: self.sql(f"SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM {table} t") for table in tables}  # noqa: S608


@pytest.fixture(scope="module")
def house(tmp_path_factory, django_db_setup):
    with own_sites.founded(databases.of_this_process("site", "backups")) as address:
        yield House(address, tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def backup(house, tmp_path_factory):
    code, said = house.manage("backup", tmp_path_factory.mktemp("kept"))
    assert code == 0, said
    return Path(said.split()[-1])


def test_all_is_lost_and_comes_back(house, backup):
    before = house.everything()
    house.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    house.picture.unlink()
    code, said = house.manage("restore", backup)
    assert code == 0, said
    assert "byte for byte" in said
    assert "The record is whole" in said
    assert house.everything() == before
    assert house.picture.read_bytes() == PICTURE


def test_what_is_there_goes_only_if_somebody_says_so(house, backup):
    before = house.everything()
    code, said = house.manage("restore", backup)
    assert (code, "not empty. Say --replace" in said) == (1, True), said
    assert house.everything() == before


def test_later_changes_give_way_to_the_backup(house, backup):
    before = house.everything()
    house.sql("UPDATE auth_user SET first_name = 'Somebody else'")
    (house.picture.parent / "later.webp").write_bytes(b"later")
    code, said = house.manage("restore", backup, "--replace")
    assert code == 0, said
    assert house.everything() == before
    assert [path.name for path in house.picture.parent.iterdir()] == ["one.webp"]


def test_one_changed_byte_is_found_and_nothing_is_touched(house, backup, tmp_path):
    before = house.everything()
    damaged = tmp_path / "damaged.tar"
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)
    code, said = house.manage("restore", damaged, "--replace")
    assert code == 1
    assert "damaged.tar is" in said, said
    assert "Traceback" not in said
    assert house.everything() == before


def test_half_a_file_is_no_backup(house, backup, tmp_path):
    half = tmp_path / "half.tar"
    half.write_bytes(backup.read_bytes()[:4000])
    code, said = house.manage("restore", half, "--replace")
    assert (code, "half.tar is" in said, "Traceback" in said) == (1, True, False), said


def test_a_backup_is_for_its_owner_and_says_what_it_holds(backup):
    assert backup.stat().st_mode & 0o077 == 0
    with tarfile.open(backup) as packed:
        manifest = json.load(packed.extractfile("manifest.json"))
    assert {"database.dump", "media/pictures/one.webp"} == set(manifest["files"])
    assert any(name.startswith("article:") for name in manifest["releases"])
    assert any(name.startswith("guide:") for name in manifest["releases"])
    assert own_sites.SECRET["SECRET_KEY"].encode() not in backup.read_bytes()


def test_an_encrypted_backup_opens_with_its_key_alone(house, tmp_path):
    key, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    for name, identity in (("right", key), ("wrong", other)):
        (tmp_path / name).write_text(f"# a key of age\n{identity}\n")
    code, said = house.manage("backup", tmp_path, "--recipient", key.to_public())
    locked = Path(said.split()[-1])
    assert (code, locked.suffix) == (0, ".age"), said
    assert b"manifest.json" not in locked.read_bytes()
    before = house.everything()
    for arguments, told in (((), "is encrypted"), (("--identity", tmp_path / "wrong"), "does not open")):
        code, said = house.manage("restore", locked, "--replace", *arguments)
        assert (code, told in said) == (1, True), said
    code, said = house.manage("restore", locked, "--replace", "--identity", tmp_path / "right")
    assert code == 0, said
    assert house.everything() == before


def test_a_recipient_that_is_none_is_refused(house, tmp_path):
    code, said = house.manage("backup", tmp_path, "--recipient", "age1nonsense")
    assert (code, "no public key of age" in said, "Traceback" in said) == (1, True, False), said
