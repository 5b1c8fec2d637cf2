"""What is missing before a clinician is asked to approve: named findings, each pointing at the field to mend."""

from .checks import findings, stops
from .findings import Finding

__all__ = ["Finding", "findings", "stops"]
