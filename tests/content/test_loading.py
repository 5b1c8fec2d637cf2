"""load_library: as often as you like, and never over an editor's words."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from content import publishing, reading, snapshots
from content.library.faults import LibraryError
from content.library.loading import KEPT, LIBRARY, MADE, PUBLISHED, RENEWED, SAME, load
from content.models import Article, Citation, Finder, Release, Revision, Source, Term, Topic
from content.workflow import State

pytestmark = pytest.mark.django_db

ARTICLE = "stiffness-and-spasms"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A library with all tables and one article."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "articles").mkdir()
    for name in ("sources.csv", "topics.csv", "finders.csv", f"articles/{ARTICLE}.md"):
        shutil.copy(LIBRARY / name, folder / name)
    return folder


@pytest.fixture
def library(small, tmp_path):
    return shutil.copytree(small, tmp_path / "library")


def rewrite(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_in_a_demonstration_it_is_published_without_approval(library, demonstration):
    tally = load(library)
    shown = Finder.objects.exclude(use=Finder.Use.HELD).count()
    assert tally[PUBLISHED] == Release.objects.count() == Topic.objects.count() + shown + 1
    assert Revision.objects.filter(approved_by__isnull=False).count() == 0
    assert reading.article(ARTICLE).approval is None


def test_outside_a_demonstration_it_is_drafts(library):
    assert load(library)[PUBLISHED] == 0
    assert set(Article.objects.values_list("state", flat=True)) == {State.DRAFT}
    assert reading.articles() == ()


def test_a_demonstration_publishes_what_was_loaded_before(library, settings):
    load(library)
    settings.DEMO = True
    assert set(load(library)) == {SAME, PUBLISHED}


def test_loading_again_changes_nothing(library, demonstration):
    load(library)
    before = Revision.objects.count()
    assert set(load(library)) == {SAME}
    assert Revision.objects.count() == before


def test_a_newer_file_replaces_what_nobody_edited(library, demonstration):
    load(library)
    rewrite(library, f"articles/{ARTICLE}.md", "title: Stiff muscles and spasms", "title: Stiff muscles")
    tally = load(library)
    assert (tally[RENEWED], tally[PUBLISHED]) == (1, 1)
    assert reading.article(ARTICLE).document["title"] == "Stiff muscles"


def test_a_column_that_came_later_is_no_edit(library):
    (library / "glossary.csv").write_text("slug,term,meaning,lay_words,sources,marked\nspasm,Spasm,A pull.,,,\n")
    load(library)
    before = {"format": "msphysio-term", "format_version": 1, "slug": "spasm", "term": "Spasm", "meaning": "A pull."}
    before |= {"lay_words": [], "sources": [], "citations": []}
    assert Term.objects.get().loaded_hash == snapshots.sha256(snapshots.canonical_text([before, {}]))


@pytest.mark.parametrize("published", [True, False])
def test_what_an_editor_changed_stays(library, demonstration, people, published):
    load(library)
    article = Article.objects.get(slug=ARTICLE)
    Article.objects.update(title="Tight muscles")
    publishing.record_edit(article, by=people["author"])
    if published:
        publishing.publish(article, by=people["publisher"])
    rewrite(library, f"articles/{ARTICLE}.md", "title: Stiff muscles and spasms", "title: Stiff muscles")
    assert load(library)[KEPT] == 1
    assert Article.objects.get(slug=ARTICLE).title == "Tight muscles"
    assert Article.objects.get(slug=ARTICLE).edited_by == people["author"]


def test_an_editor_who_cleared_the_open_points_keeps_them_cleared(library):
    load(library)
    Article.objects.update(to_check=[])
    load(library)
    assert Article.objects.get().to_check == []


def test_what_an_editor_withdrew_stays_withdrawn(library, demonstration, people):
    load(library)
    publishing.withdraw(Article.objects.get(), by=people["publisher"], reason="Wrong.")
    assert load(library)[PUBLISHED] == 0
    reading.forget()
    assert reading.article(ARTICLE) is None


def test_an_article_that_an_editor_made_at_the_same_address_stays(library, people):
    load(library)
    Article.objects.update(loaded_hash="")
    rewrite(library, f"articles/{ARTICLE}.md", "title: Stiff muscles and spasms", "title: Stiff muscles")
    assert load(library)[KEPT] == 1


def test_a_source_that_an_editor_mended_stays_and_renews_what_cites_it(library, demonstration):
    load(library)
    Source.objects.filter(key="harvey-2017").update(year="2018")
    tally = load(library)
    assert (tally[KEPT], tally[PUBLISHED]) == (0, 1)
    cited = reading.article(ARTICLE).document["citations"]
    assert next(c["source"]["year"] for c in cited if c["source"]["key"] == "harvey-2017") == "2018"


def test_claims_keep_their_order(library):
    load(library)
    positions = list(Citation.objects.values_list("position", flat=True))
    assert positions == sorted(positions)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("topics: [stiffness]", "topics: [nonsense]", ":5: There is no topic “nonsense”"),
        ("key: etoom-2018", "key: nobody-1999", "There is no source “nobody-1999”"),
    ],
)
def test_a_name_that_is_not_registered_stops_everything(library, old, new, words):
    rewrite(library, f"articles/{ARTICLE}.md", old, new)
    with pytest.raises(LibraryError, match=words):
        load(library)
    assert Source.objects.count() == 0


def test_the_command_says_what_it_did(monkeypatch, library, capsys):
    monkeypatch.setattr("content.management.commands.load_library.load", lambda: load(library))
    call_command("load_library")
    assert MADE in capsys.readouterr().out


def test_the_command_fails_with_file_and_line(monkeypatch, library):
    rewrite(library, f"articles/{ARTICLE}.md", "position: 5", "colour: 5")
    monkeypatch.setattr("content.management.commands.load_library.load", lambda: load(library))
    with pytest.raises(CommandError, match=f"{ARTICLE}.md:1: “position” is missing"):
        call_command("load_library")
