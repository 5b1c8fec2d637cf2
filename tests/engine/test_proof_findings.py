"""What the prover tells editors: one planted fault at a time."""

from dataclasses import replace

import pytest

from referrals.engine.definition import ExclusivePair, Member, Wording
from referrals.engine.proof.prove import prove
from referrals.engine.proof.reach import who_reaches
from referrals.engine.vignettes import answers
from referrals.engine.walk import walk
from tests.engine.sample import changed, multi, sample, sign, vignette, when, withhold


def told(guide, code):
    """The sentences of a property's findings, by subject."""
    return {item.subject: item.sentence for item in prove(guide).findings if item.property == code}


def finding(guide, code):
    return next(item for item in prove(guide).findings if item.property == code)


def without(guide, part, *keys):
    return replace(guide, **{part: tuple(item for item in getattr(guide, part) if item.key not in keys)})


def with_rule(guide, *rules):
    return replace(guide, rules=(*rules, *guide.rules))


def test_people_without_a_route_are_found_with_the_answers_that_cause_it():
    guide = without(sample(), "rules", "ask_gp", "everyone")
    found = finding(guide, "P5")
    assert (found.verdict, found.sentence, found.subject) == ("fails", "Some people get no route at all.", "rules")
    assert found.example.matters == ("danger", "age", "walking", "nurse")
    assert found.example.answers["age"] >= 90
    assert found.example.answers["walking"] == ("well",)
    assert found.example.answers["nurse"] in (("no",), ("unsure",))
    assert found.example.answers["wishes"] is None
    assert found.mend[:3] == tuple(f"rules.{key}.when" for key in ("too_old_for_self", "refer_self", "ask_nurse"))


def test_examples_hold_what_the_person_is_asked_in_order():
    guide = without(sample(), "rules", "ask_gp", "everyone")
    example = finding(guide, "P5").example
    walked = walk(guide, answers(guide, example))
    assert walked.finished
    assert [question.key for question in walked.asked] == list(example.answers)


def test_answers_of_examples_that_do_not_matter_are_the_plainest():
    guide = without(sample(), "rules", "ask_gp", "everyone")
    example = finding(guide, "P5").example
    plainest = {"who": ("me",), "nation": ("england",), "danger": ("none",), "fever": ("no",), "wishes": None}
    assert {key: example.answers[key] for key in plainest} == plainest


def test_whom_the_last_resort_serves_is_listed():
    guide = without(sample(), "rules", "ask_gp")
    assert told(guide, "P5c") == {"rules.everyone": "Some people get nothing but “Ask for helpline”, the last resort."}
    assert told(guide, "P5") == {"rules": "Some people get no route at all."}


def test_a_question_that_nobody_is_asked():
    guide = changed(sample(), "questions", "falls", shown_when=when("walking any_of well", "unsteady holds"))
    assert told(guide, "P2") == {"questions.falls.shown_when": "Nobody is ever asked “falls label”."}


def test_a_rule_that_never_fires_and_one_that_changes_nothing():
    never = changed(sample(), "rules", "ask_nurse", when=when("nurse any_of yes", "nurse any_of no"))
    assert "never fires" in told(never, "P3")["rules.ask_nurse"]
    twin = replace(sample().rules[0], key="again")
    idle = replace(sample(), rules=(*sample().rules, twin))
    assert "fires but changes nothing" in told(idle, "P3")["rules.again"]


def test_a_sign_that_cannot_appear():
    guide = replace(sample(), urgent_signs=(*sample().urgent_signs, sign("odd", "D", when("age lt 20", "age gt 30"))))
    assert list(told(guide, "P4")) == ["urgent_signs.odd.when"]


def test_a_way_round_a_safety_question_unless_the_sign_may_be_skipped():
    guide = changed(sample(), "questions", "fever", shown_when=when("danger none_of chest_pain", "who any_of me"))
    assert list(told(guide, "P7")) == ["urgent_signs.infection.may_skip_when"]
    allowed = changed(guide, "urgent_signs", "infection", may_skip_when=when("who any_of carer"))
    assert told(allowed, "P7") == {}


def test_advice_without_words():
    silent = {
        name: replace(advice, text=Wording("Call", " ")) if name == "wales" else advice
        for name, advice in sample().urgent_signs[0].advice.items()
    }
    guide = changed(sample(), "urgent_signs", "stroke", advice=silent)
    found = finding(guide, "P8")
    assert found.subject == "urgent_signs.stroke.advice.wales"
    assert found.sentence == "Some people in Wales are not told what to do about “Sign of stroke”."
    assert found.example.matters == ("who", "nation", "danger")


def test_an_answer_that_changes_nothing_must_say_so():
    assert "questions.wishes.options.home_visit" in told(sample(), "P9")
    questions = [marked(item) if item.key == "wishes" else item for item in sample().questions]
    assert "questions.wishes.options.home_visit" not in told(replace(sample(), questions=tuple(questions)), "P9")


def marked(question):
    return replace(question, options=tuple(replace(item, neutral="reading_only") for item in question.options))


@pytest.mark.parametrize("mark", ["same_as_unanswered", "reading_only"])
def test_an_answer_that_is_marked_as_changing_nothing_must_change_nothing(mark):
    nurse = sample().question("nurse")
    options = tuple(replace(item, neutral=mark) if item.key == "yes" else item for item in nurse.options)
    found = finding(changed(sample(), "questions", "nurse", options=options), "P10")
    assert found.subject == "questions.nurse.options.yes"
    assert found.example.answers["nurse"] == ("yes",)


