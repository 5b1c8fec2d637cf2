"""The copy on the disk: what it gives back, what of it is not believed, and what happens when it cannot be written."""

import os
import re
import resource
import shutil
import sqlite3
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from content import documents, gazetteer, local_copy, reading, replies, usage
from content.current import Releases
from content.models import Kind
from content.published import Published
from content.usage import Usage
from referrals import definitions
from tests.factories.content import (
    ExerciseFactory,
    FaqFactory,
    PolicyFactory,
    ServiceFactory,
    StoryFactory,
    TermFactory,
    make_rich_article,
    publish_approved,
    publish_founding,
)

pytestmark = pytest.mark.django_db
RIGHT = usage._plain(Usage(("stiffness",), {}))
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')
PAGES = (
    *("/", "/articles/", "/articles/stiffness/", "/articles/stiffness/carer/", "/articles/stiffness/short/"),
    *("/topics/stiffness/", "/exercises/", "/exercises/calm/", "/exercises/sheet/?with=calm", "/questions/"),
    *("/glossary/", "/stories/", "/stories/calm/", "/about/", "/services/calm/", "/feed.atom", "/search/words.json"),
)


@pytest.fixture(autouse=True)
def copy(settings, tmp_path):
    """An empty folder for the copy; returns how to find its file."""
    settings.LOCAL_COPY = tmp_path / "copy"
    reading.forget()
    usage.forget()
    yield local_copy.path
    reading.forget()


@pytest.fixture
def public(settings):
    """One thing of each kind that has a page, public in a demonstration."""
    settings.DEMO = True
    article = make_rich_article(slug="stiffness", on_home=True)
    makers = (ExerciseFactory, FaqFactory, TermFactory, StoryFactory, ServiceFactory)
    for thing in (article.topic, article, PolicyFactory(slug="about"), *(make(slug="calm") for make in makers)):
        publish_founding(thing)


@pytest.fixture
def kept(public):
    """The Releases whose copy is on the disk."""
    releases = Releases()
    releases.write(releases.load())
    documents.forget()
    return releases


def told(found):
    """Everything that is public, as plain values: of two loads the same only if readers see the same."""
    names = [name for name in Published.__slots__ if name != "light"]
    things = [thing for kind in Kind for thing in found[kind].values()]
    return [[getattr(thing, name) for name in names] + [thing.light, thing.document] for thing in things]


def test_without_the_database_everything_is_read_from_the_copy(kept, django_assert_num_queries):
    with django_assert_num_queries(0):
        found = told(Releases().read())
    assert found == told(Releases().load())
    assert len(found) == 8


def test_every_page_is_the_same_from_memory_from_the_copy_and_from_the_database(
    public, client, settings, monkeypatch, django_assert_num_queries
):
    for held in (reading._held, usage._held, replies._held, gazetteer._held, definitions._held):
        monkeypatch.setattr(held, "_seconds", 3600)
        held.forget()

    def pages():
        return {address: TOKEN.sub("", client.get(address).content.decode()) for address in PAGES}

    local_copy.path().unlink(missing_ok=True)
    reading.every(Kind.ARTICLE)
    assert documents.bytes_held()
    first = pages()
    reading.forget()
    reading.every(Kind.ARTICLE)
    assert not documents.bytes_held(), "nothing that the copy has was read with the releases"
    usage.most_read()
    with django_assert_num_queries(0):
        assert pages() == first
    settings.LOCAL_COPY = None
    reading.forget()
    reading.every(Kind.ARTICLE)
    documents.forget()
    with django_assert_num_queries(4):  # an article, an exercise, a story, a page about the site
        assert pages() == first


def test_the_file_is_private(kept, copy):
    assert copy().stat().st_mode & 0o777 == 0o600
    assert copy().parent.stat().st_mode & 0o777 == 0o700


def test_what_is_late_is_told_by_the_day(settings):
    publish_approved(make_rich_article(slug="stiffness"))
    releases = Releases()
    releases.write(releases.load())
    assert not Releases().read()[Kind.ARTICLE]["stiffness"].due
    with time_machine.travel(timezone.now() + timedelta(days=800)):
        article = Releases().read()[Kind.ARTICLE]["stiffness"]
    assert article.due and article.approval


