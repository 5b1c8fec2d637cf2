"""Walks through the public guide with Django's test client, as a browser without JavaScript would."""

from django.urls import reverse

from referrals import definitions
from referrals.engine.walk import walk


class Walker:
    """Somebody with a test client. `given` is what they have answered; the site's own cookie carries it."""

    def __init__(self, client):
        self.client = client
        self.given = {}

    @property
    def guide(self):
        return definitions.published().guide

    @property
    def here(self):
        return walk(self.guide, self.given)

    def answer(self, key, *options):
        """Post options of one question and return the response, without following it."""
        question = self.guide.question(key)
        self.given[key] = frozenset(options) if question.kind == "multi" else options[0]
        return self.client.post(reverse("question", args=[key]), {key: list(options)})

    def answer_until_end(self, **wanted):
        """Answer every question that is asked: as wanted by key, else as an adult who is not sure, nothing urgent."""
        while (current := self.here.current) is not None:
            chosen = wanted.get(current.key, self._usual(current))
            response = self.answer(current.key, *([chosen] if isinstance(chosen, str) else chosen))
            assert response.status_code == 302, (current.key, response.status_code)
        return self.client.get(reverse("result"))

    @staticmethod
    def _usual(question):
        if question.role == "respondent":
            return question.options[0].key
        exclusive = [option.key for option in question.options if option.exclusive]
        return exclusive[0] if exclusive else question.options[-1].key
