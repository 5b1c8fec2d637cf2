"""Recordings that editors upload: known by what they hold, stored under the name of their bytes, sent in parts."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from content import sounds
from content.models import Recording

LARGEST_UPLOAD = 40 * 1024 * 1024  # bytes: 40 minutes at 128 kbit a second
CHUNK = 64 * 1024  # bytes


def read(upload):
    """Return the Sound in an uploaded file. Raises ValidationError in plain words."""
    if upload.size > LARGEST_UPLOAD:
        raise ValidationError(f"This file is larger than {LARGEST_UPLOAD // 1024**2} MB. Make it shorter or smaller.")
    upload.seek(0)
    try:
        return sounds.sound(upload.read())
    except ValueError:
        raise ValidationError("This is not a sound that we can read. Choose an MP3, M4A or Ogg file.") from None


def keep(recording, upload, *, by):
    """Store an upload that was read for a Recording row and fill in its columns; the row is not saved.

    The same bytes are stored once.
    """
    found = read(upload)
    recording.sha256, recording.sound_kind = hash_of(upload), found.kind
    recording.size, recording.seconds = upload.size, found.seconds
    recording.added_by = by
    recording.file.name = path(recording.sha256, found.kind)
    upload.seek(0)
    default_storage.save(recording.file.name, upload)
    return recording


def already(upload):
    """Return the Recording that has the same bytes, or None."""
    return Recording.objects.filter(sha256=hash_of(upload)).first()


def hash_of(file):
    """Return the hash of the bytes of an open file, in hexadecimal."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def size_of(sha256, kind):
    """Return how many bytes a recording has, or None: no such file, or, which is logged, one whose bytes are others."""
    try:
        with default_storage.open(path(sha256, kind)) as file:
            return file.size
    except FileNotFoundError:
        return None


def chunks(sha256, kind, start, length):
    """Yield `length` bytes of a recording from `start` on, a little at a time."""
    with default_storage.open(path(sha256, kind)) as file:
        file.seek(start)
        while length > 0 and (data := file.read(min(CHUNK, length))):
            length -= len(data)
            yield data


def path(sha256, kind):
    """Return where a recording is stored."""
    return f"recordings/{sha256}.{kind}"
