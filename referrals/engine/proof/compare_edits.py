"""The edits between two versions, each of which can be undone alone, and what was only said in other words."""

from dataclasses import dataclass, fields, replace

from referrals.engine.definition import PLACES
from referrals.engine.proof import names
from referrals.engine.proof.compare_match import PARTS, name_of
from referrals.engine.references import broken_references

# What can change an outcome, and what editors call it. Everything else is wording, or checked and not carried out.
LOGIC = {
    "questions": {
        "kind": "the kind of answer",
        "role": "its role",
        "required": "whether it may be left empty",
        "min": "the smallest number",
        "max": "the largest number",
        "shown_when": "who is asked",
    },
    "options": {
        "exclusive": "whether it excludes the others",
        "nation": "the nation",
        "voice": "who speaks",
        "barrier": "the barrier",
    },
    "facts": {"when": "the condition"},
    "routes": {"availability": "where it is offered", "demands": "what it demands"},
    "rules": {
        "route": "the route",
        "effect": "the effect",
        "tier": "the tier",
        "when": "the condition",
        "catch_all": "whether it is the last resort",
    },
    "urgent_signs": {"level": "the level", "stops": "whether it ends the questions", "when": "the condition"},
}
NOT_SAID = ("key", "options")


@dataclass(frozen=True)
class Edit:
    """One difference between two versions: of a whole thing, of one `field` of it, or of the order of a `part`.

    `option` is the key of an answer to the question `key`.
    """

    sentence: str
    part: str
    key: str | None = None
    option: str | None = None
    field: str | None = None

    @property
    def changes_walks(self):
        """Whether other questions may be asked, or other signs hold."""
        return self.part not in ("routes", "rules")

    def undo(self, target, source):
        """Return `target` with this made as in `source`, or None when that leaves a guide that cannot be walked."""
        guide = replace(target, **{self.part: self._part(getattr(target, self.part), getattr(source, self.part))})
        return None if broken_references(guide) else guide

    def _part(self, items, others):
        if self.key is None:
            return _in_order_of(items, others)
        if self.option is None:
            return _like(items, others, self.key, self.field)
        theirs = _find(others, self.key).options
        question = _find(items, self.key)
        changed = replace(question, options=_like(question.options, theirs, self.option, self.field))
        return tuple(changed if item is question else item for item in items)


def edits(old, new):
    """Return the Edits that make `new` of `old`, in the order of the guide."""
    return tuple(
        edit for part in PARTS if part in LOGIC for edit in _edits(part, getattr(old, part), getattr(new, part))
    )


def _edits(part, olds, news):
    for item, other in _pairs(olds, news):
        name = f"{PARTS[part]} {name_of(part, item or other)}"
        if item is None or other is None:
            yield Edit(f"{name} was {'added' if item is None else 'removed'}.", part, (item or other).key)
            continue
        for field, called in LOGIC[part].items():
            if _logic(item, field) != _logic(other, field):
                yield Edit(f"{name}: {called} changed.", part, item.key, field=field)
        if part == "questions":
            yield from _option_edits(name, item, other)
    if _order(olds, news) != _order(news, olds):
        yield Edit(f"The {part.replace('_', ' ')} come in another order.", part)


def _option_edits(name, question, other):
    for item, theirs in _pairs(question.options, other.options):
        option = item or theirs
        answer = f"{name}, answer “{option.text.you if option.text else option.key}”"
        if item is None or theirs is None:
            yield Edit(f"{answer} was {'added' if item is None else 'removed'}.", "questions", question.key, option.key)
            continue
        for field, called in LOGIC["options"].items():
            if getattr(item, field) != getattr(theirs, field):
                yield Edit(f"{answer}: {called} changed.", "questions", question.key, option.key, field)


def wording(old, new):
    """Return sentences that name what was changed without changing any outcome: words, topics, sources, test cases."""
    found = []
    for part, kind in PARTS.items():
        for item, other in _pairs(getattr(old, part), getattr(new, part)):
            if item is not None and other is not None:
                found += _reworded(f"{kind} {name_of(part, item)}", item, other, LOGIC.get(part, ()))
    for place in PLACES:
        name = f"Help for people {names.nation(place)}"
        found += _shared(name, old.nation_help.get(place), new.nation_help.get(place))
    return (*found, *_shared("The words of letters", old.letter_words, new.letter_words))


def _logic(item, field):
    """Return what decides an outcome in a field, without its words."""
    value = getattr(item, field)
    if field == "availability":
        return {nation: (place.offered, place.substitute) for nation, place in value.items()}
    if field == "demands":
        return {(demand.barrier, demand.way_round is None) for demand in value}
    return value


def _shared(name, item, other):
    """Yield what was changed in words that many results share."""
    if item is not None and other is not None:
        yield from _reworded(name, item, other, ())
    elif item is not other:
        yield f"{name}: {'added' if item is None else 'removed'}."


def _reworded(name, item, other, logic):
    changed = [
        field.name.replace("_", " ")
        for field in fields(item)
        if field.name not in NOT_SAID
        and getattr(item, field.name) != getattr(other, field.name)
        and not (field.name in logic and _logic(item, field.name) != _logic(other, field.name))
    ]
    if changed:
        yield f"{name}: {', '.join(changed)}."
    for option, theirs in _pairs(getattr(item, "options", ()), getattr(other, "options", ())):
        if option is not None and theirs is not None:
            answer = f"{name}, answer “{option.text.you if option.text else option.key}”"
            yield from _reworded(answer, option, theirs, LOGIC["options"])


def _pairs(olds, news):
    """Yield `(old, new)` by key in the order of the new version, None for what one of them lacks; removed ones last."""
    before = {item.key: item for item in olds}
    yield from ((before.pop(item.key, None), item) for item in news)
    yield from ((item, None) for item in before.values())


def _order(items, others):
    keys = {item.key for item in others}
    return [item.key for item in items if item.key in keys]


def _find(items, key):
    return next(item for item in items if item.key == key)


def _like(items, others, key, field):
    """Return items with the one of this key, or a field of it, as among the others."""
    theirs = {item.key: item for item in others}
    if key not in theirs:
        return tuple(item for item in items if item.key != key)
    if field is not None:
        value = getattr(theirs[key], field)
        return tuple(replace(item, **{field: value}) if item.key == key else item for item in items)
    before = [item.key for item in others[: others.index(theirs[key])]]
    place = max((n + 1 for n, item in enumerate(items) if item.key in before), default=0)
    return (*items[:place], theirs[key], *items[place:])


def _in_order_of(items, others):
    places = {item.key: n for n, item in enumerate(others)}
    slots = [n for n, item in enumerate(items) if item.key in places]
    sorted_items = sorted((items[n] for n in slots), key=lambda item: places[item.key])
    result = list(items)
    for n, item in zip(slots, sorted_items, strict=True):
        result[n] = item
    return tuple(result)
