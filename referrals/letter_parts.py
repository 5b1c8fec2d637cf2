"""What stands in a letter or summary: a person's own sentences, chosen and ordered, and the guide's words for letters.

Reviewed wording comes from the guide; the headings and labels of the papers are written here. The person writes name,
date of birth and signature on the paper. We never hold them.
"""

import re
from collections import Counter
from dataclasses import dataclass
from operator import itemgetter

from django.utils import timezone
from django.utils.formats import date_format

from referrals.models import Question
from referrals.paper import Section
from referrals.speaking import lines, say

# The most sentences of each kind; MOST_ASKED requests of other routes, and as many questions of the guide.
MOST = {"need": 6, "changed": 6, "goals": 4, "coming": 5}
MOST_IN_SUMMARY = {"need": 9, "changed": 8, "goals": 6, "coming": 6}
MOST_ASKED = 3
# What people tell of moving or of fatigue: the standards that letters quote are about that (NICE QS108, statement 4).
QUOTED_FOR = {"walking", "balance", "exercise", "fatigue"}
LONG = 8  # letters: words as long as that say what a question is about
MORE = "This is not everything. Please ask me about the rest."
HEADINGS = {
    "need": ("What is hardest for me", "What is hardest for them"),
    "changed": ("What has changed", "What has changed"),
    "goals": ("My goals and my daily life", "Their goals and their daily life"),
    "coming": ("Getting to appointments", "Getting to appointments"),
    "standards": "What national guidance says",
    "questions": "Questions I would like to ask",
}


@dataclass(frozen=True)
class Told:
    """One sentence of the person, with the question and the option that it comes from."""

    question: object
    option: object
    sentence: str


class Parts:
    """The parts of any paper of one finished walk on a guide."""

    def __init__(self, guide, walk):
        self.guide, self.walk = guide, walk
        self.carer = walk.voice == "carer"
        self._told = tuple(_told(walk))

    @property
    def blanks(self):
        """Labels of the lines at the top."""
        if self.carer:
            return ("Name of the person with MS", "Their date of birth", "My name, as their carer")
        return ("My name", "Date of birth")

    @property
    def opening(self):
        """Who is writing: what was answered to single choices about the person's setting, and care so far."""
        return tuple(dict.fromkeys(told.sentence for told in self._told if _is_opening(told)))

    @property
    def closing(self):
        """The last words of a letter, of the guide."""
        words = self.guide.letter_words
        return lines(self.walk, words.closing) if words else ()

    @property
    def standards(self):
        """What national guidance says, in the person's nation: one Section, or none. Only for whom it is about."""
        if not any(_is_quoted_for(told) for told in self._told):
            return ()
        words = self.guide.letter_words
        wording = words.standards.get(self.walk.nation or "unknown") if words else None
        return (Section("standards", HEADINGS["standards"], lines(self.walk, wording), listed=False),)

    def told(self, most):
        """Return the Sections of the person's own answers, each with at most `most` sentences by its key."""
        kinds = {key: [] for key in most}
        for told in self._told:
            if not _is_opening(told):
                kinds[_kind(told)].append(told)
        return tuple(_chosen(key, found, most[key], HEADINGS[key][self.carer]) for key, found in kinds.items())

    def ask(self, route):
        """Return the request of a route in the person's words."""
        return say(self.walk, route.say or route.title)

    def questions(self, others, *, ask="", usual=True):
        """Return the Section of questions: the requests of `others`, then the usual ones, but nothing of `ask` again.

        What a route says to ask is not among them: that is for the service itself, and a letter goes to who refers.
        """
        words = self.guide.letter_words
        requests = tuple(request for request in dict.fromkeys(map(self.ask, others)) if request != ask)
        stock = lines(self.walk, words.questions) if words and usual else ()
        more = [question for question in stock if not _asked_by(question, (ask, *requests))]
        asked = (*requests[:MOST_ASKED], *more[:MOST_ASKED])
        return Section("questions", HEADINGS["questions"], asked, left_out=requests[MOST_ASKED:])

    def footer(self, version):
        """Return the last line: when, from what and on which edition of the guide the paper was made."""
        who = "a carer of the person with MS" if self.carer else "the person with MS"
        day = date_format(timezone.localdate(), "j F Y")
        return f"Made with MS Physio on {day}, guide version {version.number}, from answers given by {who}."


def _told(walk):
    """Yield what the person told, question by question."""
    for question, option in walk.chosen:
        if option.say:
            yield Told(question, option, say(walk, option.say))


def _is_opening(told):
    purposes = Question.Purpose
    single = told.question.kind == "single"
    return told.question.purpose == purposes.SETTING or (told.question.purpose == purposes.NEED and single)


def _is_quoted_for(told):
    """Whether a sentence tells of trouble with moving, or of fatigue: not a goal, and not that all is well."""
    tells = told.question.purpose in (Question.Purpose.NEED, Question.Purpose.SAFETY) and not told.option.exclusive
    return tells and told.question.kind == "multi" and not QUOTED_FOR.isdisjoint(told.option.topics)


def _asked_by(question, requests):
    """Whether one of these requests asks for what a question is about already: it has all its long words."""
    about = _long_words(question)
    return bool(about) and any(about <= _long_words(request) for request in requests)


def _long_words(text):
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) >= LONG}


def _kind(told):
    """The key of the section in which a sentence stands, each in one: nothing is told twice in a letter."""
    if told.question.purpose == Question.Purpose.SAFETY:
        return "changed"
    if told.question.purpose == Question.Purpose.NEED:
        return "need"
    # A practical question that knows of barriers asks about nothing else; goals are asked in another.
    return "coming" if any(option.barrier for option in told.question.options) else "goals"


def _chosen(key, told, most, heading):
    """Return a Section with at most `most` sentences: the first of each question, then the second of each, ..."""
    turns, ranked = Counter(), []
    for found in told:
        ranked.append((turns[found.question.key], found.sentence))
        turns[found.question.key] += 1
    sentences = tuple(dict.fromkeys(sentence for _, sentence in sorted(ranked, key=itemgetter(0))))
    return Section(key, heading, sentences[:most], left_out=sentences[most:])
