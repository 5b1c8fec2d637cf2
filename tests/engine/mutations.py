"""Single faults, one of every kind, planted in a guide: what a tired editor may do to it."""

from dataclasses import replace

from referrals.engine import definition as d
from referrals.engine.proof.structure import check_structure
from tests.engine.planting import (
    changed,
    changed_option,
    left_out,
    recondition,
    redemand,
    rerow,
    some_condition,
    swapped,
    with_line,
    without,
)
from tests.engine.sample import words
from tests.engine.strategies import BARRIERS

OPPOSITE = {"any_of": "none_of", "none_of": "any_of", "answered": "not_answered", "not_answered": "answered"}
OPPOSITE |= {"holds": "not_holds", "not_holds": "holds", "all_of": "any_of"}
NEXT = {"lt": "le", "le": "lt", "ge": "gt", "gt": "ge", "eq": "ge"}


def mutants(chance, guide):
    """Yield `(kind, mutant)`, one fault of each kind at a random place, for all that can still be walked in order."""
    for plant in PLANTS:
        mutant = plant(chance, guide)
        if mutant is not None and mutant != guide and can_be_walked(mutant):
            yield plant.__name__, mutant


def can_be_walked(guide):
    """Whether references are right (S2, S3, S6), questions are shown by earlier ones (S1) and routes lead on (S4)."""
    return not {finding.property for finding in check_structure(guide)} & {"S1", "S2", "S3", "S4", "S6"}


def faulty(chance, guide, times):
    """Return a guide with several faults planted one after the other."""
    for _ in range(times):
        found = [mutant for _, mutant in mutants(chance, guide)]
        guide = chance.choice(found) if found else guide
    return guide


# --- whole things ---
def drop_rule(chance, guide):
    return without(chance, guide, "rules")


def drop_sign(chance, guide):
    return without(chance, guide, "urgent_signs")


def drop_question(chance, guide):
    return without(chance, guide, "questions")


def drop_fact(chance, guide):
    return without(chance, guide, "facts")


def drop_route(chance, guide):
    return without(chance, guide, "routes")


def drop_pair(chance, guide):
    return without(chance, guide, "exclusive_pairs")


def reorder_questions(chance, guide):
    return swapped(chance, guide, "questions")


def reorder_rules(chance, guide):
    return swapped(chance, guide, "rules")


def reorder_routes(chance, guide):
    return swapped(chance, guide, "routes")


def reorder_signs(chance, guide):
    return swapped(chance, guide, "urgent_signs")


# --- rules ---
def change_tier(chance, guide):
    return changed(
        chance, guide, "rules", lambda rule: {"tier": chance.choice([t for t in (1, 2, 3) if t != rule.tier])}
    )


def change_effect(chance, guide):
    return changed(
        chance, guide, "rules", lambda rule: {"effect": "withhold" if rule.effect == "recommend" else "recommend"}
    )


def change_route_of_rule(chance, guide):
    return changed(chance, guide, "rules", lambda rule: {"route": chance.choice(guide.routes).key})


def change_catch_all(chance, guide):
    return changed(chance, guide, "rules", lambda rule: {"catch_all": not rule.catch_all})


def change_asserts(chance, guide):
    return changed(chance, guide, "rules", lambda rule: {"asserts": some_condition(chance, guide)})


def change_reason(chance, guide):
    return changed(chance, guide, "rules", lambda rule: {"reason": words("because of something else")})


def drop_condition(chance, guide):
    return changed(chance, guide, "rules", lambda rule: {"when": None})


# --- signs ---
def change_level(chance, guide):
    return changed(
        chance, guide, "urgent_signs", lambda sign: {"level": chance.choice([x for x in d.LEVELS if x != sign.level])}
    )


def change_stops(chance, guide):
    return changed(chance, guide, "urgent_signs", lambda sign: {"stops": not sign.stops})


# --- questions ---
def change_shown_when(chance, guide):
    return changed(
        chance, guide, "questions", lambda q: {"shown_when": None if q.shown_when else some_condition(chance, guide)}
    )


def change_required(chance, guide):
    return changed(chance, guide, "questions", lambda question: {"required": not question.required})


def change_bounds(chance, guide):
    return changed(chance, guide, "questions", lambda question: {"max": question.max and question.max - 2})


def drop_option(chance, guide):
    return changed(chance, guide, "questions", lambda question: {"options": left_out(chance, question.options)})


def change_exclusive(chance, guide):
    return changed_option(chance, guide, lambda option: {"exclusive": not option.exclusive})


def change_nation(chance, guide):
    return changed_option(
        chance, guide, lambda option: {"nation": option.nation and chance.choice([None, "england", "wales"])}
    )


def change_voice(chance, guide):
    return changed_option(chance, guide, lambda option: {"voice": option.voice and chance.choice(d.VOICES)})


# --- routes ---
def drop_substitute(chance, guide):
    def other_places(route):
        nation = chance.choice(d.NATIONS)
        place = d.Availability(not route.availability[nation].offered, None, chance.choice(guide.routes).key)
        return {"availability": {**route.availability, nation: place}}

    return changed(chance, guide, "routes", other_places)


def drop_way_round(chance, guide):
    return redemand(chance, guide, lambda one: replace(one, way_round=None))


def change_barrier_of_demand(chance, guide):
    return redemand(chance, guide, lambda one: replace(one, barrier=chance.choice(BARRIERS)))


def drop_barrier(chance, guide):
    return changed_option(chance, guide, lambda option: {"barrier": None})


# --- conditions ---
def drop_line(chance, guide):
    return recondition(chance, guide, lambda lines: left_out(chance, lines))


def drop_row(chance, guide):
    return recondition(chance, guide, lambda lines: with_line(chance, lines, lambda line: left_out(chance, line)))


def drop_option_from_row(chance, guide):
    return rerow(chance, guide, lambda row: replace(row, options=left_out(chance, row.options)))


def swap_operator(chance, guide):
    return rerow(chance, guide, lambda row: replace(row, op=OPPOSITE.get(row.op, row.op)))


def change_comparison(chance, guide):
    return rerow(chance, guide, lambda row: replace(row, op=NEXT.get(row.op, row.op)))


def change_threshold(chance, guide):
    return rerow(chance, guide, lambda row: replace(row, number=None if row.number is None else (row.number + 1) % 10))


PLANTS = (
    drop_rule,
    drop_sign,
    drop_question,
    drop_fact,
    drop_route,
    drop_pair,
    reorder_questions,
    reorder_rules,
    reorder_routes,
    reorder_signs,
    change_tier,
    change_effect,
    change_route_of_rule,
    change_catch_all,
    change_asserts,
    change_reason,
    drop_condition,
    change_level,
    change_stops,
    change_shown_when,
    change_required,
    change_bounds,
    drop_option,
    change_exclusive,
    change_nation,
    change_voice,
    drop_substitute,
    drop_way_round,
    change_barrier_of_demand,
    drop_barrier,
    drop_line,
    drop_row,
    drop_option_from_row,
    swap_operator,
    change_comparison,
    change_threshold,
)
