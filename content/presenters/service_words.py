"""What the directory says of a search: how much it found, what was measured from, what to do where that is wrong."""

from django.template.defaultfilters import pluralize

from content.directory import CLOSE, LEAST
from content.gazetteer import LABELS

ALL_CHOSEN = " with all that you chose"


def lead(page):
    """Return the first line of a ServiceList of a place or a nation."""
    chosen = ALL_CHOSEN if page.asked.offers else ""
    places = f"{page.total} place{pluralize(page.total)}{chosen}"
    if page.kind == "nation":
        return f"{places}, by town."
    centre = page.found.place.centre
    if page.kind == "none":
        return f"We know of no place{chosen} within {CLOSE} miles of {centre}."
    if page.close < LEAST:
        return f"The nearest {places}. {page.close} {pluralize(page.close, 'is,are')} within {CLOSE} miles of {centre}."
    return f"{places} within {CLOSE} miles of {centre}. Nearest first."


def note(page):
    """Return {lead, text} of what somebody needs to know about the place that was found, or None."""
    found = page.found
    if found is None or found.place is None:
        return None
    place = found.place
    if found.wide:
        return {
            "lead": "Which town are you nearest to?",
            "text": f"{found.outcode} can be far from {place.name}, which we measured from. Type your nearest town "
            "to see what is near you.",
        }
    if place.is_abroad:
        return {
            "lead": f"{LABELS[place.nation]} has a health service of its own.",
            "text": "Ask your GP there. The places in our list are all in the UK.",
        }
    if found.guessed:
        return {
            "lead": f"We took “{found.text}” to mean {place.label}.",
            "text": "If that is wrong, type a larger town near you.",
        }
    return None


def measured(page):
    """Return from where to where miles are, as a sentence; "" without a place."""
    found = page.found
    if found is None or found.place is None:
        return ""
    place = found.place
    where = place.centre if place.outcode or found.outcode else f"the centre of {place.label}"
    return f"Miles are measured in a straight line from {where}. The way by road is longer."


def following(count):
    """Return the label of the way to the next page."""
    return f"Show the next {count} places" if count > 1 else "Show 1 more place"
