"""How somebody wants to read: three choices, kept on their own device in one cookie."""

from dataclasses import asdict, astuple, dataclass

COOKIE = "reading"
COOKIE_SECONDS = 365 * 24 * 60 * 60

TEXT = {"usual": "Usual", "large": "Large", "largest": "Largest"}
COLOUR = {"device": "Same as my device", "light": "Light", "dark": "Dark", "contrast": "More contrast"}
WORDS = {"everything": "Everything", "short": "Short version only"}


@dataclass(frozen=True)
class Reading:
    """One valid choice of text size, colours and length."""

    text: str = "usual"
    colour: str = "device"
    words: str = "everything"

    @classmethod
    def of(cls, request):
        """Read the choice from a request; anything missing or unknown counts as the usual one."""
        text, colour, words = (request.COOKIES.get(COOKIE, "").split(".") + ["", "", ""])[:3]
        return cls(
            text if text in TEXT else cls.text,
            colour if colour in COLOUR else cls.colour,
            words if words in WORDS else cls.words,
        )

    def keep(self, response, secure):
        """Ask the device to keep this choice for one year; `secure` says that the site is reached over https only."""
        response.set_cookie(
            COOKIE, ".".join(astuple(self)), COOKIE_SECONDS, secure=secure, httponly=True, samesite="Lax"
        )

    def as_initial(self):
        """The choice as the initial values of ReadingForm."""
        return asdict(self)
