"""Stories come as people wrote them, with names still in them: only those read them in the admin who work on them."""

from django.db import migrations

NOT_READERS = ("author", "guide editor")


def change_rights(apps, how):
    rights = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="content", codename="view_story"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=NOT_READERS):
        getattr(group.permissions, how)(*rights)


def take_right(apps, schema_editor):
    change_rights(apps, "remove")


def give_right(apps, schema_editor):
    change_rights(apps, "add")


class Migration(migrations.Migration):
    dependencies = [("content", "0022_what_readers_say_of_pages")]

    operations = [migrations.RunPython(take_right, give_right)]
