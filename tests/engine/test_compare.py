"""Comparisons of two versions: by hand on the sample, and against everybody, one by one, on small random guides."""

import subprocess
import sys
from dataclasses import replace

import pytest

from referrals.engine.conditions import holds, options_chosen
from referrals.engine.proof.compare import Pair, compare, comparison_from_data, comparison_to_data
from referrals.engine.proof.compare_groups import END, FACT, YES
from referrals.engine.proof.compare_match import side_by_side
from referrals.engine.proof.compare_results import KINDS, differences, result
from referrals.engine.proof.told import told
from referrals.engine.walk import walk
from tests.engine import mutations
from tests.engine.respondents import how_many, respondents
from tests.engine.sample import changed, option, rule, sample, sign, single, when, withhold, words
from tests.engine.strategies import chances, for_all, sound_guide

GUIDE = sample()
MOST_PEOPLE = 1500


def kinds(comparison):
    return [(group.kind, group.subject) for group in comparison.groups]


def part(name, *, drop=(), add=()):
    return replace(GUIDE, **{name: (*(item for item in getattr(GUIDE, name) if item.key not in drop), *add)})


# --- by hand ---
def test_a_guide_compared_with_itself():
    found = compare(GUIDE, GUIDE)
    assert found.groups == () and found.complete and not found.undecided
    assert (found.added, found.removed, found.wording) == ((), (), ())
    assert found.summary == "No respondent gets a different outcome."


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (part("urgent_signs", add=[sign("late", "C", when("nurse any_of no"))]), ("sign_gained", "urgent_signs.late")),
        (part("urgent_signs", drop=["stroke"]), ("sign_lost", "urgent_signs.stroke")),
        (changed(GUIDE, "urgent_signs", "infection", level="C"), ("sign_level", "urgent_signs.infection")),
        (changed(GUIDE, "urgent_signs", "infection", stops=True), ("sign_stops", "urgent_signs.infection")),
        (part("rules", drop=["everyone"]), ("empty", "routes")),
        (part("rules", drop=["ask_gp"]), ("route_lost", "routes.gp")),
        (part("rules", add=[rule("more", "gp", when("falls any_of yes"))]), ("route_gained", "routes.gp")),
        (changed(GUIDE, "rules", "ask_nurse", tier=3), ("first_route", "routes")),
        (changed(GUIDE, "rules", "after_falls", tier=3), ("tier", "routes.falls_team")),
        (changed(GUIDE, "rules", "after_falls", when=when("falls any_of no")), ("tier", "routes.falls_team")),
        (part("rules", add=[rule("also", "gp", when("nurse any_of no"), tier=2)]), ("reason", "routes.gp")),
        (part("rules", drop=["too_old_for_self"]), ("route_gained", "routes.self_referral")),
        (part("rules", add=[withhold("no", "gp", when("nurse any_of no"))]), ("not_suggested", "routes.gp")),
        (changed(GUIDE, "questions", "falls", shown_when=when("walking any_of aid")), ("asked", "questions")),
    ],
)
def test_a_change_is_found(new, expected):
    found = compare(GUIDE, new)
    assert expected in kinds(found)
    assert found.complete
    assert kinds(found) == sorted(kinds(found), key=lambda item: KINDS.index(item[0]))


def test_a_group_says_who_what_changes_and_which_edit_did_it():
    group = compare(GUIDE, part("rules", drop=["ask_gp"])).groups[0]
    assert group.edits == ("Rule “ask gp” was removed.",)
    assert group.sentence.startswith("Everyone who ") and group.sentence.endswith(
        ", for whom “the fact unsteady” holds, and whom no urgent sign stops, no longer gets the route “Ask for gp”."
    )
    assert "Ask for gp" in group.before and "Ask for gp" not in group.after
    assert set(group.example.matters) <= set(group.example.answers)
    assert list(group.example.answers) == [question.key for question in walk(GUIDE, plain(group)).asked]


def test_a_route_that_moves_says_from_which_step_to_which():
    one_rule = part("rules", drop=["unsteady_team"])
    group = compare(one_rule, changed(one_rule, "rules", "after_falls", tier=3)).groups[0]
    assert group.sentence.endswith("gets the route “Ask for falls_team” in step 3, no longer in step 2.")
    group = compare(GUIDE, changed(GUIDE, "rules", "after_falls", tier=3)).groups[0]
    assert group.sentence.endswith("in another step, such as step 3 instead of step 2.")


def test_the_example_of_a_group_is_nobody_remarkable():
    group = compare(GUIDE, part("rules", drop=["ask_gp"])).groups[0]
    assert group.example.answers == {
        "who": ("me",),
        "nation": ("england",),
        "danger": ("none",),
        "fever": ("no",),
        "age": None,
        "walking": ("aid",),
        "falls": ("no",),
        "wishes": None,
        "nurse": ("no",),
    }


def plain(group):
    """The answers of an example as the walk takes them."""
    given = group.example.answers.items()
    multi = {question.key for question in GUIDE.questions if question.kind == "multi"}
    return {key: value[0] if isinstance(value, tuple) and key not in multi else value for key, value in given}


