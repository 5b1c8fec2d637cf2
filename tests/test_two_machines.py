"""Two machines that have the same database, and nothing else in common."""

from pathlib import Path

import pytest

from tests.support import databases, houses, own_sites

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def machines_of_the_file(tmp_path_factory, django_db_setup):
    place = tmp_path_factory.mktemp("machines")
    with houses.founded("machines", place / "first") as first, houses.at(first.address, place / "second") as second:
        yield first, second


@pytest.fixture
def machines(machines_of_the_file):
    """A first machine and a second one with a folder of its own, where nothing has happened yet."""
    first, second = machines_of_the_file
    first.found_anew()
    second.empty_folder()
    return first, second


def test_what_was_uploaded_on_one_is_sent_by_both_and_is_in_the_backup_of_either(machines, tmp_path):
    first, second = machines
    address = first.upload()
    assert second.sends(address) == first.sends(address) == (200, Path(address).stem)
    assert [path.name for path in second.copies] == [Path(address).name]
    backup = second.backup(tmp_path)
    with (
        databases.fresh(databases.of_this_process("site", "third")) as empty,
        houses.at(empty, tmp_path / "third") as third,
    ):
        assert third.manage("restore", backup)[0] == 0
        assert third.sends(address) == (200, Path(address).stem)


def test_a_replica_that_does_not_have_it_yet_hides_nothing(machines, tmp_path):
    first, _ = machines
    with (
        own_sites.founded(databases.of_this_process("site", "behind")) as behind,
        houses.at(first.address, tmp_path / "reads-behind", DATABASE_READ_URL=behind) as other,
    ):
        address = first.upload()
        assert other.sends(address) == (200, Path(address).stem)


def test_what_older_code_left_on_one_is_sent_by_it_and_after_store_files_by_both(machines):
    first, second = machines
    address = first.upload()
    first.sends(address)
    first.sql("DELETE FROM content_filepart")
    assert (first.sends(address)[0], second.sends(address)[0]) == (200, 404)
    code, said = second.manage("store_files")
    assert (code, address.removeprefix("/media/") in said) == (1, True), said
    assert first.manage("store_files")[0] == 0
    assert second.sends(address) == (200, Path(address).stem)
