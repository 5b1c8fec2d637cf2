"""Guide editors make, change and delete the rows of drafts; reviewers and publishers read them and move the version.

The authors of what a version already holds are copied from its last editor.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

ROWS = ("question", "option", "fact", "route", "routefact", "routeavailability")
ROWS += ("rule", "urgentsign", "advice", "exclusivepair", "vignette")
READ = [f"view_{model}" for model in ("guideversion", *ROWS)]

RIGHTS = {
    "guide editor": [
        *READ,
        "add_guideversion",
        "change_guideversion",
        "add_acknowledgement",
        *(f"{verb}_{model}" for verb in ("add", "change", "delete") for model in ROWS),
    ],
    "clinical reviewer": [*READ, "approve_guideversion", "add_acknowledgement"],
    "publisher": [*READ, "publish_guideversion"],
}


def give_rights(apps, schema_editor):
    alias = schema_editor.connection.alias
    create_permissions(installed.get_app_config("referrals"), verbosity=0, apps=apps, using=alias)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="referrals")
    for name, codenames in RIGHTS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=codenames))


def name_authors(apps, schema_editor):
    for version in apps.get_model("referrals", "GuideVersion").objects.filter(state="draft", author__isnull=False):
        version.authors.add(version.author_id)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0008_frozen_rows")]

    operations = [
        migrations.RunPython(give_rights, migrations.RunPython.noop),
        migrations.RunPython(name_authors, migrations.RunPython.noop),
    ]
