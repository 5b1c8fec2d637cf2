"""The guide as HL7 FHIR R4, for other systems: what is asked as a Questionnaire, what follows as a PlanDefinition.

One way only, and pure: an engine Guide goes in, plain JSON values come out. docs/engine.md says what means what.
"""

from .faults import faults
from .naming import Edition
from .plan import plan_definition
from .questionnaire import questionnaire
from .resources import NotExportable, bundle, export

__all__ = ["Edition", "NotExportable", "bundle", "export", "faults", "plan_definition", "questionnaire"]
