from .counts import WeeklyCount
from .guide import Guide, GuideVersion, Option, Question
from .routes import Route, RouteAvailability, RouteFact
from .rules import Advice, Condition, ExclusivePair, Fact, Line, Row, RowOption, Rule, UrgentSign
from .vignette import Vignette

__all__ = [
    "Advice",
    "Condition",
    "ExclusivePair",
    "Fact",
    "Guide",
    "GuideVersion",
    "Line",
    "Option",
    "Question",
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
