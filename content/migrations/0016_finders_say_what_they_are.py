"""Whether a finder is a search, a page to read, or not to be shown yet. Older processes go on: it has a default."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0015_places_and_outward_codes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="finder",
            name="use",
            field=models.CharField(
                choices=[
                    ("search", "A list or search of services"),
                    ("read", "A page to read: not among the lists to search"),
                    ("held", "Not shown: nobody has seen it working"),
                ],
                db_default="search",
                default="search",
                max_length=6,
                verbose_name="what it is",
            ),
        ),
        migrations.AddConstraint(
            model_name="finder",
            constraint=models.CheckConstraint(
                condition=models.Q(("use__in", ["search", "read", "held"])), name="finder_use_is_known"
            ),
        ),
    ]
