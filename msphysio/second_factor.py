"""The second factor of whoever signs in: codes of an app on their phone (TOTP), and ten on paper for when it is lost.

django-otp keeps and checks them. A secret that nobody has confirmed is kept in the session that shows it, and nowhere
else: a secret that somebody else was shown first can never become anybody's second factor.
"""

import time
from base64 import b32encode
from binascii import unhexlify

import segno
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.safestring import mark_safe
from django_otp import DEVICE_ID_SESSION_KEY, verify_token
from django_otp import login as note_device
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

SECRET = "second_factor_secret"  # noqa: S105 - the name of a key of the session
APP, PAPER = "App", "Recovery codes"  # names of the devices
CODES = 10
MOST_FAILURES = 9  # the wait doubles with each, from 1 second: at most about 4 minutes, so that nobody is kept out


class Refused(Exception):
    """The code is not taken. The text says why, in plain words, and what to do."""


def is_required():
    """Whether everybody who signs in needs one."""
    return settings.SECOND_FACTOR


def has_one(user):
    """Whether somebody has set theirs up."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_given(request):
    """Whether this session has given one that still counts: a reset ends it at once."""
    device = Device.from_persistent_id(request.session.get(DEVICE_ID_SESSION_KEY, ""))
    return device is not None and device.user_id == request.user.pk


def was_given(request):
    """Whether this session once gave one, whatever became of it."""
    return DEVICE_ID_SESSION_KEY in request.session


def begin(request):
    """Return the device that somebody is about to set up: of the secret that this session shows, not kept yet."""
    key = request.session.get(SECRET) or default_key()
    request.session[SECRET] = key
    return TOTPDevice(user=request.user, key=key, name=APP)


def words_of(device):
    """Return the secret as people type it into an app: letters and digits in fours."""
    text = b32encode(unhexlify(device.key)).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def picture_of(device):
    """Return the secret as a QR code, an SVG for the page itself."""
    code = segno.make(device.config_url, error="m", micro=False)
    return mark_safe(code.svg_inline(scale=5, dark="#000", light="#fff"))  # noqa: S308 - nothing of it was typed


@transaction.atomic
def set_up(request, code):
    """Keep the shown secret when the code is one of its codes; return the recovery codes. Raises Refused.

    They can be read now and never again.
    """
    user = get_user_model().objects.select_for_update().get(pk=request.user.pk)
    if has_one(user):
        raise Refused("You have set this up already, in another window. Sign in again.")
    device = begin(request)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time()
    if not _is_of_app(code) or not totp.verify(int(code), device.tolerance):
        raise Refused(
            "That is not the code that the app shows now. Wait for the next one, and check your phone's clock."
        )
    device.last_t = totp.t()  # this code is used up
    device.save()
    codes = _new_codes(user)
    _log(user, user, "Set up the second factor.")
    del request.session[SECRET]
    _give(request, device)
    return codes


def _new_codes(user):
    StaticDevice.objects.filter(user=user).delete()
    paper = StaticDevice.objects.create(user=user, name=PAPER)
    tokens = [StaticToken(device=paper, token=StaticToken.random_token()) for _ in range(CODES)]
    return [each.token for each in StaticToken.objects.bulk_create(tokens)]


def check(request, code):
    """Take a code of the app, or one from the paper, for this session. Raises Refused."""
    kind = TOTPDevice if _is_of_app(code) else StaticDevice
    device = kind.objects.filter(user=request.user, confirmed=True).first()
    if device is None:
        raise Refused("You have no such code. Use the app on your phone, or ask an administrator.")
    _may_try(device)
    taken = verify_token(request.user, device.persistent_id, code)
    if taken is None:
        kind.objects.filter(pk=device.pk, throttling_failure_count__gt=MOST_FAILURES).update(
            throttling_failure_count=MOST_FAILURES
        )
        raise Refused("That code is not right, or was used before. Wait until the app shows the next one.")
    _give(request, taken)


def _is_of_app(code):
    return len(code) == 6 and code.isdecimal()


def _may_try(device):
    allowed, why = device.verify_is_allowed()
    if not allowed:
        until = why["locked_until"]
        seconds = max(1, round((until - type(until).now(until.tzinfo)).total_seconds()) + 1)
        raise Refused(f"There were wrong codes before this one. Wait {_words(seconds)}, then try the newest code.")


def _words(seconds):
    return f"{seconds} seconds" if seconds < 90 else f"{seconds // 60 + 1} minutes"


def _give(request, device):
    """Note in the session that the second factor was given."""
    note_device(request, device)


@transaction.atomic
def replace_codes(request):
    """End the recovery codes of whoever asks, and return ten new ones. It is noted. Raises Refused.

    They can be read now and never again. Other sessions that were opened with an old one end; this one goes on.
    """
    user = get_user_model().objects.select_for_update().get(pk=request.user.pk)
    if not has_one(user):
        raise Refused("You have not set up a second step. Recovery codes come with it.")
    codes = _new_codes(user)
    _log(user, user, "Made new recovery codes.")
    if not is_given(request):
        _give(request, StaticDevice.objects.get(user=user))
    return codes


def codes_made_at(user):
    """Return when somebody's recovery codes were made, or None where there are none."""
    return StaticDevice.objects.filter(user=user).values_list("created_at", flat=True).first()


def codes_left(user):
    """Return how many recovery codes somebody has not used yet."""
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def reset(user, *, by):
    """Forget somebody's second factor: sessions that gave it end, and the next sign-in sets up another. It is noted."""
    for kind in (TOTPDevice, StaticDevice):
        kind.objects.filter(user=user).delete()
    _log(user, by, "Reset the second factor.")


def _log(user, by, words):
    LogEntry.objects.log_actions(by.pk, [user], CHANGE, words, single_object=True)
