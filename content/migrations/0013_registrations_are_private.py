"""Registrations are for the publisher, the administrator and the reviewer's own eyes; nobody else needs them."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

EVERYBODY_ELSE = ("author", "clinical reviewer", "guide editor", "directory editor", "moderator")


def make_private(apps, schema_editor):
    create_permissions(
        installed.get_app_config("content"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="content")
    groups = apps.get_model("auth", "Group").objects
    for group in groups.filter(name__in=EVERYBODY_ELSE):
        group.permissions.remove(*rights.filter(codename="view_reviewer"))
    groups.get(name="clinical reviewer").permissions.add(rights.get(codename="view_own_reviewer"))


def make_known(apps, schema_editor):
    right = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="content", codename="view_reviewer"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=EVERYBODY_ELSE):
        if group.name != "directory editor":
            group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [("content", "0012_two_people_approve")]

    operations = [
        migrations.AlterModelOptions(
            name="reviewer",
            options={
                "ordering": ["expires_date"],
                "permissions": [("view_own_reviewer", "Can view their own registration")],
            },
        ),
        migrations.RunPython(make_private, make_known),
    ]
