"""What readers say of pages, and how often articles are read: by week, without anybody in it. Who sees it.

A moderator takes away words that say who somebody is.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.db.models import Q

RIGHTS = ("view_pagevote", "view_pageremark")
READERS = ("author", "publisher", "clinical reviewer", "moderator")
ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def give_rights(apps, schema_editor):
    create_permissions(
        installed.get_app_config("content"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="content")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=READERS):
        own = (*RIGHTS, "delete_pageremark") if group.name == "moderator" else RIGHTS
        group.permissions.add(*permissions.filter(codename__in=own))


class Migration(migrations.Migration):
    dependencies = [("content", "0021_recordings_and_films_elsewhere")]

    operations = [
        migrations.CreateModel(
            name="ArticleRead",
            fields=[
                ID,
                ("slug", models.SlugField(max_length=80)),
                ("week", models.DateField(help_text="The Monday.")),
                ("number", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-week", "-number"],
                "constraints": [models.UniqueConstraint(fields=("slug", "week"), name="article_read_once_a_week")],
            },
        ),
        migrations.CreateModel(
            name="PageVote",
            fields=[
                ID,
                ("page", models.CharField(help_text="Address of the page.", max_length=200)),
                (
                    "edition",
                    models.PositiveIntegerField(help_text="0: a page of many things, each with its own editions."),
                ),
                ("helpful", models.BooleanField()),
                ("week", models.DateField(help_text="The Monday.")),
                ("number", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "answer to “Was this page helpful?”",
                "verbose_name_plural": "answers to “Was this page helpful?”",
                "ordering": ["page", "-edition", "-week"],
                "constraints": [
                    models.UniqueConstraint(fields=("page", "edition", "helpful", "week"), name="page_vote_once_a_week")
                ],
            },
        ),
        migrations.CreateModel(
            name="PageRemark",
            fields=[
                ID,
                ("page", models.CharField(help_text="Address of the page.", max_length=200)),
                ("edition", models.PositiveIntegerField()),
                ("helpful", models.BooleanField(verbose_name="it helped")),
                ("words", models.TextField(max_length=600)),
                ("week", models.DateField(help_text="The Monday.")),
            ],
            options={
                "verbose_name": "remark of a reader",
                "verbose_name_plural": "remarks of readers",
                "ordering": ["-week", "-pk"],
                "constraints": [models.CheckConstraint(condition=~Q(("words", "")), name="page_remark_says_something")],
            },
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
