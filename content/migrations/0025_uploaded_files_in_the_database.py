"""Uploaded files in the database, each under a name that has the SHA-256 of its bytes; `store_files` takes in old ones."""

import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0024_addresses_that_are_taken")]

    operations = [
        migrations.CreateModel(
            name="FilePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("place", models.PositiveSmallIntegerField()),
                ("content", models.BinaryField()),
                ("stored_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("name", "place"), name="file_part_is_stored_once"),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "^[a-z]+/[0-9a-f]{64}\\.[a-z0-9]+$")),
                        name="file_is_named_after_its_bytes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("content"), 1048576
                            )
                        ),
                        name="file_part_is_no_larger_than_a_part",
                    ),
                ],
            },
        ),
    ]
