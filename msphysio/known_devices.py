"""Devices on which somebody has signed in before: there, those who guess at the same address do not stop them.

The browser holds a signed mark of the account and of a random number, for the pages of the admin alone. It opens
nothing. Failures with a mark are counted for the mark, wherever they come from, so whoever stole one has as few tries
as anybody; those without are counted for the address: msphysio.lock_out. The proxies count tries by the mark too, so
one that we did not make is refused before any password is looked at. After the “device cookies” of OWASP.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

COOKIE = "known_device"  # deploy/nginx and deploy/haproxy know the name
LASTS = timedelta(days=90)


def mark(request, response):
    """Mark the browser of who has just signed in, or the mark as used now; returns the response."""
    number = number_of(request, request.user.pk) or secrets.token_hex(8)
    response.set_cookie(
        COOKIE,
        _signer().sign(f"{request.user.pk}-{number}"),
        max_age=LASTS,
        path=reverse("admin:index"),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
    return response


def number_of(request, pk):
    """Return the number of the device where the account `pk` has signed in on it, or None."""
    owner, _, number = _read(request).partition("-")
    return number if number and owner == str(pk) else None


def is_made_up(request):
    """Whether a browser shows a mark that we did not make. One that is too old is as good as none."""
    return COOKIE in request.COOKIES and not _read(request, max_age=None)


def forget(response):
    """Take the mark away; returns the response."""
    response.delete_cookie(COOKIE, path=reverse("admin:index"), samesite="Strict")
    return response


def _read(request, max_age=LASTS):
    try:
        return _signer().unsign(request.COOKIES.get(COOKIE, ""), max_age=max_age)
    except BadSignature:
        return ""


def _signer():
    return TimestampSigner(salt=__name__)
