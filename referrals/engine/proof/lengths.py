"""How many questions people are asked, and which people."""

from referrals.engine.proof import names
from referrals.engine.proof.findings import Example, Length
from referrals.engine.proof.inquiry import SoftwareFault, document_answers
from referrals.engine.proof.plain import plain_answers
from referrals.engine.proof.respondents import domains
from referrals.engine.proof.walks import TooMany, deciding, endings
from referrals.engine.walk import walk

SHARE = "of those who reach the end, if every answer to a question were equally common and everybody gave one each."


def lengths(guide):
    """Return a Length for each number of questions that somebody is asked, the longest first; every one is exact.

    For a guide with too many different walks to tell them apart, only one of the longest is returned; for one where
    even that is too much, none.
    """
    try:
        found = endings(guide)
    except TooMany:
        return _longest(guide)
    decide = deciding(guide)
    reaching = sum(ending.share for ending in found if ending.position is None)
    return tuple(
        _length(guide, number, [ending for ending in found if ending.asked == number], reaching, decide)
        for number in sorted({ending.asked for ending in found}, reverse=True)
    )


def _longest(guide):
    try:
        ending = max(endings(guide, longest_only=True), key=lambda ending: ending.asked)
    except TooMany:
        return ()
    return (Length(ending.asked, "Nobody is asked more.", _example(guide, ending, deciding(guide)), ""),)


def _length(guide, number, found, reaching, decide):
    found = sorted(found, key=lambda ending: -1 if ending.position is None else ending.position)
    who = "; ".join(_who(guide, ending) for ending in found)
    return Length(number, f"{who[0].upper()}{who[1:]}.", _example(guide, found[0], decide), _share(found[0], reaching))


def _who(guide, ending):
    """Return who has an ending: exactly those who are asked so many of the questions that not everybody is asked."""
    passed = guide.questions if ending.position is None else guide.questions[: ending.position + 1]
    sometimes = [question for question in passed if question.shown_when is not None]
    if ending.position is None:
        text = "everyone who reaches the end"
    else:
        text = f"everyone who is stopped after {names.question(guide, passed[-1].key)}"
    return f"{text}{_asked(guide, sometimes, ending.asked - len(passed) + len(sometimes))}"


def _asked(guide, sometimes, number):
    if not sometimes:
        return ""
    pages = [names.question(guide, question.key) for question in sometimes]
    if number == 0:
        return f" and is not asked {names.listed(pages, 'or')}"
    if number == len(pages):
        return f" and is asked {names.listed(pages)}"
    return f" and is asked {number} of {names.listed(pages)}"


def _share(ending, reaching):
    """Return the share of those who reach the end, in hundredths; nothing for those who are stopped."""
    if ending.position is not None or not reaching:
        return ""
    hundredths = round(100 * ending.share / reaching)
    return f"{'About ' + str(hundredths) if hundredths else 'Fewer than 1'} in 100 {SHARE}"


def _example(guide, ending, decide):
    plain = plain_answers(domains(guide), guide)
    walked = walk(guide, {key: answer if key in decide else plain[key] for key, answer in ending.answers.items()})
    if not walked.finished or len(walked.asked) != ending.asked:
        raise SoftwareFault(f"The prover and the engine disagree about {ending.asked} questions: {ending.answers}")
    matters = tuple(question.key for question in walked.asked if question.key in decide)
    return Example(document_answers(walked), matters)
