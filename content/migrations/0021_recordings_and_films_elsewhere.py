"""Recordings that editors upload, as blocks of articles, and films of other sites. Older processes go on: new tables only."""

import django.core.validators
import django.db.models.deletion
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.db.models import Q

import content.films
import content.models.fields

READERS = ("author", "clinical reviewer", "publisher", "guide editor", "moderator")
WRITERS = ("author", "publisher")
LOOK = ("view_recording", "view_recordingblock")
WRITE = ("add_recording", "change_recording", "add_recordingblock", "change_recordingblock", "delete_recordingblock")


def give_rights(apps, schema_editor):
    create_permissions(
        installed.get_app_config("content"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="content")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=READERS):
        own = (*LOOK, *WRITE) if group.name in WRITERS else LOOK
        group.permissions.add(*permissions.filter(codename__in=own))


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0020_articles_mark_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(editable=False, upload_to="recordings/")),
                ("sha256", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "sound_kind",
                    models.CharField(
                        choices=[("mp3", "MP3"), ("m4a", "M4A"), ("ogg", "Ogg")],
                        editable=False,
                        max_length=3,
                        verbose_name="kind",
                    ),
                ),
                ("size", models.PositiveIntegerField(editable=False)),
                ("seconds", models.PositiveIntegerField(editable=False)),
                (
                    "title",
                    models.CharField(help_text="What it is called: “Stiff muscles, read aloud”.", max_length=100),
                ),
                (
                    "speaker",
                    models.CharField(
                        blank=True,
                        help_text="A name only if that person agreed to it.",
                        max_length=120,
                        verbose_name="who speaks",
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-added_at"],
                "constraints": [
                    models.CheckConstraint(condition=~Q(title=""), name="recording_has_a_title"),
                    models.CheckConstraint(condition=Q(seconds__gt=0, size__gt=0), name="recording_holds_something"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordingBlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=255)),
                ("ordering", models.IntegerField(default=0)),
                (
                    "readers",
                    content.models.fields.ReadersField(
                        base_field=models.CharField(
                            choices=[
                                ("patient", "Someone with MS"),
                                ("carer", "A carer"),
                                ("professional", "A professional"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        help_text="Tick nobody to show it to everyone.",
                        size=None,
                        verbose_name="only for",
                    ),
                ),
                ("transcript", models.TextField(verbose_name="words of the recording")),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_set",
                        to="content.article",
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="content.recording"
                    ),
                ),
            ],
            options={
                "verbose_name": "recording",
                "ordering": ["ordering", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(readers__contained_by=["patient", "carer", "professional"]),
                        name="content_recordingblock_readers_are_known",
                    ),
                    models.CheckConstraint(condition=~Q(transcript=""), name="recordingblock_has_words"),
                ],
            },
        ),
        migrations.AlterField(
            model_name="video",
            name="url",
            field=models.CharField(
                help_text="An MP4 file on this site, or the address of one film on YouTube or Vimeo.",
                max_length=200,
                validators=[content.films.check_film],
                verbose_name="film",
            ),
        ),
        migrations.AlterField(
            model_name="video",
            name="captions_url",
            field=models.CharField(
                blank=True,
                help_text="For a film on this site. A film elsewhere has its own: look that they are right.",
                max_length=200,
                validators=[
                    django.core.validators.RegexValidator(
                        "^/(?!/)[\\w./-]+\\.vtt$", "Use the address of a WebVTT file on this site."
                    )
                ],
                verbose_name="captions",
            ),
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
