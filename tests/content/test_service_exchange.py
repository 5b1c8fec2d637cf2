"""The directory out to a spreadsheet and back: shown field by field first, whatever the spreadsheet makes of it."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from content import spreadsheets
from content.models import Release, Service
from tests.support.editing import address
from tests.support.founding import write_services

KENT, LEEDS, SALTNEY = "kent-neuro-therapy-centre", "west-yorkshire-ms-therapy-centre", "neuro-therapy-centre-saltney"


def changed(raw, changes, more=()):
    """A CSV file with other values in some rows, {slug: {column: value}}, and more rows."""
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"))))
    rows = [{**row, **changes.get(row["slug"], {})} for row in rows]
    return [*rows, *({**dict.fromkeys(rows[0], ""), **row} for row in more)]


def saved(rows, sign=",", letters="utf-8", line="\r\n"):
    """The bytes that a spreadsheet saves."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, rows[0], delimiter=sign, lineterminator=line)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode(letters)


def dry_run(client, raw):
    file = SimpleUploadedFile("services.csv", raw)
    return client.post(address("service_import"), {"format": "0", "import_file": file})


def confirm(client, response):
    fields = {name: value or "" for name, value in response.context["confirm_form"].initial.items()}
    return client.post(address("service_process_import"), fields)


def words(response):
    return response.content.decode().partition("What would change")[2]


@pytest.fixture
def client_and_file(sign_in, towns):
    write_services()
    client = sign_in("directory")
    return client, client.get(address("service_export")).content


NEW = {
    "slug": "new-centre",
    "name": "Café Neuro – New Centre",
    "service_kind": "therapy_centre",
    "price": "unknown",
    **dict.fromkeys((*Service.OFFERS, *Service.ACCEPTS, *Service.ACCESS), "unknown"),
    "confidence": "medium",
    "source_url": "https://example.org/",
    "nation": "england",
}
CHANGES = {
    KENT: {"phone": "01227 000000"},
    LEEDS: {"home_visit": "no", "who_can_use": "People with MS – and carers."},
    SALTNEY: {"serves_nations": "england; wales; scotland"},
}


