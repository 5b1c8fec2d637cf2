"""Two people see what readers get: the founding library is nobody, and who sent something does not approve it."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION content_approver_may_approve() RETURNS trigger LANGUAGE plpgsql AS $$
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
    %(sender)s
    IF NOT EXISTS (
        SELECT 1 FROM content_reviewevent
        WHERE kind = NEW.kind AND object_id = NEW.object_id AND act IN ('edit', 'restore', 'submit')
          AND sha256 = NEW.sha256 AND %(somebody_else)s
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
"""
SENDER = """IF NEW.actor_id = (
        SELECT actor_id FROM content_reviewevent
        WHERE kind = NEW.kind AND object_id = NEW.object_id AND act = 'submit'
        ORDER BY place DESC LIMIT 1
    ) THEN
        RAISE EXCEPTION 'whoever sent it does not approve' USING ERRCODE = 'integrity_constraint_violation';
    END IF;"""
FORWARDS = FUNCTION % {"sender": SENDER, "somebody_else": "actor_id <> NEW.actor_id"}  # NULL, the library, is nobody
BACKWARDS = FUNCTION % {"sender": "", "somebody_else": "actor_id IS DISTINCT FROM NEW.actor_id"}


class Migration(migrations.Migration):
    dependencies = [("content", "0011_name_searches_that_found_nothing")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
