"""What the database that a restore replaces knows and the backup does not: said to the keeper, and carried over.

Nothing comes back before readers that they could not read a moment before: what is paused stays paused, what was
withdrawn or taken back comes back paused, a guide that was withdrawn stays so. In SQL, inside the transaction that
replaces the database (msphysio.backups), so that there is no moment in between. docs/decisions/0038 says why.
"""

from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice

from content.models import Pause, ReviewEvent, StoryReply
from content.workflow import Move
from referrals.models import GuidePause, GuideVersion

OF_PEOPLE = ("user", "group", "reviewer")  # the models whose changes are changes of accounts and rights

KEEP = """
LOCK TABLE content_pause, content_reviewevent, referrals_guidepause, referrals_guideversion IN EXCLUSIVE MODE;
CREATE TEMP TABLE kept_pause AS
    SELECT kind, object_id, part, label, reason, paused_at, username
    FROM content_pause LEFT JOIN auth_user ON auth_user.id = paused_by_id WHERE lifted_at IS NULL
    UNION ALL
    SELECT kind, object_id, '', '', 'Withdrawn, then brought back by a backup. ' || reason, at, username
    FROM (SELECT DISTINCT ON (kind, object_id) * FROM content_reviewevent WHERE act IN ('publish', 'withdraw')
          ORDER BY kind, object_id, place DESC) AS last
    LEFT JOIN auth_user ON auth_user.id = actor_id WHERE act = 'withdraw';
CREATE TEMP TABLE kept_guide_pause AS
    SELECT guide.key AS guide, part, pause.key, instead, reason, paused_at, username
    FROM referrals_guidepause AS pause JOIN referrals_guide AS guide ON guide.id = guide_id
    JOIN auth_user ON auth_user.id = paused_by_id WHERE lifted_at IS NULL;
CREATE TEMP TABLE kept_withdrawal AS
    SELECT guide.key AS guide, content_hash, withdrawn_at, withdrawn_reason, username
    FROM referrals_guideversion AS version JOIN referrals_guide AS guide ON guide.id = guide_id
    LEFT JOIN auth_user ON auth_user.id = withdrawn_by_id WHERE state = 'withdrawn';
"""
CARRY_OVER = """
SET search_path = public;
INSERT INTO content_pause (kind, object_id, part, label, reason, paused_at, paused_by_id)
    SELECT kind, object_id, part, label, reason, paused_at,
           (SELECT id FROM auth_user WHERE auth_user.username = kept.username)
    FROM kept_pause AS kept JOIN content_release USING (kind, object_id) ON CONFLICT DO NOTHING;
UPDATE referrals_guideversion AS version
    SET state = 'withdrawn', withdrawn_at = kept.withdrawn_at, withdrawn_reason = kept.withdrawn_reason,
        withdrawn_by_id = (SELECT id FROM auth_user WHERE auth_user.username = kept.username)
    FROM kept_withdrawal AS kept JOIN referrals_guide AS guide ON guide.key = kept.guide
    WHERE version.guide_id = guide.id AND version.content_hash = kept.content_hash
      AND state IN ('published', 'retired');
INSERT INTO referrals_guidepause (guide_id, part, key, instead, reason, paused_at, paused_by_id, lifted_reason)
    SELECT guide.id, part, kept.key, instead, reason, paused_at,
           (SELECT id FROM auth_user WHERE auth_user.username = kept.username), ''
    FROM kept_guide_pause AS kept JOIN referrals_guide AS guide ON guide.key = kept.guide ON CONFLICT DO NOTHING;
DO $$ BEGIN
    IF EXISTS (
        SELECT FROM referrals_guidepause AS pause JOIN referrals_guideversion AS version USING (guide_id)
        WHERE lifted_at IS NULL AND state = 'published' AND NOT  -- nobody walks an earlier one that has it not
              document::jsonb -> 'routes' @> jsonb_build_array(jsonb_build_object('key', instead))
    ) THEN
        RAISE EXCEPTION 'the guide in the backup has not the way that people get instead of a paused one';
    END IF;
END $$;
"""


def told(manifest) -> list[str]:
    """Return in plain lines, the oldest first, what was done since a backup in the database that is there now.

    Raises DatabaseError where it cannot be read. What nobody noted is not in it: changes by hand, erased answers.
    """
    since = datetime.fromisoformat(manifest.made_at)
    place = int(manifest.last_link.partition(":")[0] or 0)
    lines = sorted([*_of_pages(place), *_of_replies(since), *_of_the_guide(since), *_of_people(since)])
    return [f"{timezone.localtime(moment):%Y-%m-%d %H:%M} {text}" for moment, text in lines]


def resting() -> list[str]:
    """Return in plain lines what is paused now."""
    rows = [*Pause.objects.filter(lifted_at=None), *GuidePause.objects.filter(lifted_at=None)]
    return [f"{row}: {row.reason}" for row in rows]


def _of_pages(place):
    acts = (Move.PAUSE, Move.RESUME, Move.WITHDRAW)
    for event in ReviewEvent.objects.filter(place__gt=place, act__in=acts):
        yield event.at, f"{event.get_act_display()}: {event.get_kind_display()} {event.slug}. {event.reason}"


def _of_replies(since):
    hidden = StoryReply.objects.filter(standing=StoryReply.Standing.NOT_SHOWN, decided_at__gte=since)
    for reply in hidden.select_related("story"):
        yield reply.decided_at, f"A reply is not shown: number {reply.pk}, to {reply.story.slug}. {reply.reason}"


def _of_the_guide(since):
    for pause in GuidePause.objects.filter(paused_at__gte=since):
        yield pause.paused_at, f"Paused in the guide: {pause}. {pause.reason}"
        if pause.lifted_at:
            yield pause.lifted_at, f"Back in service in the guide: {pause}. {pause.lifted_reason}"
    for version in GuideVersion.objects.filter(withdrawn_at__gte=since):
        yield version.withdrawn_at, f"Withdrawn: {version}. {version.withdrawn_reason}"


def _of_people(since):
    noted = LogEntry.objects.filter(action_time__gte=since, content_type__model__in=OF_PEOPLE)
    for entry in noted.select_related("content_type", "user"):
        what = entry.get_change_message() or entry.get_action_flag_display()
        yield entry.action_time, f"{entry.content_type.name} {entry.object_repr}: {what} By {entry.user}."
    for paper in StaticDevice.objects.filter(last_used_at__gte=since).select_related("user"):
        yield paper.last_used_at, f"user {paper.user}: used a recovery code."
