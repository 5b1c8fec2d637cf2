"""Groups of people for whom the same thing changes: who they are, in as few words as make the change certain.

The words are answers, facts and “no urgent sign stops them”. A word is kept only if the change is not certain without.
"""

from dataclasses import dataclass

from referrals.engine.conditions import holds, options_chosen
from referrals.engine.proof.compare_results import differences, result
from referrals.engine.proof.inquiry import Inquiry, SoftwareFault

END, FACT, YES, NO = range(4)  # the words that are kept first


@dataclass(frozen=True)
class Word:
    """One thing that is true of a person: `literal` says it of everybody.

    A fact is that of `key`; `choices` are answers to the question `key`, one of which is given (YES), or none (NO).
    """

    kind: int
    literal: int
    key: str = ""
    choices: tuple = ()
    encoding: object = None


@dataclass(frozen=True)
class People:
    """Everybody of whom these words are true gets this (kind, subject) of difference; `answers` are those of one."""

    kind: str
    subject: str
    words: tuple[Word, ...]
    answers: dict


class Undecided(Exception):
    """The effort ran out."""


class Grouping:
    """Finds the groups of people in the literals of Differences, with the help of an Inquiry into both versions."""

    def __init__(self, inquiry: Inquiry, found, encodings):
        self.inquiry, self.formula, self.found = inquiry, inquiry.formula, found
        self.old, self.new = encodings
        self.covered = {}

    def groups(self):
        """Yield People until everybody is covered: first one group of every difference. Raises Undecided."""
        subjects = []
        for kind, subject, answers in self._subjects():
            subjects.append((kind, subject))
            yield self._group(kind, subject, answers)
        while subjects:
            left = []
            for kind, subject in subjects:
                answers = self._somebody(self._uncovered(kind, subject))
                if answers is not None:
                    left.append((kind, subject))
                    yield self._group(kind, subject, answers)
            subjects = left

    def _subjects(self):
        """Yield `(kind, subject, answers of somebody)` for every difference that there is, kind by kind."""
        for kind in dict.fromkeys(kind for kind, _ in self.found):
            waiting = {subject: literal for (other, subject), literal in self.found.items() if other == kind}
            while waiting and (answers := self._somebody(*waiting.values())) is not None:
                seen = [subject for subject in waiting if (kind, subject) in self._differences(answers)]
                if not seen:
                    raise SoftwareFault(f"The comparison and the engine disagree about {kind}: {answers}")
                for subject in seen:
                    del waiting[subject]
                    yield kind, subject, answers

    def _somebody(self, *literals):
        answer = self.inquiry.anybody(*literals)
        if answer.found is None:
            raise Undecided
        return answer.person() if answer.found else None

    def _differences(self, answers):
        return differences(result(self.old.guide, answers), result(self.new.guide, answers))

    def _uncovered(self, kind, subject):
        covered = self.covered.get((kind, subject), ())
        return self.formula.all_of((self.found[kind, subject], *(-literal for literal in covered)))

    # --- one group ---
    def _group(self, kind, subject, answers):
        literal = self.found[kind, subject]
        words = self._widened(literal, self._enough(literal, self._true_of(literal, answers)))
        everybody = self.formula.all_of([word.literal for word in words])
        self.covered.setdefault((kind, subject), []).append(everybody)
        if (kind, subject) not in self._differences(answers):
            raise SoftwareFault(f"The comparison and the engine disagree about {kind} {subject}: {answers}")
        return People(kind, subject, tuple(words), answers)

    def _enough(self, literal, words):
        """Return the words that make a difference certain: the first ones are kept rather than the last."""
        left, kept = list(words), []
        while not self._certain(literal, kept):
            if not left:
                raise Undecided
            few, many = 0, len(left)
            while many - few > 1:
                middle = (few + many) // 2
                few, many = (few, middle) if self._certain(literal, left[:middle] + kept) else (middle, many)
            kept.append(left[many - 1])
            left = left[: many - 1]
        return sorted(kept, key=words.index)

    def _certain(self, literal, words):
        return self.inquiry.solver.solve([-literal, *(word.literal for word in words)]) is False

    def _widened(self, literal, words):
        """Let an answer stand for all answers to the same question that make the difference as certain."""
        for n, word in enumerate(words):
            if word.kind == YES:
                others = [*words[:n], *words[n + 1 :]]
                for choice in self.inquiry.respondents.domains[word.key].choices:
                    if choice not in words[n].choices and self._is_as_certain(literal, words[n], choice, others):
                        words[n] = self._picked(word.encoding, word.key, (*words[n].choices, choice))
                words[n] = self._turned(literal, words[n], others)
        return words

    def _turned(self, literal, word, others):
        """Return the word that none of the few other choices is made, if it is as certain: true also if not asked."""
        domain = self.inquiry.respondents.domains[word.key]
        left = tuple(choice for choice in domain.choices if choice not in word.choices)
        if domain.kind == "multi" or not left or len(left) > len(word.choices):
            return word
        unchosen = self._picked(word.encoding, word.key, left).literal
        other = Word(NO, -unchosen, word.key, left, word.encoding)
        return other if self._certain(literal, [*others, other]) else word

    def _is_as_certain(self, literal, word, choice, others):
        """Whether a difference is certain with another choice, and somebody chooses that and none of the word's."""
        other = word.encoding.picks(word.key, choice)
        rest = [item.literal for item in others]
        if self.inquiry.solver.solve([-literal, other, *rest]) is not False:
            return False
        return bool(self.inquiry.solver.solve([-word.literal, other, *rest]))

    # --- the words that are true of a person ---
    def _true_of(self, literal, answers):
        """Return the words that are true of a person and may matter, those to keep first coming first."""
        here = {side: result(side.guide, answers) for side in (self.old, self.new)}
        words = [] if any(found.walk.stopped for found in here.values()) else [self._end()]
        deciding = {self.inquiry.respondents.question_of(node) for node in self.formula.within([literal])}
        for side in (self.new, self.old):
            words += [self._fact(side, fact, here[side]) for fact in side.guide.facts if not here[side].walk.stopped]
            for question in side.guide.questions:
                if question.key in deciding:
                    words += self._answers(side, question, here[side].walk.answers.get(question.key))
        places = {key: n for n, key in enumerate(self.inquiry.respondents.domains)}
        words.sort(key=lambda word: (word.kind, places.get(word.key, 0)))
        return list({word.literal: word for word in reversed(words)}.values())[::-1]

    def _end(self):
        return Word(END, self.formula.all_of((self.old.end, self.new.end)))

    def _fact(self, side, fact, here):
        true = holds(side.guide, fact.when, here.walk.answers)
        return Word(FACT, side.fact(fact.key) if true else -side.fact(fact.key), fact.key, (true,), side)

    def _answers(self, side, question, answer):
        domain = self.inquiry.respondents.domains[question.key]
        for choice in domain.choices:
            if domain.kind == "number":
                chosen = answer is not None and choice[0] <= answer <= choice[1]
            else:
                chosen = choice in options_chosen(answer)
            literal = side.picks(question.key, choice)
            yield Word(YES if chosen else NO, literal if chosen else -literal, question.key, (choice,), side)

    def _picked(self, side, key, choices):
        literal = self.formula.any_of([side.picks(key, choice) for choice in choices])
        return Word(YES, literal, key, choices, side)
