"""A version's rows <-> the interchange document (docs/engine.md): the one place that knows both shapes.

`read(version)` gives the document of the rows as they stand; `write(version, document)` fills an empty version.
write(v, d) followed by read(v) gives d back, field for field.
"""

from referrals import models

from .conditions import read_condition, read_each, write_condition
from .reading import read
from .writing import write

ROWS = (
    models.Question,
    models.Option,
    models.Fact,
    models.Route,
    models.RouteFact,
    models.Demand,
    models.RouteAvailability,
    models.Rule,
    models.UrgentSign,
    models.Advice,
    models.ExclusivePair,
    models.Row,
    models.Vignette,
    models.NationHelp,
    models.LetterWords,
    models.LetterStandard,
)

__all__ = ["ROWS", "read", "read_condition", "read_each", "write", "write_condition"]
