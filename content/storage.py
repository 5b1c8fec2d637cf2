"""Where uploaded files are: in the database, saved with the row that names them, for every machine and every backup.

The disk has copies of what was read on this machine, so that readers need no database. A name has the hash of the bytes
in it: a copy never gets old, and bytes that a name does not stand for are never given.
"""

import hashlib
import logging
import re
import tempfile
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import FileField

from content import resting, servers
from content.models import FilePart
from content.models.file_part import PART

logger = logging.getLogger(__name__)

NAME = re.compile(r"[a-z]+/([0-9a-f]{64})\.[a-z0-9]+")


class DatabaseStorage(Storage):
    """Django's storage of files that are named after their bytes: folder/hash.ending. None is ever written over.

    Opening raises FileNotFoundError for what nobody stored and for other bytes than the name stands for, which is
    logged; and django.db.Error for what was not read here before, while the database is away.
    """

    def get_available_name(self, name, max_length=None):
        """Return the name as it is: the same one stands for the same bytes."""
        return name

    def exists(self, name):
        """Whether the database has it."""
        return FilePart.objects.filter(name=name).exists()

    def is_whole(self, name):
        """Whether the database has it, with the bytes that its name stands for."""
        digest = hashlib.sha256()
        for part in _parts(name):
            digest.update(part)
        return digest.hexdigest() == _hash_in(name)

    def _save(self, name, content):
        sha256, digest = _hash_in(name), hashlib.sha256()
        with transaction.atomic():
            for place, part in enumerate(content.chunks(PART)):
                digest.update(part)
                FilePart.objects.bulk_create([FilePart(name=name, place=place, content=part)], ignore_conflicts=True)
            if digest.hexdigest() != sha256:
                raise SuspiciousFileOperation("This is no file of that name.")
        return name

    def _open(self, name, mode="rb"):
        sha256, copy = _hash_in(name), Path(settings.MEDIA_ROOT, name)
        if opened := _opened(copy, sha256):
            return File(opened, name)
        data = _fetched(name)
        if hashlib.sha256(data).hexdigest() != sha256:
            logger.error("%s in the database is not what was uploaded: not given", name)
            raise FileNotFoundError(name)
        _write(copy, data)
        return ContentFile(data, name)


def missing():
    """Return the names of files that rows name and the database has not, sorted."""
    fields = [field for model in apps.get_models() for field in model._meta.fields if isinstance(field, FileField)]
    stored = FilePart.objects.values("name")
    rows = [field.model.objects.exclude(**{f"{field.name}__in": stored}).values_list(field.name) for field in fields]
    return sorted({name for found in rows for (name,) in found if name})


def _hash_in(name):
    found = NAME.fullmatch(name)
    if not found:
        raise SuspiciousFileOperation("This is no name of an uploaded file.")
    return found[1]


def _fetched(name):
    """Return the bytes that the database has. They never change, so a replica is asked first; it may be behind."""
    for server in dict.fromkeys((settings.READ_DATABASE, servers.of_what_stands())):
        if data := b"".join(_parts(name, server)):
            return data
    raise FileNotFoundError(name)


def _parts(name, server=DEFAULT_DB_ALIAS):
    """Yield the parts that a database has, each asked for by itself."""
    rows = FilePart.objects.using(server).filter(name=name)
    place = 0
    while part := rows.filter(place=place).values_list("content", flat=True).first():
        yield part
        place += 1


def _opened(copy, sha256):
    """Return a copy with the right bytes, open, or None: without one the database is asked."""
    try:
        known = copy.stat()
        if _has_hash(copy, sha256, known.st_mtime_ns, known.st_size):
            return copy.open("rb")
        logger.error("%s on the disk is not what was uploaded: not used", copy.name)
    except OSError:
        pass  # not read here before; or a disk that gives nothing, which _write logs
    return None


@lru_cache(maxsize=1024)
def _has_hash(copy, sha256, changed, size):
    """Whether a file has the right bytes. Read anew only when it was touched."""
    with copy.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def _write(copy, data):
    """Put a copy on the disk, whole or not at all. A disk that takes none is a line in the log and nothing else."""
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=copy.parent, prefix=".unfinished-") as place:
            unfinished = Path(place, copy.name)
            unfinished.write_bytes(data)
            unfinished.replace(copy)
    except OSError as fault:
        if resting.LINES.admits("copies of uploaded files"):
            logger.warning("no copies of uploaded files are kept, each reader asks the database: %s", fault)
