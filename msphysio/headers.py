"""What every response tells browsers and caches, static files too. What pages may load: CONTENT_SECURITY_POLICY.

The list is that of the OWASP Secure Headers Project, as of 2026. A view that sets one of these itself keeps it.
"""

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings

# Films may be seen large, and our own pages copy words. Nothing else of the device is for anybody.
OF_FILMS = ("autoplay", "encrypted-media", "fullscreen", "picture-in-picture")
USED = ("clipboard-write", *OF_FILMS)
UNUSED = (
    "accelerometer",
    "attribution-reporting",
    "bluetooth",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "compute-pressure",
    "cross-origin-isolated",
    "display-capture",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "sync-xhr",
    "usb",
    "web-share",
    "window-management",
    "xr-spatial-tracking",
)


def permissions(players=()):
    """Return what a page may use of the device, and what these origins may that play its films."""
    who = " ".join(["self", *(f'"{origin}"' for origin in players)])
    used = {**dict.fromkeys(USED, "(self)"), **dict.fromkeys(OF_FILMS, f"({who})")}
    return ", ".join(f"{name}={allowed}" for name, allowed in {**used, **dict.fromkeys(UNUSED, "()")}.items())


ALWAYS = {
    "Permissions-Policy": permissions(),
    "X-Frame-Options": "DENY",  # also where Django's own middleware has no say: the pages of refused methods
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-DNS-Prefetch-Control": "off",
}
WHOLE = (200, 206, 304)  # what a cache may keep, where a view says so; of all else something better may come any moment
NOWHERE = "private, no-store"


def closed(get_response):
    """Close what browsers leave open by themselves, and have nothing kept that no view says may be.

    A response with `players` opens what films need, for those origins alone.
    """

    def middleware(request):
        response = get_response(request)
        if players := getattr(response, "players", ()):
            response.headers["Permissions-Policy"] = permissions(players)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if response.status_code not in WHOLE:
            response.headers["Cache-Control"] = NOWHERE
        elif not getattr(response, "is_for_everybody", False):  # that is marked outside: msphysio.kept_pages
            response.headers.setdefault("Cache-Control", NOWHERE)
        return response

    return middleware


class Policy(CSPMiddleware):
    """django-csp, which writes the policy of the settings once: few responses ask for one of their own."""

    def process_response(self, request, response):
        """Give a response its policy."""
        asked = any(name.startswith("_csp") for name in (*vars(request), *vars(response)))
        if asked or settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._usual)
        return response

    @cached_property
    def _usual(self):
        return build_policy()


def for_editors(response):
    """Return a response of the admin with its own policy: the editor of texts, and Django's scripts, write HTML."""
    written = dict.fromkeys(("require-trusted-types-for", "trusted-types"))
    response._csp_replace = {**getattr(response, "_csp_replace", {}), **written}
    response.headers.setdefault("Cross-Origin-Embedder-Policy", "unsafe-none")  # previews frame pages with films
    return response
