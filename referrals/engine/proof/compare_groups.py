"""Groups of people for whom the same thing changes: who they are, in as few words as make the change certain.

The words are answers, facts and “no urgent sign stops them”. A word is kept only if the change is not certain without.
"""

from dataclasses import dataclass

from referrals.engine.conditions import holds, options_chosen
from referrals.engine.proof.compare_results import differences, result
from referrals.engine.proof.inquiry import Inquiry, SoftwareFault
from referrals.engine.proof.minimise import Certainty
from referrals.engine.proof.plain import plainer, with_fewer_ticks

END, FACT, YES, NO = range(4)  # the words that are kept first


@dataclass(frozen=True)
class Word:
    """One thing that is true of a person: `literal` says it of everybody.

    A fact is that of `key`, true (or not) when the end is reached. `choices` are answers to the question `key`, one of
    which is given (YES), or none (NO).
    """

    kind: int
    literal: int
    key: str = ""
    choices: tuple = ()
    encoding: object = None

    @property
    def questions(self):
        """The keys of the questions that it speaks of, also through a fact."""
        if self.kind == END:
            return frozenset()
        return self.encoding.index.fact_reads[self.key] if self.kind == FACT else frozenset((self.key,))


@dataclass(frozen=True)
class People:
    """Everybody of whom these words are true gets this (kind, subject) of difference; `somebody` is one of them."""

    kind: str
    subject: str
    words: tuple[Word, ...]
    somebody: "Person"


class Person:
    """One respondent, with what each version does with their answers."""

    def __init__(self, answers, old, new):
        self.answers = answers
        self.before, self.after = (result(guide, answers) for guide in (old, new))
        self.differences = differences(self.before, self.after)


class Undecided(Exception):
    """The effort ran out."""


class Grouping:
    """Finds the groups of people in the literals of Differences, with the help of an Inquiry into both versions.

    `kept` are the groups found so far, without those of a difference of whom all are in others of that difference.
    """

    def __init__(self, inquiry: Inquiry, found, encodings):
        self.inquiry, self.formula, self.found = inquiry, inquiry.formula, found
        self.old, self.new = encodings
        self.kept = []

    def groups(self):
        """Yield People until everybody is covered: first one group of every difference. Raises Undecided."""
        subjects = []
        for kind, subject, person in self._subjects():
            subjects.append((kind, subject))
            yield self._group(kind, subject, person)
        while subjects:
            left = []
            for kind, subject in subjects:
                person = self._somebody(self._uncovered(kind, subject))
                if person is None:
                    self._drop_contained(kind, subject)
                else:
                    left.append((kind, subject))
                    yield self._group(kind, subject, person)
            subjects = left

    def are_more_than(self, most):
        """Whether more groups than this are kept, those left out that all who are in them can do without."""
        if len(self.kept) > most:
            for kind, subject in dict.fromkeys((people.kind, people.subject) for people in self.kept):
                self._drop_contained(kind, subject)
        return len(self.kept) > most

    def _subjects(self):
        """Yield `(kind, subject, a person)` for every difference that there is, kind by kind."""
        for kind in dict.fromkeys(kind for kind, _ in self.found):
            waiting = {subject: literal for (other, subject), literal in self.found.items() if other == kind}
            while waiting and (person := self._somebody(*waiting.values())) is not None:
                seen = [subject for subject in waiting if (kind, subject) in person.differences]
                if not seen:
                    raise SoftwareFault(f"The comparison and the engine disagree about {kind}: {person.answers}")
                for subject in seen:
                    del waiting[subject]
                    yield kind, subject, person

    def _somebody(self, *literals):
        answer = self.inquiry.anybody(*literals)
        if answer.found is None:
            raise Undecided
        return Person(answer.person(), self.old.guide, self.new.guide) if answer.found else None

    def _uncovered(self, kind, subject):
        covered = (-self._everybody(people) for people in self._of(kind, subject))
        return self.formula.all_of((self.found[kind, subject], *covered))

    def _of(self, kind, subject):
        return [people for people in self.kept if (people.kind, people.subject) == (kind, subject)]

    def _everybody(self, people):
        return self.formula.all_of([word.literal for word in people.words])

    def _drop_contained(self, kind, subject):
        """Drop groups of whom all are in the others, those that take most words first."""
        groups = self._of(kind, subject)
        for people in sorted(groups, key=lambda people: -len(people.words)) if len(groups) > 1 else ():
            others = (-self._everybody(other) for other in self._of(kind, subject) if other is not people)
            if self.inquiry.anybody(self.formula.all_of((self._everybody(people), *others))).found is False:
                self.kept = [other for other in self.kept if other is not people]

    # --- one group ---
    def _group(self, kind, subject, person):
        if (kind, subject) not in person.differences:
            raise SoftwareFault(f"The comparison and the engine disagree about {kind} {subject}: {person.answers}")
        words = tuple(Description(self, self.found[kind, subject], person).words())
        plain = self._plain(words, person)
        if (kind, subject) not in plain.differences:
            raise SoftwareFault(f"The comparison and the engine disagree about {kind} {subject}: {plain.answers}")
        people = People(kind, subject, words, plain)
        self.kept.append(people)
        return people

    def _plain(self, words, person):
        """Return the least remarkable Person of whom the same words are true."""
        domains, plain = self.inquiry.respondents.domains, self.inquiry.plain
        fits = self.inquiry.respondents.teller(self.formula.all_of([word.literal for word in words]))
        matter = {key for word in words for key in word.questions}
        answers = plainer(person.answers, plain, [key for key in domains if key not in matter], fits)
        for key in (key for key in domains if key in matter):
            answers = plainer(answers, plain, [key], fits)
        answers = with_fewer_ticks(answers, domains, list(domains), fits)
        return Person(answers, self.old.guide, self.new.guide)


