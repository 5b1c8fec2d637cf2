"""How the guide is used, week by week, without anybody in it: what is counted, and what may be shown of it.

`progressed` is called once for each answer, `summary` by the editors' desk. Nothing else reads or writes the counts.
"""

from .buffer import flush, forget
from .disclosure import LEAST
from .progress import progressed
from .summary import summary

__all__ = ["LEAST", "flush", "forget", "progressed", "summary"]
