"""What editors add: what people say, and the word that the library has for it."""

from django.db import transaction

from content.held import ring_on_commit
from content.models import SearchMiss, SearchSynonym


@transaction.atomic
def add(phrase, means, *, by):
    """Have a search for `phrase` look for `means` too; returns the SearchSynonym. The misses are settled with it."""
    made, _ = SearchSynonym.objects.get_or_create(phrase=phrase, means=means, defaults={"added_by": by})
    SearchMiss.objects.filter(word=phrase).delete()
    ring_on_commit()
    return made


def remove(synonym):
    """Take back what an editor added. Raises ValueError for the lay words of a term: they belong to the term."""
    if synonym.term is not None:
        raise ValueError("This belongs to a word of the glossary. Change it there.")
    synonym.delete()
    ring_on_commit()
