"""The WSGI entry point that the web server loads."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msphysio.settings")

application = get_wsgi_application()
resolve("/")  # loads all pages now: a worker that waits for its first reader must not load the code of an upgrade then
