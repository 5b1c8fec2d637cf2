"""Where static files go: each under a name with its hash, compressed, and every link among them to such a name."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


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

    def save_manifest(self):
        """Write down the new names."""
        super().save_manifest()
        self._addresses.clear()
