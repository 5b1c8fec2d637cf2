"""Stories that readers offer by a form, and replies to them, which moderators look at."""

import django.db.models.deletion
import django.utils.timezone
from django.apps import apps as installed
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.db.models import Q

RIGHTS = {
    "moderator": ("view_storyreply", "change_storyreply"),
    "clinical reviewer": ("view_storyreply",),
    "publisher": ("view_storyreply",),
}


def give_rights(apps, schema_editor):
    create_permissions(
        installed.get_app_config("content"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="content")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=RIGHTS):
        group.permissions.add(*permissions.filter(codename__in=RIGHTS[group.name]))


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0019_search_counts_stems"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="story",
            name="consent_ended_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="taken back"),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=Q(consent_ended_at__isnull=True) | Q(state="withdrawn"),
                name="story_taken_back_goes_nowhere",
                violation_error_message="This story was taken back, or turned down. It cannot go on.",
            ),
        ),
        migrations.CreateModel(
            name="StoryOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("offered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("agreed", models.TextField(help_text="The sentences that the teller ticked.")),
                ("urgent", models.CharField(blank=True, max_length=100)),
                ("lookup", models.BinaryField(max_length=32, unique=True)),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offer", to="content.story"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["offered_at"], name="story_offer_time")],
                "constraints": [
                    models.CheckConstraint(condition=~Q(agreed=""), name="story_offer_says_what_was_agreed")
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        default="Someone who visits this site", max_length=60, verbose_name="name to show"
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="what they say")),
                ("urgent", models.CharField(blank=True, max_length=100)),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a moderator"),
                            ("shown", "Shown to readers"),
                            ("not_shown", "Not shown"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="looked at")),
                ("reason", models.TextField(blank=True, verbose_name="why it is not shown")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="content.story"
                    ),
                ),
            ],
            options={
                "verbose_name": "reply to a story",
                "verbose_name_plural": "replies to stories",
                "ordering": ["sent_at", "pk"],
                "default_permissions": ("view", "change"),
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(standing="not_shown", words="") & ~Q(reason="")
                        | Q(standing__in=["waiting", "shown"], reason="") & ~Q(words=""),
                        name="reply_has_words_or_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=Q(standing="waiting", decided_by__isnull=True, decided_at__isnull=True)
                        | ~Q(standing="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False),
                        name="reply_is_decided_by_somebody",
                    ),
                ],
            },
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