def test_a_reason_that_is_not_true_and_one_that_claims_without_saying_what():
    wrong = changed(sample(), "rules", "after_falls", asserts=when("falls any_of no"))
    assert list(told(wrong, "P11")) == ["rules.after_falls.asserts"]
    claims = changed(
        sample(), "rules", "ask_gp", reason=Wording("Spasms stop sleep", "Spasms stop sleep"), asserts=None
    )
    assert list(told(claims, "P11")) == ["rules.ask_gp.asserts"]


@pytest.mark.parametrize(
    ("reason", "claims"),
    [
        (Wording("Anybody may call", "Anybody may call"), False),
        (Wording("Anybody may call: you walk", "Anybody may call"), True),
        (Wording("Anybody may call", "Anybody may call: they walk"), True),
    ],
)
def test_a_reason_for_everybody_claims_something_if_either_voice_speaks_of_the_person(reason, claims):
    guide = changed(sample(), "rules", "everyone", reason=reason)
    assert list(told(guide, "P11")) == ["rules.everyone.asserts"] * claims


def test_a_text_that_looks_like_a_quote():
    guide = changed(sample(), "rules", "ask_gp", reason=Wording("because {walking}", "because"))
    assert list(told(guide, "P12")) == ["rules.ask_gp.reason.self"]


def test_an_exclusive_pair_that_meets():
    pair = ExclusivePair(Member("route", "falls_team"), Member("sign", "relapse"), "The relapse comes first.")
    found = finding(replace(sample(), exclusive_pairs=(pair,)), "P13")
    assert found.sentence == "“Ask for falls_team” and “Sign of relapse” meet in the result of some people."
    assert found.required == "The relapse comes first."


def test_withholding_rules_list_what_they_take_away():
    text = "The rule “too old for self” can take away “Ask for self_referral”, which is recommended by “refer self”."
    assert told(sample(), "P13w") == {"rules.too_old_for_self": text}


def test_a_silent_yes_is_made_visible():
    guide = with_rule(sample(), withhold("steady", "falls_team", when("falls none_of yes")))
    assert told(guide, "P14") == {
        "rules.steady.when": "The rule “steady” fires for some people who were never asked “falls label”: "
        "“falls label” is none of “yes”."
    }


def test_a_row_that_changes_nothing():
    guide = changed(sample(), "rules", "ask_nurse", when=when("nurse any_of yes", "nurse none_of no"))
    assert told(guide, "P15")["rules.ask_nurse.when"].endswith("“nurse label” is none of “no”.")


def test_test_cases_that_are_wrong_or_missing():
    guide = replace(sample(), vignettes=(vignette({"who": ("me",)}),))
    assert "The answers end too early" in told(guide, "P16")["vignettes.anna"]
    assert set(told(guide, "P17")) == {
        *(f"urgent_signs.{key}" for key in ("stroke", "infection", "relapse", "child")),
        *(f"rules.{key}" for key in ("ask_nurse", "ask_gp")),
    }


def test_a_wrong_test_case_says_what_it_expected_and_links_the_rules_that_bring_it():
    person = {"who": ("me",), "nation": ("england",), "danger": ("none",), "fever": ("no",), "age": 45}
    person |= {"walking": ("well",), "wishes": None, "nurse": ("yes",)}
    case = vignette(person, first_route="gp", must=[("self_referral", 2)])
    found = next(item for item in prove(replace(sample(), vignettes=(case,))).findings if item.property == "P16")
    assert found.required.endswith("First route: “Ask for gp”. In step 2: “Ask for self_referral”.")
    assert found.mend == ("vignettes.anna", "rules.ask_gp.when", "rules.ask_nurse.when")


def test_a_condition_that_other_systems_cannot_take_is_named():
    many = multi("many", " ".join(f"o{n}" for n in range(40)))
    every = when(f"many all_of {','.join(f'o{n}' for n in range(33))}")
    guide = replace(sample(), questions=(many, *sample().questions))
    assert told(changed(guide, "questions", "wishes", shown_when=every), "P18") == {
        "questions.wishes.shown_when": "The condition of “wishes label” is too complex to export: "
        "other systems could not show the same questions."
    }
    assert told(guide, "P18") == {}


def test_findings_that_block_come_first():
    found = prove(without(sample(), "rules", "ask_gp")).findings
    assert [item.blocks for item in found] == sorted((item.blocks for item in found), reverse=True)
    assert not prove(sample()).ready


def test_a_guide_that_cannot_be_walked_is_not_proven():
    proof = prove(changed(sample(), "rules", "ask_gp", route="nowhere"))
    assert (proof.verdicts["S3"], proof.verdicts["P5"], proof.ready) == ("fails", "undecided", False)
    nothing_to_choose = replace(multi("wishes", "a"), options=())
    proof = prove(changed(sample(), "questions", "wishes", options=nothing_to_choose.options))
    assert proof.verdicts["P5"] == "undecided"


def test_who_reaches_a_rule():
    example = who_reaches(sample(), "after_falls")
    assert example.matters == ("danger", "age", "walking", "falls")
    assert example.answers["falls"] == ("yes",)
    never = changed(sample(), "rules", "ask_nurse", when=when("nurse any_of yes", "nurse any_of no"))
    assert who_reaches(never, "ask_nurse") is None
    with pytest.raises(KeyError):
        who_reaches(sample(), "no_such_rule")
