"""DATABASE_URL as Django's settings, with complaints that name no password."""

import environ
from django.core.exceptions import ImproperlyConfigured

FORM = "postgres://user:password@host:5432/name"
OPTIONS = {"connect_timeout": 3, "options": "-c statement_timeout=15000", "application_name": "msphysio"}


def configuration(url: str) -> dict:
    """Return the DATABASES entry for a DATABASE_URL; options in its query (such as sslmode) are kept.

    Raises ImproperlyConfigured, whose text never holds any part of the URL, when it is not a PostgreSQL address.
    """
    try:
        found = environ.Env.db_url_config(url)
    except (ValueError, TypeError):
        found = {}
    if not found.get("ENGINE", "").endswith("postgresql") or not found.get("NAME"):
        raise ImproperlyConfigured(f"DATABASE_URL is not of the form {FORM}: correct it, or leave it unset.")
    return {**found, "OPTIONS": OPTIONS | found.get("OPTIONS", {})}
