"""What every template may ask about the site and the way somebody reads it."""

from django.conf import settings

from msphysio.reading_settings import Reading


def site(request):
    """Give templates `site`: demo, operator, elsewhere (where the quick exit leads), reading. Needs no database."""
    known = {"demo": settings.DEMO, "operator": settings.OPERATOR, "elsewhere": settings.QUICK_EXIT}
    return {"site": {**known, "reading": Reading.of(request)}}
