"""No story, exercise or service at an address where the site has another page: nobody could read it there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0023_stories_are_read_by_few"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="exercise",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__in", ("sheet",)), _negated=True),
                name="exercise_address_is_free",
                violation_error_message="Choose another address. Another page has one of these: sheet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__in", ("open-referral",)), _negated=True),
                name="service_address_is_free",
                violation_error_message="Choose another address. Another page has one of these: open-referral.",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__in", ("share", "shared", "take-back", "taken-back")), _negated=True),
                name="story_address_is_free",
                violation_error_message="Choose another address. Another page has one of these: share, shared, take-back, taken-back.",
            ),
        ),
    ]
