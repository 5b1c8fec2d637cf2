"""The card with the code that takes a story back: for half an hour on the device that sent the story, for one page."""

from datetime import timedelta

from content.sealed_cookies import SealedCookie

COOKIE = "physio_story"
CARD = SealedCookie(COOKIE, path="/stories/shared/", purpose="story card 1", lifetime=timedelta(minutes=30))
