"""Where static files go: each under a name with its hash, compressed, and every link among them to such a name."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Also what a script imports has its hash: after a new release no old module in a cache meets a new one."""

    support_js_module_import_aggregation = True
