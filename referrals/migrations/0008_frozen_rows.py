"""What a constraint cannot say: from approval on no row of a version changes, states go one way, and no author approves.

Whoever may still edit a version locks it against approval while they write (FOR KEY SHARE), so that no row slips past.
"""

from django.db import migrations

# The version of a row, as an expression of the row $1.
QUESTION = "SELECT version_id FROM referrals_question WHERE id = ($1).question_id"
ROUTE = "SELECT version_id FROM referrals_route WHERE id = ($1).route_id"
SIGN = "SELECT version_id FROM referrals_urgentsign WHERE id = ($1).sign_id"
OWNER = """SELECT coalesce(
    (SELECT version_id FROM referrals_question WHERE id = {c}.question_id),
    (SELECT version_id FROM referrals_fact WHERE id = {c}.fact_id),
    (SELECT version_id FROM referrals_rule WHERE id = {c}.rule_id),
    (SELECT version_id FROM referrals_urgentsign WHERE id = {c}.sign_id)){rest}"""
LINE = OWNER.format(c="c", rest=" FROM referrals_condition c WHERE c.id = ($1).condition_id")
ROW = OWNER.format(
    c="c", rest=" FROM referrals_line l JOIN referrals_condition c ON c.id = l.condition_id WHERE l.id = ($1).line_id"
)
ROW_OPTION = OWNER.format(
    c="c",
    rest=" FROM referrals_row r JOIN referrals_line l ON l.id = r.line_id"
    " JOIN referrals_condition c ON c.id = l.condition_id WHERE r.id = ($1).row_id",
)
VERSION_OF = {
    **dict.fromkeys(
        ("question", "fact", "route", "rule", "urgentsign", "exclusivepair", "vignette"), "SELECT ($1).version_id"
    ),
    "guideversion_authors": "SELECT ($1).guideversion_id",
    "option": QUESTION,
    "routefact": ROUTE,
    "routeavailability": ROUTE,
    "advice": SIGN,
    "condition": OWNER.format(c="($1)", rest=""),
    "line": LINE,
    "row": ROW,
    "rowoption": ROW_OPTION,
}
ONLY_ADDED_TO = ("approval", "acknowledgement", "reading")
RUNS = ("proofrun", "comparisonrun")

FUNCTIONS = """
CREATE FUNCTION referrals_rows_are_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    version bigint;
    stands text;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        EXECUTE TG_ARGV[0] INTO version USING OLD;
        SELECT state INTO stands FROM referrals_guideversion WHERE id = version FOR KEY SHARE;
        IF stands NOT IN ('draft', 'checked') THEN
            RAISE EXCEPTION 'the version is frozen' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE TG_ARGV[0] INTO version USING NEW;
        SELECT state INTO stands FROM referrals_guideversion WHERE id = version FOR KEY SHARE;
        IF stands NOT IN ('draft', 'checked') THEN
            RAISE EXCEPTION 'the version is frozen' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    RETURN OLD;
END $$;

CREATE FUNCTION referrals_history_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION referrals_finished_run_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.finished_at IS NOT NULL THEN
        RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION referrals_no_author_approves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decision = 'approve' AND (
        EXISTS (SELECT 1 FROM referrals_guideversion_authors
                WHERE guideversion_id = NEW.version_id AND user_id = NEW.reviewer_id)
        OR EXISTS (SELECT 1 FROM referrals_guideversion WHERE id = NEW.version_id AND author_id = NEW.reviewer_id)
    ) THEN
        RAISE EXCEPTION 'an author does not approve' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION referrals_version_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state NOT IN ('draft', 'checked') THEN
            RAISE EXCEPTION 'the version is frozen' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF (OLD.state, NEW.state) NOT IN (
        ('draft', 'draft'), ('draft', 'checked'), ('draft', 'published'),
        ('checked', 'checked'), ('checked', 'draft'), ('checked', 'approved'), ('checked', 'published'),
        ('approved', 'approved'), ('approved', 'published'),
        ('published', 'published'), ('published', 'retired'), ('published', 'withdrawn'),
        ('retired', 'retired'), ('retired', 'withdrawn'), ('withdrawn', 'withdrawn')
    ) THEN
        RAISE EXCEPTION 'a version does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id AND (
        OLD.approved_by_id IS NOT NULL OR NOT EXISTS (
            SELECT 1 FROM referrals_approval
            WHERE version_id = NEW.id AND content_hash = NEW.content_hash
              AND reviewer_id = NEW.approved_by_id AND decision = 'approve')
    ) THEN
        RAISE EXCEPTION 'nobody approved these bytes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER referrals_version_goes_forward BEFORE UPDATE OR DELETE ON referrals_guideversion
    FOR EACH ROW EXECUTE FUNCTION referrals_version_goes_forward();
CREATE TRIGGER referrals_no_author_approves BEFORE INSERT ON referrals_approval
    FOR EACH ROW EXECUTE FUNCTION referrals_no_author_approves();
"""


def triggers(name, moments, tables):
    """Return SQL that makes and SQL that drops the trigger `name`, calling the function of that name, on tables."""
    make = "\n".join(
        f"CREATE TRIGGER {name} BEFORE {moments} ON referrals_{table}\n"
        f"    FOR EACH ROW EXECUTE FUNCTION {name}({argument});"
        for table, argument in tables.items()
    )
    drop = "\n".join(f"DROP TRIGGER {name} ON referrals_{table};" for table in tables)
    return make, drop


FROZEN = triggers(
    "referrals_rows_are_frozen",
    "INSERT OR UPDATE OR DELETE",
    {table: "'" + " ".join(sql.split()) + "'" for table, sql in VERSION_OF.items()},
)
HISTORY = triggers("referrals_history_never_changes", "UPDATE OR DELETE", dict.fromkeys(ONLY_ADDED_TO, ""))
FINISHED = triggers("referrals_finished_run_never_changes", "UPDATE OR DELETE", dict.fromkeys(RUNS, ""))

DROP_FUNCTIONS = """
DROP TRIGGER referrals_version_goes_forward ON referrals_guideversion;
DROP TRIGGER referrals_no_author_approves ON referrals_approval;
DROP FUNCTION referrals_version_goes_forward();
DROP FUNCTION referrals_no_author_approves();
DROP FUNCTION referrals_finished_run_never_changes();
DROP FUNCTION referrals_history_never_changes();
DROP FUNCTION referrals_rows_are_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0007_prove_and_approve")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        *(migrations.RunSQL(make, drop) for make, drop in (FROZEN, HISTORY, FINISHED)),
    ]
