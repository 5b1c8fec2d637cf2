"""Names of towns as people type them: without accents and signs, shortened, begun, or with one slip. No database."""

import string
import unicodedata
from bisect import bisect_left
from collections import defaultdict

LETTERS = f"{string.ascii_lowercase} "
LEAST_BEGUN = 3  # letters; fewer begin too many names
LEAST_SLIPPED = 4
SAME_WORDS = {"st": "saint", "&": "and"}


def fold(text):
    """Return a name as it is compared: small letters, no accents, signs as spaces, “St” as “saint”."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).casefold().replace("&", " and ")
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = plain.replace("'", "").replace("’", "").replace("‘", "")
    words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    return " ".join(SAME_WORDS.get(word, word) for word in words)


class Names:
    """Numbers of towns by the folded names that they have; a name belongs to one town or to several."""

    def __init__(self):
        self._own, self._also, self._sorted = defaultdict(list), defaultdict(list), []

    def add(self, number, name, also):
        """Add a town: its folded name, and other names as people write them."""
        self._own[name].append(number)
        for other in {fold(text) for text in also} - {name}:
            self._also[other].append(number)

    def sort(self):
        """Call this once, when every town was added."""
        self._sorted = sorted({*self._own, *self._also})

    def own(self, name):
        """Return the towns that are called so."""
        return list(self._own.get(name, ()))

    def also(self, name):
        """Return the towns that are called so as well: “Hull”."""
        return list(self._also.get(name, ()))

    def longer(self, name):
        """Return the towns whose own name is these words and more: “Newcastle upon Tyne” for “Newcastle”."""
        if len(name) < LEAST_BEGUN:
            return []
        return [number for each in self._beginning(f"{name} ") for number in self._own.get(each, ())]

    def begun(self, name):
        """Return the towns with a name that begins so."""
        return self._of(self._beginning(name)) if len(name) >= LEAST_BEGUN else []

    def slipped(self, name):
        """Return the towns whose name has one letter more, less, other or in the other order."""
        return self._of(sorted(_slips(name))) if len(name) >= LEAST_SLIPPED else []

    def _beginning(self, start):
        first = bisect_left(self._sorted, start)
        return self._sorted[first : bisect_left(self._sorted, f"{start}\U0010ffff")]

    def _of(self, names):
        found = [number for name in names for each in (self._own, self._also) for number in each.get(name, ())]
        return list(dict.fromkeys(found))


def _slips(name):
    parts = [(name[:cut], name[cut:]) for cut in range(len(name) + 1)]
    less = {start + end[1:] for start, end in parts if end}
    swapped = {start + end[1] + end[0] + end[2:] for start, end in parts if len(end) > 1}
    other = {start + letter + end[1:] for start, end in parts if end for letter in LETTERS}
    more = {start + letter + end for start, end in parts for letter in LETTERS}
    return (less | swapped | other | more) - {name}
