"""Recordings of editors: real sounds with their words, sent in parts, approved with the page, heard as a podcast."""

from xml.etree import ElementTree

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content import pausing, reading, recordings, snapshots, verification
from content.models import Article, FilePart, Recording, RecordingBlock
from tests.factories.content import make_rich_article, publish_approved, publish_founding
from tests.support.editing import ROLES, address
from tests.support.sound_files import mp3, ogg

pytestmark = pytest.mark.django_db
SOUND = mp3(3)
WORDS = "<p>Stiff muscles are common. It can help to move.</p>"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(data=SOUND, name="read.mp3"):
    return SimpleUploadedFile(name, data)


def made(data=SOUND, title="Stiff muscles, read aloud"):
    recording = recordings.keep(Recording(title=title), upload(data), by=None)
    recording.save()
    return recording


def read_aloud(recording=None, slug="stiffness", readers=(), **values):
    """An article with a recording in it."""
    article = make_rich_article(slug=slug)
    where = {"parent": article, "region": "main", "ordering": 5, "readers": list(readers)}
    RecordingBlock.objects.create(**where, recording=recording or made(), **{"transcript": WORDS} | values)
    return article


class TestUploading:
    @pytest.mark.parametrize(
        ("file", "says"),
        [
            (upload(b"<html>" * 500), "not a sound that we can read"),
            (upload(b"", "empty.mp3"), "not a sound that we can read"),
            (upload(SOUND[:600]), "not a sound that we can read"),
            (upload(bytes(recordings.LARGEST_UPLOAD + 1)), "larger than 40 MB"),
        ],
    )
    def test_what_is_no_sound_is_refused_in_plain_words(self, file, says):
        with pytest.raises(ValidationError, match=says):
            recordings.read(file)

    def test_it_is_known_by_its_bytes_whatever_its_name_says(self):
        recording = made(ogg(5))
        assert (recording.sound_kind, recording.seconds, recording.size) == ("ogg", 5, len(ogg(5)))
        assert recording.file.name == f"recordings/{recording.sha256}.ogg"
        assert recording.file.read() == ogg(5)

    def test_the_database_refuses_one_without_words_or_a_title(self):
        for broken in (lambda: made(title=""), lambda: read_aloud(transcript="")):
            with pytest.raises(IntegrityError), transaction.atomic():
                broken()

    def test_an_author_uploads_one_and_not_twice(self, sign_in, people):
        client, form = sign_in("author"), {"title": "Stiff muscles, read aloud", "speaker": ""}
        assert client.post(address("recording_add"), {**form, "upload": upload()}).status_code == 302
        assert Recording.objects.get().added_by == people["author"]
        again = client.post(address("recording_add"), {**form, "upload": upload()})
        assert "is here already" in again.content.decode() and Recording.objects.count() == 1
        wrong = client.post(address("recording_add"), {**form, "upload": upload(b"not a sound")})
        assert "not a sound that we can read" in wrong.content.decode()

    def test_each_role_no_more_than_it_needs(self, client, people):
        recording = made()
        pages = [address("recording_changelist"), address("recording_change", recording.pk), address("recording_add")]
        for role in ROLES:
            client.force_login(people[role])
            reads = 403 if role == "directory" else 200
            writes = 200 if role in ("author", "publisher") else 403
            assert [client.get(page).status_code for page in pages] == [reads, reads, writes], role
            assert client.get(address("recording_delete", recording.pk)).status_code == 403


class TestApproving:
    def test_an_approval_stands_for_the_bytes_and_the_words(self):
        article = read_aloud()
        before = snapshots.hash_of(article)
        RecordingBlock.objects.update(transcript="<p>Other words.</p>")
        other = snapshots.hash_of(article)
        RecordingBlock.objects.update(transcript=WORDS, recording=made(mp3(4)))
        assert len({before, other, snapshots.hash_of(article)}) == 3

    def test_articles_without_one_are_the_bytes_that_they_were(self):
        assert "recording" not in snapshots.canonical_text(snapshots.document(make_rich_article()))

    def test_an_old_edition_brings_it_back_and_it_cannot_be_deleted_while_in_use(self):
        article = read_aloud()
        document = snapshots.document(article)
        with pytest.raises(ProtectedError):
            Recording.objects.get().delete()
        RecordingBlock.objects.all().delete()
        snapshots.restore(article, document)
        assert snapshots.document(article) == document

    def test_a_file_with_other_bytes_than_were_approved_is_not_sent_and_found(self, client, people, settings, caplog):
        recording = made()
        publish_approved(read_aloud(recording))
        assert verification.verify().breaks == ()
        place = reverse("recording", args=[recording.sha256, "mp3"])
        assert client.get(place).getvalue() == SOUND
        (settings.MEDIA_ROOT / recording.file.name).write_bytes(mp3(5))
        FilePart.objects.all().delete()
        assert client.get(place).status_code == 404 and "not what was uploaded" in caplog.text
        assert f"names the recording {recording.sha256}" in " ".join(verification.verify().breaks)
        (settings.MEDIA_ROOT / recording.file.name).unlink()
        assert client.get(place).status_code == 404


