from .approval import Approval, ComparisonRun, Reading
from .counts import WeeklyCount
from .guide import Guide, GuideVersion, Option, Question
from .pauses import GuidePause
from .proof import Acknowledgement, ProofRun
from .routes import Route, RouteAvailability, RouteFact
from .rules import Advice, Condition, ExclusivePair, Fact, Line, Row, RowOption, Rule, UrgentSign
from .vignette import Vignette

__all__ = [
    "Acknowledgement",
    "Advice",
    "Approval",
    "ComparisonRun",
    "Condition",
    "ExclusivePair",
    "Fact",
    "Guide",
    "GuidePause",
    "GuideVersion",
    "Line",
    "Option",
    "ProofRun",
    "Question",
    "Reading",
    "Route",
    "RouteAvailability",
    "RouteFact",
    "Row",
    "RowOption",
    "Rule",
    "UrgentSign",
    "Vignette",
    "WeeklyCount",
]
