"""CSV in and out: a dry run that changes nothing, a readable difference, and drafts that nobody reads yet."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from content.exchange import ServiceResource, TermResource
from content.models import Release, ReviewEvent, Service, Source, Term
from tests.factories.content import SourceFactory
from tests.support.editing import ROLES, address

pytestmark = pytest.mark.django_db
HEAD = "key,authors,year,title,publisher,doi,url,source_kind,note\n"


def rows(*lines, head=HEAD):
    return SimpleUploadedFile("rows.csv", (head + "".join(f"{line}\n" for line in lines)).encode())


def dry_run(client, model, file):
    return client.post(address(f"{model}_import"), {"format": "0", "import_file": file})


def confirm(client, model, response):
    fields = response.context["confirm_form"].initial
    return client.post(address(f"{model}_process_import"), {name: value or "" for name, value in fields.items()})


class TestSources:
    def test_what_is_exported_comes_back_and_changes_nothing(self, sign_in):
        SourceFactory(key="harvey-2017", note="Read in full; “every” word, and more")
        client = sign_in("author")
        exported = client.get(address("source_export"))
        assert exported["Content-Type"] == "text/csv"
        response = dry_run(client, "source", SimpleUploadedFile("same.csv", exported.content))
        assert "Nothing: each row of the file is here already" in response.content.decode()

    def test_a_dry_run_shows_added_and_removed_words_and_changes_nothing(self, sign_in):
        SourceFactory(key="harvey-2017", title="Stretch for contractures")
        response = dry_run(
            sign_in("author"),
            "source",
            rows("harvey-2017,Harvey LA and others,2017,Stretch for joints,Cochrane,,,web,"),
        )
        html = response.content.decode()
        assert '<del><span class="visually-hidden">removed: </span>contractures</del>' in html
        assert '<ins><span class="visually-hidden">added: </span>joints</ins>' in html
        assert 'style="' not in html
        assert Source.objects.get().title == "Stretch for contractures"

    def test_what_was_shown_is_imported_when_it_is_confirmed(self, sign_in):
        client = sign_in("publisher")
        response = dry_run(client, "source", rows("new-2026,A,2026,A new study,J,,,rct,"))
        assert not Source.objects.exists()
        assert confirm(client, "source", response).status_code == 302
        assert Source.objects.get().title == "A new study"

    def test_a_fault_in_one_row_imports_nothing_and_names_the_row(self, sign_in):
        response = dry_run(
            sign_in("author"), "source", rows("good-2026,A,2026,Good,J,,,rct,", "bad-2026,A,2026,Bad,J,,,gossip,")
        )
        html = response.content.decode()
        assert response.context.get("confirm_form") is None
        assert "Line 3, Bad: source_kind takes " in html
        assert not Source.objects.exists()

    def test_a_file_without_the_key_says_which_column_is_missing(self, sign_in):
        response = dry_run(sign_in("author"), "source", rows("A", head="title\n"))
        assert "There is no column “key”" in response.content.decode()

    @pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x01", b"\x00\x00", b'key,title\n"open'])
    def test_what_is_no_table_gets_a_kind_answer(self, sign_in, content):
        response = dry_run(sign_in("author"), "source", SimpleUploadedFile("x.csv", content))
        assert response.status_code == 200 and response.context.get("confirm_form") is None
        assert not Source.objects.exists()

    def test_what_was_saved_since_the_dry_run_is_not_written_over(self, sign_in):
        SourceFactory(key="harvey-2017", title="Before")
        client = sign_in("author")
        response = dry_run(client, "source", rows("harvey-2017,A,2017,From the file,J,,,web,"))
        Source.objects.update(title="Saved meanwhile")
        assert confirm(client, "source", response).url == address("source_import")
        assert Source.objects.get().title == "Saved meanwhile"
        assert "Somebody has changed one of these rows" in client.get(address("source_import")).content.decode()

    def test_a_spreadsheet_runs_nothing_that_is_exported(self, sign_in):
        SourceFactory(key="x", title="=cmd|' /C calc'!A0")
        assert ",=cmd" not in sign_in("author").get(address("source_export")).content.decode()

    def test_a_file_in_another_encoding_gets_plain_words(self, sign_in):
        file = SimpleUploadedFile("x.csv", (HEAD + "é,A,2026,T,J,,,web,").encode("utf-16"))
        assert "Save it as CSV (UTF-8)" in dry_run(sign_in("author"), "source", file).content.decode()

    @pytest.mark.parametrize("role", ROLES)
    def test_who_may_import_and_export(self, sign_in, role):
        client = sign_in(role)
        writes = 200 if role in ("author", "publisher") else 403
        reads = 403 if role == "directory" else 200
        assert client.get(address("source_import")).status_code == writes
        assert client.get(address("source_export")).status_code == reads


class TestTerms:
    head = "slug,term,meaning,lay_words,sources\n"

    def test_a_new_row_is_a_draft_of_the_person_who_imports(self, sign_in, people):
        SourceFactory(key="mstrust-spasticity")
        client = sign_in("author")
        file = rows('clonus,Clonus,A quick beat.,"jumping foot; shaking foot",mstrust-spasticity', head=self.head)
        confirm(client, "term", dry_run(client, "term", file))
        term = Term.objects.get()
        assert term.lay_words == ["jumping foot", "shaking foot"]
        assert [source.key for source in term.sources.all()] == ["mstrust-spasticity"]
        assert (term.state, term.edited_by) == ("draft", people["author"])
        assert ReviewEvent.objects.get().act == "edit"
        assert not Release.objects.exists()

    def test_a_row_that_changes_nothing_is_no_edit(self, sign_in):
        Term.objects.create(slug="clonus", term="Clonus", meaning="A quick beat.", lay_words=["jumping foot"])
        client = sign_in("author")
        file = rows("clonus,Clonus,A quick beat.,jumping foot,", "ataxia,Ataxia,Shaky moves.,,", head=self.head)
        confirm(client, "term", dry_run(client, "term", file))
        assert [event.slug for event in ReviewEvent.objects.all()] == ["ataxia"]

    def test_what_is_neither_yes_nor_no_is_named(self, sign_in):
        response = dry_run(sign_in("author"), "term", rows("x,perhaps", head="slug,marked\n"))
        assert "“perhaps” is neither yes nor no." in response.content.decode()

    def test_an_unknown_source_is_named(self, sign_in):
        response = dry_run(sign_in("author"), "term", rows("x,X,X.,,nobody-1900", head=self.head))
        assert "There is no source “nobody-1900”" in response.content.decode()

    def test_every_column_comes_back_as_it_went(self):
        source = SourceFactory()
        term = Term.objects.create(slug="clonus", term="Clonus", meaning="A, b; “c”\nd", lay_words=["x", "y"])
        term.sources.add(source)
        result = TermResource().import_data(TermResource().export(), dry_run=True)
        assert not result.has_errors() and result.totals["skip"] == 1


class TestServices:
    def test_the_directory_keeps_what_is_for_editors_out_of_nothing(self, sign_in):
        Service.objects.create(slug="leeds", name="Leeds", service_kind="nhs", notes="Ask again", former_names=["Old"])
        exported = sign_in("directory").get(address("service_export")).content.decode()
        assert re.search(r"leeds,.*Old.*Ask again", exported)

    def test_not_known_stays_not_known(self):
        Service.objects.create(slug="leeds", name="Leeds", service_kind="nhs")
        resource = ServiceResource()
        data = resource.export()
        assert data["physiotherapy"] == ["unknown"]
        assert resource.import_data(data, dry_run=True).totals["skip"] == 1
