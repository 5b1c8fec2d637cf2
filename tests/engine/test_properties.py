"""What is true of every guide and every person, tried on random ones."""

import json
from dataclasses import replace

from referrals.engine import definition as d
from referrals.engine.conditions import holds, reads
from referrals.engine.document import FormatError, canonical_bytes, content_hash, dump, load, logic_hash
from referrals.engine.explain import chosen
from referrals.engine.outcome import outcome
from referrals.engine.proof.structure import check_structure
from referrals.engine.walk import before, next_after, walk
from tests.engine.strategies import answer, chances, for_all, guides, guides_and_people, person

JUNK = [None, "nonsense", "", 0, -1, 10**9, True, 1.5, frozenset(["a", "none"]), ["a"], [], {}]


# --- the document ---
@for_all(guides())
def test_random_guides_are_sound(guide):
    assert check_structure(guide) == ()


@for_all(guides())
def test_a_dumped_guide_loads_back(guide):
    assert load(json.loads(json.dumps(dump(guide)))) == guide


@for_all(guides(), chances())
def test_canonical_bytes_do_not_depend_on_the_order_of_fields(guide, chance):
    document = dump(guide)
    assert canonical_bytes(shuffled(document, chance)) == canonical_bytes(document)


def shuffled(value, chance):
    if isinstance(value, list):
        return [shuffled(item, chance) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: shuffled(value[name], chance) for name in chance.sample(sorted(value), len(value))}


@for_all(guides())
def test_wording_changes_the_content_hash_and_not_the_logic_hash(guide):
    document, reworded = dump(guide), reword(dump(guide))
    assert logic_hash(reworded) == logic_hash(document)
    assert content_hash(reworded) != content_hash(document)


