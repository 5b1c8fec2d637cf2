"""Words without their endings: rough, only to compare what people type. What is found, PostgreSQL's stems decide."""

import re
from functools import lru_cache

SMALL_WORDS = """
a an the to of in on at by for from with and or but so as it its is are was were be been being am do does did has
have had i me my mine we us our you your they them their this that these those there here if when than then too very
just get got getting go goes going gone can could will would up out off down over all any some im ive id theyre
thats what whats how
"""
SMALL = frozenset(SMALL_WORDS.split())
NOT_WORDS = """
not no cant cannot wont dont doesnt didnt isnt arent wasnt werent couldnt wouldnt shouldnt havent hasnt hadnt never
unable without none nothing
"""
NEGATIVE = frozenset(NOT_WORDS.split())
NOT = "not"  # the stem of them all
SOMEBODY_WORDS = """
he him his hes she her hers shes husband wife partner spouse hubby missus boyfriend girlfriend mum mam mom mother dad
father parent brother sister
"""
SOMEBODY = dict.fromkeys(SOMEBODY_WORDS.split(), "somebody")  # the carer's words for one person
ENDINGS = re.compile(r"(?:ings|ing|edly|ers|er|ies|ied|ely|ly|ed|es|s|y|ie|i|e)$")
SHORTEST = 3  # letters of a stem
DOUBLED = re.compile(r"([bdgmnprt])\1$")


@lru_cache(maxsize=16384)
def stem(word):
    """Return a word without its ending: rough, and the same for the forms of one word."""
    if word in NEGATIVE:
        return NOT
    if word in SOMEBODY:
        return SOMEBODY[word]
    whole = word.removesuffix("ness")
    cut = ENDINGS.sub("", whole) if word not in SMALL else word
    return word if len(cut) < SHORTEST else DOUBLED.sub(r"\1", cut) if cut != whole else cut
