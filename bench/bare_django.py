"""The least that Django does for a page: views that return bytes read at the start from the folder BARE_PAGES.

With BARE_MIDDLEWARE=1 each request goes through the middleware that `django-admin startproject` writes.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def returning(page):
    """Return a view that answers with this page."""
    return lambda request: HttpResponse(page)


if not settings.configured:
    settings.configure(
        ROOT_URLCONF=tuple(
            path(f"{file.stem}/", returning(file.read_bytes())) for file in Path(os.environ["BARE_PAGES"]).iterdir()
        ),
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="only for benches",
        INSTALLED_APPS=[f"django.contrib.{app}" for app in ("auth", "contenttypes", "sessions", "messages")],
        MIDDLEWARE=MIDDLEWARE if os.environ.get("BARE_MIDDLEWARE") else [],
    )
application = get_wsgi_application()
