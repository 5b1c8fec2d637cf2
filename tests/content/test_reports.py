"""What readers report has a clock, and stays until somebody has answered."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from content import reports
from content.models import ProblemReport
from content.publishing import Refused
from content.reports import Urgency

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
FRIDAY = datetime(2026, 11, 20, 16, 30, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("urgency", "reported", "due"),
    [
        (Urgency.HARM, FRIDAY, datetime(2026, 11, 23, 16, 30, tzinfo=LONDON)),
        (Urgency.HARM, datetime(2026, 11, 22, 9, 0, tzinfo=LONDON), datetime(2026, 11, 23, 9, 0, tzinfo=LONDON)),
        (Urgency.WRONG, FRIDAY, datetime(2026, 11, 27, 16, 30, tzinfo=LONDON)),
        (Urgency.UNCLEAR, FRIDAY, datetime(2026, 12, 18, 16, 30, tzinfo=LONDON)),
        # Over the night on which the clocks change, the hour on the wall stays.
        (Urgency.HARM, datetime(2026, 10, 23, 9, 0, tzinfo=LONDON), datetime(2026, 10, 26, 9, 0, tzinfo=LONDON)),
    ],
)
def test_the_clock_runs_in_working_days(urgency, reported, due):
    with time_machine.travel(reported, tick=False):
        assert reports.report("/articles/stiffness/", urgency, "It is wrong.").due_at == due


def test_the_most_pressing_comes_first_and_what_is_answered_is_gone(people):
    unclear = reports.report("/a/", Urgency.UNCLEAR, "Hard to read.")
    harm = reports.report("/b/", Urgency.HARM, "  It told me to push.  ")
    assert list(reports.open_reports()) == [harm, unclear]
    assert harm.words == "It told me to push."
    answered = reports.answer(harm, by=people["moderator"], answer="The line is gone.")
    assert (answered.answered_by, list(reports.open_reports())) == (people["moderator"], [unclear])


@pytest.mark.parametrize(
    ("urgency", "words", "told"),
    [
        ("harm", " ", "a few words"),
        ("", "Wrong.", "what kind"),
        ("nonsense", "Wrong.", "what kind"),
        ("harm", "x" * 2001, "2,000"),
    ],
)
def test_what_is_missing_is_said_kindly(urgency, words, told):
    with pytest.raises(Refused, match=told):
        reports.report("/a/", urgency, words)
    assert not ProblemReport.objects.exists()


def test_an_answer_says_what_was_done_and_is_given_once(people):
    report = reports.report("/a/", Urgency.WRONG, "The number is wrong.")
    with pytest.raises(Refused, match="what was done"):
        reports.answer(report, by=people["author"], answer=" ")
    reports.answer(report, by=people["author"], answer="Mended.")
    with pytest.raises(Refused, match="answered this already"):
        reports.answer(report, by=people["publisher"], answer="Mended again.")


@pytest.mark.parametrize("who", ["clinical", "guide"])
def test_who_only_reads_reports_does_not_answer(people, who):
    report = reports.report("/a/", Urgency.WRONG, "The number is wrong.")
    with pytest.raises(Refused, match="right"):
        reports.answer(report, by=people[who], answer="Mended.")
