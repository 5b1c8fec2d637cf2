"""What is paused, for the version of a guide that takes the place of another: it stays paused there."""

from referrals.engine.pausing import Paused, can_be_without, without
from referrals.engine.proof.prove import prove
from referrals.models import GuidePause

HAVE_TO_HOLD = ("P1", "P5", "P6", "P7", "P8")  # everybody ends with a first step, and no way leads round urgent advice


def paused_of(guide_row):
    """Return what nobody has lifted of a guide, each as the engine's Paused."""
    return [
        Paused(row.part, row.key, row.instead) for row in GuidePause.objects.filter(guide=guide_row, lifted_at=None)
    ]


def can_do_without(guide, paused):
    """Whether a Guide has what stands in for each Paused, and everybody gets a first step without what is paused."""
    if not can_be_without(guide, paused):
        return False
    verdicts = prove(without(guide, paused)).verdicts
    return all(verdicts[code] == "holds" for code in HAVE_TO_HOLD)
