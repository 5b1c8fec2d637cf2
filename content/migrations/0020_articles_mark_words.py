"""Whether articles open the meaning of a word. Older processes go on: it has a default."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0019_stories_by_form")]

    operations = [
        migrations.AddField(
            model_name="term",
            name="marked",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Articles open its meaning where they use it first. Take this away from everyday words, and from "
                "words that also mean something else.",
                verbose_name="marked in articles",
            ),
        ),
    ]
