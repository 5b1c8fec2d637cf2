from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class MsphysioConfig(AppConfig):
    """The wiring itself: its management commands and its checks before going live."""

    name = "msphysio"

    def ready(self):
        from msphysio import checks  # noqa: F401 - registers them


class AdminConfig(DjangoAdminConfig):
    default_site = "msphysio.admin_site.EditorsSite"
