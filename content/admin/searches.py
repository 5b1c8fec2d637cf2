"""Words that people searched for: those that found nothing, and what the library calls them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.html import format_html

from content import reading
from content.models import Kind, SearchCount, SearchMiss, SearchSynonym
from content.search import counting, synonyms

from .base import ContentAdmin


class SynonymForm(forms.ModelForm):
    """What people say, and a word of the glossary, a topic or an article that stands for it."""

    means = forms.ChoiceField(label="What the library calls it", help_text="A search for the one looks for the other.")

    class Meta:
        model = SearchSynonym
        fields = ["phrase", "means"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        terms = {term.light["term"].partition(" (")[0][:80] for term in reading.every(Kind.TERM)}
        titles = {one.light["title"][:80] for kind in (Kind.TOPIC, Kind.ARTICLE) for one in reading.every(kind)}
        groups = {"Words of the glossary": terms, "Topics and articles": titles - terms}
        lists = [(name, [(word, word) for word in sorted(words)]) for name, words in groups.items()]
        self.fields["means"].choices = [("", "Choose what it means"), *lists]

    def clean_phrase(self):
        """Small letters, one space between words."""
        return " ".join(self.cleaned_data["phrase"].lower().split())


@admin.register(SearchMiss)
class SearchMissAdmin(ContentAdmin):
    list_display = ["word", "week", "number", "as_synonym"]
    list_filter = ["week"]
    search_fields = ["word"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="What to do")
    def as_synonym(self, obj):
        return format_html('<a href="{}">Add “{}” as synonym</a>', self.address("synonym", obj.pk), obj.word)

    def get_urls(self):
        own = path("<int:pk>/synonym/", self.admin_site.admin_view(self.add_synonym), name="content_searchmiss_synonym")
        return [own, *super().get_urls()]

    def add_synonym(self, request, pk):
        """Choose what the library calls a word that people searched for in vain."""
        miss = self.thing_to_read(request, pk)
        if not request.user.has_perm("content.add_searchsynonym"):
            raise PermissionDenied
        form = SynonymForm(request.POST or None, initial={"phrase": miss.word})
        if request.method == "POST" and form.is_valid():
            made = synonyms.add(form.cleaned_data["phrase"], form.cleaned_data["means"], by=request.user)
            self.log_addition(request, made, [{"added": {}}])
            messages.success(request, f"A search for “{made.phrase}” now finds “{made.means}”.")
            return HttpResponseRedirect(self.address("changelist"))
        title = f"“{miss.word}” found nothing {miss.number} times"
        status = 422 if form.errors else 200
        return self.page(request, "admin/content/synonym.html", None, title, status=status, form=form)


@admin.register(SearchSynonym)
class SearchSynonymAdmin(ContentAdmin):
    form = SynonymForm
    list_display = ["phrase", "means", "where_from", "added_by"]
    list_display_links = None
    list_select_related = ["added_by"]
    search_fields = ["phrase", "means"]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        """Lay words of a term are changed with the term."""
        return request.user.has_perm("content.delete_searchsynonym") and not (obj and obj.term)

    def get_queryset(self, request):
        return super().get_queryset(request).order_by("term", "phrase")

    def get_actions(self, request):
        """Each is taken back on a page of its own, which says what goes."""
        return {}

    def save_model(self, request, obj, form, change):
        """Written by content.search, which is asked for nothing else."""
        obj.pk = synonyms.add(obj.phrase, obj.means, by=request.user).pk

    def delete_model(self, request, obj):
        synonyms.remove(obj)

    @admin.display(description="Where it is from", ordering="term")
    def where_from(self, obj):
        if obj.term:
            return "Words of the glossary"
        return format_html('Added here. <a href="{}">Take it back</a>', self.address("delete", obj.pk))


@admin.register(SearchCount)
class SearchCountAdmin(ContentAdmin):
    list_display = ["word", "week", "number"]
    list_filter = ["week"]
    search_fields = ["word"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        """Small numbers are never shown: they could be one person."""
        return super().get_queryset(request).filter(number__gte=counting.SHOWN_FROM)
