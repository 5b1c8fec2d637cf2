"""What each role may do, written out anew for everything that can be reviewed: the least that it needs."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

BLOCKS = ("section", "carenotice", "dodont", "exerciseblock", "figure", "imageblock", "video", "faqblock", "citation")
WRITTEN = ("article", "exercise", "faq", "term")
READ = (*WRITTEN, "topic", "story", "policy", *BLOCKS, "source", "sourcechange", "image", "problemreport", "reviewer")
LOOK = dict.fromkeys(READ, "view")
LOOK_AT_SERVICES = dict.fromkeys(("service", "finder"), "view")
WRITE = dict.fromkeys((*WRITTEN, "source", "image"), "view add change") | dict.fromkeys(
    BLOCKS, "view add change delete"
)
RIGHTS = {
    "author": LOOK | WRITE | {"sourcechange": "view add", "problemreport": "view change"},
    "clinical reviewer": LOOK
    | LOOK_AT_SERVICES
    | dict.fromkeys((*WRITTEN, "topic", "story"), "view approve")
    | {"pause": "view pause"},
    "publisher": LOOK
    | WRITE
    | dict.fromkeys((*WRITTEN, "topic", "policy"), "view add change publish")
    | dict.fromkeys(("service", "finder"), "view publish")
    | {"policy": "view add change approve publish", "sourcechange": "view add", "story": "view publish"}
    | {"problemreport": "view change", "pause": "view pause"},
    "guide editor": LOOK,
    "directory editor": dict.fromkeys(("service", "finder"), "view add change approve")
    | {"problemreport": "view change"},
    "moderator": LOOK
    | LOOK_AT_SERVICES
    | {"story": "view add change", "problemreport": "view change", "pause": "view pause"},
}


def codenames(rights):
    """Return {model: codenames}; the right to pause is called after all content."""
    return {
        model: ["pause_content" if verb == "pause" else f"{verb}_{model}" for verb in verbs.split()]
        for model, verbs in rights.items()
    }


def give_rights(apps, schema_editor):
    create_permissions(
        installed.get_app_config("content"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    of_content = permission_model.objects.filter(content_type__app_label="content")
    for name, rights in RIGHTS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.remove(*of_content)
        for model, names in codenames(rights).items():
            group.permissions.add(*of_content.filter(content_type__model=model, codename__in=names))


class Migration(migrations.Migration):
    dependencies = [("content", "0005_everything_reviewable_and_the_desk")]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
