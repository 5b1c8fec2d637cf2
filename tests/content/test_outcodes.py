"""Official files of postcodes: the middle of each first part is loaded, faults have lines, editors' rows stay."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from content import gazetteer
from content.library import outcode_files
from content.library.outcode_files import OutcodeFileError, read
from content.models import Outcode, Place

ONS = "pcd,pcds,dointr,doterm,oseast1m,osnrth1m,ctry,lat,long\n"
ONS_ROWS = (
    '"LS6 1AB","LS6 1AB",198001,,428000,435000,E92000001,53.81,-1.57\n'
    '"LS6 2AB","LS6 2AB",198001,,428000,435000,E92000001,53.83,-1.55\n'
    '"LS6 9ZZ","LS6 9ZZ",198001,199906,1,1,E92000001,50.0,0.0\n'
    '"BT487NN","BT48 7NN",198001,,243000,417000,N92000002,54.998,-7.32\n'
    '"JE2 3AB","JE2 3AB",198001,,,,L93000001,99.999999,0.0\n'
)
CODE_POINT_OPEN = (
    '"LS1 4AP",10,430000,434000,"E92000001","E19000001","E18000002","","E08000035","E05011396"\n'
    '"LS1 4AR",10,430200,434200,"E92000001","","","","",""\n'
    '"LS1 9ZZ",90,0,0,"E92000001","","","","",""\n'
    '"EH1 1AA",10,325000,673500,"S92000003","","","","",""\n'
)


@pytest.fixture
def write(tmp_path):
    def write(text, name="codes.csv"):
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / name

    return write


@pytest.fixture
def towns(db):
    places = [(2644688, "Leeds", 53.7965, -1.5478, "england"), (2643736, "Derry", 54.9981, -7.3093, "northern_ireland")]
    for number, name, latitude, longitude, nation in places:
        point = {"latitude": latitude, "longitude": longitude}
        Place.objects.create(id=number, name=name, folded=name.lower(), population=9, nation=nation, **point)
    gazetteer.forget()
    yield
    gazetteer.forget()


class TestReading:
    def test_the_middle_of_a_first_part_is_the_mean_of_its_points(self, write):
        found = read([write(ONS + ONS_ROWS)])
        assert set(found) == {"LS6", "BT48"}
        assert (found["LS6"].latitude, found["LS6"].longitude) == pytest.approx((53.82, -1.56))
        assert (found["LS6"].points, found["LS6"].nation) == (2, "england")
        assert found["BT48"].nation == "northern_ireland"

    def test_code_point_open_has_no_heading_and_metres(self, write):
        found = read([write(CODE_POINT_OPEN)])
        assert set(found) == {"LS1", "EH1"}
        assert (found["LS1"].latitude, found["LS1"].longitude) == pytest.approx((53.80, -1.54), abs=0.01)
        assert (found["LS1"].points, found["EH1"].nation) == (2, "scotland")

    def test_files_are_taken_together(self, write):
        assert set(read([write(CODE_POINT_OPEN, "ls.csv"), write(ONS + ONS_ROWS, "ons.csv")])) == {
            *("LS1", "EH1", "LS6", "BT48")
        }

    @pytest.mark.parametrize("heading", ["outcode,lat,lng", "Postcode,Latitude,Longitude", "\ufeffcode,lat,long"])
    def test_other_headings_are_known(self, write, heading):
        assert read([write(f"{heading}\nEX31,51.08,-4.06\n")])["EX31"].latitude == pytest.approx(51.08)

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            (ONS + "X,nowhere,,,,,,51,0\n", "codes.csv, line 2: “nowhere” is not a postcode of the UK."),
            (ONS + ",LS6 1AB,,,,,,north,0\n", "codes.csv, line 2: “north” and “0” are not two numbers."),
            (ONS + ",LS6 1AB,,,,,,5,100\n", "codes.csv, line 2: LS6: 5.0, 100.0 is not in the UK."),
            ("pcds,oseast1m,osnrth1m\nBT48 7NN,243000,417000\n", f"line 2: BT48 {outcode_files.IRISH_GRID}."),
            ("pcds,oseast1m,osnrth1m\nLS6 1AB,-7,3\n", "line 2: LS6: -7, 3 is not on the National Grid."),
            ("name,town\nLeeds,Leeds\n", f"line 1: {outcode_files.COLUMNS_MISSING}"),
            ("", f"line 1: {outcode_files.COLUMNS_MISSING}"),
            (ONS, "There is no postcode with a point in it."),
        ],
    )
    def test_a_fault_says_where_and_what(self, write, text, fault):
        with pytest.raises(OutcodeFileError) as refused:
            read([write(text)])
        assert refused.value.faults[0].endswith(fault)

    def test_faults_are_told_together_and_not_without_end(self, write):
        with pytest.raises(OutcodeFileError) as refused:
            read([write(ONS + "X,nowhere,,,,,,51,0\n" * 500)])
        assert len(refused.value.faults) == outcode_files.MOST_FAULTS + 1

    def test_no_second_part_is_in_a_fault(self, write):
        with pytest.raises(OutcodeFileError) as refused:
            read([write(ONS + ",LS6 1AB,,,,,,north,0\n")])
        assert "1AB" not in str(refused.value)


def load(*arguments):
    said = StringIO()
    call_command("load_outcodes", *map(str, arguments), stdout=said)
    return said.getvalue().strip()


class TestCommand:
    def test_what_is_loaded_is_exact_from_then_on(self, towns, write, django_capture_on_commit_callbacks):
        assert gazetteer.find("BT48").wide is False and gazetteer.find("BT48").place is None
        with django_capture_on_commit_callbacks(execute=True):
            assert "2 new, 0 renewed, 0 kept as an editor wrote them" in load(write(ONS + ONS_ROWS))
        found = gazetteer.find("BT48 7NN")
        assert (found.place.name, found.place.id, found.place.nation) == ("BT48", 2643736, "northern_ireland")
        assert found.place.centre == "the middle of BT48"

    def test_a_dry_run_writes_nothing(self, towns, write):
        assert load(write(ONS + ONS_ROWS), "--dry-run").startswith("Nothing was written. It would be: 2 new")
        assert not Outcode.objects.exists()

    def test_loading_again_renews_and_leaves_what_an_editor_wrote(self, towns, write):
        point = {"latitude": 53.9, "longitude": -1.6, "nation": "england", "place_id": 2644688}
        Outcode.objects.create(code="LS6", **point)
        load(write(ONS + ONS_ROWS))
        assert "0 new, 1 renewed, 1 kept" in load(write(ONS + ONS_ROWS))
        assert Outcode.objects.get(code="LS6").latitude == 53.9

    def test_one_fault_and_nothing_is_written(self, towns, write):
        with pytest.raises(CommandError, match="Nothing was written.\n.*line 7"):
            load(write(ONS + ONS_ROWS + ",nowhere,,,,,,51,0\n"))
        assert not Outcode.objects.exists()

    def test_it_needs_towns_and_a_file(self, db, towns, write, tmp_path):
        with pytest.raises(CommandError, match="cannot be read"):
            load(tmp_path / "none.csv")
        Place.objects.all().delete()
        gazetteer.forget()
        with pytest.raises(CommandError, match="run load_library first"):
            load(write(ONS + ONS_ROWS))


class TestByHand:
    """Directory editors write single rows in the admin."""

    ROW = {"code": "EX31", "place": 2644688, "nation": "england", "latitude": 51.08, "longitude": -4.06}

    def test_a_directory_editor_adds_one(self, towns, sign_in):
        answer = sign_in("directory").post("/admin/content/outcode/add/", self.ROW)
        assert answer.status_code == 302, answer.context["adminform"].errors
        row = Outcode.objects.get()
        assert (row.code, row.source) == ("EX31", "")
        assert gazetteer.find("EX31").place.outcode == "EX31"

    def test_what_an_editor_changes_is_theirs(self, towns, sign_in):
        Outcode.objects.create(**{**self.ROW, "place": None, "place_id": 2644688, "source": "codes.csv"})
        sign_in("directory").post("/admin/content/outcode/EX31/change/", {**self.ROW, "latitude": 51.1})
        row = Outcode.objects.get()
        assert (row.latitude, row.source) == (51.1, "")

    @pytest.mark.parametrize("wrong", [{"code": "ex31"}, {"code": "LS61"[:2]}, {"latitude": 12}, {"longitude": 40}])
    def test_what_cannot_be_is_refused_kindly_and_by_the_database(self, towns, sign_in, wrong):
        answer = sign_in("directory").post("/admin/content/outcode/add/", {**self.ROW, **wrong})
        assert answer.status_code == 200 and answer.context["adminform"].errors
        with pytest.raises(IntegrityError), transaction.atomic():
            Outcode.objects.create(**{**self.ROW, **wrong, "place": None, "place_id": 2644688})

    @pytest.mark.parametrize("role", ["author", "moderator", "guide"])
    def test_others_cannot(self, towns, sign_in, role):
        assert sign_in(role).get("/admin/content/outcode/add/").status_code == 403

    def test_towns_are_only_looked_at(self, towns, sign_in):
        editor = sign_in("directory")
        assert editor.get("/admin/content/place/?q=leeds").status_code == 200
        assert editor.get("/admin/content/place/add/").status_code == 403
