"""Uploaded files are in the database; what was read on a machine is read from its disk, whatever becomes of either."""

import hashlib
import math
import resource
from contextlib import contextmanager

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.urls import reverse

from content import recordings, resting, storage
from content.models import FilePart, Recording
from tests.support.sound_files import mp3

pytestmark = pytest.mark.django_db
SOUND = mp3(70)
SHA256 = hashlib.sha256(SOUND).hexdigest()
NAME = f"recordings/{SHA256}.mp3"


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    """Where this machine has its copies."""
    settings.MEDIA_ROOT = tmp_path / "media"
    resting.LINES.forget()
    return settings.MEDIA_ROOT


@pytest.fixture
def stored():
    return default_storage.save(NAME, ContentFile(SOUND))


def read(name=NAME):
    with default_storage.open(name) as file:
        return file.read()


def copies(disk):
    return [path for path in disk.rglob("*") if path.is_file()]


def row(**values):
    """A row that names the sound."""
    return Recording.objects.create(
        file=NAME, sha256=SHA256, sound_kind="mp3", size=len(SOUND), seconds=70, title="Read", **values
    )


@contextmanager
def database_away():
    def gone(*_):
        raise OperationalError("gone")

    with connection.execute_wrapper(gone):
        yield


@contextmanager
def full_disk():
    """No file gets longer than a hundred bytes: the system refuses to write on, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class TestReading:
    def test_what_was_read_once_is_not_asked_of_the_database_again(self, stored, disk, django_assert_num_queries):
        assert read() == SOUND
        assert [path.read_bytes() for path in copies(disk)] == [SOUND]
        with django_assert_num_queries(0):
            assert read() == SOUND

    @pytest.mark.parametrize("parts", [2, 3.5])
    def test_a_file_of_several_parts_is_whole(self, monkeypatch, parts):
        monkeypatch.setattr(storage, "PART", int(len(SOUND) / parts))
        default_storage.save(NAME, ContentFile(SOUND))
        assert FilePart.objects.count() == math.ceil(parts)
        assert default_storage.is_whole(NAME) and read() == SOUND

    def test_while_the_database_is_away_what_was_read_before_is_still_sent(self, stored, client):
        address = reverse("recording", args=[SHA256, "mp3"])
        client.raise_request_exception = False
        with database_away():
            assert client.get(address).status_code == 503
        assert client.get(address).getvalue() == SOUND
        with database_away():
            assert client.get(address).getvalue() == SOUND
            part = client.get(address, headers={"range": "bytes=500-999"})
            assert (part.status_code, part.getvalue()) == (206, SOUND[500:1000])

    @pytest.mark.parametrize("left", [b"", SOUND[:99], SOUND[:-1] + b"x"], ids=["empty", "half", "changed"])
    def test_a_damaged_copy_is_made_anew(self, stored, disk, left, caplog):
        read()
        (disk / NAME).write_bytes(left)
        assert read() == SOUND and "not what was uploaded" in caplog.text
        assert (disk / NAME).read_bytes() == SOUND

    def test_a_full_disk_hinders_nobody_and_is_said_once(self, stored, disk, caplog, client):
        address = reverse("recording", args=[SHA256, "mp3"])
        with full_disk():
            assert [read(), read()] == [SOUND, SOUND]
            assert client.get(address, headers={"range": "bytes=500-999"}).getvalue() == SOUND[500:1000]
        assert caplog.text.count("no copies of uploaded files are kept") == 1
        assert list((disk / "recordings").iterdir()) == []
        assert read() == SOUND and copies(disk) == [disk / NAME]

    def test_a_disk_that_is_no_folder_hinders_nobody(self, stored, disk):
        disk.write_text("no folder")
        assert read() == SOUND

    def test_other_bytes_in_the_database_are_never_given(self, stored, caplog, client):
        FilePart.objects.filter(place=1).update(content=b"other")
        assert not default_storage.is_whole(NAME)
        assert client.get(reverse("recording", args=[SHA256, "mp3"])).status_code == 404
        assert "in the database is not what was uploaded" in caplog.text

    @pytest.mark.parametrize(
        "name",
        ["../settings.py", "/etc/passwd", f"recordings/../{SHA256}.mp3", f"{NAME}\0", f"{NAME}\n", "", "a" * 200],
    )
    def test_a_hostile_name_is_no_file(self, name):
        with pytest.raises(SuspiciousFileOperation):
            default_storage.open(name)
        with pytest.raises(SuspiciousFileOperation):
            default_storage.save(name, ContentFile(SOUND))
        assert not FilePart.objects.exists()

    def test_what_nobody_stored_is_not_there(self):
        with pytest.raises(FileNotFoundError):
            read()
        assert not default_storage.is_whole(NAME)


class TestWriting:
    def test_the_same_file_is_stored_once_and_never_written_over(self, stored):
        before = list(FilePart.objects.values())
        assert len(before) == 2 and default_storage.save(NAME, ContentFile(SOUND)) == stored
        assert list(FilePart.objects.values()) == before

    def test_other_bytes_than_the_name_says_are_refused(self):
        for data in (b"", SOUND[:-1], SOUND + b"x"):
            with pytest.raises(SuspiciousFileOperation):
                default_storage.save(NAME, ContentFile(data))
        assert not FilePart.objects.exists()

    def test_the_database_refuses_a_name_without_a_hash_a_large_part_and_a_second_one(self, stored):
        for wrong in (
            {"name": "recordings/read.mp3", "place": 0, "content": b"x"},
            {"name": f"../{SHA256}.mp3", "place": 0, "content": b"x"},
            {"name": NAME, "place": 9, "content": bytes(storage.PART + 1)},
            {"name": NAME, "place": 0, "content": b"x"},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                FilePart.objects.create(**wrong)

    def test_what_is_undone_leaves_nothing(self, disk):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            recordings.keep(Recording(title="Read"), ContentFile(SOUND), by=None)
            1 / 0  # noqa: B018
        assert not FilePart.objects.exists() and copies(disk) == []


class TestFilesOfOlderCode:
    @pytest.fixture
    def old(self, disk):
        """A recording as older code kept it: a row, and a file of one machine."""
        (disk / "recordings").mkdir(parents=True)
        (disk / NAME).write_bytes(SOUND)
        return row()

    def test_they_are_read_and_taken_into_the_database(self, old, disk, capsys):
        assert read() == SOUND and storage.missing() == [NAME]
        call_command("store_files")
        assert capsys.readouterr().out == f"{NAME}\n" and storage.missing() == []
        (disk / NAME).unlink()
        assert read() == SOUND
        call_command("store_files")
        assert capsys.readouterr().out == ""

    @pytest.mark.parametrize("lose", [lambda file: file.unlink(), lambda file: file.write_bytes(b"other")])
    def test_one_that_is_nowhere_is_named(self, old, disk, lose):
        lose(disk / NAME)
        with pytest.raises(CommandError, match=NAME):
            call_command("store_files")
