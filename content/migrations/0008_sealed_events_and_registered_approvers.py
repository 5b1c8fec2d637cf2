"""What a constraint cannot say: who may approve, what may be released, and that the record of it all is one chain.

Every event gets its place and its seal from the database, under one lock, so that nobody files one unsealed. The same
sum in Python is content/chain.py; `manage.py verify_approvals` compares the two.
"""

from django.db import migrations

CHAIN = """
CREATE FUNCTION content_seal_of(before text, e content_reviewevent) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(before || E'\\n' || jsonb_build_array(
        e.place, e.id, e.kind, e.object_id, e.slug, e.act, e.actor_id, e.actor_role, e.written_by_id, e.sha256,
        e.revision_id, e.reason, e.change_kind, (extract(epoch FROM e.at) * 1000000)::bigint
    )::text, 'UTF8')), 'hex')
$$;

ALTER TABLE content_reviewevent DISABLE TRIGGER content_history_never_changes;
DO $$
DECLARE
    event content_reviewevent;
    before text := '';
    number bigint := 0;
BEGIN
    FOR event IN SELECT * FROM content_reviewevent ORDER BY id LOOP
        number := number + 1;
        event.place := number;
        before := content_seal_of(before, event);
        UPDATE content_reviewevent SET place = number, seal = before WHERE id = event.id;
    END LOOP;
END $$;
ALTER TABLE content_reviewevent ENABLE TRIGGER content_history_never_changes;
ALTER TABLE content_reviewevent ADD CONSTRAINT event_is_sealed CHECK (place IS NOT NULL AND length(seal) = 64);

CREATE FUNCTION content_event_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last content_reviewevent;
BEGIN
    PERFORM pg_advisory_xact_lock(7261957005);
    SELECT * INTO last FROM content_reviewevent ORDER BY place DESC LIMIT 1;
    NEW.place := coalesce(last.place, 0) + 1;
    NEW.seal := content_seal_of(coalesce(last.seal, ''), NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER content_event_is_sealed BEFORE INSERT ON content_reviewevent
    FOR EACH ROW EXECUTE FUNCTION content_event_is_sealed();
"""
UNCHAIN = """
DROP TRIGGER content_event_is_sealed ON content_reviewevent;
DROP FUNCTION content_event_is_sealed();
ALTER TABLE content_reviewevent DROP CONSTRAINT event_is_sealed;
DROP FUNCTION content_seal_of(text, content_reviewevent);
"""

APPROVERS = """
CREATE FUNCTION content_approver_may_approve() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.act <> 'approve' THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(7261957005);
    IF NEW.actor_id = (
        SELECT actor_id FROM content_reviewevent
        WHERE kind = NEW.kind AND object_id = NEW.object_id AND act IN ('edit', 'restore')
        ORDER BY place DESC LIMIT 1
    ) THEN
        RAISE EXCEPTION 'the last editor does not approve' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM content_reviewevent
        WHERE kind = NEW.kind AND object_id = NEW.object_id AND act IN ('edit', 'restore', 'submit')
          AND sha256 = NEW.sha256 AND actor_id IS DISTINCT FROM NEW.actor_id
    ) THEN
        RAISE EXCEPTION 'nobody but the approver put these bytes on record'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.kind IN ('article', 'topic', 'exercise', 'faq', 'term', 'story') AND NOT EXISTS (
        SELECT 1 FROM content_reviewer
        WHERE user_id = NEW.actor_id AND profession = NEW.actor_role
          AND expires_date >= (greatest(NEW.at, now()) AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE EXCEPTION 'a clinical approval needs a current registration'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER content_approver_may_approve BEFORE INSERT ON content_reviewevent
    FOR EACH ROW EXECUTE FUNCTION content_approver_may_approve();
"""
NO_APPROVERS = """
DROP TRIGGER content_approver_may_approve ON content_reviewevent;
DROP FUNCTION content_approver_may_approve();
"""

