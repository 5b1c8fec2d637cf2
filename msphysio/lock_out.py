"""Failed sign-ins: what stops guessing without stopping the person whose name is guessed at.

Failures count for an account from one network address. Nobody elsewhere is locked out by them: the account itself is
never locked. Nor is its owner on a device that knows them (msphysio.known_devices), at the same address: there failures
count for the device. While an account fails from many addresses, each address has fewer tries. What is kept of a
failure is the name, the address, how often and when last; it is gone an hour later. django-axes counts; this module
decides what.
"""

from datetime import timedelta
from ipaddress import ip_address, ip_network

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Sum
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from msphysio import known_devices, sign_in

KEPT = timedelta(hours=1)  # how long failures count, and how long after the last one an address waits
CLOCKS_DIFFER = timedelta(minutes=1)  # between machines of the site
TRIES = 6  # of one account from one address, or on one device that knows who has it
MANY = 30  # failures of one account from everywhere, after which each address has
FEW_TRIES = 3
ON_DEVICE = " on known device "  # between a name, which has no spaces, and the number of the device
NOTED = ("axes_attempt_time", "axes_ip_address", "axes_locked_out", "axes_failures_since_start", "axes_credentials")


class LeastHandler(AxesDatabaseHandler):
    """Counts failures as django-axes does, without what the browser said of itself and without what was typed."""

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        """Count one failure. What was sent with it, such as the words of a form that was open, is not kept."""
        if request is None:
            return
        _future().delete()
        bare = HttpRequest()
        bare.axes_user_agent = bare.axes_path_info = bare.axes_http_accept = ""
        bare.COOKIES = request.COOKIES  # the mark of a known device: read, never kept
        _copy(request, bare)
        super().user_login_failed(sender, credentials, bare, **kwargs)
        _copy(bare, request)

    def user_logged_in(self, sender, request, user, **kwargs):
        """Forget the failures of who has signed in, and begin the time that the sign-in lasts."""
        super().user_logged_in(sender, request, user, **kwargs)
        sign_in.begin(request)

    def filter_user_attempts(self, request, credentials=None):
        """Return the failures that count here."""
        return [_failures(request, credentials).exclude(pk__in=_future())]


def _copy(source, target):
    for name in NOTED:
        setattr(target, name, getattr(source, name))


def address_of(request):
    """Return the network address that a request came from, or None where it came from no network.

    Behind a proxy it is the last that X-Forwarded-For names, which the proxy itself wrote. Of an IPv6 address only the
    network is taken: whoever has one address of it has all.
    """
    entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if settings.BEHIND_PROXY else []
    text = entries[-1].strip() if entries and entries[-1].strip() else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if address.version == 6 and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address if address.version == 4 else ip_network((address, 64), strict=False).network_address)


def name_of(request, credentials=None):
    """Return the name that a failure is counted under, with the device where that knows its owner.

    A name that nobody has is made unreadable: people type passwords into the wrong box.
    """
    typed = (credentials or {}).get("username") or ""
    if pk := get_user_model().objects.filter(username=typed).values_list("pk", flat=True).first():
        device = known_devices.number_of(request, pk)
        return f"{typed}{ON_DEVICE}{device}" if device else typed
    return f"nobody: {salted_hmac('msphysio.lock_out', typed).hexdigest()[:16]}"


def _failures(request, credentials):
    """Those of this account from this address; of a device that knows its owner, its own from everywhere."""
    named = name_of(request, credentials)
    found = AccessAttempt.objects.filter(username=named)
    return found if ON_DEVICE in named else found.filter(ip_address=request.axes_ip_address)


def tries(request, credentials):
    """Return how many failures of an account from one address are let through: fewer while many addresses fail."""
    recent = AccessAttempt.objects.filter(
        username=name_of(request, credentials), attempt_time__gte=timezone.now() - KEPT
    ).exclude(pk__in=_future())
    failures = recent.aggregate(all=Sum("failures_since_start"))["all"] or 0
    return FEW_TRIES if failures >= MANY else TRIES


def kept(request):
    """Return how long failures count, as django-axes asks for it."""
    return KEPT


def page(request):
    """Return the page for whom it stopped, 429: when to try again, and whom to ask."""
    last = _failures(request, request.axes_credentials).order_by("attempt_time").last()
    again = (last.attempt_time if last else timezone.now()) + KEPT
    frame = {**admin.site.each_context(request), "is_nav_sidebar_enabled": False, "available_apps": []}
    context = {**frame, "title": "Too many tries", "again": again + timedelta(minutes=1)}
    return render(request, "admin/locked_out.html", context, status=429)


def is_stopped(request):
    """Whether this request was refused because of earlier failures, or is the failure that was one too many."""
    return getattr(request, "axes_locked_out", False)


def forget_old():
    """Delete failures that count no more; return how many. A sign-in does so too."""
    return AccessAttempt.objects.filter(attempt_time__lte=timezone.now() - KEPT).delete()[0] + _future().delete()[0]


def _future():
    """Failures that a clock noted which was wrong: they would lock somebody out until the right one has caught up."""
    return AccessAttempt.objects.filter(attempt_time__gt=timezone.now() + CLOCKS_DIFFER)