class Description:
    """Finds the words about one person that make a difference certain, asking a solver that knows of nothing else."""

    def __init__(self, grouping, literal, person):
        self.formula, self.literal, self.answers = grouping.formula, literal, person.answers
        self.respondents, self.solver = grouping.inquiry.respondents, grouping.inquiry.solver.alone()
        self.old, self.new = grouping.old, grouping.new
        self.here = {self.old: person.before, self.new: person.after}
        self.ended = not any(found.walk.stopped for found in self.here.values())

    def words(self):
        """Return the words that are kept, in the order in which they are said. Raises Undecided."""
        return self._widened(self._enough(self._true()))

    def _enough(self, words):
        """Return the words that make the difference certain: the first ones are kept rather than the last."""
        left, kept = list(words), []
        while not self._certain(kept):
            if not left:
                raise Undecided
            few, many = 0, len(left)
            while many - few > 1:
                middle = (few + many) // 2
                few, many = (few, middle) if self._certain(left[:middle] + kept) else (middle, many)
            kept.append(left[many - 1])
            left = left[: many - 1]
        return sorted(kept, key=words.index)

    def _certain(self, words):
        return self.solver.solve([-self.literal, *(word.literal for word in words)]) is False

    def _widened(self, words):
        """Let an answer stand for all answers to the same question that make the difference as certain."""
        for n, word in enumerate(words):
            if word.kind == YES:
                others = [*words[:n], *words[n + 1 :]]
                for choice in self.respondents.domains[word.key].choices:
                    if choice not in words[n].choices and self._is_as_certain(words[n], choice, others):
                        words[n] = self._picked(word.encoding, word.key, (*words[n].choices, choice))
                words[n] = self._turned(words[n], others)
        return words

    def _turned(self, word, others):
        """Return the word that none of the few other choices is made, if it is as certain: true also if not asked."""
        domain = self.respondents.domains[word.key]
        left = tuple(choice for choice in domain.choices if choice not in word.choices)
        if domain.kind == "multi" or not left or len(left) > len(word.choices):
            return word
        unchosen = self._picked(word.encoding, word.key, left).literal
        other = Word(NO, -unchosen, word.key, left, word.encoding)
        return other if self._certain([*others, other]) else word

    def _is_as_certain(self, word, choice, others):
        """Whether the difference is certain with another choice, and somebody chooses that and none of the word's."""
        other = word.encoding.picks(word.key, choice)
        rest = [item.literal for item in others]
        if self.solver.solve([-self.literal, other, *rest]) is not False:
            return False
        return bool(self.solver.solve([-word.literal, other, *rest]))

    # --- the words that are true of the person ---
    def _true(self):
        """Return the words that are true of the person and may matter, those to keep first coming first."""
        matter = set(self._matter())
        words = [self._end()] if self.ended else []
        for side in (self.new, self.old):
            answers = self.here[side].walk.answers
            for fact in side.guide.facts if self.ended else ():
                if side.index.fact_reads[fact.key] & matter:
                    words.append(self._fact(side, fact, answers))
            for question in side.guide.questions:
                if question.key in matter:
                    words += self._answers(side, question, answers.get(question.key))
        places = {key: n for n, key in enumerate(self.respondents.domains)}
        words.sort(key=lambda word: (word.kind, places.get(word.key, 0)))
        return list({word.literal: word for word in reversed(words)}.values())[::-1]

    def _matter(self):
        """Return the questions whose answers make the difference certain, for people whom no sign stops if possible."""
        literal = self.formula.any_of((self.literal, -self._end().literal)) if self.ended else self.literal
        return Certainty(self.solver, self.respondents, literal, self.answers).matters(list(self.answers))

    def _end(self):
        return Word(END, self.formula.all_of((self.old.end, self.new.end)))

    def _fact(self, side, fact, answers):
        true = holds(side.guide, fact.when, answers)
        return Word(FACT, side.is_true_at_the_end(fact.key, true), fact.key, (true,), side)

    def _answers(self, side, question, answer):
        domain = self.respondents.domains[question.key]
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
