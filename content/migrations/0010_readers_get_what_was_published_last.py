"""A release is of what the record says was published last: raw SQL brings back nothing that was withdrawn or replaced."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION content_release_was_published_last() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last content_reviewevent;
BEGIN
    SELECT * INTO last FROM content_reviewevent
        WHERE kind = NEW.kind AND object_id = NEW.object_id AND act IN ('publish', 'withdraw')
        ORDER BY place DESC LIMIT 1;
    IF last.act IS DISTINCT FROM 'publish' OR last.revision_id IS DISTINCT FROM NEW.revision_id THEN
        RAISE EXCEPTION 'this edition is not what was published last' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER content_release_was_published_last BEFORE INSERT OR UPDATE ON content_release
    FOR EACH ROW EXECUTE FUNCTION content_release_was_published_last();
"""
BACKWARDS = """
DROP TRIGGER content_release_was_published_last ON content_release;
DROP FUNCTION content_release_was_published_last();
"""


class Migration(migrations.Migration):
    dependencies = [("content", "0009_rights_over_searches")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