class TestSending:
    @pytest.mark.parametrize(
        ("asked", "status", "start", "stop"),
        [
            (None, 200, 0, len(SOUND)),
            ("bytes=0-", 206, 0, len(SOUND)),
            ("bytes=0-1", 206, 0, 2),
            ("bytes=500-999", 206, 500, 1000),
            ("bytes=40000-", 206, 40000, len(SOUND)),
            ("bytes=-100", 206, len(SOUND) - 100, len(SOUND)),
            ("bytes=-999999999", 206, 0, len(SOUND)),
            ("bytes=10-999999999", 206, 10, len(SOUND)),
            ("bytes=9-3", 200, 0, len(SOUND)),
            ("bytes=0-1,5-6", 200, 0, len(SOUND)),
            ("bytes=-", 200, 0, len(SOUND)),
            ("lines=1-2", 200, 0, len(SOUND)),
            (f"bytes={len(SOUND)}-", 416, 0, 0),
            ("bytes=-0", 416, 0, 0),
        ],
    )
    def test_a_player_gets_the_part_that_it_asks_for(self, client, asked, status, start, stop):
        place = reverse("recording", args=[made().sha256, "mp3"])
        response = client.get(place, headers={"accept-encoding": "gzip"} | ({"range": asked} if asked else {}))
        assert response.status_code == status and "Content-Encoding" not in response
        if status == 416:
            assert response["Content-Range"] == f"bytes */{len(SOUND)}"
            return
        assert response.getvalue() == SOUND[start:stop]
        assert response["Content-Length"] == str(stop - start) and response["Accept-Ranges"] == "bytes"
        assert response["Content-Type"] == "audio/mpeg" and "immutable" in response["Cache-Control"]
        assert response["X-Content-Type-Options"] == "nosniff"
        if status == 206:
            assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{len(SOUND)}"

    def test_a_part_of_something_else_is_answered_with_the_whole(self, client):
        recording = made()
        place = reverse("recording", args=[recording.sha256, "mp3"])
        ask = {"range": "bytes=0-9"}
        assert client.get(place, headers=ask | {"if-range": f'"{recording.sha256}"'}).status_code == 206
        assert client.get(place, headers=ask | {"if-range": '"other"'}).status_code == 200

    @pytest.mark.parametrize("path", [f"{'0' * 64}.mp3", "../settings.py", f"{'a' * 63}.mp3", f"{'a' * 64}.wav"])
    def test_nothing_else_is_sent(self, client, path):
        assert client.get(f"/media/recordings/{path}").status_code == 404


class TestHearing:
    def test_readers_get_it_with_its_words_and_hear_it_only_when_they_press(self, client, demonstration):
        recording = made()
        publish_founding(read_aloud(recording))
        html = client.get("/articles/stiffness/").content.decode()
        place = reverse("recording", args=[recording.sha256, "mp3"])
        assert f'<audio controls preload="none" aria-label="Stiff muscles, read aloud" src="{place}">' in html
        assert "Read the words of this recording" in html and "It can help to move." in html
        assert 'href="/podcast.xml"' in html

    def feed(self, client):
        reading.forget()
        response = client.get("/podcast.xml")
        assert response["Content-Type"].startswith("application/rss+xml")
        return ElementTree.fromstring(response.content).find("channel")  # noqa: S314 - our own

    def test_the_podcast_has_what_programs_need(self, client, people):
        recording = made()
        publish_approved(read_aloud(recording, readers=["carer"]))
        channel = self.feed(client)
        [item] = channel.findall("item")
        assert item.findtext("title") == "Stiff muscles, read aloud"
        assert item.findtext("link") == "http://testserver/articles/stiffness/carer/"
        assert item.find("enclosure").attrib == {
            "url": f"http://testserver/media/recordings/{recording.sha256}.mp3",
            "length": str(len(SOUND)),
            "type": "audio/mpeg",
        }
        assert item.findtext(f"{ITUNES}duration") == "3" and item.find("guid").get("isPermaLink") == "false"
        assert "Checked by" in item.findtext("description")
        assert channel.findtext(f"{ITUNES}explicit") == "false" and channel.findtext("language") == "en-gb"
        assert channel.find(f"{ITUNES}category").get("text") == "Health & Fitness"

    def test_it_begins_empty_and_says_so(self, client):
        channel = self.feed(client)
        assert channel.findall("item") == [] and "Nothing has been recorded yet." in channel.findtext("description")

    def test_without_a_recording_it_does_not_say_that_it_is_new_each_time(self, client):
        with time_machine.travel(timezone.now(), tick=False) as clock:
            first = client.get("/podcast.xml").content
            clock.shift(60)
            assert Client().get("/podcast.xml").content == first

    def test_what_nobody_approved_is_not_in_it_outside_a_demonstration(self, client, settings):
        settings.DEMO = True
        publish_founding(read_aloud())
        assert "Waiting for clinical approval." in self.feed(client).find("item").findtext("description")
        settings.DEMO = False
        assert self.feed(client).findall("item") == []

    def test_what_is_paused_rests(self, client, people):
        publish_approved(read_aloud())
        [item] = self.feed(client).findall("item")
        pausing.pause(Article.objects.get(), by=people["publisher"], reason="A mistake.")
        assert item is not None and self.feed(client).findall("item") == []
