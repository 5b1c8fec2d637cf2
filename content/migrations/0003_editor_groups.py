"""The six roles of editors as groups, each with the least that it needs for what people read.

The rights over the guide are added by the app that has them.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

BODY = ("section", "carenotice", "dodont", "exercise", "figure", "video", "faq", "citation")
EVERYTHING = ("article", "topic", "finder", "source", *BODY)

WRITE = {"article": "view add change", "source": "view add change", "topic": "view"} | dict.fromkeys(
    BODY, "view add change delete"
)
RIGHTS = {
    "author": WRITE,
    "clinical reviewer": dict.fromkeys(EVERYTHING, "view") | {"article": "view approve", "topic": "view approve"},
    "publisher": WRITE
    | {"article": "view add change publish", "topic": "view add change publish", "finder": "view publish"},
    "guide editor": {"article": "view", "topic": "view", "source": "view"} | dict.fromkeys(BODY, "view"),
    "directory editor": {"finder": "view add change approve"},
    "moderator": dict.fromkeys(EVERYTHING, "view"),
}


def make_groups(apps, schema_editor):
    create_permissions(
        installed.get_app_config("content"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, rights in RIGHTS.items():
        codenames = [f"{verb}_{model}" for model, verbs in rights.items() for verb in verbs.split()]
        found = permission_model.objects.filter(content_type__app_label="content", codename__in=codenames)
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.add(*found)


def drop_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=RIGHTS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0002_history_never_changes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, drop_groups)]
