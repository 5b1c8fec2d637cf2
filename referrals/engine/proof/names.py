"""What editors call the parts of a guide, in sentences about them."""


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


def fact(item):
    """Return a fact by its label."""
    return f"“{item.label or item.key}”"


def listed(names, joined="and"):
    """Return several names as one phrase."""
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joined} {names[-1]}"
