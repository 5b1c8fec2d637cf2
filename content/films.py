"""Films: our own files, and films of other sites, of which nothing is asked until somebody presses play. Pure."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

OWN = re.compile(r"/(?!/)[\w./-]+\.mp4")
YOUTUBE = re.compile(
    r"https://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?v=|embed/|shorts/)|youtu\.be/)([\w-]{11})(?:[?&]\S*)?"
)
VIMEO = re.compile(r"https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d{5,12})(?:/(\w+))?(?:\?\S*)?")
# What the players are asked for: no cookies before playing, captions shown, other people's films left out.
YOUTUBE_PLAYER = "https://www.youtube-nocookie.com/embed/{}?autoplay=1&cc_load_policy=1&hl=en-GB&rel=0"
VIMEO_PLAYER = "https://player.vimeo.com/video/{}?autoplay=1&dnt=1"


@dataclass(frozen=True)
class Film:
    """Where a film is. One of our own has no `host`; `player` is what a frame shows once somebody pressed play."""

    page: str
    host: str = ""
    player: str = ""

    @property
    def origin(self):
        """The site of its player, as a security policy names it; "" for our own."""
        return "/".join(self.player.split("/")[:3])


def film(address):
    """Return the Film at an address that passed check_film; what is not elsewhere is ours."""
    if found := YOUTUBE.fullmatch(address):
        return Film(f"https://www.youtube.com/watch?v={found[1]}", "YouTube", YOUTUBE_PLAYER.format(found[1]))
    if found := VIMEO.fullmatch(address):
        number, key = found[1], found[2]  # a film that is not listed has a key as well
        page = f"https://vimeo.com/{number}" + (f"/{key}" if key else "")
        return Film(page, "Vimeo", VIMEO_PLAYER.format(number) + (f"&h={key}" if key else ""))
    return Film(address)


def check_film(address):
    """Raise ValidationError in plain words unless a film can be shown from this address."""
    if not film(address).host and not OWN.fullmatch(address):
        raise ValidationError(
            "Use the address of an MP4 film on this site, such as /static/film.mp4, or of one film on YouTube or Vimeo."
        )
