"""The plainest answers, which examples give wherever it does not matter, so that what matters stands out.

Least remarkable is to leave empty what may be left empty, “none of these”, the person themself rather than a carer, and
else what no urgent sign and the fewest other conditions look for.
"""

from collections import Counter

from referrals.engine.conditions import COMPARE, NUMBER_OPERATORS

POSITIVE = ("any_of", "all_of")


def plain_answers(domains, *guides):
    """Return for each question of `domains` its least remarkable answer; of questions in several guides, the last's."""
    questions = {question.key: question for guide in guides for question in guide.questions}
    wanted = [_wanted(domains, guides, signs) for signs in (True, False)]
    return {key: _plainest(questions[key], domain, wanted) for key, domain in domains.items()}


def plainer(answers, plain, keys, fits):
    """Return `answers` with `plain` ones to those of `keys` to which they fit; `fits(answers)` says what does.

    All are tried at once, then each half alone; the first questions come first.
    """
    keys = [key for key in keys if answers[key] != plain[key]]
    tried = {**answers, **{key: plain[key] for key in keys}}
    if not keys or fits(tried):
        return tried
    middle = len(keys) // 2
    for half in (keys[:middle], keys[middle:]) if middle else ():
        answers = plainer(answers, plain, half, fits)
    return answers


def with_fewer_ticks(answers, domains, keys, fits):
    """Return `answers` without the ticks on the pages `keys` that are not needed, the last taken away first."""
    for key in keys:
        for choice in reversed(domains[key].choices):
            answer = answers[key]
            if isinstance(answer, frozenset) and choice in answer and len(answer) > 1:
                less = {**answers, key: answer - {choice}}
                answers = less if fits(less) else answers
    return answers


def _plainest(question, domain, wanted):
    if not domain.choices or not (domain.required or question.role != "none"):
        return None
    if domain.exclusive:
        return frozenset(domain.exclusive[:1])
    choice = min(domain.choices, key=lambda choice: _remarkable(question, choice, wanted))
    if domain.kind == "number":
        return (choice[0] + choice[1]) // 2
    return frozenset([choice]) if domain.kind == "multi" else choice


def _remarkable(question, choice, wanted):
    """Return by how much a choice stands out: the least comes first, of equals the first option or widest interval."""
    counts = [found[question.key, choice] for found in wanted]
    if question.kind == "number":
        return (*counts, choice[0] - choice[1])
    option = next(option for option in question.options if option.key == choice)
    outside = question.role == "nation" and option.nation is None
    return (question.role == "respondent" and option.voice != "self", outside, *counts)


def _wanted(domains, guides, signs):
    """Count how often urgent signs, or all other conditions and routes, look for each `(question, choice)`."""
    found = Counter()
    for guide in guides:
        others = [*(item.shown_when for item in guide.questions), *(item.when for item in guide.rules)]
        for condition in [sign.when for sign in guide.urgent_signs] if signs else others:
            found.update(item for row in _rows(guide, condition) for item in _choices(domains[row.question], row))
        found.update((item.key, o.key) for item in guide.questions for o in item.options if o.barrier and not signs)
    return found


def _rows(guide, condition):
    """Yield the rows of a condition that read questions, through facts that are to hold too."""
    for row in condition.rows if condition else ():
        if row.fact is None:
            yield row
        elif row.op == "holds":
            yield from _rows(guide, guide.fact(row.fact).when)


def _choices(domain, row):
    if row.op in POSITIVE:
        yield from ((row.question, option) for option in row.options)
    elif row.op in NUMBER_OPERATORS and domain.kind == "number":
        for first, last in domain.choices:
            if COMPARE[row.op](first, row.number):
                yield row.question, (first, last)
