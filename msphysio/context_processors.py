"""What every template may ask about the site and the way somebody reads it."""

from django.conf import settings

from msphysio.reading_settings import Reading


def site(request):
    """Give templates `site`: demo, operator and reading. Needs no database."""
    return {"site": {"demo": settings.DEMO, "operator": settings.OPERATOR, "reading": Reading.of(request)}}
