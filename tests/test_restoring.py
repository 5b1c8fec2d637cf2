"""What was taken from readers after the backup: the keeper hears of it before anything goes, and it stays away."""

import pytest

from tests.support import houses

pytestmark = pytest.mark.slow
KNOWN = (
    "from django.contrib.auth import get_user_model",
    "from content.models import Article",
    "boss = get_user_model().objects.filter(is_superuser=True).first()",
    "pages = [Article.objects.get(pk=pk) for pk in Article.objects.order_by('pk').values_list('pk', flat=True)[:3]]",
)

PAUSE = """
INSERT INTO referrals_guidepause (guide_id, part, key, instead, reason, paused_at, paused_by_id, lifted_reason)
SELECT guide_id, 'route', 'continence', '{}', 'It closed.', now(), (SELECT min(id) FROM auth_user), ''
FROM referrals_guideversion WHERE state = 'published'
"""
# The next edition of the guide, which has a way that the one before it has not.
NEXT_EDITION = """
UPDATE referrals_guideversion SET state = 'retired', retired_at = now();
INSERT INTO referrals_guideversion (guide_id, number, state, note, document, content_hash, logic_hash, founding_hash,
                                    approver_role, withdrawn_reason, created_at)
SELECT guide_id, number + 1, 'draft', '', '', '', '', '', '', '', now() FROM referrals_guideversion;
UPDATE referrals_guideversion AS version
SET state = 'published', published_at = now(), document = later,
    content_hash = encode(sha256(convert_to(later, 'UTF8')), 'hex')
FROM referrals_guideversion AS earlier, replace(earlier.document, '"gp"', '"family_doctor"') AS later
WHERE version.state = 'draft' AND earlier.state = 'retired';
"""


@pytest.fixture(scope="module")
def backup(tmp_path_factory, django_db_setup):
    with houses.founded("restored", tmp_path_factory.mktemp("house")) as house:
        yield house.backup(tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="module")
def house_of_the_file(tmp_path_factory, backup):
    with houses.founded("restoring", tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture
def house(house_of_the_file):
    """A house where nothing has happened yet."""
    house_of_the_file.found_anew()
    return house_of_the_file


def rests(house):
    """Whether each of the first three articles rests, which are all public."""
    told = "print(*(reading.article(one.slug).paused for one in pages), sep='|')"
    shown = house.does(*KNOWN, "from content import reading", told)
    return [reason != "None" for reason in shown.strip().split("|")]


def take_from_readers(house):
    """As editors do it, after the backup: pause a page, withdraw another, close an account, reset a second factor."""
    house.does(
        *KNOWN,
        "from content import pausing, publishing",
        "from msphysio import second_factor",
        "from django.contrib.admin.models import LogEntry, CHANGE",
        "from django_otp.plugins.otp_static.models import StaticDevice",
        "from django.utils import timezone",
        "pausing.pause(pages[0], by=boss, reason='A reader was hurt.')",
        "publishing.withdraw(pages[1], by=boss, reason='Its advice is wrong.')",
        "second_factor.reset(boss, by=boss)",
        "other = get_user_model().objects.exclude(pk=boss.pk).first()",
        "told = [{'changed': {'fields': ['Active']}}]",
        "LogEntry.objects.log_actions(boss.pk, [other], CHANGE, told, single_object=True)",
        "StaticDevice.objects.create(user=other, name='Recovery codes', last_used_at=timezone.now())",
    )


def test_what_readers_could_not_read_any_more_does_not_come_back_quietly(house, backup):
    take_from_readers(house)
    code, said = house.manage("restore", backup, "--replace")
    assert code == 0, said
    assert "Paused, until somebody puts it back into service" in said
    assert rests(house) == [True, True, False]
    [(paused_by,)] = house.sql(
        "SELECT username FROM content_pause JOIN auth_user ON auth_user.id = paused_by_id"
        " WHERE reason = 'A reader was hurt.'"
    )
    assert paused_by == house.does(*KNOWN, "print(boss.username)").strip()


def test_the_keeper_hears_what_the_backup_has_not_before_anything_goes(house, backup):
    take_from_readers(house)
    before = house.everything()
    code, said = house.manage("restore", backup)
    assert (code, "Say --replace" in said) == (1, True), said
    assert house.everything() == before
    for told in (
        "Paused: Article",
        "A reader was hurt.",
        "Withdrawn: Article",
        "Its advice is wrong.",
        "Reset the second factor.",
        "Changed Active.",
        "used a recovery code",
    ):
        assert told in said, (told, said)


def test_it_is_public_again_only_if_somebody_says_so(house, backup):
    take_from_readers(house)
    code, said = house.manage("restore", backup, "--replace", "--as-it-was")
    assert (code, "A reader was hurt." in said) == (0, True), said
    assert rests(house) == [False, False, False]


@pytest.mark.parametrize("table", ["content_pause", "auth_user"])
def test_what_cannot_be_read_is_not_taken_for_nothing(house, backup, table):
    house.sql(f"DROP TABLE {table} CASCADE")
    before = house.sql("SELECT count(*), max(seal) FROM content_reviewevent")
    code, said = house.manage_from_nothing("restore", backup, "--replace")
    assert (code, "--as-it-was" in said, "Traceback" in said) == (1, True, False), said
    assert house.sql("SELECT count(*), max(seal) FROM content_reviewevent") == before
    code, said = house.manage("restore", backup, "--replace", "--as-it-was")
    assert (code, "byte for byte" in said) == (0, True), said


def test_a_withdrawn_guide_stays_withdrawn_and_in_no_search(house, backup):
    house.sql(
        "UPDATE referrals_guideversion SET state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'Unsafe.'"
        " WHERE state = 'published'"
    )
    code, said = house.manage("restore", backup, "--replace")
    assert (code, "Withdrawn:" in said, "Unsafe." in said) == (0, True, True), said
    assert house.sql("SELECT count(*) FROM referrals_guideversion WHERE state = 'published'") == [(0,)]
    assert house.sql("SELECT count(*) FROM content_searchentry WHERE kind = 'route'") == [(0,)]


@pytest.mark.parametrize("instead", ["gp", "a-later-way"])
def test_a_paused_way_of_the_guide_stays_paused_or_nothing_is_restored(house, backup, instead):
    house.sql(PAUSE.format(instead))
    before = house.everything()
    code, said = house.manage("restore", backup, "--replace")
    assert house.sql("SELECT reason FROM referrals_guidepause WHERE lifted_at IS NULL") == [("It closed.",)]
    if instead == "gp":
        assert (code, "Route continence: It closed." in said) == (0, True), said
    else:
        told = ("has not the way" in said, "--as-it-was" in said, "Traceback" in said)
        assert (code, *told) == (1, True, True, False), said
        assert house.everything() == before


def test_an_earlier_edition_without_the_way_in_place_of_a_paused_one_holds_nothing_up(house, tmp_path):
    house.sql(NEXT_EDITION)
    kept = house.backup(tmp_path)
    house.sql(PAUSE.format("family_doctor"))
    code, said = house.manage("restore", kept, "--replace")
    assert (code, "Route continence: It closed." in said) == (0, True), said
    told = "print([edition for edition in (1, 2) if definitions.version(edition)])"
    assert house.does("from referrals import definitions", told).strip() == "[2]"  # nobody walks the earlier one
