"""Exercises and questions become pages of their own: the blocks of an article give them their names."""

from django.db import migrations


def drop_old_rights(apps, schema_editor):
    """The rights of the renamed blocks would be told from those of the pages by nothing but their content type."""
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="content", content_type__model__in=("exerciseblock", "faqblock")
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("content", "0003_editor_groups")]

    operations = [
        migrations.RenameModel("Exercise", "ExerciseBlock"),
        migrations.RenameModel("Faq", "FaqBlock"),
        migrations.RunPython(drop_old_rights, migrations.RunPython.noop),
    ]
