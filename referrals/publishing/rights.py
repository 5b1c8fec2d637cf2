"""Who may bring a guide to readers: only whom a group gave the right, so no superuser by that alone."""

from django.contrib.auth.models import Permission

APPROVE, PUBLISH = "approve_guideversion", "publish_guideversion"
WAY_TO_READERS = frozenset({APPROVE, PUBLISH})


def may(by, codename):
    """Whether a person has a right over guides; one on the way to readers counts only if a group gave it."""
    if codename in WAY_TO_READERS:
        return by.is_active and _granted(by, codename)
    return by.has_perm(f"referrals.{codename}")


def _granted(by, codename):
    given = Permission.objects.filter(content_type__app_label="referrals", codename=codename)
    return given.filter(group__user=by).exists()
