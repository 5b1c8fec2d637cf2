"""Something that one page of one device may show for a short while: an encrypted cookie for that page alone."""

import json
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from content import sealing


@dataclass(frozen=True)
class SealedCookie:
    """Holds plain data for the pages under `path`, for its lifetime. `purpose` has keys of its own."""

    name: str
    path: str
    purpose: str
    lifetime: timedelta

    def read(self, request):
        """Return what this device holds, or None."""
        try:
            return json.loads(sealing.unseal(self.purpose, request.COOKIES.get(self.name, ""), self.lifetime)[0])
        except (sealing.InvalidToken, ValueError, TypeError):
            return None

    def write(self, response, data):
        """Let the device hold this."""
        response.set_cookie(
            self.name,
            sealing.seal(self.purpose, json.dumps(data).encode()),
            max_age=self.lifetime,
            path=self.path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )

    def clear(self, response):
        """Make the device forget it."""
        response.delete_cookie(self.name, path=self.path, samesite="Lax")
