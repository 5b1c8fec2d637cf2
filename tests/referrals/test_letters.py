"""Which papers there are for whom, and what stands in them."""

from dataclasses import replace

import pytest

from referrals import letters
from referrals.engine.definition import LetterWords
from referrals.engine.outcome import outcome
from tests.support.papers import NATIONS, VOICES, founding_version, paper_of, papers_of, walk_of, walk_with_everything


def section(paper, key):
    return next((found.sentences for found in paper.sections if found.key == key), ())


def routes_of(papers):
    return [paper.route for paper in papers]


# --- which papers --------------------------------------------------------------------------------------------------
def test_the_letter_of_the_first_route_is_first_then_gp_nurse_self_referral_and_summary():
    found = letters.papers(founding_version(), walk_of(physio="waiting"))
    assert routes_of(found.main) == ["waiting_list", "gp", "ms_nurse", "community_neuro_team", ""]


def test_every_suggested_route_with_somebody_to_write_to_has_a_letter():
    walked = walk_with_everything()
    suggested = {found.route.key for found in outcome(founding_version().guide, walked).routes if found.route.letter_to}
    assert len(suggested) > 8
    assert suggested <= set(routes_of(papers_of(walked)))
    assert len(routes_of(papers_of(walked))) == len(set(routes_of(papers_of(walked))))


def test_a_route_that_is_not_suggested_or_has_nobody_to_write_to_has_no_letter():
    walked = walk_of()
    assert paper_of(walked, "wheelchair_service") is None
    assert paper_of(walked, "private") is None
    assert paper_of(walked, "no_such_route") is None


@pytest.mark.parametrize("care", ["nurse", "not_sure"])
def test_gp_and_nurse_both_have_a_letter_where_both_may_be_there(care):
    assert {"gp", "ms_nurse"} <= set(routes_of(papers_of(walk_of(care=care))))


@pytest.mark.parametrize("care", ["neurologist", "gp", "nobody"])
@pytest.mark.parametrize("voice", VOICES)
def test_nobody_writes_to_a_nurse_of_whom_the_letter_says_there_is_none(care, voice):
    found = routes_of(papers_of(walk_of(care=care, who=VOICES[voice])))
    assert "ms_nurse" not in found
    assert "gp" in found


def test_a_guide_without_such_routes_has_no_such_papers():
    version = founding_version()
    walked = walk_of()
    fewer = tuple(route for route in version.guide.routes if route.key not in letters.ALWAYS)
    rules = tuple(rule for rule in version.guide.rules if rule.route not in letters.ALWAYS)
    small = replace(version, guide=replace(version.guide, routes=fewer, rules=rules))
    assert {"gp", "ms_nurse", "community_neuro_team"}.isdisjoint(routes_of(letters.papers(small, walked).main))


# --- what stands in them ---------------------------------------------------------------------------------------------
def test_a_letter_says_who_writes_what_is_asked_what_is_hard_what_changed_and_the_goal():
    paper = paper_of(walk_of(), "ms_nurse")
    assert paper.to == "MS nurse"
    assert paper.first_words.startswith("I have MS.")
    assert paper.first_words.endswith("Can you refer me to a neuro-physiotherapist?")
    assert "Walking is hard for me." in section(paper, "need")
    assert "My symptoms are slowly getting worse." in section(paper, "changed")
    assert "I want to get out and about more." in section(paper, "goals")
    assert paper.blanks == ("My name", "Date of birth")
    assert paper.signing == ("Signed", "Date")


def test_what_makes_coming_hard_stands_where_visits_are_planned():
    paper = paper_of(walk_of(difficulties=frozenset(["walking", "fatigue"])), "gp")
    assert "Getting to appointments is hard for me." in section(paper, "coming")
    assert "I get very tired." in section(paper, "need")


def test_nothing_is_told_twice_in_a_letter():
    paper = paper_of(walk_of(difficulties=frozenset(["walking", "fatigue", "pain", "bladder"])), "gp")
    told = [*section(paper, "need"), *section(paper, "changed"), *section(paper, "goals"), *section(paper, "coming")]
    assert "I get very tired." in told and len(told) == len(set(told))


@pytest.mark.parametrize("route", ["gp", "community_neuro_team", ""])
def test_a_carers_paper_speaks_of_the_person_with_ms(route):
    paper = paper_of(walk_of(who="carer"), route)
    assert paper.blanks[0] == "Name of the person with MS"
    assert "Walking is hard for them." in section(paper, "need")
    assert "given by a carer of the person with MS" in paper.footer
    told = " ".join((*section(paper, "need"), *section(paper, "goals"), *section(paper, "coming")))
    assert {"I", "me", "my", "My"}.isdisjoint(told.split())


def test_a_letter_to_a_referrer_asks_for_other_suggested_routes_too():
    walked = walk_of(difficulties=frozenset(["walking", "foot"]))
    assert "Can I be checked for a splint or FES?" in section(paper_of(walked, "gp"), "questions")


