"""What a comparison says to editors: who a group is, what changes, and what one of them gets before and after."""

from referrals.engine.definition import Wording
from referrals.engine.proof import names
from referrals.engine.proof.compare_groups import END, FACT, NO, YES

CHANGES = {
    "sign_gained": "now gets the urgent sign {name}",
    "sign_lost": "no longer gets the urgent sign {name}",
    "sign_level": "gets the urgent sign {name} at another level",
    "sign_stops": "gets the urgent sign {name}, which now {stops}",
    "nation": "is taken to live in another nation",
    "voice": "is spoken to in another voice",
    "empty": "gets no route at all",
    "no_longer_empty": "gets a route, where there was none",
    "route_lost": "no longer gets the route {name}",
    "route_gained": "now also gets the route {name}",
    "first_route": "gets another first route",
    "tier": "gets the route {name} in {step}",
    "stepped_down": "gets the route {name}, which now comes after all others",
    "no_longer_stepped_down": "gets the route {name}, which no longer comes after all others",
    "order": "gets the same routes in another order",
    "clash": "reads something else about what the route {name} demands of them",
    "reason": "reads other reasons for the route {name}",
    "not_suggested": "reads something else about why the route {name} is left out",
    "left_out_order": "reads of the routes that are left out in another order",
    "sign_order": "gets the same urgent signs in another order",
    "asked": "is asked other questions and gets the same outcome",
}
VERBS = {(True, YES): "ticks", (True, NO): "does not tick", (False, YES): "answers", (False, NO): "does not answer"}
NEGATIVE = ("does not tick", "does not answer")
FEW = 4  # so many answers are named one by one
NO_WAY_ROUND = Wording("There is no way round.", "There is no way round.")
TIERS = {1: "First step", 2: "Also ask about", 3: "Extra support"}


def sentence(people, old, new):
    """Return who a group is and what changes for them, in one sentence."""
    guide = new if _has(new, people.subject) else old
    change = CHANGES[people.kind].format(
        name=_name(guide, people.subject),
        stops=_stops(new, people.subject),
        step=_step(people, old, new) if people.kind == "tier" else "",
    )
    return f"{who(people.words)} {change}."


def who(words):
    """Return "Everyone who …" for some words."""
    answers = [_answer(word) for word in words if word.kind not in (END, FACT)]
    facts = [_fact(word) for word in words if word.kind == FACT]
    parts = [f"who {names.listed(_merged(answers))}"] if answers else []
    parts += [f"for whom {names.listed(facts)}"] if facts else []
    parts += ["whom no urgent sign stops"] if any(word.kind in (END, FACT) for word in words) else []
    if len(parts) < 2:
        return " ".join(["Everyone", *parts])
    return f"Everyone {', '.join(parts[:-1])}, and {parts[-1]},"


def _answer(word):
    """Return `(verb, question, name, answers)`."""
    guide = word.encoding.guide
    question, asks = guide.question(word.key), word.encoding.respondents.domains[word.key]
    others = [choice for choice in asks.choices if choice not in word.choices]
    if word.kind == YES and len(others) < len(word.choices) and len(asks.choices) > FEW:
        verb, choices = ("ticks anything but" if question.kind == "multi" else "answers anything but"), others
    else:
        verb, choices = VERBS[question.kind == "multi", word.kind], word.choices
    return verb, question, names.question(guide, word.key), _choices(guide, question, choices)


def _choices(guide, question, choices):
    if question.kind != "number":
        order = [option.key for option in question.options]
        return [names.option(guide, question.key, key) for key in sorted(choices, key=order.index)]
    joined = []
    for first, last in sorted(choices):
        if joined and joined[-1][1] + 1 == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return [str(first) if first == last else f"{first} to {last}" for first, last in joined]