def reword(value):
    if isinstance(value, list):
        return [reword(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: f"{item}!" if name in ("self", "carer") else reword(item) for name, item in value.items()}


@for_all(guides(), chances())
def test_a_damaged_document_is_refused_or_is_still_a_guide_that_walks(guide, chance):
    document = dump(guide)
    damage(document, chance)
    try:
        damaged = load(document)
    except FormatError as error:
        assert error.path or error.message
        return
    check_structure(damaged)
    assert walk(damaged, {}).asked


def damage(document, chance):
    """Put something else, or nothing, at a random place."""
    place = document
    while True:
        name = chance.choice(sorted(place) if isinstance(place, dict) else range(len(place)))
        inner = place[name]
        if not isinstance(inner, dict | list) or not inner or chance.random() < 0.1:
            break
        place = inner
    place[name] = chance.choice([None, True, 0, 3, "q1", "single", [], {}, [[]], ["a"]])


# --- the walk ---
@for_all(guides_and_people())
def test_every_walk_ends_and_asks_nothing_twice(both):
    guide, answers = both
    walked = walk(guide, answers)
    assert walked.finished
    asked = [question.key for question in walked.asked]
    assert asked == sorted(set(asked), key=guide.position)
    assert set(walked.answers) == set(asked)


@for_all(guides_and_people())
def test_answering_one_question_at_a_time_leads_to_the_same_end(both):
    guide, answers = both
    given_so_far, walked = {}, walk(guide, {})
    while walked.current:
        key = walked.current.key
        given_so_far[key] = answers[key]
        walked = walk(guide, given_so_far)
        assert walked.answers[key] == answers[key]
    assert walked == walk(guide, answers)


@for_all(guides_and_people(), chances())
def test_any_history_of_changes_gives_the_result_of_a_fresh_walk(both, chance):
    guide, answers = both
    kept = dict(answers)
    for question in chance.choices(guide.questions, k=6):
        if question.key in walk(guide, kept).answers:
            kept[question.key] = answer(chance, question)
    changed = walk(guide, kept)
    fresh = walk(guide, dict(changed.answers))
    assert changed == fresh
    assert outcome(guide, changed) == outcome(guide, fresh)


@for_all(guides_and_people(), chances())
def test_stale_answers_change_nothing(both, chance):
    guide, answers = both
    walked = walk(guide, answers)
    stale = {question.key for question in guide.questions} - set(walked.answers)
    noise = {key: chance.choice([*JUNK, answer(chance, guide.question(key))]) for key in stale}
    assert walk(guide, answers | noise | {"unknown": "a"}) == walked


@for_all(guides_and_people(), chances())
def test_an_answer_that_is_not_allowed_is_no_answer(both, chance):
    guide, answers = both
    key = chance.choice(walk(guide, answers).asked).key
    without = {name: value for name, value in answers.items() if name != key}
    assert walk(guide, without | {key: object()}) == walk(guide, without)
    assert walk(guide, without).current.key == key


@for_all(guides_and_people())
def test_next_and_before_follow_the_questions_asked(both):
    guide, answers = both
    walked = walk(guide, answers)
    for question, following in zip(walked.asked, (*walked.asked[1:], None), strict=True):
        assert next_after(guide, walked, question.key) == following
        if following:
            assert before(guide, walked, following.key) == question


# --- conditions ---
@for_all(guides_and_people(), chances())
def test_is_none_of_is_the_exact_opposite_of_is_any_of(both, chance):
    guide, answers = both
    walked = walk(guide, answers)
    question = chance.choice([question for question in guide.questions if question.options])
    keys = chance.sample([option.key for option in question.options], 2)
    any_of, none_of = (d.Condition(((d.Row(op, question.key, options=tuple(keys)),),)) for op in ("any_of", "none_of"))
    assert holds(guide, any_of, walked.answers) != holds(guide, none_of, walked.answers)


@for_all(guides_and_people(), chances())
def test_a_condition_depends_only_on_what_it_reads(both, chance):
    guide, answers = both
    other = person(chance, guide)
    for rule in guide.rules:
        mixed = other | {key: answers[key] for key in reads(guide, rule.when)}
        assert holds(guide, rule.when, mixed) == holds(guide, rule.when, answers)


# --- the outcome ---
def tiers(found):
    return [(item.route.key, item.tier) for item in found.routes]


def _where_who_answers_is_no_barrier(guide):
    """The guide, but what is said of the person who answers is not said of what they can do."""
    who = guide.respondent_question
    told = replace(who, options=tuple(replace(option, barrier=None) for option in who.options))
    return replace(guide, questions=tuple(told if question is who else question for question in guide.questions))


@for_all(guides_and_people())
def test_both_voices_get_the_same_routes(both):
    guide, answers = both
    guide = _where_who_answers_is_no_barrier(guide)
    you, carer = (outcome(guide, walk(guide, answers | {"who": who})) for who in ("me", "carer"))
    assert (you.voice, carer.voice) == ("self", "carer")
    assert [(item.route.key, item.tier) for item in you.routes] == [
        (item.route.key, item.tier) for item in carer.routes
    ]
    assert [item.route for item in you.not_suggested] == [item.route for item in carer.not_suggested]
    assert you.urgent == carer.urgent


@for_all(guides_and_people())
def test_after_a_stop_there_are_no_routes_and_no_later_question(both):
    guide, answers = both
    walked = walk(guide, answers)
    found = outcome(guide, walked)
    stopping = [sign for sign in walked.signs if sign.stops]
    assert found.stopped == walked.stopped == bool(stopping)
    if stopping:
        assert (found.routes, found.not_suggested) == ((), ())
        last = guide.position(walked.asked[-1].key)
        assert all(max(map(guide.position, reads(guide, sign.when))) >= last for sign in stopping)


@for_all(guides_and_people())
def test_urgent_advice_is_complete_and_in_order(both):
    guide, answers = both
    walked = walk(guide, answers)
    found = outcome(guide, walked).urgent
    assert set(found) == set(walked.signs)
    places = [(d.LEVELS.index(sign.level), guide.urgent_signs.index(sign)) for sign in found]
    assert places == sorted(set(places))


@for_all(guides_and_people())
def test_every_sign_that_holds_at_the_end_was_found(both):
    guide, answers = both
    walked = walk(guide, answers)
    if not walked.stopped:
        assert set(walked.signs) == {sign for sign in guide.urgent_signs if holds(guide, sign.when, walked.answers)}


@for_all(guides_and_people())
def test_routes_are_ordered_offered_and_not_withheld(both):
    guide, answers = both
    walked = walk(guide, answers)
    found = outcome(guide, walked)
    places = [(item.stepped_down, item.tier, guide.routes.index(item.route)) for item in found.routes]
    assert places == sorted(set(places))
    withheld = {
        rule.route for rule in guide.rules if rule.effect == "withhold" and holds(guide, rule.when, walked.answers)
    }
    for item in found.routes:
        assert found.nation is None or item.route.availability[found.nation].offered
        assert item.route.key not in withheld
        assert withheld.isdisjoint(rule.route for rule in item.rules)
        assert item.tier == min(rule.tier for rule in item.rules)
        texts = [reason.in_voice(found.voice) for reason in item.reasons]
        assert len(texts) == len(set(texts)) > 0


@for_all(guides_and_people())
def test_what_was_left_out_was_recommended_and_withheld(both):
    guide, answers = both
    walked = walk(guide, answers)
    found = outcome(guide, walked)
    if walked.stopped:
        return
    freed = replace(
        guide, rules=tuple(rule for rule in guide.rules if rule.effect == "recommend" and not rule.catch_all)
    )
    otherwise = {item.route.key for item in outcome(freed, walked).routes}
    shown = {item.route.key for item in found.routes if not any(rule.catch_all for rule in item.rules)}
    left_out = {item.route.key for item in found.not_suggested}
    assert left_out == otherwise - shown
    assert all(item.reasons for item in found.not_suggested)


@for_all(guides_and_people())
def test_a_catch_all_leaves_nobody_without_a_route(both):
    guide, answers = both
    found = outcome(guide, walk(guide, answers))
    if any(rule.catch_all for rule in guide.rules) and not found.stopped:
        assert found.routes
    used = [item for item in found.routes if any(rule.catch_all for rule in item.rules)]
    assert not used or len(found.routes) == 1


@for_all(guides_and_people())
def test_the_explanation_quotes_the_persons_own_answers(both):
    guide, answers = both
    walked = walk(guide, answers)
    for condition in (item.when for item in (*guide.rules, *guide.urgent_signs)):
        quoted = chosen(guide, walked, condition)
        assert not quoted or holds(guide, condition, walked.answers)
        for question, item in quoted:
            answer = walked.answers[question.key]
            said = answer if isinstance(answer, frozenset) else {answer}
            assert (item if isinstance(item, int) else item.key) in said


@for_all(guides_and_people())
def test_the_same_input_gives_the_same_outcome(both):
    guide, answers = both
    again = load(dump(guide))
    assert outcome(guide, walk(guide, answers)) == outcome(again, walk(again, dict(reversed(answers.items()))))
