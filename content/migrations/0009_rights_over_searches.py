"""Who keeps the words of the site sees which words people searched for in vain."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

READERS = ("author", "publisher", "clinical reviewer", "moderator")


def give_rights(apps, schema_editor):
    create_permissions(
        installed.get_app_config("content"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    right = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="content", codename="view_searchmiss"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=READERS):
        group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [("content", "0008_sealed_events_and_registered_approvers")]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
