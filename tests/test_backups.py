"""The restore drill: what was lost comes back byte for byte, and a damaged or locked backup touches nothing."""

import json
import shutil
import tarfile
from pathlib import Path

import pyrage
import pytest

from tests.support import houses, own_sites

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def house(tmp_path_factory, django_db_setup):
    with houses.founded("backups", tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def upload(house):
    """The address of an uploaded file, which has the hash of its bytes in it."""
    return house.upload()


@pytest.fixture(scope="module")
def backup(house, upload, tmp_path_factory):
    return house.backup(tmp_path_factory.mktemp("kept"))


def test_all_is_lost_and_comes_back(house, backup, upload):
    before = house.everything()
    house.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    shutil.rmtree(house.var / "media", ignore_errors=True)
    code, said = house.manage_from_nothing("restore", backup)
    assert code == 0, said
    assert "byte for byte" in said
    assert "The record is whole" in said
    assert house.everything() == before
    assert house.sends(upload) == (200, Path(upload).stem)


def test_what_is_there_goes_only_if_somebody_says_so(house, backup):
    before = house.everything()
    code, said = house.manage("restore", backup)
    assert (code, "not empty. Say --replace" in said) == (1, True), said
    assert house.everything() == before


def test_later_changes_give_way_to_the_backup(house, backup):
    before = house.everything()
    house.sql("UPDATE auth_user SET first_name = 'Somebody else'")
    code, said = house.manage("restore", backup, "--replace")
    assert code == 0, said
    assert house.everything() == before


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
    assert {"database.dump"} == set(manifest["files"])
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


def test_a_backup_of_newer_code_is_refused_and_says_what_to_install(house, backup, tmp_path):
    with tarfile.open(backup) as packed:
        packed.extractall(tmp_path / "opened", filter="data")
    manifest = json.loads((tmp_path / "opened" / "manifest.json").read_text())
    newer = manifest | {"migrations": [*manifest["migrations"], "content.9999_later"], "code": "9.8", "more": 1}
    (tmp_path / "opened" / "manifest.json").write_text(json.dumps(newer))
    with tarfile.open(tmp_path / "newer.tar", "w") as packed:
        for path in (tmp_path / "opened").iterdir():
            packed.add(path, path.name)
    before = house.everything()
    code, said = house.manage("restore", tmp_path / "newer.tar", "--replace")
    assert (code, "content.9999_later" in said, "Install version 9.8" in said) == (1, True, True), said
    assert house.everything() == before


def test_a_file_or_folder_that_cannot_be_used_is_named_and_blamed(house, tmp_path):
    (tmp_path / "file").write_bytes(b"age-encryption.org/v1\n")
    locked = (tmp_path / "file").rename(tmp_path / "some.tar.age")
    for arguments, told in (
        (("restore", tmp_path / "nowhere.tar"), "nowhere.tar cannot be read: No such file or directory."),
        (("restore", tmp_path), "cannot be read: Is a directory."),
        (("restore", locked, "--identity", tmp_path / "no-key"), "no-key cannot be read: No such file or directory."),
        (("restore", locked, "--identity", "/usr/bin/env"), "env does not open this backup."),
        (("backup", locked / "folder"), "folder cannot be written to"),
        (("backup", "/proc/folder"), "/proc/folder cannot be written to"),
    ):
        code, said = house.manage(*arguments)
        assert (code, told in said, "Traceback" in said) == (1, True, False), said


def test_a_file_that_is_nowhere_is_named_and_the_backup_is_made_all_the_same(house, upload, tmp_path):
    house.sql("CREATE TABLE aside AS TABLE content_filepart; DELETE FROM content_filepart")
    code, said = house.manage("backup", tmp_path)
    house.sql("INSERT INTO content_filepart SELECT * FROM aside; DROP TABLE aside")
    assert (code, upload.removeprefix("/media/") in said, len(list(tmp_path.glob("*.tar")))) == (1, True, 1), said