def cut_short(file):
    os.truncate(file, file.stat().st_size // 2)


def no_database(file):
    file.write_bytes(b"no database at all" * 1000)


def change_a_word(file):
    _execute(file, "UPDATE release SET value = replace(value, 'Stiff', 'Loose')")


def change_a_word_and_its_hash(file):
    with sqlite3.connect(file) as database:
        for key, value in database.execute("SELECT key, value FROM release").fetchall():
            value = value.replace("Stiff", "Loose")
            database.execute(
                "UPDATE release SET (value, digest) = (?, ?) WHERE key = ?", (value, local_copy.digest(value), key)
            )
    database.close()


def leave_one_out(file):
    _execute(file, "DELETE FROM release WHERE key LIKE 'topic%'")


def without_a_mark(file):
    _execute(file, "DELETE FROM mark")


def _execute(file, statement):
    database = sqlite3.connect(file)
    with database:
        assert database.execute(statement).rowcount
    database.close()


DAMAGES = (cut_short, no_database, change_a_word, change_a_word_and_its_hash, leave_one_out, without_a_mark)


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_not_believed_and_made_anew(kept, copy, damage, caplog):
    damage(copy())
    with pytest.raises(LookupError):
        Releases().read()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    for _ in range(2):  # a file that is no database is taken away by the first
        releases = Releases()
        releases.write(releases.load())
    assert told(Releases().read()) == told(releases.load())


def test_a_site_that_is_no_demonstration_never_reads_what_one_wrote(kept, copy, settings):
    demonstration = copy()
    settings.DEMO = False
    assert copy() != demonstration
    with pytest.raises(LookupError):
        Releases().read()
    shutil.copy(demonstration, copy())
    with pytest.raises(LookupError):
        Releases().read()
    assert not any(Releases().load().values())


def test_what_other_code_wrote_is_not_read(kept, monkeypatch):
    monkeypatch.setattr("content.current.FORM", "another")
    with pytest.raises(LookupError):
        Releases().read()
    releases = Releases()
    releases.write(releases.load())
    assert told(Releases().read()) == told(releases.load())


@pytest.mark.parametrize("other", [{"NAME": "another"}, {"HOST": "another.example"}])
def test_what_another_database_said_is_never_read(kept, copy, settings, other, monkeypatch):
    file = copy()
    monkeypatch.setitem(settings.DATABASES, "default", settings.DATABASES["default"] | other)
    assert copy() != file
    shutil.copy(file, copy())
    with pytest.raises(LookupError):
        Releases().read()


def test_a_change_of_secret_keeps_the_copy_as_long_as_the_old_one_may_read(kept, settings):
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another secret, and as long as one has to be"
    with pytest.raises(LookupError):
        Releases().read()
    settings.SECRET_KEY_FALLBACKS = [old]
    assert Releases().read()[Kind.ARTICLE]
    releases = Releases()
    releases.write(releases.load())
    settings.SECRET_KEY_FALLBACKS = []
    assert Releases().read()[Kind.ARTICLE]


def test_a_document_with_another_hash_is_read_from_the_database(kept, copy, caplog, django_assert_num_queries):
    article = Releases().read()[Kind.ARTICLE]["stiffness"]
    right = article.document
    documents.forget()
    _execute(copy(), "UPDATE document SET value = (SELECT value FROM document ORDER BY length(value) LIMIT 1)")
    with django_assert_num_queries(1):
        assert article.document == right
    assert "has another hash" in caplog.text
    documents.forget()
    with django_assert_num_queries(0):
        assert article.document == right, "the copy is mended"


def in_a_child(act):
    """Run something in a process of its own, which leaves the database alone; returns its number."""
    if child := os.fork():
        return child
    try:
        act()
    finally:
        os._exit(0)


def ended(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_full_disk_is_logged_and_what_was_there_stays(kept, copy, tmp_path):
    before = told(Releases().read())
    said = tmp_path / "said"

    def write_on_a_full_disk():
        resource.setrlimit(resource.RLIMIT_FSIZE, (copy().stat().st_size,) * 2)
        local_copy.logger.warning = lambda text, fault: said.write_text(text % fault)
        local_copy.add_documents({f"{n:064}": os.urandom(20_000).hex() for n in range(9)})

    assert ended(in_a_child(write_on_a_full_disk)) == 0
    assert "was not written" in said.read_text()
    assert told(Releases().read()) == before


def test_a_folder_that_cannot_be_made_is_logged(public, settings, tmp_path, caplog):
    settings.LOCAL_COPY = tmp_path / "file" / "copy"
    settings.LOCAL_COPY.parent.write_text("no folder")
    releases = Releases()
    releases.write(releases.load())
    assert "was not written" in caplog.text
    assert releases.load()[Kind.ARTICLE]["stiffness"].document


def test_two_processes_that_write_at_once_leave_a_whole_copy(copy):
    values = {which: {f"topic:{n}": f"{which}{n}" for n in range(40)} for which in "ab"}

    def write(which):
        own = values[which]
        for _ in range(15):
            local_copy.keep_releases("", {key: local_copy.digest(value) for key, value in own.items()}, own.get)

    children = [in_a_child(lambda which=which: write(which)) for which in "ab"]
    assert [ended(child) for child in children] == [0, 0]
    assert local_copy.releases("") in values.values()


def test_what_others_read_is_kept_too(copy):
    spare = usage._held._spare
    spare.write(Usage(("stiffness",), {("/articles/stiffness/", 2): (30, 40)}))
    assert spare.read() == Usage(("stiffness",), {("/articles/stiffness/", 2): (30, 40)})
    _execute(copy(), "UPDATE other SET value = replace(value, '30', '40')")
    with pytest.raises(LookupError):
        spare.read()


@pytest.mark.parametrize("form", [{"another": "shape"}, [1], None, "words", RIGHT])
def test_what_is_kept_in_another_form_is_not_read_and_breaks_nothing(copy, form, monkeypatch):
    local_copy.Spare("usage", lambda _: form, None).write(None)
    monkeypatch.setattr(local_copy, "FORMAT", local_copy.FORMAT + (form is RIGHT))
    with pytest.raises(LookupError):
        usage._held._spare.read()
