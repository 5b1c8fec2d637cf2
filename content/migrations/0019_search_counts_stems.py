"""How rare each word is, kept instead of counted; an index over names; and no heap of what is new in front of an index."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models
from django.db.models.functions import Left, Length

# As content.search.index counts what it writes from now on.
COUNT = """
INSERT INTO content_searchstem (stem, entries, named)
SELECT stem, count(*), count(*) FILTER (WHERE weights && '{A,B}')
FROM content_searchentry, LATERAL (SELECT lexeme, weights FROM unnest(vector) UNION ALL SELECT '', '{}')
                          AS word(stem, weights)
GROUP BY stem
"""


class Migration(migrations.Migration):
    dependencies = [("content", "0018_rights_over_synonyms")]

    operations = [
        migrations.CreateModel(
            name="SearchStem",
            fields=[
                ("stem", models.TextField(primary_key=True, serialize=False)),
                ("entries", models.IntegerField()),
                ("named", models.IntegerField()),
            ],
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="searchentry", name="search_entry_words"),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["vector"], name="search_entry_words"
            ),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func("vector", models.Value("{a,b}"), function="ts_filter"),
                fastupdate=False,
                name="search_entry_names",
            ),
        ),
        migrations.AddIndex(
            model_name="searchword",
            index=models.Index(Left("word", 1), Length("word"), name="search_word_beginning"),
        ),
        migrations.AddField(
            model_name="searchsynonym",
            name="stems",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.SearchQuery(models.F("phrase"), config="english"),
                output_field=django.contrib.postgres.search.SearchQueryField(),
            ),
        ),
    ]
