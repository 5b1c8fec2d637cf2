"""Where static files go: each under a name with its hash, compressed, and every link among them to such a name.

A stylesheet or script that is only a list of others is sent with their words in it: to find out what is in the list
would cost a telephone another two round trips, and as many requests as there are parts.
"""

import posixpath
import re
from contextlib import suppress

from django.core.files.base import ContentFile
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = re.compile(r'^@import url\("(?P<part>[^":]+)"\)(?: layer\((?P<layer>[\w-]+)\))?(?: (?P<media>[\w-]+))?;$', re.M)
SCRIPT = re.compile(r'^import "\./(?P<part>[\w-]+\.js)";$', re.M)
LISTS = {"css": SHEET, "js": SCRIPT}
BOUND = re.compile(r"url\(|@import|^import\b|^export\b", re.M)  # what would mean something else in another file


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Also what a script imports has its hash: after a new release no old module in a cache meets a new one."""

    support_js_module_import_aggregation = True

    def __init__(self, *args, **kwargs):
        self._addresses = {}
        super().__init__(*args, **kwargs)

    def url(self, name, force=False):
        """Return the address of a file; it stays the same until files are collected again."""
        if name not in self._addresses:
            self._addresses[name] = super().url(name, force)
        return self._addresses[name]

    def post_process(self, paths, dry_run=False, **options):
        """Write lists out, then name and compress all files; yields what Django's own yields."""
        if not dry_run:
            paths = {name: self._whole(name, *file) for name, file in paths.items()}
        return super().post_process(paths, dry_run, **options)

    def save_manifest(self):
        """Write down the new names."""
        super().save_manifest()
        self._addresses.clear()

    def _whole(self, name, storage, path):
        """Return (storage, path) of a file; of a list, those of the file that has its parts in it."""
        pattern = LISTS.get(name.rpartition(".")[2])
        listed = _words(storage, path) if pattern else ""
        parts = [_part(line, storage, path) for line in pattern.finditer(listed)] if listed else []
        if not parts or any(BOUND.search(part) for part in parts):
            return storage, path
        written = iter(parts)
        self.delete(name)
        return self, self._save(name, ContentFile(pattern.sub(lambda _: next(written), listed).encode()))


class StaticFiles(WhiteNoiseMiddleware):
    """Sends them, also those that were collected after this process began.

    In an upgrade pages of the new version come from one instance, and their files are asked of the other, older one.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.directories = [(f"{self.static_root}/", self.static_prefix)]

    def __call__(self, request):
        """Send the file of this address, or whatever answers else."""
        address = request.path_info
        if address.startswith(self.static_prefix) and address not in self.files:
            with suppress(OSError, ValueError):  # the name of nothing that could be a file
                if found := self.find_file(address):
                    self.files[address] = found
        return super().__call__(request)


def _part(line, storage, path):
    """Return what stands for a line of a list: the words of that file, under what the line says of them."""
    words = _words(storage, posixpath.normpath(posixpath.join(posixpath.dirname(path), line["part"])))
    if path.endswith(".js"):
        return f"{{\n{words}}}"
    words = f"@layer {line['layer']} {{\n{words}}}" if line["layer"] else words
    return f"@media {line['media']} {{\n{words}}}" if line["media"] else words


def _words(storage, path):
    with storage.open(path) as file:
        return file.read().decode()
