"""Two versions of a guide, compared for every respondent: who gets something else, and which edit causes it."""

from referrals.engine.proof.comparison import Comparison, comparison_from_data, comparison_to_data
from referrals.engine.proof.solver import DEFAULT_EFFORT

__all__ = ["DEFAULT_EFFORT", "Comparison", "compare", "comparison_from_data", "comparison_to_data"]


def compare(old, new, *, effort=DEFAULT_EFFORT, progress=None):
    """Return the Comparison of two guides."""
    raise NotImplementedError
