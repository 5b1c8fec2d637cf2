"""What a person takes away from a result: the pack of each route, what routes demand, who helps in each nation.

Rows of an approved version are frozen here too. Editors of the guide write them, who approves and publishes reads them.
"""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

ROUTE = "SELECT version_id FROM referrals_route WHERE id = ($1).route_id"
VERSION_OF = {
    "demand": ROUTE,
    **dict.fromkeys(("nationhelp", "letterwords", "letterstandard"), "SELECT ($1).version_id"),
}
FROZEN = "\n".join(
    f"CREATE TRIGGER referrals_rows_are_frozen BEFORE INSERT OR UPDATE OR DELETE ON referrals_{table}\n"
    f"    FOR EACH ROW EXECUTE FUNCTION referrals_rows_are_frozen('{version}');"
    for table, version in VERSION_OF.items()
)
FREE = "\n".join(f"DROP TRIGGER referrals_rows_are_frozen ON referrals_{table};" for table in VERSION_OF)
READ = [f"view_{model}" for model in VERSION_OF]
RIGHTS = {
    "guide editor": [*READ, *(f"{verb}_{model}" for verb in ("add", "change", "delete") for model in VERSION_OF)],
    "clinical reviewer": READ,
    "publisher": READ,
}


def give_rights(apps, schema_editor):
    alias = schema_editor.connection.alias
    create_permissions(installed.get_app_config("referrals"), verbosity=0, apps=apps, using=alias)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="referrals")
    for name, codenames in RIGHTS.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0012_nobody_slips_past_approval"),
    ]

    operations = [
        migrations.CreateModel(
            name="Demand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                (
                    "barrier",
                    models.CharField(
                        choices=[
                            ("travel", "Getting there"),
                            ("fatigue", "Fatigue"),
                            ("heat", "Heat"),
                            ("continence", "Bladder or bowel"),
                            ("companion", "Needs somebody with them"),
                            ("pain", "Pain"),
                            ("cost", "Cost"),
                            ("communication", "Speaking, hearing or the telephone"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "reason_self",
                    models.TextField(help_text="“You travel to a clinic.”", verbose_name="what it asks, to the person"),
                ),
                ("reason_carer", models.TextField(verbose_name="what it asks, to a carer")),
                (
                    "way_round_self",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="“Ask for a video call.” Empty: there is none, and the route comes after all others.",
                        verbose_name="way round, to the person",
                    ),
                ),
                (
                    "way_round_carer",
                    models.TextField(blank=True, db_default="", default="", verbose_name="way round, to a carer"),
                ),
            ],
            options={
                "ordering": ["route", "position"],
            },
        ),
        migrations.CreateModel(
            name="LetterStandard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "nation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not known"),
                            ("england", "England"),
                            ("scotland", "Scotland"),
                            ("wales", "Wales"),
                            ("northern_ireland", "Northern Ireland"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text_self", models.TextField(verbose_name="what guidance says, by the person")),
                ("text_carer", models.TextField(verbose_name="what guidance says, by a carer")),
            ],
            options={
                "verbose_name": "quotation",
                "verbose_name_plural": "what letters quote in each nation",
                "ordering": ["version", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LetterWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "questions_self",
                    models.TextField(
                        blank=True,
                        help_text="One question a line: “Which team will see me?”",
                        verbose_name="questions, by the person",
                    ),
                ),
                ("questions_carer", models.TextField(blank=True, verbose_name="questions, by a carer")),
                (
                    "closing_self",
                    models.TextField(
                        blank=True, help_text="“Thank you for your help.”", verbose_name="closing words, by the person"
                    ),
                ),
                ("closing_carer", models.TextField(blank=True, verbose_name="closing words, by a carer")),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=60),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Keys of the sources that this rests on, such as nice-ng220, with commas between them.",
                        size=None,
                    ),
                ),
            ],
            options={
                "verbose_name": "words of letters",
                "verbose_name_plural": "words of letters",
            },
        ),
        migrations.CreateModel(
            name="NationHelp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "nation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not known"),
                            ("england", "England"),
                            ("scotland", "Scotland"),
                            ("wales", "Wales"),
                            ("northern_ireland", "Northern Ireland"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "body",
                    models.TextField(help_text="Its name: “Patient and Client Council”.", verbose_name="who helps"),
                ),
                (
                    "text_self",
                    models.TextField(
                        help_text="“It helps you to complain. It is free.”", verbose_name="how it helps, to the person"
                    ),
                ),
                ("text_carer", models.TextField(verbose_name="how it helps, to a carer")),
                ("link_label", models.TextField(blank=True, verbose_name="words of a link")),
                ("link_url", models.TextField(blank=True, verbose_name="address of a link")),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=60),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Keys of the sources that this rests on, such as nice-ng220, with commas between them.",
                        size=None,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "help in each nation",
                "ordering": ["version", "pk"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="option",
            name="barrier",
            field=models.CharField(
                blank=True,
                choices=[
                    ("travel", "Getting there"),
                    ("fatigue", "Fatigue"),
                    ("heat", "Heat"),
                    ("continence", "Bladder or bowel"),
                    ("companion", "Needs somebody with them"),
                    ("pain", "Pain"),
                    ("cost", "Cost"),
                    ("communication", "Speaking, hearing or the telephone"),
                ],
                db_default="",
                default="",
                help_text="Who chooses this answer has this barrier. Routes that demand it show a way round, or come last.",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="ask_carer",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="what to ask, to a carer"),
        ),
        migrations.AddField(
            model_name="route",
            name="ask_self",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="One question a line: “How long is the wait?”",
                verbose_name="what to ask, to the person",
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="bring_carer",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="what to bring, to a carer"),
        ),
        migrations.AddField(
            model_name="route",
            name="bring_self",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="One thing a line: “A list of your medicines”.",
                verbose_name="what to bring, to the person",
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="contact_carer",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="whom to contact, to a carer"),
        ),
        migrations.AddField(
            model_name="route",
            name="contact_self",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="“Phone your MS nurse. The number is on your last clinic letter.”",
                verbose_name="whom to contact, to the person",
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="cost_carer",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="what it costs, to a carer"),
        ),
        migrations.AddField(
            model_name="route",
            name="cost_self",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="“It is free.” Only a price that a source gives.",
                verbose_name="what it costs, to the person",
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="fallback_carer",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="if refused or waiting, to a carer"
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="fallback_self",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="“If the answer is no, ask why, in writing.”",
                verbose_name="if refused or waiting, to the person",
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="gives_carer",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="what they may get, to a carer"),
        ),
        migrations.AddField(
            model_name="route",
            name="gives_self",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="“An assessment, then exercises to do at home.”",
                verbose_name="what they may get, to the person",
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="next_step_carer",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="The page prints the day in place of {date}.",
                verbose_name="when to ask again, to a carer",
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="next_step_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Days from the result until they should ask again: 1 to 120.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)],
                verbose_name="days to wait",
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="next_step_self",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="“If you have heard nothing by {date}, phone the booking office and say …”",
                verbose_name="when to ask again, to the person",
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="not_right_carer",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="when it is not right, to a carer"
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="not_right_self",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="One case a line: “You have a new symptom. Ask your GP first.”",
                verbose_name="when it is not right, to the person",
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="service_needs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("physiotherapy", "Physiotherapy"),
                        ("self_referral", "Self-referral"),
                        ("home_visit", "Home visits"),
                        ("online", "Online"),
                        ("exercise_class", "An exercise class"),
                    ],
                    max_length=20,
                ),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="route",
            name="services",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("therapy_centre", "MS or neuro therapy centres"),
                        ("nhs", "NHS teams and clinics"),
                        ("group", "Local MS groups"),
                        ("private", "Private physiotherapy"),
                        ("online", "Online services"),
                    ],
                    max_length=20,
                ),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="option",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "barrier__in",
                        ["", "travel", "fatigue", "heat", "continence", "companion", "pain", "cost", "communication"],
                    )
                ),
                name="option_barrier_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="route",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_step_carer", ""), ("next_step_days", None), ("next_step_self", "")),
                    models.Q(("next_step_days__isnull", False), ("next_step_days__range", (1, 120))),
                    _connector="OR",
                ),
                name="route_next_step_has_days",
                violation_error_message="Say after how many days, 1 to 120, the next step is due.",
            ),
        ),
        migrations.AddField(
            model_name="demand",
            name="route",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="demands", to="referrals.route"
            ),
        ),
        migrations.AddField(
            model_name="letterstandard",
            name="version",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="referrals.guideversion"),
        ),
        migrations.AddField(
            model_name="letterwords",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="letter_words", to="referrals.guideversion"
            ),
        ),
        migrations.AddField(
            model_name="nationhelp",
            name="version",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="referrals.guideversion"),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("route", "position"),
                name="demand_position_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=models.UniqueConstraint(
                fields=("route", "barrier"),
                name="demand_once_per_barrier",
                violation_error_message="The route has a line about this already. Change that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="demand",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "barrier__in",
                        ["travel", "fatigue", "heat", "continence", "companion", "pain", "cost", "communication"],
                    )
                ),
                name="demand_barrier_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterstandard",
            constraint=models.UniqueConstraint(
                fields=("version", "nation"),
                name="letterstandard_once_per_nation",
                violation_error_message="There is one for this nation already. Change that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="nationhelp",
            constraint=models.UniqueConstraint(
                fields=("version", "nation"),
                name="nationhelp_once_per_nation",
                violation_error_message="There is one for this nation already. Change that one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="nationhelp",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("link_label", ""), ("link_url", "")),
                    models.Q(models.Q(("link_label", ""), _negated=True), models.Q(("link_url", ""), _negated=True)),
                    _connector="OR",
                ),
                name="nation_help_link_has_label_and_address",
                violation_error_message="Give a link both its words and its address, or neither.",
            ),
        ),
        migrations.RunSQL(FROZEN, FREE),
        migrations.RunPython(give_rights, migrations.RunPython.noop),
    ]