def test_a_self_referral_is_addressed_to_nobody_and_has_what_forms_ask():
    paper = paper_of(walk_of(), "community_neuro_team")
    assert (paper.to, paper.signing) == ("", ())
    assert {"Phone", "GP surgery"} <= set(paper.blanks)


@pytest.mark.parametrize("nation", [*NATIONS, "not_sure"])
def test_guidance_is_quoted_as_the_nation_has_it_and_only_where_physiotherapy_is_asked_for(nation):
    walked = walk_of(nation=nation, difficulties=frozenset(["bladder", "balance"]))
    words = founding_version().guide.letter_words.standards["unknown" if nation == "not_sure" else nation]
    assert section(paper_of(walked, "gp"), "standards") == tuple(words.you.splitlines())
    assert section(paper_of(walked, "continence"), "standards") == ()


@pytest.mark.parametrize("need", ["walking", "foot", "balance", "weakness", "fatigue"])
def test_guidance_is_quoted_to_whom_it_is_about(need):
    assert section(paper_of(walk_of(difficulties=frozenset([need, "pain"])), "gp"), "standards")


@pytest.mark.parametrize("need", ["bladder", "pain", "swallowing", "thinking", "keep_fit", "not_sure"])
def test_guidance_on_moving_is_not_quoted_for_other_needs_or_for_goals(need):
    walked = walk_of(difficulties=frozenset([need]), changes=frozenset(["none"]), life=frozenset(["goal_out"]))
    assert section(paper_of(walked, "gp"), "standards") == ()


def test_usual_questions_go_to_those_who_refer_and_to_nobody_else():
    walked = walk_of(changes=frozenset(["helper", "equipment"]), physio="waiting")
    usual = set(founding_version().guide.letter_words.questions.you.splitlines())
    assert usual & set(section(paper_of(walked, "gp"), "questions"))
    for route in ("carer_assessment", "occupational_therapy", "waiting_list", "community_neuro_team"):
        assert not usual & set(section(paper_of(walked, route), "questions")), route


def test_no_letter_asks_for_the_same_thing_twice():
    for answers in ({"care": "neurologist"}, {"physio": "refused"}, {"difficulties": frozenset(["walking", "pain"])}):
        for paper in papers_of(walk_of(**answers)):
            asked = section(paper, "questions")
            assert paper.ask not in asked and len(asked) == len(set(asked))
    paper = paper_of(walk_of(care="neurologist"), "neurologist")
    asked = [paper.ask, *section(paper, "questions")]
    assert len([text for text in asked if "neurological rehabilitation team" in text]) == 1


@pytest.mark.parametrize("voice", VOICES)
def test_a_self_referral_asks_to_be_seen_and_not_whether_one_may(voice):
    paper = paper_of(walk_of(who=VOICES[voice]), "community_neuro_team")
    assert paper.ask.startswith("I would like to refer ") and "?" not in paper.first_words


@pytest.mark.parametrize(("physio", "route"), [("refused", "ask_again"), ("waiting", "waiting_list")])
def test_gp_and_nurse_are_asked_to_chase_a_referral_that_was_made(physio, route):
    walked = walk_of(physio=physio)
    chasing = paper_of(walked, route).ask
    assert [paper_of(walked, key).ask for key in ("gp", "ms_nurse")] == [chasing, chasing]
    assert paper_of(walk_of(), "gp").ask != chasing


def test_without_words_for_letters_a_letter_simply_has_none():
    version = founding_version()
    for words in (None, LetterWords(standards={}, questions=None, closing=None)):
        bare = replace(version, guide=replace(version.guide, letter_words=words))
        paper = letters.letter(bare, walk_of(), 1)
        assert paper.closing == () and section(paper, "standards") == ()


@pytest.mark.parametrize("voice", VOICES)
def test_what_there_was_no_room_for_is_named_and_the_letter_says_that_there_is_more(voice):
    walked = walk_with_everything(voice)
    for paper in papers_of(walked):
        assert paper.left_out
        assert "This is not everything. Please ask me about the rest." in paper.closing
    told = {option.say.in_voice(walked.voice) for option in answers_of(walked)}
    paper = paper_of(walked, "gp")
    said = {sentence for found in paper.sections for sentence in found.sentences} | set(paper.opening)
    assert told == (told & said) | (told & set(paper.left_out))


def answers_of(walked):
    for question in walked.asked:
        given = walked.answers[question.key]
        chosen = given if isinstance(given, frozenset) else {given}
        yield from (option for option in question.options if option.key in chosen and option.say)


def test_a_short_letter_does_not_say_that_there_is_more():
    paper = paper_of(walk_of(), "ms_nurse")
    assert not paper.left_out
    assert "This is not everything. Please ask me about the rest." not in paper.closing
