"""Test cases made from people that a check has found."""

from django.db import transaction

from referrals.definitions import guide_of
from referrals.engine import vignettes
from referrals.engine.definition import Expected, ExpectedRoute
from referrals.engine.definition import Vignette as EngineVignette
from referrals.engine.document import EXPECTED
from referrals.engine.outcome import outcome
from referrals.engine.proof.findings import PROPERTIES
from referrals.engine.walk import walk
from referrals.models import Vignette

from .drafts import document_of, next_position, record_edit
from .refusals import Refused

KEPT_SOURCE = "The check of the guide."  # until a person says who the expectation is from
NOBODY = Expected(signs=(), first_route=None, must=(), must_not=(), not_asked=())


@transaction.atomic
def keep_vignette(version, finding, *, by):
    """Make a test case of a finding's person and return it. It expects what the draft gives now. Raises Refused."""
    if finding.example is None:
        raise Refused("There is no person to keep: this finding is about the guide as a whole.")
    if finding.property == "P16":
        raise Refused("This person is a test case already. Mend that, or the rules.")
    record_edit(version, by=by)
    guide = guide_of(document_of(version))
    answers = {key: list(one) if isinstance(one, tuple) else one for key, one in finding.example.answers.items()}
    person = EngineVignette("", "", "", "", finding.example.answers, NOBODY)
    walked = walk(guide, vignettes.answers(guide, person))
    if not walked.finished:
        raise Refused("The draft has changed: this person is asked more now. Check the guide again.")
    rows = Vignette.objects.filter(version=version)
    return Vignette.objects.create(
        version=version,
        key=_free_key(rows, f"found_{finding.key}"),
        position=next_position(rows),
        title=f"Found by the check: {PROPERTIES[finding.property].title.lower()}",
        story=finding.sentence,
        source=KEPT_SOURCE,
        answers=answers,
        expected=EXPECTED.write(_expected(guide, outcome(guide, walked), walked)),
    )


def _expected(guide, found, walked):
    routes = tuple(ExpectedRoute(item.route.key, item.tier) for item in found.routes)
    asked = {question.key for question in walked.asked}
    return Expected(
        signs=tuple(sign.key for sign in found.urgent),
        first_route=routes[0].route if routes else None,
        must=routes,
        must_not=tuple(item.route.key for item in found.not_suggested),
        not_asked=tuple(question.key for question in guide.questions if question.key not in asked),
    )


def _free_key(rows, wanted):
    taken, n = set(rows.values_list("key", flat=True)), 2
    key = wanted
    while key in taken:
        key, n = f"{wanted}_{n}", n + 1
    return key
