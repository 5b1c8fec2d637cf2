import django.contrib.postgres.fields
from django.db import migrations, models


def sources():
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.SlugField(max_length=60),
        blank=True,
        db_default=[],
        default=list,
        help_text="Keys of the sources that this rests on, such as nice-ng220, with commas between them.",
        size=None,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0005_weekly_counts"),
    ]

    operations = [
        migrations.AddField(model_name="route", name="sources", field=sources()),
        migrations.AddField(model_name="rule", name="sources", field=sources()),
        migrations.AddField(model_name="urgentsign", name="sources", field=sources()),
    ]
