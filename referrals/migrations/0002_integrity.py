"""What a constraint cannot say: a row names options of its own question only, and a frozen document never changes."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION referrals_row_option_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT question_id FROM referrals_row WHERE id = NEW.row_id)
       IS DISTINCT FROM (SELECT question_id FROM referrals_option WHERE id = NEW.option_id) THEN
        RAISE EXCEPTION 'the option belongs to another question' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER referrals_row_option_fits BEFORE INSERT OR UPDATE ON referrals_rowoption
    FOR EACH ROW EXECUTE FUNCTION referrals_row_option_fits();

CREATE FUNCTION referrals_document_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.document <> '' AND (NEW.document, NEW.content_hash, NEW.logic_hash, NEW.number, NEW.guide_id, NEW.author_id)
       IS DISTINCT FROM (OLD.document, OLD.content_hash, OLD.logic_hash, OLD.number, OLD.guide_id, OLD.author_id) THEN
        RAISE EXCEPTION 'the document is frozen' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER referrals_document_is_frozen BEFORE UPDATE ON referrals_guideversion
    FOR EACH ROW EXECUTE FUNCTION referrals_document_is_frozen();
"""

BACKWARDS = """
DROP TRIGGER referrals_document_is_frozen ON referrals_guideversion;
DROP FUNCTION referrals_document_is_frozen();
DROP TRIGGER referrals_row_option_fits ON referrals_rowoption;
DROP FUNCTION referrals_row_option_fits();
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_guide")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
