"""A version's rows <-> the interchange document (docs/engine.md): the one place that knows both shapes.

`read(version)` gives the document of the rows as they stand; `write(version, document)` fills an empty version.
write(v, d) followed by read(v) gives d back, field for field.
"""

from .reading import read
from .writing import write

__all__ = ["read", "write"]