def _merged(answers):
    """Say all that was not chosen on one page at once."""
    said = {}
    for n, (verb, question, name, choices) in enumerate(answers):
        place = (verb, name, None if verb in NEGATIVE else n)
        said.setdefault(place, (verb, question, name, []))[3].extend(choices)
    for verb, question, name, choices in said.values():
        either = f"{', '.join(choices[:-1])} or {choices[-1]}" if len(choices) > 1 else "".join(choices)
        place = "in" if question.kind == "multi" else "to"
        yield f"{verb} {either} {place} {name}" if choices else f"answers {name}"


def _fact(word):
    name = names.fact(word.encoding.guide.fact(word.key))
    return f"{name} {'holds' if word.choices[0] else 'does not hold'}"


def gets(kind, subject, here):
    """Return what one person gets, as far as it matters to a kind of difference; `here` is a Result."""
    return GETS.get(kind, _routes)(here, subject.partition(".")[2])


def _routes(here, key):
    return _titles(here.outcome.routes) or "No route"


def _signs(here, key):
    said = ", ".join(names.sign(sign) for sign in here.outcome.urgent) or "No urgent sign"
    return f"{said}. The questions end." if here.outcome.stopped else f"{said}. Then: {_routes(here, key)}."


def _tier(here, key):
    return TIERS[here.routes[key].tier]


def _clashes(here, key):
    met = here.routes[key].clashes
    said = [text for demand in met for text in (demand.reason, demand.way_round or NO_WAY_ROUND) if text]
    return " ".join(text.in_voice(here.walk.voice) for text in said) or "Nothing."


def _reasons(here, key):
    return " ".join(reason.in_voice(here.walk.voice) for reason in here.routes[key].reasons)


def _left_out(here, key):
    left_out = here.not_suggested.get(key)
    return "It is not mentioned." if left_out is None else " ".join(("Left out.", *left_out))


def _all_left_out(here, key):
    return _titles(here.outcome.not_suggested)


def _nation(here, key):
    return (here.walk.nation or "not known").replace("_", " ").title()


def _voice(here, key):
    return "The carer" if here.walk.voice == "carer" else "The person with MS"


def _asked(here, key):
    return ", ".join(names.question(here.guide, question.key) for question in here.walk.asked)


def _titles(found):
    return ", ".join(f"“{item.route.title.you if item.route.title else item.route.key}”" for item in found)


GETS = {
    **dict.fromkeys(("sign_gained", "sign_lost", "sign_level", "sign_stops", "sign_order"), _signs),
    "tier": _tier,
    "reason": _reasons,
    "clash": _clashes,
    "not_suggested": _left_out,
    "left_out_order": _all_left_out,
    "nation": _nation,
    "voice": _voice,
    "asked": _asked,
}


def _step(people, old, new):
    """Say which step of a route became which: for the whole group, or as one example where it may differ in it."""
    key, person = people.subject.partition(".")[2], people.somebody
    before, after = person.before.routes[key].tier, person.after.routes[key].tier
    if _tiers(old, key) == {before} and _tiers(new, key) == {after}:
        return f"step {after}, no longer in step {before}"
    return f"another step, such as step {after} instead of step {before}"


def _tiers(guide, key):
    """Return the tiers of all rules that can lead to a route, those of routes that it stands in for among them."""
    leading, more = set(), {key}
    while more:
        leading |= more
        places = ((route.key, there.substitute) for route in guide.routes for there in route.availability.values())
        more = {route for route, substitute in places if substitute in more} - leading
    return {rule.tier for rule in guide.rules if rule.effect == "recommend" and rule.route in leading}


def _has(guide, subject):
    part, _, key = subject.partition(".")
    return guide.has({"routes": "route", "urgent_signs": "sign"}.get(part, "question"), key)


def _name(guide, subject):
    part, _, key = subject.partition(".")
    if part == "routes" and key:
        return names.route(guide, key)
    return next((names.sign(sign) for sign in guide.urgent_signs if sign.key == key), "")


def _stops(guide, subject):
    key = subject.partition(".")[2]
    stops = any(sign.key == key and sign.stops for sign in guide.urgent_signs)
    return "ends the questions" if stops else "no longer ends the questions"
