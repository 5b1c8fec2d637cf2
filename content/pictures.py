"""Pictures that editors upload: checked by what they hold, made small, without hidden data, named after their bytes."""

import hashlib
import warnings
from io import BytesIO

import PIL
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import ImageOps

from content.models import Image

FORMATS = ("JPEG", "PNG", "WEBP")  # never SVG: it can hold scripts
LARGEST_UPLOAD = 10 * 1024 * 1024  # bytes
MOST_PIXELS = 40_000_000  # what a good telephone takes; more is a mistake or an attack
SMALLEST_SIDE = 200  # pixels; less is blurred on a page
WIDEST = 960  # pixels: the reading column, twice over on a phone
HEAVIEST = 32 * 1024  # bytes: a page stays under 60 KB in all
QUALITIES = (80, 70, 60, 50, 40)


def read(upload):
    """Return the picture in an uploaded file, upright. Raises ValidationError in plain words."""
    if upload.size > LARGEST_UPLOAD:
        raise ValidationError(f"This file is larger than {LARGEST_UPLOAD // 1024**2} MB. Choose a smaller one.")
    try:
        with warnings.catch_warnings(action="error", category=PIL.Image.DecompressionBombWarning):
            picture = PIL.Image.open(upload, formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError("This picture has too many pixels. Make it smaller first.")
            picture.load()
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombWarning, PIL.Image.DecompressionBombError):
        raise ValidationError("This is not a picture that we can read. Choose a JPEG, PNG or WebP file.") from None
    if min(picture.size) < SMALLEST_SIDE:
        raise ValidationError(f"This picture is too small: each side needs at least {SMALLEST_SIDE} pixels.")
    return ImageOps.exif_transpose(picture)


def keep(image, picture, *, by):
    """Store a picture for an Image row and fill in its columns; the row is not saved. Same bytes are stored once."""
    data, size = _smaller(picture)
    image.sha256 = hashlib.sha256(data).hexdigest()
    image.width, image.height = size
    image.added_by = by
    image.file.name = path(image.sha256)
    default_storage.save(image.file.name, ContentFile(data))
    return image


def stored(sha256):
    """Return the bytes of a picture, or None: no such file, or, which is logged, one whose bytes are others."""
    try:
        with default_storage.open(path(sha256)) as file:
            return file.read()
    except FileNotFoundError:
        return None


def already(picture):
    """Return the Image that has the same bytes, or None."""
    return Image.objects.filter(sha256=hashlib.sha256(_smaller(picture)[0]).hexdigest()).first()


def path(sha256):
    """Return where a picture is stored."""
    return f"pictures/{sha256}.webp"


def _smaller(picture):
    """Return a picture as WebP bytes no heavier than a page can bear, without hidden data, and its size."""
    picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((WIDEST, WIDEST))
    while True:
        for quality in QUALITIES:
            data = _encoded(picture, quality)
            if len(data) <= HEAVIEST:
                return data, picture.size
        picture = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4))


def _encoded(picture, quality):
    buffer = BytesIO()
    picture.save(buffer, "WEBP", quality=quality, method=4, exif=b"", icc_profile=b"")
    return buffer.getvalue()
