"""The papers of a finished walk: letters, the words for a self-referral, and a summary, from a person's own answers.

Which papers there are for whom. What stands in them: referrals.letter_parts.
"""

from dataclasses import dataclass

from referrals import letter_parts
from referrals.engine.conditions import rows_within
from referrals.engine.outcome import outcome
from referrals.models import Question
from referrals.paper import Paper, fitted
from referrals.speaking import say

# Routes whose papers everybody may need, suggested or not. A guide without such a route has no such paper.
GP, NURSE, TEAM = "gp", "ms_nurse", "community_neuro_team"
ALWAYS = (GP, NURSE, TEAM)
# Letters that ask for physiotherapy itself: only they quote what national guidance says about it.
QUOTING = (*ALWAYS, "ask_again", "neurologist", "neuro_physio", "ms_rehab_team")


@dataclass(frozen=True)
class Papers:
    """What a walk has on paper: what to print first, and letters that go with other routes."""

    main: tuple[Paper, ...]
    more: tuple[Paper, ...]


def papers(version, walk):
    """Return the Papers of a finished walk that did not stop."""
    suggested = [route.key for route in _suggested(version, walk)]
    first = list(dict.fromkeys([*suggested[:1], *ALWAYS]))
    main = [letter(version, walk, key) for key in first]
    more = [letter(version, walk, key) for key in suggested if key not in first]
    return Papers(main=(*filter(None, main), summary(version, walk)), more=tuple(more))


def letter(version, walk, key):
    """Return the Paper for the route `key` of a finished walk, or None when there is none for this person."""
    routes = _suggested(version, walk)
    route = next((route for route in routes if route.key == key), None) or _always(version.guide, walk, key)
    if route is None:
        return None
    others = [other for other in routes if other is not route and route.letter_to in other.letter_to]
    return _paper(version, walk, route, others)


def summary(version, walk):
    """Return the Paper with the answers of a finished walk in short, for any appointment."""
    parts = letter_parts.Parts(version.guide, walk)
    paper = Paper(
        route="",
        name="Summary for any appointment",
        title="About the person I care for, in short" if parts.carer else "About me and my MS, in short",
        to="",
        blanks=parts.blanks,
        opening=parts.opening,
        ask="",
        sections=(*parts.told(letter_parts.MOST_IN_SUMMARY), parts.questions(_suggested(version, walk))),
        closing=(),
        signing=(),
        footer=parts.footer(version),
    )
    return fitted(paper, letter_parts.MORE)


def _paper(version, walk, route, others):
    parts, form = letter_parts.Parts(version.guide, walk), route.key == TEAM
    quoted = parts.standards if route.key in QUOTING else ()
    paper = Paper(
        route=route.key,
        name=_name(route, walk),
        title=_title(route, parts.carer),
        to="" if form else route.letter_to,
        blanks=(*parts.blanks, "Phone", "GP surgery") if form else parts.blanks,
        opening=parts.opening,
        ask=parts.ask(route),
        sections=(*parts.told(letter_parts.MOST), *quoted, parts.questions(others)),
        closing=parts.closing,
        signing=() if form else ("Signed", "Date"),
        footer=parts.footer(version),
    )
    return fitted(paper, letter_parts.MORE)


def _name(route, walk):
    """What a paper is called in lists. Several letters may go to the same person: others than ALWAYS say for what."""
    if route.key == TEAM:
        return "Words for a self-referral form"
    if route.key in ALWAYS:
        return f"Letter to {route.letter_to}"
    return f"{say(walk, route.title)}: letter to {route.letter_to}"


def _title(route, carer):
    if route.key == TEAM:
        return "A self-referral for the person I care for" if carer else "My self-referral"
    if route.key not in QUOTING:
        return "A request for a person with MS" if carer else "A request about my MS"
    return "Please can this person see a physiotherapist?" if carer else "Please can I see a physiotherapist?"


def _suggested(version, walk):
    return [found.route for found in outcome(version.guide, walk).routes if found.route.letter_to]


def _always(guide, walk, key):
    """The route of a paper that everybody may need, or None where it would be wrong for this person."""
    if key not in ALWAYS or not guide.has("route", key):
        return None
    route = guide.route(key)
    offered = walk.nation is None or route.availability[walk.nation].offered
    left_out = [found.route for found in outcome(guide, walk).not_suggested]
    wrong = not route.letter_to or not offered or route in left_out or _contradicted(guide, walk, key)
    return None if wrong else route


def _contradicted(guide, walk, key):
    """Whether the letter would say that nobody is there to get it, such as “I have no MS nurse I can reach”.

    That is: an answer about the person's setting is said in the letter, the rules for this route read the question,
    and none of them wants that answer.
    """
    rows = [row for rule in guide.rules if rule.route == key for row in rows_within(guide, rule.when)]
    wanted = {(row.question, option) for row in rows for option in row.options}
    return any(
        option.say and (question.key, option.key) not in wanted
        for question in walk.asked
        if question.purpose == Question.Purpose.SETTING and question.key in {row.question for row in rows}
        for option in question.options
        if walk.answers.get(question.key) == option.key
    )
