"""The words of the guide as the person's page says them: to the person with MS, or to the one who cares for them."""

from referrals.engine.conditions import options_chosen
from referrals.models import Question

# What to say on the telephone, in this order, with the most sentences of each: who speaks, what is hard, what has
# changed, daily life and goals.
SPOKEN = (
    (Question.Purpose.SETTING, 2),
    (Question.Purpose.NEED, 3),
    (Question.Purpose.SAFETY, 1),
    (Question.Purpose.PRACTICAL, 2),
)


def say(walk, wording):
    """Return a Wording in the voice of the walk; "" where there is none."""
    return wording.in_voice(walk.voice) if wording else ""


def lines(walk, wording):
    """Return the items of a Wording that has one a line, without empty ones."""
    return tuple(line.strip() for line in say(walk, wording).splitlines() if line.strip())


def spoken(walk, ask):
    """Return what to say: who is speaking, what is hard, what has changed, a goal, and then the request `ask`."""
    sentences = [sentence for purpose, most in SPOKEN for sentence in said(walk, purpose)[:most]]
    return " ".join([*dict.fromkeys(sentences), ask])


def said(walk, purpose):
    """Return the sentences of the chosen answers to all questions of a purpose, in the person's own voice."""
    return tuple(
        say(walk, option.say)
        for question in walk.asked
        if question.purpose == purpose
        for option in question.options
        if option.key in options_chosen(walk.answers.get(question.key)) and option.say
    )
