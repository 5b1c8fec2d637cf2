"""People who sign in with a second factor, in tests."""

import re
from base64 import b32decode
from datetime import timedelta

from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

PASSWORD = "a long pass phrase"


def code_now(user, ahead=0):
    """Return the code that somebody's app shows now, or `ahead` steps of 30 seconds from now."""
    device = TOTPDevice.objects.get(user=user)
    return f"{totp(device.bin_key, t0=-30 * ahead):06}"


def key_on(page):
    """Return the key that stands on the page that sets it up, as an app reads it."""
    return b32decode(re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", ""))


def shown_code(page):
    """Return the code of an app that was given the key on the page that shows it."""
    return f"{totp(key_on(page)):06}"


def give_password(client, user):
    """Send somebody's password, as the sign-in page does."""
    if not user.check_password(PASSWORD):
        user.set_password(PASSWORD)
        user.save()
    return client.post(reverse("admin:login"), {"username": user.username, "password": PASSWORD})


def set_up(client, user):
    """Sign in for the first time; return the recovery codes."""
    give_password(client, user)
    address = reverse("admin:set_up")
    page = client.post(address, {"code": shown_code(client.get(address).text)})
    return codes_on(page.text)


def codes_on(page):
    """Return the recovery codes that a page shows."""
    return re.findall(r"<li><code>(\w+)</code></li>", page)


def later(clock, seconds=61):
    """Let so much time go by that a code is a new one."""
    clock.shift(timedelta(seconds=seconds))
