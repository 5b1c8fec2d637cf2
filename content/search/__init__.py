"""Finding what readers may read, by the words that they have for it.

| module | what it does |
|---|---|
| `index.py`, `entries.py` | the one writer: what of each published thing can be found, where, and how rare words are |
| `asking.py` | what somebody typed, understood: stems, other words for the same, misspelt words mended |
| `finding.py`, `kept_entries.py` | which entries answer best, and what they say |
| `urgent.py` | which searches call for a care notice before anything else |
| `snippets.py` | the words of an entry round what was found |
| `counting.py` | how often known words were searched for, and unknown ones in vain |

What readers get of it, content.presenters.search decides: content.reading knows what is public.
"""

from .asking import understand
from .finding import find

__all__ = ["find", "understand"]