def test_each_of_two_edits_is_named_with_its_own_groups():
    new = replace(part("rules", drop=["ask_gp"]), urgent_signs=GUIDE.urgent_signs[:2])
    edits = {group.kind: group.edits for group in compare(GUIDE, new).groups}
    assert edits["route_lost"] == ("Rule “ask gp” was removed.",)
    assert edits["sign_lost"] in (
        ("Urgent sign “Sign of relapse” was removed.",),
        ("Urgent sign “Sign of child” was removed.",),
    )


def test_what_only_one_version_has_is_named():
    new = part("questions", add=[single("pets", "cat dog")])
    new = changed(new, "questions", "nurse", options=(*GUIDE.question("nurse").options[1:], option("soon")))
    found = compare(changed(GUIDE, "rules", "ask_nurse", when=None), replace(new, rules=new.rules[1:]))
    assert found.added == ("Answer “soon” to “nurse label”.", "Question “pets label”.")
    assert found.removed == ("Answer “yes” to “nurse label”.", "Rule “ask nurse”.")


def test_other_words_are_no_other_outcome():
    new = changed(GUIDE, "rules", "ask_nurse", reason=words("for another reason"))
    new = changed(new, "questions", "nurse", text=words("Have you a nurse?"))
    found = compare(GUIDE, new)
    assert found.groups == ()
    assert found.wording == ("Question “nurse label”: text.", "Rule “ask nurse”: reason.")


def test_a_question_of_another_kind_is_another_question():
    new = changed(GUIDE, "questions", "fever", options=(option("warm"), option("cold")))
    new = changed(new, "urgent_signs", "infection", when=when("fever any_of warm"))
    assert ("sign_lost", "urgent_signs.infection") in kinds(compare(GUIDE, new))


def test_too_little_effort_is_said_and_nothing_wrong():
    found = compare(GUIDE, part("rules", drop=["ask_gp"]), effort=1)
    assert found.undecided and not found.complete
    assert "effort" in found.summary


def test_a_comparison_survives_as_plain_data():
    found = compare(GUIDE, part("rules", drop=["ask_gp"]))
    assert comparison_from_data(comparison_to_data(found)) == found


def test_the_same_on_every_machine():
    program = (
        "import json; from tests.engine.test_compare import *;"
        "new = part('rules', drop=['ask_gp', 'after_falls'], add=[rule('more', 'gp', when('falls any_of yes'))]);"
        "print(json.dumps(comparison_to_data(compare(GUIDE, new)), sort_keys=True))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


# --- everybody, one by one ---
def true_of(word, here):
    """Whether a word is true of a person, by their walks and not by literals; `here` has both Results by guide key."""
    if word.kind == END:
        return not any(found.walk.stopped for found in here.values())
    guide = word.encoding.guide
    walked = here[guide.key].walk
    if word.kind == FACT:
        return not walked.stopped and holds(guide, guide.fact(word.key).when, walked.answers) == word.choices[0]
    return any(chosen(walked.answers.get(word.key), choice) for choice in word.choices) == (word.kind == YES)


def chosen(answer, choice):
    if isinstance(choice, tuple):
        return answer is not None and choice[0] <= answer <= choice[1]
    return choice in options_chosen(answer)


def assert_true_for_everybody(old, new):
    """Fail unless groups and people agree: who is in a group has its difference, who has one is in such a group, and
    no group can be left out.
    """
    old, new = side_by_side(replace(old, key="old"), replace(new, key="new"))
    grouping = Pair(old, new).grouping
    list(grouping.groups())
    groups, needed = grouping.kept, set()
    changed_people = 0
    for answers in respondents(old, new):
        here = {guide.key: result(guide, answers) for guide in (old, new)}
        different = set(differences(*here.values()))
        member_of = [people for people in groups if all(true_of(w, here) for w in people.words)]
        subjects = [(people.kind, people.subject) for people in member_of]
        assert set(subjects) == different, answers
        needed |= {people for people, of in zip(member_of, subjects, strict=True) if subjects.count(of) == 1}
        assert bool(different) == (seen(here["old"]) != seen(here["new"])), answers
        changed_people += bool(different)
    assert needed == set(groups)
    return changed_people


def seen(here):
    """All that a person sees, from the outcome itself."""
    signs = [(sign.level, sign.stops) for sign in here.outcome.urgent]
    asked = [question.key for question in here.walk.asked]
    return told(here.outcome, here.walk.voice), here.walk.voice, signs, asked


@for_all(chances())
def test_groups_are_exactly_the_people_who_get_something_else(chance):
    old = sound_guide(chance, chance.choice((1, 1, 2)))
    new = mutations.faulty(chance, old, chance.choice((1, 2, 4)))
    if 0 < how_many(old, new) <= MOST_PEOPLE:
        assert_true_for_everybody(old, new)


@for_all(chances())
def test_unrelated_guides_are_compared_too(chance):
    old, new = (sound_guide(chance, 1) for _ in range(2))
    if 0 < how_many(*side_by_side(old, new)) <= MOST_PEOPLE:
        found = compare(old, new)
        assert not found.undecided
        for group in found.groups:
            assert group.sentence.endswith(".") and group.before != "" and group.edits


@for_all(chances())
def test_a_guide_does_not_differ_from_itself(chance):
    guide = sound_guide(chance, 3)
    assert compare(guide, guide).groups == ()
