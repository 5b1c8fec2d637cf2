"""What the search looks in, and what it counts. Nothing here says who searched, or for what together.

Only `content.search` writes here.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchQueryField, SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Left, Length

from .review import PERSON

LANGUAGE = "english"
NAMES = models.Func("vector", models.Value("{a,b}"), function="ts_filter")  # as content.search.finding_sql asks for it


class SearchEntry(models.Model):
    """One thing that can be found: a section of an article, a question, an exercise, a word, a route, a service.

    `kind` and `object_id` say what it is part of: a Kind, or “route” for a way to physiotherapy. `names` are what
    people call it, its title included where it is the whole thing. In the vector, names and heading have weight A, the
    title of what it is part of weight B, the text weight D. A second index has the words of weight A and B alone.
    """

    kind = models.CharField(max_length=10)
    object_id = models.PositiveBigIntegerField()
    place = models.PositiveIntegerField(help_text="Order within what it is part of.")
    slug = models.SlugField(max_length=80)
    reader = models.CharField(max_length=12, help_text="Whose words these are: a Reader.")
    title = models.TextField()
    heading = models.TextField(blank=True)
    names = models.TextField(blank=True)
    text = models.TextField()
    url = models.CharField(max_length=300)
    vector = models.GeneratedField(
        expression=SearchVector("names", "heading", weight="A", config=LANGUAGE)
        + SearchVector("title", weight="B", config=LANGUAGE)
        + SearchVector("text", weight="D", config=LANGUAGE),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["kind", "object_id", "place"]
        indexes = [  # with fastupdate, what is new would be in a heap that every search has to go through
            GinIndex(fields=["vector"], name="search_entry_words", fastupdate=False),
            GinIndex(NAMES, name="search_entry_names", fastupdate=False),
        ]
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "place"], name="search_entry_place_once")]

    def __str__(self):
        return f"{self.title}: {self.heading}" if self.heading else self.title


class SearchStem(models.Model):
    """In how many entries a word stands in any of its forms, and in how many as a name; "" has the number of entries.

    So how rare a word is need not be counted when somebody searches.
    """

    stem = models.TextField(primary_key=True)
    entries = models.IntegerField()
    named = models.IntegerField()

    def __str__(self):
        return self.stem


class SearchWord(models.Model):
    """A word that stands in some entry: what a misspelt word is repaired to, and the only words that are counted."""

    word = models.CharField(max_length=40, primary_key=True)
    sound = models.GeneratedField(
        expression=models.Func("word", function="dmetaphone"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        indexes = [
            GinIndex(fields=["word"], name="search_word_letters", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["sound"], name="search_word_sound"),
            models.Index(Left("word", 1), Length("word"), name="search_word_beginning"),
        ]

    def __str__(self):
        return self.word


class SearchSynonym(models.Model):
    """What people say, and the word that the library uses for it.

    Rows with a term (the number of a glossary term) are written with it; the others are an editor's own.
    """

    phrase = models.CharField("what people say", max_length=80)
    means = models.CharField("what the library calls it", max_length=80)
    term = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    added_by = models.ForeignKey(**PERSON)
    stems = models.GeneratedField(
        expression=SearchQuery(models.F("phrase"), config=LANGUAGE), output_field=SearchQueryField(), db_persist=True
    )

    class Meta:
        ordering = ["phrase"]
        verbose_name = "word that people say"
        verbose_name_plural = "words that people say"
        constraints = [models.UniqueConstraint(fields=["phrase", "means"], name="search_synonym_once")]

    def __str__(self):
        return f"{self.phrase}: {self.means}"


class SearchCount(models.Model):
    """How often a known word was searched for in one week. Never who asked, nor which words stood together."""

    word = models.CharField(max_length=40)
    week = models.DateField(help_text="The Monday.")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-week", "-number"]
        constraints = [models.UniqueConstraint(fields=["word", "week"], name="search_count_once_a_week")]

    def __str__(self):
        return self.word
