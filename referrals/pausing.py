"""Takes a route or a rule out of service at the next request, and puts it back. Nobody is left without a first step."""

from django.db import transaction
from django.utils import timezone

from content.held import ring_on_commit
from referrals import definitions
from referrals.engine.pausing import Paused, safe_routes
from referrals.models import Guide, GuidePause
from referrals.publishing import Refused, findable
from referrals.publishing.paused import can_do_without, paused_of

RIGHT = "content.pause_content"


def may_pause(by):
    """Whether a person has the right to take parts out of service."""
    return by.is_active and by.has_perm(RIGHT)


def open_pauses(guide_key):
    """Return the GuidePauses of a guide that nobody has lifted, the newest first."""
    return GuidePause.objects.filter(guide__key=guide_key, lifted_at=None).select_related("paused_by")


@transaction.atomic
def pause(part, key, *, instead, reason, by):
    """Take a "route" or "rule" of the public guide out of service; returns the GuidePause. Raises Refused.

    `instead` is the key of a route that every nation offers. The guide that is left is proven for everybody first: it
    is refused where somebody would have no first step.
    """
    if not may_pause(by):
        raise Refused("Your account does not have the right to do this.")
    if not reason.strip():
        raise Refused("Say why you pause it, so that others know what to mend.")
    guide = _public_guide()
    row = Guide.objects.select_for_update().get(key=guide.key)
    asked = Paused(part, key, instead)
    _refuse_pause(guide, row, asked)
    paused = GuidePause.objects.create(
        guide=row, part=part, key=key, instead=instead, reason=reason.strip(), paused_by=by, paused_at=timezone.now()
    )
    findable.make_findable(row, guide)
    ring_on_commit()
    return paused


@transaction.atomic
def lift(paused, *, by, reason):
    """Put a part back into service, with a reason. Raises Refused."""
    if not may_pause(by):
        raise Refused("Your account does not have the right to do this.")
    paused = GuidePause.objects.select_for_update().get(pk=paused.pk)
    if paused.lifted_at:
        raise Refused("It is back in service already.")
    if not reason.strip():
        raise Refused("Say why it is right again.")
    paused.lifted_by, paused.lifted_at, paused.lifted_reason = by, timezone.now(), reason.strip()
    paused.save(update_fields=["lifted_by", "lifted_at", "lifted_reason"])
    version = definitions.published()
    if version and version.approved_guide.key == paused.guide.key:
        findable.make_findable(paused.guide, version.approved_guide)
    ring_on_commit()
    return paused


def _public_guide():
    """The public guide as it was approved, whatever is paused of it."""
    version = definitions.published()
    if version is None:
        raise Refused("No guide is public, so there is nothing to pause.")
    return version.approved_guide


def _refuse_pause(guide, row, asked):
    if asked.kind not in GuidePause.Part.values or not guide.has(asked.kind, asked.key):
        raise Refused("The public guide does not have this part. Open the page again.")
    if asked.instead not in {route.key for route in safe_routes(guide)}:
        raise Refused("Choose what people get instead: a way that every nation offers.")
    earlier = paused_of(row)
    if (asked.kind, asked.key) in {(found.kind, found.key) for found in earlier}:
        raise Refused("It is paused already.")
    gone = _gone(guide, [*earlier, asked])
    if gone.intersection(found.instead for found in (*earlier, asked)):
        raise Refused("What people get instead is paused as well. Choose another way.")
    if not can_do_without(guide, (*earlier, asked)):
        raise Refused("Some people would be left without a first step. Choose another way for them.")


def _gone(guide, paused):
    """The keys of the routes that nobody gets any more."""
    held_back = {rule.key: rule.route for rule in guide.rules if rule.effect == "withhold"}
    routes = {found.key for found in paused if found.kind == "route"}
    return routes | {held_back[found.key] for found in paused if found.kind == "rule" and found.key in held_back}
