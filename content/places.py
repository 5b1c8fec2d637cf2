"""Where people live, as far as it changes what they are offered."""

from django.db.models import TextChoices


class Nation(TextChoices):
    ENGLAND = "england", "England"
    SCOTLAND = "scotland", "Scotland"
    WALES = "wales", "Wales"
    NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"


NATION_NAMES = dict(Nation.choices)


class CrownDependency(TextChoices):
    """Islands that have UK postcodes and health services of their own."""

    JERSEY = "jersey", "Jersey"
    GUERNSEY = "guernsey", "Guernsey"
    ISLE_OF_MAN = "isle_of_man", "Isle of Man"
