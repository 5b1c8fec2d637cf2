import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0006_sources"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("property", models.CharField(max_length=8)),
                ("subject", models.TextField()),
                ("subject_hash", models.CharField(max_length=64)),
                ("sentence", models.TextField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_hash", models.CharField(max_length=64)),
                (
                    "role",
                    models.CharField(help_text="What the reviewer is; one of content.publishing.Role.", max_length=60),
                ),
                (
                    "decision",
                    models.CharField(choices=[("approve", "Approved"), ("send_back", "Sent back")], max_length=10),
                ),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ComparisonRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_hash", models.CharField(max_length=64)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("seconds", models.FloatField(blank=True, null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("step", models.TextField(blank=True, help_text="What it is doing, in plain words.")),
                ("engine", models.TextField(blank=True)),
                (
                    "effort",
                    models.PositiveBigIntegerField(help_text="The most solver steps that one question may take."),
                ),
                ("data", models.JSONField(blank=True, null=True)),
                (
                    "fault",
                    models.TextField(blank=True, help_text="Why there is no result, for the person who started it."),
                ),
                ("against_hash", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProofRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_hash", models.CharField(max_length=64)),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("seconds", models.FloatField(blank=True, null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("step", models.TextField(blank=True, help_text="What it is doing, in plain words.")),
                ("engine", models.TextField(blank=True)),
                (
                    "effort",
                    models.PositiveBigIntegerField(help_text="The most solver steps that one question may take."),
                ),
                ("data", models.JSONField(blank=True, null=True)),
                (
                    "fault",
                    models.TextField(blank=True, help_text="Why there is no result, for the person who started it."),
                ),
                ("logic_hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("group", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="exclusivepair",
            name="pair_position_once",
        ),
        migrations.RemoveConstraint(
            model_name="guideversion",
            name="guide_version_frozen_when_not_draft",
        ),
        migrations.RemoveConstraint(
            model_name="routefact",
            name="route_fact_position_once",
        ),
        migrations.AddField(
            model_name="guideversion",
            name="authors",
            field=models.ManyToManyField(blank=True, editable=False, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="guideversion",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="guideversion",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="guideversion",
            name="withdrawn_reason",
            field=models.TextField(blank=True, db_default="", editable=False),
        ),
        migrations.AlterField(
            model_name="guideversion",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("checked", "Checked, waiting for approval"),
                    ("approved", "Approved"),
                    ("published", "Published"),
                    ("retired", "Retired"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="exclusivepair",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("version", "position"),
                name="pair_position_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "checked"]), models.Q(("document", ""), _negated=True), _connector="OR"
                ),
                name="guide_version_frozen_when_not_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="guide_version_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="guide_version_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="routefact",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("route", "position"),
                name="route_fact_position_once",
            ),
        ),
        migrations.AlterConstraint(
            model_name="option",
            name="option_one_exclusive_per_question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("exclusive", True)),
                fields=("question",),
                name="option_one_exclusive_per_question",
                violation_error_message="One answer of a question clears the others, not two.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="question",
            name="question_role_once",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", "none"), _negated=True),
                fields=("version", "role"),
                name="question_role_once",
                violation_error_message="Another question has this role. Give that one the role “None” first.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="question",
            name="question_bounds_for_numbers_only",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "number"),
                        ("max__isnull", False),
                        ("min__isnull", False),
                        ("min__lte", models.F("max")),
                    ),
                    models.Q(models.Q(("kind", "number"), _negated=True), ("max__isnull", True), ("min__isnull", True)),
                    _connector="OR",
                ),
                name="question_bounds_for_numbers_only",
                violation_error_message="Give lowest and highest where the answer is a number, else neither.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="route",
            name="route_link_has_label_and_address",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("link_label", ""), ("link_url", "")),
                    models.Q(models.Q(("link_label", ""), _negated=True), models.Q(("link_url", ""), _negated=True)),
                    _connector="OR",
                ),
                name="route_link_has_label_and_address",
                violation_error_message="Give a link both its words and its address, or neither.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="routeavailability",
            name="availability_substitute_where_not_offered",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offered", True), ("substitute__isnull", True)),
                    models.Q(("offered", False), ("substitute__isnull", False)),
                    _connector="OR",
                ),
                name="availability_substitute_where_not_offered",
                violation_error_message="Where it is not offered, and only there, choose a route in its place.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="routeavailability",
            name="availability_substitute_is_another_route",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("substitute__isnull", True),
                    models.Q(("substitute", models.F("route")), _negated=True),
                    _connector="OR",
                ),
                name="availability_substitute_is_another_route",
                violation_error_message="Choose another route: a route cannot take its own place.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="urgentsign",
            name="sign_emergency_and_exit_stop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stops", True), models.Q(("level__in", ["A", "exit"]), _negated=True), _connector="OR"
                ),
                name="sign_emergency_and_exit_stop",
                violation_error_message="Level A and “does not fit” always stop the questions. Tick “stops”.",
            ),
        ),
        migrations.AddField(
            model_name="acknowledgement",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="acknowledgement",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acknowledgements",
                to="referrals.guideversion",
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="reviewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="referrals.guideversion"
            ),
        ),
        migrations.AddField(
            model_name="comparisonrun",
            name="against",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="referrals.guideversion",
            ),
        ),
        migrations.AddField(
            model_name="comparisonrun",
            name="started_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comparisonrun",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.guideversion"
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="comparison_run",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.comparisonrun"
            ),
        ),
        migrations.AddField(
            model_name="proofrun",
            name="started_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="proofrun",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.guideversion"
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="proof_run",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.proofrun"
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="referrals.comparisonrun"
            ),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.UniqueConstraint(fields=("version", "key", "subject_hash"), name="acknowledged_once"),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="acknowledged_for_a_reason"
            ),
        ),
        migrations.AddIndex(
            model_name="comparisonrun",
            index=models.Index(fields=["version", "content_hash"], name="comparison_run_of_content"),
        ),
        migrations.AddIndex(
            model_name="proofrun",
            index=models.Index(fields=["version", "logic_hash"], name="proof_run_of_logic"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", "send_back"), models.Q(("note", ""), _negated=True)),
                    models.Q(("comparison_run__isnull", False), ("decision", "approve"), ("proof_run__isnull", False)),
                    _connector="OR",
                ),
                name="approval_rests_on_proof_and_comparison",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(fields=("run", "group", "by"), name="read_once"),
        ),
    ]
