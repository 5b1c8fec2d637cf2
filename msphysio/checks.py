"""What has to be true before the site goes live, for `manage.py check --deploy`."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def demonstration_is_off(app_configs, **kwargs):
    if not settings.DEMO:
        return []
    return [
        Warning(
            "DEMO publishes content that no clinician has approved, and makes editor accounts.",
            hint="Leave DEMO unset in production.",
            id="msphysio.W001",
        )
    ]


@register(Tags.security, deploy=True)
def database_is_a_real_one(app_configs, **kwargs):
    if not settings.DATABASES["default"]["HOST"].startswith(str(settings.VAR_DIR)):
        return []
    return [
        Warning(
            "The built-in database has one user, who may do everything, and nobody backs it up.",
            hint="Set DATABASE_URL, with a role that owns the site's database and nothing else.",
            id="msphysio.W002",
        )
    ]


@register(Tags.security, deploy=True)
def operator_is_named(app_configs, **kwargs):
    if settings.OPERATOR["name"] and settings.OPERATOR["contact_url"]:
        return []
    return [
        Warning(
            "The site does not say who runs it or how to reach them.",
            hint="Set OPERATOR_NAME and OPERATOR_CONTACT_URL.",
            id="msphysio.W003",
        )
    ]
