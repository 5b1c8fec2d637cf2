"""Words of the glossary are marked where an article uses them first, and nothing else about its text changes."""

import re

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from content import pausing, presenters, prose, reading
from content.audiences import Reader
from content.models import FaqBlock
from content.term_marks import MOST, Marks, Names, anchor
from tests.factories.content import ArticleFactory, TermFactory, add_section, publish_founding

TERMS = [
    ("fes", "Functional electrical stimulation (FES)"),
    ("ot", "Occupational therapist (OT)"),
    ("self-referral", "Self-referral"),
    ("referral", "Referral"),
    ("heat", "Heat sensitivity (Uhthoff's)"),
    ("carers-assessment", "Carer's assessment"),
    ("carer", "Carer"),
    ("biopsy", "Biopsy"),
    ("spasm", "Spasm"),
    ("gait", "Gait"),
    ("orthosis", "Ankle-foot orthosis"),
]
MARK = re.compile(r'<button popovertarget="means-[\w-]+">(.*?)</button><span popover>.*?</span>', re.DOTALL)


def show(slug, word):
    return f'<button popovertarget="{anchor(slug)}">{word}</button><span popover>What {word} is. Spasm.</span>'


def mark(*htmls, terms=TERMS):
    marks = Marks(Names(terms), show)
    return [marks.mark(html) for html in htmls]


def marked(html):
    return MARK.findall(mark(html)[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A spasm, or SPASMS, or a spasm.", ["spasm"]),
        ("Spasms, biopsies, ankle foot orthoses.", ["Spasms", "biopsies", "ankle foot orthoses"]),
        ("A self-referral, a self referral.", ["self-referral"]),
        ("FES is functional electrical stimulation.", ["FES"]),
        ("Functional\nelectrical  stimulation", ["Functional\nelectrical  stimulation"]),
        ("It is not ot, but OTs are.", ["OTs"]),
        ("A carer's assessment. A carer’s day. Carers.", ["carer's assessment", "Carers"]),
        ("Uhthoff’s is Uhthoff's.", ["Uhthoff’s"]),
        ("antispasm spasmodic anti-spasm spasm-free", []),
        ("Fish &amp; spasm &lt;spasm&gt;", ["spasm"]),
        ('<a href="/x/">a spasm</a> <strong>Spasm</strong>', ["Spasm"]),
        ("<h3>Gait</h3><p>Your gait</p>", ["gait"]),
        ("", []),
    ],
)
def test_what_is_marked_of_a_text(text, words):
    assert marked(f"<p>{text}</p>") == words


def test_a_term_is_marked_once_in_all_texts_of_an_article():
    assert mark("<p>Spasm.</p>", "<p>Spasm and gait.</p>") == [
        f"<p>{show('spasm', 'Spasm')}.</p>",
        f"<p>Spasm and {show('gait', 'gait')}.</p>",
    ]


def test_there_are_never_many_marks():
    terms = [(f"w{n}", f"word{n}") for n in range(2 * MOST)]
    [html] = mark(f"<p>{' '.join(term for _, term in terms)}</p>", terms=terms)
    assert MARK.findall(html) == [f"word{n}" for n in range(MOST)]


def test_without_a_glossary_the_text_stays():
    assert mark("<p>Spasm.</p>", terms=[]) == ["<p>Spasm.</p>"]


WORDS = st.sampled_from([*(term for _, term in TERMS), "FES", "spasms", "OT", "a", "& b", "<c>", "’", "999", "carer's"])
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
TAGS = st.sampled_from(["p", "li", "strong", "h3", 'a href="/x/"', "br", ""])


@st.composite
def rich_texts(draw):
    pieces = draw(st.lists(st.tuples(TAGS, TEXTS), max_size=6))
    return prose.rich("".join(f"<{tag}>{text}</{tag.split()[0]}>" if tag else text for tag, text in pieces))


@settings(max_examples=60)
@given(html=rich_texts())
def test_marks_change_nothing_stand_in_no_link_and_are_made_once(html):
    [once] = mark(html)
    assert MARK.sub(r"\1", once) == html
    assert not re.search(r"<(a|h3)\b[^>]*>(?:(?!</\1>).)*<button", once)
    assert len(re.findall("<button", once)) == len(set(re.findall('popovertarget="(.*?)"', once))) <= MOST
    assert mark(once) == [once]


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
class TestArticles:
    @pytest.fixture(autouse=True)
    def published(self, demonstration):
        self.term = TermFactory(slug="spasm", term="Spasm", meaning="A **sudden** pull.")
        for term in (self.term, TermFactory(slug="goal", term="Goal", marked=False)):
            publish_founding(term)
        article = ArticleFactory(slug="stiffness", title="A spasm", in_short=["A spasm.", "Two.", "Three."])
        add_section(article, "Spasm", "<p>A goal.</p>", ["patient"], 10)
        add_section(article, "", "<p>A spasm.</p>", (), 20)
        FaqBlock.objects.create(parent=article, region="main", ordering=30, question="Spasm?", answer="<p>Spasms.</p>")
        publish_founding(article)

    def words(self, reader=Reader.PATIENT):
        text = presenters.article_page(reading.article("stiffness"), reader).everything
        htmls = [block.content.get("html") or block.content["items"][0]["html"] for block in text.blocks]
        return re.findall(r'popovertarget="[^"]*">(.*?)<', "".join(htmls))

    def test_the_first_use_opens_the_meaning_with_a_way_to_the_glossary(self, client):
        html = client.get("/articles/stiffness/").content.decode()
        assert html.count('id="means-spasm"') == 1
        assert re.search(r'<p>A <button[^>]* popovertarget="means-spasm">spasm</button><span[^>]* popover>', html)
        assert "A <strong>sudden</strong> pull." in html
        assert f'href="{reverse("glossary")}#spasm"' in html

    def test_every_reader_but_a_professional_gets_marks(self):
        assert self.words() == self.words(Reader.CARER) == ["spasm"]
        assert self.words(Reader.PROFESSIONAL) == []

    def test_a_meaning_that_rests_is_not_opened(self, people):
        pausing.pause(self.term, by=people["publisher"], reason="Checking.")
        reading.forget()
        assert self.words() == []

    def test_the_glossary_leads_to_the_first_article_about_a_word(self, client):
        html = client.get(reverse("glossary")).content.decode()
        assert re.findall(r'<a href="/articles/[^"]+">.*?</a>', html) == [
            '<a href="/articles/stiffness/">Read more: A spasm</a>'
        ]