# Approved by whom, as what and when: as the approval on record says, and nobody has sent these bytes back since.
RELEASES = """
CREATE OR REPLACE FUNCTION content_approval_is_on_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    verdict content_reviewevent;
BEGIN
    IF NEW.approved_by_id IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT * INTO verdict FROM content_reviewevent
        WHERE act IN ('approve', 'send_back') AND kind = NEW.kind AND object_id = NEW.object_id AND sha256 = NEW.sha256
        ORDER BY place DESC LIMIT 1;
    IF verdict.act IS DISTINCT FROM 'approve' OR (verdict.actor_id, verdict.actor_role, verdict.at)
        IS DISTINCT FROM (NEW.approved_by_id, NEW.approver_role, NEW.approved_at)
    THEN
        RAISE EXCEPTION 'nobody approved these bytes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION content_release_was_approved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edition content_revision;
BEGIN
    SELECT * INTO edition FROM content_revision WHERE id = NEW.revision_id;
    IF (edition.kind, edition.object_id) IS DISTINCT FROM (NEW.kind, NEW.object_id) THEN
        RAISE EXCEPTION 'a release is of its own thing' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF edition.approved_by_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM content_reviewevent
        WHERE act = 'approve' AND kind = NEW.kind AND object_id = NEW.object_id
          AND sha256 = edition.sha256 AND actor_id = edition.approved_by_id
    ) THEN
        RAISE EXCEPTION 'nobody approved these bytes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER content_release_was_approved BEFORE INSERT OR UPDATE ON content_release
    FOR EACH ROW EXECUTE FUNCTION content_release_was_approved();

CREATE FUNCTION content_plan_was_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.plan = 'publish' AND NOT EXISTS (
        SELECT 1 FROM content_reviewevent
        WHERE act = 'approve' AND kind = NEW.kind AND object_id = NEW.object_id AND sha256 = NEW.sha256
    ) THEN
        RAISE EXCEPTION 'nobody approved these bytes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER content_plan_was_approved BEFORE INSERT OR UPDATE ON content_schedule
    FOR EACH ROW EXECUTE FUNCTION content_plan_was_approved();

ALTER TABLE content_revision ADD CONSTRAINT revision_next_check_is_in_time CHECK (
    (approved_by_id IS NULL AND next_review_date IS NULL)
    OR (approved_by_id IS NOT NULL AND next_review_date IS NOT NULL
        AND next_review_date <= ((approved_at AT TIME ZONE 'UTC') + interval '24 months 1 day')::date)
);
"""
NO_RELEASES = """
ALTER TABLE content_revision DROP CONSTRAINT revision_next_check_is_in_time;
DROP TRIGGER content_plan_was_approved ON content_schedule;
DROP FUNCTION content_plan_was_approved();
DROP TRIGGER content_release_was_approved ON content_release;
DROP FUNCTION content_release_was_approved();
"""

TRUNCATE = """
CREATE TRIGGER content_history_is_never_emptied BEFORE TRUNCATE ON content_revision
    FOR EACH STATEMENT EXECUTE FUNCTION content_history_never_changes();
CREATE TRIGGER content_history_is_never_emptied BEFORE TRUNCATE ON content_reviewevent
    FOR EACH STATEMENT EXECUTE FUNCTION content_history_never_changes();
"""
NO_TRUNCATE = """
DROP TRIGGER content_history_is_never_emptied ON content_revision;
DROP TRIGGER content_history_is_never_emptied ON content_reviewevent;
"""


class Migration(migrations.Migration):
    dependencies = [("content", "0007_every_move_and_whole_plans")]

    operations = [
        migrations.RunSQL(CHAIN, UNCHAIN),
        migrations.RunSQL(APPROVERS, NO_APPROVERS),
        migrations.RunSQL(RELEASES, NO_RELEASES),
        migrations.RunSQL(TRUNCATE, NO_TRUNCATE),
    ]
