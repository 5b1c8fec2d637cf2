"""What is kept of searches, and what editors make of it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from content import reading
from content.models import SearchCount, SearchMiss, SearchSynonym
from content.search import counting, index, snippets, synonyms, understand
from content.search.entries import Entry
from tests.factories.content import FaqFactory, TermFactory, publish_founding

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def findable(demonstration):
    counting.forget()
    texts = {1: "Stand at a worktop. Lift your heels.", 2: "A stick can help you walk.", 3: "Balance comes and goes."}
    for number, text in texts.items():
        index.write("faq", number, f"q-{number}", [Entry(f"Question {number}", text, f"/questions/#q-{number}")])
    yield
    counting.forget()


def ask(client, *texts):
    for text in texts:
        assert client.get(reverse("search"), {"q": text}).status_code == 200
    counting.flush()


class TestWhatIsKept:
    def test_a_word_that_came_once_or_twice_in_vain_is_not(self, client):
        ask(client, "xyzzyq", "xyzzyq")
        assert not SearchMiss.objects.exists()

    def test_a_word_that_came_three_times_in_vain_is_with_all_its_times(self, client):
        ask(client, "xyzzyq", "xyzzyq", "xyzzyq")
        assert list(SearchMiss.objects.values_list("word", "number")) == [("xyzzyq", 3)]
        ask(client, "xyzzyq")
        assert list(SearchMiss.objects.values_list("word", "number")) == [("xyzzyq", 4)]

    @pytest.mark.parametrize("text", ["07700900123", "qz", "qqq@example.org.uk1", "q" * 30, "żółćż"])
    def test_what_is_no_word_is_not(self, client, text):
        ask(client, *[text] * 4)
        kept = set(SearchMiss.objects.values_list("word", flat=True))
        assert text not in kept and not any(any(sign.isdigit() for sign in word) for word in kept)

    def test_known_words_are_counted_apart_from_each_other(self, client):
        publish_founding(FaqFactory(question="Does a stick help me walk?"))
        ask(client, "Does my stick help me walk, says Anneliesq?")
        known = set(SearchCount.objects.values_list("word", flat=True))
        assert {"stick", "walk"} <= known and "anneliesq" not in known
        assert set(SearchCount.objects.values_list("number", flat=True)) == {1}

    def test_the_day_and_the_question_are_not(self):
        columns = {field.name for model in (SearchCount, SearchMiss) for field in model._meta.get_fields()}
        assert columns == {"id", "word", "week", "number"}

    def test_editors_see_no_small_numbers(self, sign_in):
        for word, number in (("stick", counting.SHOWN_FROM - 1), ("walk", counting.SHOWN_FROM)):
            SearchCount.objects.create(word=word, week=timezone.localdate(), number=number)
        html = sign_in("publisher").get(reverse("admin:content_searchcount_changelist")).content.decode()
        assert ">walk<" in html and ">stick<" not in html


class TestSynonyms:
    @pytest.fixture
    def missed(self):
        publish_founding(TermFactory(term="Balance (steadiness)", meaning="Keeping your body steady."))
        reading.forget()
        return SearchMiss.objects.create(word="wonkyness", week=timezone.localdate(), number=4)

    def test_one_click_makes_a_missed_word_findable(self, sign_in, missed, client, django_capture_on_commit_callbacks):
        assert "We found nothing" in client.get("/search/?q=wonkyness&exact=1").content.decode()
        author = sign_in("author")
        page = author.get(reverse("admin:content_searchmiss_synonym", args=[missed.pk]))
        assert page.status_code == 200 and "wonkyness" in page.content.decode()
        with django_capture_on_commit_callbacks(execute=True):
            made = author.post(page.request["PATH_INFO"], {"phrase": "Wonkyness", "means": "Balance"})
        assert made.status_code == 302
        found = client.get("/search/?q=wonkyness&exact=1").content.decode()
        assert "Keeping your <mark>" in found or "Balance" in found.partition("Best answer")[2]
        assert SearchSynonym.objects.get(phrase="wonkyness").added_by.username == "author"
        assert not SearchMiss.objects.exists()
        assert LogEntry.objects.filter(user__username="author", object_repr="wonkyness: Balance").exists()

    def test_a_word_that_the_glossary_does_not_have_is_refused(self, sign_in, missed):
        address = reverse("admin:content_searchmiss_synonym", args=[missed.pk])
        assert sign_in("author").post(address, {"phrase": "wonkyness", "means": "Nonsense"}).status_code == 422
        assert SearchMiss.objects.exists()

    def test_who_may_only_look_adds_nothing(self, sign_in, missed):
        address = reverse("admin:content_searchmiss_synonym", args=[missed.pk])
        assert sign_in("moderator").post(address, {"phrase": "wonkyness", "means": "Balance"}).status_code == 403

    def test_an_editor_takes_back_what_an_editor_added(self, sign_in, people):
        made = synonyms.add("wonkyness", "Balance", by=people["author"])
        author = sign_in("author")
        assert "wonkyness" in author.get(reverse("admin:content_searchsynonym_changelist")).content.decode()
        author.post(reverse("admin:content_searchsynonym_delete", args=[made.pk]), {"post": "yes"})
        assert not SearchSynonym.objects.exists()

    def test_the_lay_words_of_a_term_belong_to_the_term(self, sign_in):
        publish_founding(TermFactory(lay_words=["tight legs"]))
        row = SearchSynonym.objects.get()
        sign_in("publisher").post(reverse("admin:content_searchsynonym_delete", args=[row.pk]), {"post": "yes"})
        with pytest.raises(ValueError, match="glossary"):
            synonyms.remove(row)
        assert SearchSynonym.objects.exists()


class TestUnderstanding:
    @pytest.mark.parametrize(("typed", "read"), [("balnace", "balance"), ("worktopp", "worktop"), ("stik", "stick")])
    def test_a_misspelt_word_is_mended(self, typed, read):
        assert understand(typed).repaired == ((typed, read),)

    def test_two_words_may_be_one_and_one_may_be_two(self):
        assert ("worktop", 1.2) in [pair for c in understand("work top").concepts for pair in c.words]
        assert {"lift", "heels"} <= {pair[0] for c in understand("liftheels").concepts for pair in c.words}

    def test_apostrophes_and_accents_do_not_matter(self):
        assert understand("Bálance’s").known == ("balance",)


class TestSnippets:
    def test_they_are_escaped_and_marked(self):
        html = snippets.snippet("Do <b>not</b> push. Sticks & frames help.", ("stick",))
        assert html == "<mark>Sticks</mark> &amp; frames help."

    def test_a_passage_is_whole_sentences_or_nothing(self):
        assert snippets.passage("One thing. A stick helps.", ("stick",)) == "A <mark>stick</mark> helps."
        assert snippets.passage("One thing.", ("stick",)) == ""

    def test_labels_and_items_of_lists_do_not_run_together(self):
        text = "Stretches your calf.\nSitting\nTo get looser\nSit tall."
        assert snippets.snippet(text, ()) == "Stretches your calf. Sitting; To get looser; Sit tall."

    def test_an_item_of_a_list_is_quoted_with_what_leads_in_to_it(self):
        text = "Some things help.\nTake with you:\na stick\nwater\nIs it far? Rest.\nAlone"
        assert (
            snippets.passage(text, ("water",))
            == "Take with you:<br> a stick<br> <mark>water</mark><br> Is it far? Rest."
        )
        assert snippets.passage(text, ("help",)).endswith("water<br> Is it far? Rest.")
        assert snippets.passage("A label\nOne thing.\nAlone", ("label",)) == ""
        assert snippets.passage("One thing.\nIs it wrong?", ("thing",)) == "One <mark>thing</mark>."

    def test_a_long_text_is_cut_between_words(self):
        assert snippets.snippet("word " * 100, ()).endswith("word…")
