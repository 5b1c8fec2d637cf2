"""Towns, and the first parts of postcodes, which directory editors keep."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import content.models.fields

RIGHTS = ("view_place", "view_outcode", "add_outcode", "change_outcode", "delete_outcode")


def give_rights(apps, schema_editor):
    create_permissions(
        installed.get_app_config("content"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="content", codename__in=RIGHTS)
    apps.get_model("auth", "Group").objects.get(name="directory editor").permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0014_services_say_whom_they_accept"),
    ]

    operations = [
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name="number in GeoNames"),
                ),
                ("name", models.CharField(max_length=80)),
                ("folded", models.CharField(max_length=80, verbose_name="name as it is searched")),
                (
                    "also",
                    content.models.fields.LinesField(
                        base_field=models.TextField(), blank=True, default=list, size=None, verbose_name="other names"
                    ),
                ),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("population", models.PositiveIntegerField()),
                (
                    "nation",
                    models.CharField(
                        choices=[
                            ("england", "England"),
                            ("scotland", "Scotland"),
                            ("wales", "Wales"),
                            ("northern_ireland", "Northern Ireland"),
                            ("jersey", "Jersey"),
                            ("guernsey", "Guernsey"),
                            ("isle_of_man", "Isle of Man"),
                        ],
                        max_length=20,
                    ),
                ),
                ("changed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "ordering": ["name", "-population"],
                "indexes": [models.Index(fields=["folded"], name="place_folded")],
            },
        ),
        migrations.CreateModel(
            name="Outcode",
            fields=[
                (
                    "code",
                    models.CharField(
                        help_text="In capitals, such as “EX31”.",
                        max_length=4,
                        primary_key=True,
                        serialize=False,
                        verbose_name="first part of a postcode",
                    ),
                ),
                ("latitude", models.FloatField(help_text="Between 49 and 61.")),
                ("longitude", models.FloatField(help_text="Between -9 and 2.")),
                (
                    "nation",
                    models.CharField(
                        choices=[
                            ("england", "England"),
                            ("scotland", "Scotland"),
                            ("wales", "Wales"),
                            ("northern_ireland", "Northern Ireland"),
                            ("jersey", "Jersey"),
                            ("guernsey", "Guernsey"),
                            ("isle_of_man", "Isle of Man"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, editable=False, max_length=120, verbose_name="file that it came from"),
                ),
                (
                    "changed_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "place",
                    models.ForeignKey(
                        help_text="Kept for people who save their place.",
                        on_delete=django.db.models.deletion.PROTECT,
                        to="content.place",
                        verbose_name="nearest town",
                    ),
                ),
            ],
            options={
                "verbose_name": "first part of a postcode",
                "verbose_name_plural": "first parts of postcodes",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)$")),
                        name="outcode_is_a_first_part",
                        violation_error_message="Use the first part of a postcode in capitals, such as “EX31”.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("latitude__range", (49, 61)), ("longitude__range", (-9, 2))),
                        name="outcode_is_in_these_islands",
                        violation_error_message="This point is not in the UK: latitude 49 to 61, longitude -9 to 2.",
                    ),
                ],
            },
        ),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
