"""The papers of a finished walk: letters, the words for a self-referral, and a summary, from a person's own answers.

Which papers there are for whom. What stands in them: referrals.letter_parts.
"""

from dataclasses import dataclass

from django.utils.formats import date_format

from referrals import letter_parts, pack
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
# Who was refused or is on a list has been referred: GP and MS nurse are asked to chase that, not to begin anew.
CHASING = ("ask_again", "waiting_list")


@dataclass(frozen=True)
class Papers:
    """What a walk has on paper: what to print first, and letters that go with other routes."""

    main: tuple[Paper, ...]
    more: tuple[Paper, ...]


def papers(version, walk):
    """Return the Papers of a finished walk that did not stop."""
    suggested = [route.key for route in _writable(version, walk)]
    first = list(dict.fromkeys([*suggested[:1], *ALWAYS]))
    made = [letter(version, walk, number) for number in _numbered(version, walk)]
    main = sorted((paper for paper in made if paper.route in first), key=lambda paper: first.index(paper.route))
    more = tuple(paper for paper in made if paper.route not in first)
    return Papers(main=(*main, summary(version, walk)), more=more)


def letter(version, walk, number):
    """Return the Paper of that number for a finished walk, or None when this person has none.

    A route of the result has its number there; then come those of ALWAYS that are not suggested. So an address or a
    line in a browser's history names no need of anybody.
    """
    route = _numbered(version, walk).get(number)
    return _paper(version, walk, number, route) if route else None


def summary(version, walk, seen=None):
    """Return the Paper with the answers of a finished walk in short, for any appointment.

    The day to ask again is counted from `seen`, the day on which the result was first seen; from today if that is None.
    """
    parts = letter_parts.Parts(version.guide, walk)
    paper = Paper(
        route="",
        number=0,
        name="Summary for any appointment",
        title="About the person I care for, in short" if parts.carer else "About me and my MS, in short",
        to="",
        blanks=parts.blanks,
        opening=parts.opening,
        ask="",
        sections=(*parts.told(letter_parts.MOST_IN_SUMMARY), parts.questions(_writable(version, walk))),
        closing=_day_to_ask_again(version, walk, seen),
        signing=(),
        footer=parts.footer(version),
    )
    return fitted(paper, letter_parts.MORE)


def _day_to_ask_again(version, walk, seen):
    """When to ask again about the first way of the result, as one sentence at most."""
    first = next(iter(_suggested(version, walk)), None)
    step = pack.next_step(walk, first, seen) if first else None
    return (f"First step: {say(walk, first.title)}. Ask again on {date_format(step.by, 'l j F')}.",) if step else ()


def _paper(version, walk, number, route):
    parts, form = letter_parts.Parts(version.guide, walk), route.key == TEAM
    others = [other for other in _writable(version, walk) if other is not route and route.letter_to in other.letter_to]
    ask = parts.ask(_asked_for(version, walk, route))
    usual = route.key in QUOTING and not form
    paper = Paper(
        route=route.key,
        number=number,
        name=_name(route, walk),
        title=_title(route, parts.carer),
        to="" if form else route.letter_to,
        blanks=(*parts.blanks, "Phone", "GP surgery") if form else parts.blanks,
        opening=parts.opening,
        ask=ask,
        sections=(
            *parts.told(letter_parts.MOST),
            *(parts.standards if route.key in QUOTING else ()),
            parts.questions(others, ask=ask, usual=usual),
        ),
        closing=parts.closing,
        signing=() if form else ("Signed", "Date"),
        footer=parts.footer(version),
    )
    return fitted(paper, letter_parts.MORE)


def _asked_for(version, walk, route):
    """The route whose request a letter makes: its own, but to GP and MS nurse what chases an earlier referral."""
    chasing = (other for other in _writable(version, walk) if other.key in CHASING)
    return next(chasing, route) if route.key in (GP, NURSE) else route


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
    return [found.route for found in outcome(version.guide, walk).routes]


def _writable(version, walk):
    return [route for route in _suggested(version, walk) if route.letter_to]


def _numbered(version, walk):
    """The routes of this person's letters, by the numbers of the letters."""
    suggested = _suggested(version, walk)
    keys = {route.key for route in suggested}
    always = [_always(version.guide, walk, key) for key in ALWAYS if key not in keys]
    routes = enumerate([*suggested, *filter(None, always)], start=1)
    return {number: route for number, route in routes if route.letter_to}


def _always(guide, walk, key):
    """The route of a paper that everybody may need, or None where it would be wrong for this person."""
    if not guide.has("route", key):
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
