"""What a service takes, allows and costs. Every new column has a default in the database: older processes go on."""

from django.conf import settings
from django.db import migrations, models

import content.models.fields


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0013_registrations_are_private"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="service",
            name="accepts_carers",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                db_default="unknown",
                default="unknown",
                max_length=7,
                verbose_name="has something for carers",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="accepts_ms",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                db_default="unknown",
                default="unknown",
                max_length=7,
                verbose_name="takes people with MS",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="accepts_out_of_area",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                db_default="unknown",
                default="unknown",
                max_length=7,
                verbose_name="takes people from outside its area",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="hoist",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                db_default="unknown",
                default="unknown",
                max_length=7,
                verbose_name="hoist",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="how_to_get_in",
            field=models.TextField(blank=True, db_default="", verbose_name="how to get in"),
        ),
        migrations.AddField(
            model_name="service",
            name="price",
            field=models.CharField(
                choices=[
                    ("nhs", "Free on the NHS"),
                    ("free", "Free"),
                    ("donation", "They ask for a donation"),
                    ("paid", "You pay"),
                    ("unknown", "Not known"),
                ],
                db_default="unknown",
                default="unknown",
                max_length=8,
                verbose_name="who pays",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="serves_nations",
            field=content.models.fields.TickedField(
                base_field=models.CharField(
                    choices=[
                        ("england", "England"),
                        ("scotland", "Scotland"),
                        ("wales", "Wales"),
                        ("northern_ireland", "Northern Ireland"),
                    ],
                    max_length=20,
                ),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="nations that it serves",
            ),
        ),
        migrations.AddField(
            model_name="service",
            name="step_free",
            field=models.CharField(
                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                db_default="unknown",
                default="unknown",
                max_length=7,
                verbose_name="step-free for a wheelchair",
            ),
        ),
        migrations.AlterField(
            model_name="service",
            name="service_kind",
            field=models.CharField(
                choices=[
                    ("therapy_centre", "Therapy centre (charity)"),
                    ("nhs", "NHS team or clinic"),
                    ("group", "Local MS group"),
                    ("private", "Private physiotherapy"),
                    ("online", "Online"),
                    ("other", "Other service"),
                ],
                max_length=16,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("serves_nations__contained_by", ["england", "scotland", "wales", "northern_ireland"])
                ),
                name="service_serves_known_nations",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("price__in", ["nhs", "free", "donation", "paid", "unknown"])),
                name="service_price_is_known",
            ),
        ),
    ]
