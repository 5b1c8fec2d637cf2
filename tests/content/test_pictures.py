"""Pictures of editors: only real pictures, made small, free of hidden data, always with words."""

from io import BytesIO

import PIL.Image
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from content import pictures, snapshots, verification
from content.models import FilePart, Image, ImageBlock
from tests.factories.content import make_rich_article, publish_approved, publish_founding
from tests.support.editing import ROLES, address

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(size=(400, 300), form="JPEG", name="photo.jpg", mode="RGB", **options):
    """A picture with some detail, as a browser would send it."""
    picture = PIL.Image.effect_noise(size, 60).convert(mode)
    buffer = BytesIO()
    picture.save(buffer, form, **options)
    return SimpleUploadedFile(name, buffer.getvalue())


def made(words="A woman holds a rail", **options):
    image = pictures.keep(Image(alternative=words), pictures.read(upload(**options)), by=None)
    image.save()
    return image


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (SimpleUploadedFile("x.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "not a picture that we can read"),
        (SimpleUploadedFile("x.jpg", b"\xff\xd8\xff\xe0 broken"), "not a picture that we can read"),
        (SimpleUploadedFile("x.png", b""), "not a picture that we can read"),
        (SimpleUploadedFile("x.jpg", b"x" * (pictures.LARGEST_UPLOAD + 1)), "larger than 10 MB"),
        (upload(form="GIF", mode="L"), "not a picture that we can read"),
        (upload(size=(150, 900)), "too small"),
    ],
)
def test_what_is_no_picture_for_us_is_refused_in_plain_words(file, says):
    with pytest.raises(ValidationError, match=says):
        pictures.read(file)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked():
    with pytest.raises(ValidationError, match="too many pixels"):
        pictures.read(upload(size=(8000, 6000), form="PNG", mode="1"))


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")])
def test_what_is_kept_is_small_enough_for_a_page(form, mode):
    image = made(size=(2000, 1000), form=form, mode=mode)
    stored = PIL.Image.open(image.file)
    assert stored.format == "WEBP" and stored.size == (image.width, image.height)
    assert max(stored.size) <= pictures.WIDEST
    assert len(pictures.stored(image.sha256)) <= pictures.HEAVIEST


def test_hidden_data_is_removed_and_the_picture_is_upright():
    exif = PIL.Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Maker of the camera"
    image = made(size=(800, 400), exif=exif)
    assert (image.width < image.height) and not PIL.Image.open(image.file).getexif()
    assert b"Maker" not in pictures.stored(image.sha256)


def test_the_database_refuses_a_picture_without_words():
    with pytest.raises(IntegrityError), transaction.atomic():
        made(words="")


def test_a_database_without_room_is_said_kindly_and_the_next_try_succeeds(sign_in):
    """The database's own words, as on a full disk."""
    client, typed = sign_in("author"), "A woman holds a rail"
    sent = {"alternative": typed, "credit": "", "upload": upload()}
    client.raise_request_exception = False
    with connection.execute_wrapper(no_room):
        refused = client.post(address("image_add"), sent)
    assert refused.status_code == 503 and "not saved yet" in refused.text
    assert f'value="{typed}"' in refused.text and "Choose your file again: photo.jpg" in refused.text
    assert not Image.objects.exists() and not FilePart.objects.exists()
    sent["upload"].seek(0)
    assert client.post(address("image_add"), sent).status_code == 302
    assert pictures.stored(Image.objects.get().sha256)


def no_room(execute, sql, *rest):
    if "content_filepart" in sql:
        raise OperationalError('could not extend file "base/5/16384": No space left on device')
    return execute(sql, *rest)


def test_a_picture_in_use_cannot_be_deleted():
    image, article = made(), make_rich_article()
    ImageBlock.objects.create(parent=article, region="main", ordering=5, image=image)
    with pytest.raises(ProtectedError):
        image.delete()


def test_an_approval_stands_for_the_words_and_the_bytes_of_a_picture():
    image, article = made(), make_rich_article()
    ImageBlock.objects.create(parent=article, region="main", ordering=5, image=image)
    before = snapshots.hash_of(article)
    Image.objects.update(alternative="Something else")
    assert snapshots.hash_of(article) != before


def test_an_old_edition_brings_its_picture_back():
    image, article = made(), make_rich_article()
    ImageBlock.objects.create(parent=article, region="main", ordering=5, image=image)
    document = snapshots.document(article)
    ImageBlock.objects.all().delete()
    snapshots.restore(article, document)
    assert snapshots.document(article) == document


def test_readers_get_the_picture_with_its_words(client, settings):
    settings.DEMO = True
    image, article = made(), make_rich_article()
    ImageBlock.objects.create(parent=article, region="main", ordering=5, image=image, caption="At the rail")
    publish_founding(article)
    html = client.get(f"/articles/{article.slug}/").content.decode()
    assert f'alt="A woman holds a rail" width="{image.width}" height="{image.height}"' in html
    response = client.get(reverse("picture", args=[image.sha256]))
    assert response["Content-Type"] == "image/webp" and "immutable" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content == image.file.read()


def test_a_file_with_other_bytes_than_were_approved_is_not_sent_and_found(client, people, settings, caplog):
    image, article = made(), make_rich_article()
    ImageBlock.objects.create(parent=article, region="main", ordering=5, image=image)
    publish_approved(article)
    assert verification.verify().breaks == ()
    place, right = reverse("picture", args=[image.sha256]), pictures.stored(image.sha256)
    other = pictures.stored(made(size=(300, 300)).sha256)
    (settings.MEDIA_ROOT / image.file.name).write_bytes(other)
    assert client.get(place).content == right and "not what was uploaded" in caplog.text
    (settings.MEDIA_ROOT / image.file.name).write_bytes(other)
    FilePart.objects.all().delete()
    assert client.get(place).status_code == 404
    assert f"names the picture {image.sha256}" in " ".join(verification.verify().breaks)


@pytest.mark.parametrize("path", [f"{'0' * 64}.webp", "../settings.py", f"{'a' * 63}.webp", f"{'g' * 64}.webp"])
def test_nothing_else_is_sent(client, path):
    assert client.get(f"/media/pictures/{path}").status_code == 404


class TestAdmin:
    def post(self, client, file, words="A woman holds a rail"):
        return client.post(address("image_add"), {"upload": file, "alternative": words, "credit": ""})

    def test_an_author_uploads_a_picture(self, sign_in, people):
        assert self.post(sign_in("author"), upload()).status_code == 302
        assert Image.objects.get().added_by == people["author"]

    def test_without_words_nothing_is_kept_and_it_says_so(self, sign_in):
        response = self.post(sign_in("author"), upload(), words="")
        assert "This field is required" in response.content.decode()
        assert not Image.objects.exists()

    def test_the_same_picture_is_not_kept_twice(self, sign_in):
        client, file = sign_in("author"), upload()
        self.post(client, file)
        file.seek(0)
        assert "is here already" in self.post(client, file, words="The same").content.decode()

    @pytest.mark.parametrize("role", ROLES)
    def test_each_role_no_more_than_it_needs(self, sign_in, role):
        client, image = sign_in(role), made()
        reads = 403 if role == "directory" else 200
        writes = 200 if role in ("author", "publisher") else 403
        pages = [address("image_changelist"), address("image_change", image.pk), address("image_add")]
        assert [client.get(page).status_code for page in pages] == [reads, reads, writes]
        assert client.get(address("image_delete", image.pk)).status_code == 403
