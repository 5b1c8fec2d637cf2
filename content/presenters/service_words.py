"""What the directory says of a search: how much it found, what was measured from, what to do where that is wrong."""

from django.template.defaultfilters import pluralize

from content.directory import CLOSE, LEAST, NOWHERE
from content.gazetteer import LABELS

ALL_CHOSEN = " with all that you chose"
UNKNOWN = "We do not know this place. Check the spelling, or type a larger town near you"


def lead(page):
    """Return the first line of a ServiceList of a place, a name or a nation."""
    chosen = ALL_CHOSEN if page.asked.offers else ""
    places = f"{page.total} place{pluralize(page.total)}{chosen}"
    if page.kind == "nation":
        return _of_nation(page, places, chosen)
    if page.kind == "name":
        return f"{places} {pluralize(page.total, 'is,are')} called so, or {pluralize(page.total, 'was,were')} before."
    centre = ", ".join(filter(None, (page.found.place.centre, page.found.place.near)))
    if page.kind == "none":
        return f"We know of no place{chosen} within {CLOSE} miles of {centre}."
    if page.close < LEAST:
        return f"The nearest {places}. {page.close} {pluralize(page.close, 'is,are')} within {CLOSE} miles of {centre}."
    return f"{places} within {CLOSE} miles of {centre}. Nearest first."


def _of_nation(page, places, chosen):
    if page.asked.nation == NOWHERE:
        return f"{places}. We do not know where they work. Ask them."
    if not page.total:
        return f"We know of no place{chosen} in {'this town' if page.asked.area else LABELS[page.asked.nation]}."
    return f"{places}, by town."


def refusal(page):
    """Return what is wrong with the place that was typed, and what to do; "" where it was understood."""
    if page.kind != "unknown":
        return ""
    area = page.found.area
    return f"{area.name} is a large area. Type a town in it" if area else UNKNOWN


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
    if place.near and not page.choices:
        return {"lead": f"We measured from {place.label}.", "text": "Not yours? Type a larger town."}
    return None


def measured(page):
    """Return from where to where miles are, in words; "" without a place."""
    found = page.found
    if found is None or found.place is None:
        return ""
    place = found.place
    where = place.centre if place.outcode or found.outcode else f"the centre of {place.label}"
    to = "the middle of the town that each place is in"
    return f"Miles are measured in a straight line from {where} to {to}. The way by road is longer."


def following(count):
    """Return the label of the way to the next page."""
    return f"Show the next {count} places" if count > 1 else "Show 1 more place"
