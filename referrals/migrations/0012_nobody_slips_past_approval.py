"""A version begins as a draft, and only an approval on record, by somebody registered, makes it an approved one.

What says who approved it, published it or took it away is written once, in the move that it tells of.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION referrals_version_begins_as_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'draft' OR NEW.document <> '' OR NEW.approver_role <> '' OR num_nonnulls(
        NEW.approved_by_id, NEW.approved_at, NEW.published_by_id, NEW.published_at, NEW.retired_at,
        NEW.withdrawn_by_id, NEW.withdrawn_at) > 0
    THEN
        RAISE EXCEPTION 'a version begins as a draft' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER referrals_version_begins_as_a_draft BEFORE INSERT ON referrals_guideversion
    FOR EACH ROW EXECUTE FUNCTION referrals_version_begins_as_a_draft();

CREATE FUNCTION referrals_moves_are_on_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moved boolean := NEW.state <> OLD.state;
BEGIN
    IF (NEW.approved_by_id, NEW.approved_at, NEW.approver_role)
        IS DISTINCT FROM (OLD.approved_by_id, OLD.approved_at, OLD.approver_role)
        AND NOT (moved AND NEW.state = 'approved')
        OR (NEW.published_by_id, NEW.published_at) IS DISTINCT FROM (OLD.published_by_id, OLD.published_at)
        AND NOT (moved AND NEW.state = 'published')
        OR NEW.retired_at IS DISTINCT FROM OLD.retired_at AND NOT (moved AND NEW.state = 'retired')
        OR (NEW.withdrawn_by_id, NEW.withdrawn_at, NEW.withdrawn_reason)
        IS DISTINCT FROM (OLD.withdrawn_by_id, OLD.withdrawn_at, OLD.withdrawn_reason)
        AND NOT (moved AND NEW.state = 'withdrawn')
    THEN
        RAISE EXCEPTION 'what is on record of a move never changes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF moved AND NEW.state = 'approved' AND (
        NEW.content_hash <> encode(sha256(convert_to(NEW.document, 'UTF8')), 'hex') OR NOT EXISTS (
            SELECT 1 FROM referrals_approval
            WHERE version_id = NEW.id AND decision = 'approve' AND content_hash = NEW.content_hash
              AND reviewer_id = NEW.approved_by_id AND role = NEW.approver_role AND at = NEW.approved_at)
    ) THEN
        RAISE EXCEPTION 'nobody approved these bytes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    -- Founding content of a demonstration is nobody's and nobody approved it: the site decides whether to serve it.
    IF moved AND NEW.state = 'published' AND OLD.state <> 'approved'
        AND NOT (OLD.state = 'draft' AND NEW.approved_by_id IS NULL AND NEW.published_by_id IS NULL)
    THEN
        RAISE EXCEPTION 'a version is approved before it is published' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER referrals_moves_are_on_record BEFORE UPDATE ON referrals_guideversion
    FOR EACH ROW EXECUTE FUNCTION referrals_moves_are_on_record();

CREATE FUNCTION referrals_approver_is_registered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decision = 'approve' AND NOT EXISTS (
        SELECT 1 FROM content_reviewer
        WHERE user_id = NEW.reviewer_id AND profession = NEW.role AND expires_date >= current_date)
    THEN
        RAISE EXCEPTION 'who approves is registered' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER referrals_approver_is_registered BEFORE INSERT ON referrals_approval
    FOR EACH ROW EXECUTE FUNCTION referrals_approver_is_registered();
"""

BACKWARDS = """
DROP TRIGGER referrals_approver_is_registered ON referrals_approval;
DROP FUNCTION referrals_approver_is_registered();
DROP TRIGGER referrals_moves_are_on_record ON referrals_guideversion;
DROP FUNCTION referrals_moves_are_on_record();
DROP TRIGGER referrals_version_begins_as_a_draft ON referrals_guideversion;
DROP FUNCTION referrals_version_begins_as_a_draft();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0011_take_parts_out_of_service"),
        ("content", "0005_everything_reviewable_and_the_desk"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
