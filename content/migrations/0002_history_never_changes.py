"""What a constraint cannot say: history is only ever added to, and an approval stands on record before it is published."""

from django.db import migrations

FORWARDS = """
ALTER TABLE content_revision ADD CONSTRAINT revision_hash_is_of_its_document
    CHECK (sha256 = encode(sha256(convert_to(document, 'UTF8')), 'hex'));

CREATE FUNCTION content_history_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER content_history_never_changes BEFORE UPDATE OR DELETE ON content_revision
    FOR EACH ROW EXECUTE FUNCTION content_history_never_changes();
CREATE TRIGGER content_history_never_changes BEFORE UPDATE OR DELETE ON content_reviewevent
    FOR EACH ROW EXECUTE FUNCTION content_history_never_changes();

CREATE FUNCTION content_approval_is_on_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.approved_by_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM content_reviewevent
        WHERE act = 'approve' AND kind = NEW.kind AND object_id = NEW.object_id
          AND sha256 = NEW.sha256 AND actor_id = NEW.approved_by_id
    ) THEN
        RAISE EXCEPTION 'nobody approved these bytes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER content_approval_is_on_record BEFORE INSERT ON content_revision
    FOR EACH ROW EXECUTE FUNCTION content_approval_is_on_record();
"""

BACKWARDS = """
DROP TRIGGER content_approval_is_on_record ON content_revision;
DROP FUNCTION content_approval_is_on_record();
DROP TRIGGER content_history_never_changes ON content_reviewevent;
DROP TRIGGER content_history_never_changes ON content_revision;
DROP FUNCTION content_history_never_changes();
ALTER TABLE content_revision DROP CONSTRAINT revision_hash_is_of_its_document;
"""


class Migration(migrations.Migration):
    dependencies = [("content", "0001_review_articles_topics_finders_and_sources")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
