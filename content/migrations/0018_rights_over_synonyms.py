"""Who keeps the words of the site says what people mean by theirs, and sees which words are searched for."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = ("view_searchsynonym", "add_searchsynonym", "delete_searchsynonym", "view_searchcount")
READERS = ("author", "publisher", "clinical reviewer", "moderator")
WRITERS = ("author", "publisher")


def give_rights(apps, schema_editor):
    create_permissions(
        installed.get_app_config("content"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="content")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=READERS):
        own = RIGHTS if group.name in WRITERS else [right for right in RIGHTS if right.startswith("view")]
        group.permissions.add(*permissions.filter(codename__in=own))


class Migration(migrations.Migration):
    dependencies = [("content", "0017_search")]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