@pytest.mark.django_db
class TestWholeDirectory:
    def test_what_is_exported_comes_back_and_changes_nothing(self, client_and_file):
        client, raw = client_and_file
        assert raw.count(b"\n") >= 78
        assert "Nothing: each row of the file is here already" in dry_run(client, raw).content.decode()

    @pytest.mark.parametrize(
        ("sign", "letters"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-8-sig"), (";", "utf-8-sig")]
    )
    def test_three_changes_and_a_new_row_are_shown_field_by_field_and_then_made(self, client_and_file, sign, letters):
        client, raw = client_and_file
        response = dry_run(client, saved(changed(raw, CHANGES, [NEW]), sign, letters))
        html = words(response)
        assert "3 changed, 1 new, 74 as they are." in " ".join(html.split())
        assert html.count("<h3>Changed: ") == 3 and html.count("<h3>New: Café Neuro – New Centre</h3>") == 1
        assert "<h3>Changed: Kent Neuro Therapy Centre</h3>" in html and "<dt>Phone</dt>" in html
        assert '<ins><span class="visually-hidden">added: </span>01227 000000</ins>' in html
        assert "<dt>Home visits</dt>" in html and "<dt>Website</dt>" not in html
        assert not Service.objects.filter(slug="new-centre").exists()
        assert Service.objects.get(slug=KENT).phone == ""
        assert confirm(client, response).status_code == 302
        assert Service.objects.get(slug=KENT).phone == "01227 000000"
        assert Service.objects.get(slug=LEEDS).who_can_use == "People with MS – and carers."
        assert Service.objects.get(slug=SALTNEY).serves_nations == ["england", "wales", "scotland"]
        assert Service.objects.get(slug="new-centre").state == "draft"
        assert Service.objects.count() == 78 and not Release.objects.filter(kind="service").exists()

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"home_visit": "maybe"}, ", West Yorkshire MS Therapy Centre: home_visit takes yes, no or unknown."),
            ({"website": "example"}, ", West Yorkshire MS Therapy Centre, website: "),
            ({"name": ""}, ", name: This field cannot be blank."),
            ({"geoname_id": "Leeds"}, ", West Yorkshire MS Therapy Centre, geoname_id: “Leeds” is not a whole number."),
            ({"geoname_id": "5"}, ", West Yorkshire MS Therapy Centre, geoname_id: There is no town 5. Copy the town"),
            ({"serves_nations": "ireland"}, "serves_nations takes england, scotland, wales or northern_ireland."),
        ],
    )
    def test_a_bad_row_is_named_and_nothing_is_imported(self, client_and_file, change, words):
        client, raw = client_and_file
        response = dry_run(client, saved(changed(raw, {**CHANGES, LEEDS: change})))
        html = response.content.decode()
        line = next(n for n, row in enumerate(changed(raw, {}), 2) if row["slug"] == LEEDS)
        assert response.context.get("confirm_form") is None
        (fault,) = response.context["result"].faults
        assert fault.startswith(f"Line {line}") and words in fault and fault in html
        assert html.index("What to mend") < html.index(fault) < html.index('name="import_file"')
        assert Service.objects.get(slug=KENT).phone == ""

    def test_the_same_key_twice_is_refused_with_both_lines(self, client_and_file):
        client, raw = client_and_file
        rows = changed(raw, CHANGES)
        response = dry_run(client, saved([*rows[:2], {**rows[0], "phone": "01227 111111"}]))
        slug = rows[0]["slug"]
        assert response.context.get("confirm_form") is None
        assert f"Lines 2 and 4 have the same slug, “{slug}”." in response.content.decode()

    def test_a_column_that_the_file_does_not_have_is_left_as_it_is_and_that_is_said(self, client_and_file):
        client, raw = client_and_file
        rows = [{name: row[name] for name in row if name not in ("phone", "notes")} for row in changed(raw, {})]
        Service.objects.filter(slug=KENT).update(phone="01227 000000")
        response = dry_run(client, saved([{**row, "town": "Here"} if row["slug"] == KENT else row for row in rows]))
        said = "Your file does not have these columns. They are left as they are: phone, notes."
        assert said in response.content.decode()
        confirm(client, response)
        kent = Service.objects.get(slug=KENT)
        assert (kent.phone, kent.town) == ("01227 000000", "Here")
        assert "They are left as they are" not in dry_run(client, raw).content.decode()

    @pytest.mark.parametrize("keep", [0, 1])
    def test_a_file_without_rows_says_so(self, client_and_file, keep):
        client, raw = client_and_file
        response = dry_run(client, b"".join(raw.splitlines(keepends=True)[:keep]))
        assert response.context.get("confirm_form") is None
        assert "There is nothing in this file below the names of the columns." in response.content.decode()


class TestSpreadsheets:
    @pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "cp1252"])
    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    @pytest.mark.parametrize("line", ["\n", "\r\n"])
    def test_letters_signs_and_lines_of_any_spreadsheet(self, letters, sign, line):
        rows = [{"slug": "a", "name": "Café – “Neuro”", "notes": "one; two, three\ttab\nline"}]
        raw = spreadsheets.canonical(saved(rows, sign, letters, line))
        assert list(csv.DictReader(io.StringIO(raw.decode(), newline=""))) == rows

    def test_empty_rows_and_the_note_on_signs_are_left_out(self):
        assert spreadsheets.canonical(b"sep=;\r\na;b\r\n1;2\r\n;\r\n\r\n") == b"a,b\n1,2\n"

    @pytest.mark.parametrize("raw", ["a,b\n1,2".encode("utf-16"), b"\x81\x8d", b'a,b\n"open', b"\0"])
    def test_what_is_no_csv_is_refused_in_plain_words(self, raw):
        with pytest.raises(ValueError, match="Save it as CSV"):
            spreadsheets.canonical(raw)

    def test_a_row_with_too_many_cells_is_named(self):
        with pytest.raises(ValueError, match="Line 3 has 3 cells, the first line has 2"):
            spreadsheets.canonical(b"a,b\n1,2\n1,2,3\n")
