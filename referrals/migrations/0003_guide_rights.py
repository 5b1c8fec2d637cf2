"""What each role of editors may do with the guide. The groups are made by the content app."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

LOOK = ("guideversion", "question", "option", "route", "routefact", "routeavailability")
LOOK += ("rule", "urgentsign", "advice", "vignette")
WORDS = (
    "guideversion",
    "question",
    "option",
    "route",
    "routefact",
    "routeavailability",
    "rule",
    "urgentsign",
    "advice",
)

RIGHTS = {
    "author": [],
    "clinical reviewer": [f"view_{model}" for model in LOOK] + ["approve_guideversion"],
    "publisher": [f"view_{model}" for model in LOOK] + ["publish_guideversion"],
    "guide editor": [f"view_{model}" for model in LOOK] + [f"change_{model}" for model in WORDS],
    "directory editor": [],
    "moderator": [],
}


def give_rights(apps, schema_editor):
    alias = schema_editor.connection.alias
    create_permissions(installed.get_app_config("referrals"), verbosity=0, apps=apps, using=alias)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="referrals")
    for name, codenames in RIGHTS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=codenames))


def take_rights(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="referrals")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=RIGHTS):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [("referrals", "0002_integrity"), ("content", "0003_editor_groups")]

    operations = [migrations.RunPython(give_rights, take_rights)]
