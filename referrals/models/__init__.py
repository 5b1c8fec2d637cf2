from .approval import Approval, ComparisonRun, Reading
from .counts import WeeklyCount
from .guide import Guide, GuideVersion, Option, Question
from .pauses import GuidePause
from .proof import Acknowledgement, ProofRun
from .routes import Demand, Route, RouteAvailability, RouteFact
from .rules import Advice, Condition, ExclusivePair, Fact, Line, Row, RowOption, Rule, UrgentSign
from .saved import SavedAnswers
from .vignette import Vignette
from .vocabulary import Barrier, ServiceKind, ServiceNeed
from .words import LetterStandard, LetterWords, NationHelp

__all__ = [
    "Acknowledgement",
    "Advice",
    "Approval",
    "Barrier",
    "ComparisonRun",
    "Condition",
    "Demand",
    "ExclusivePair",
    "Fact",
    "Guide",
    "GuidePause",
    "GuideVersion",
    "LetterStandard",
    "LetterWords",
    "Line",
    "NationHelp",
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
    "SavedAnswers",
    "ServiceKind",
    "ServiceNeed",
    "UrgentSign",
    "Vignette",
    "WeeklyCount",
]
