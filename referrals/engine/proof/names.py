"""What editors call the parts of a guide, in sentences about them."""

NATIONS = {"england": "England", "scotland": "Scotland", "wales": "Wales", "northern_ireland": "Northern Ireland"}
BARRIERS = {
    "travel": "who cannot easily travel",
    "fatigue": "with fatigue",
    "heat": "whom heat makes worse",
    "continence": "with bladder or bowel problems",
    "companion": "who need somebody with them",
    "pain": "with pain",
    "cost": "for whom cost is a barrier",
    "communication": "for whom speaking, hearing or phoning is hard",
}


def question(guide, key):
    """Return a question as people read it: its short name in quotation marks."""
    label = guide.question(key).label
    return f"“{label.you if label else key}”"


def option(guide, key, option_key):
    """Return an answer as people read it."""
    text = guide.question(key).option(option_key).text
    return f"“{text.you if text else option_key}”"


def route(guide, key):
    """Return a route as people read it."""
    title = guide.route(key).title
    return f"“{title.you if title else key}”"


def sign(item):
    """Return an urgent sign as people read it."""
    return f"“{item.title.you if item.title else item.key}”"


def rule(key):
    """Return a rule by its key, which is all the name it has."""
    return f"“{key.replace('_', ' ')}”"


def barrier(key):
    """Return who has a barrier, to go on after “people”."""
    return BARRIERS[key]


def nation(key):
    """Return where people live, to go on after “people”."""
    return f"in {NATIONS[key]}" if key in NATIONS else "whose nation is not known"


def fact(item):
    """Return a fact by its label."""
    return f"“{item.label or item.key}”"


def listed(names, joined="and"):
    """Return several names as one phrase."""
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joined} {names[-1]}"
