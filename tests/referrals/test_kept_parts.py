"""Parts of pages that are rendered once: whatever was kept of other pages, each page is what it would be without."""

import re
from inspect import unwrap
from types import MappingProxyType

import pytest
from django.middleware.csrf import CSRF_TOKEN_LENGTH
from django.test import RequestFactory
from django.urls import reverse

from content.templatetags import keeping
from msphysio.reading_settings import COOKIE
from referrals import answers, definitions
from referrals.engine.definition import VOICES
from referrals.engine.walk import Walk
from referrals.views import questions
from referrals.views.walking import Visit
from tests.support.walking import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("guide_version")]

TICKED = " checked"  # no word of ours begins so
TOKEN = re.compile(rf"(?<=csrfmiddlewaretoken\" value=\")\w{{{CSRF_TOKEN_LENGTH}}}")


@pytest.fixture(autouse=True)
def nothing_kept():
    keeping.forget()


def visit(question, voice, given):
    """Somebody at this question alone, whatever leads to it."""
    version = definitions.published()
    counted = {} if given is None else {question.key: given}
    walk = Walk((question,), MappingProxyType(counted), question, (), stopped=False, voice=voice, nation=None)
    return Visit(version, answers.Answers(version.number, counted), walk, begun=True, lost=False, updated=False)


def ticked(question):
    """Two answers: where several may be chosen, all that go together, and those that stand alone."""
    if question.kind == "number":
        return (question.min, question.max)
    if question.kind == "single":
        return tuple(option.key for option in question.options)[:2]
    alone = frozenset(option.key for option in question.options if option.exclusive)
    return (frozenset(option.key for option in question.options) - alone, alone)


def pages():
    """Make every page of every question, by what tells it from others."""
    ask = unwrap(questions.question)
    for question in definitions.published().guide.questions:
        address = reverse("question", args=[question.key])
        for voice in VOICES:
            for given in (None, *ticked(question)):
                request = RequestFactory().get(address)
                yield (question.key, voice, given), ask(request, visit(question, voice, given), question.key)
            request = RequestFactory().post(address, {question.key: "nonsense"})
            yield (question.key, voice, "an error"), ask(request, visit(question, voice, None), question.key)


def made(forgetting):
    found = {}
    for name, response in pages():
        found[name] = TOKEN.sub("", response.content.decode())
        if forgetting:
            keeping.forget()
    return found


def test_each_question_is_the_same_with_the_memory_warm_as_with_nothing_kept():
    cold = made(forgetting=True)
    assert made(forgetting=False) == cold  # parts of one page meet those of another
    assert made(forgetting=False) == cold
    for question, voice in {name[:2] for name in cold}:  # not asked, answered, an error: no two are the same
        assert len({page for name, page in cold.items() if name[:2] == (question, voice)}) >= 3, (question, voice)


def test_a_token_is_fresh_in_each_page(client):
    address = reverse("question", args=[definitions.published().guide.questions[0].key])
    tokens = [TOKEN.findall(client.get(address).content.decode()) for _ in range(3)]
    assert len({token for found in tokens for token in found}) == sum(map(len, tokens)) >= 3


def test_the_frame_is_that_of_each_page_and_of_each_reader(client):
    def frame(path, cookie=""):
        client.cookies[COOKIE] = cookie
        page = client.get(path).content.decode()
        return page.partition('<main id="main"')[0], page.partition("</main>")[2]

    places = [("/get-physio/", ""), ("/get-physio/", "large.dark"), ("/search/?q=walk", ""), ("/services/?near=x", "")]
    cold = []
    for place in places:
        keeping.forget()
        cold.append(frame(*place))
    assert [frame(*place) for place in places] == cold
    assert [frame(*place) for place in places] == cold
    assert len(set(cold)) == len(places)


def test_no_set_of_answers_is_kept(client):
    """What is kept of a person's ticks is single choices, as of anybody's."""
    walker = Walker(client)
    walker.answer_until_end()
    many = next(question for question in walker.here.asked if question.kind == "multi")
    chosen = [option.key for option in many.options if not option.exclusive][:3]
    walker.answer(many.key, *chosen)
    assert client.get(reverse("question", args=[many.key])).content.decode().count(TICKED) == len(chosen)
    client.get(reverse("check"))
    kept = ["".join(piece for piece in pieces if isinstance(piece, str)) for pieces in keeping._kept.values()]
    told = [part for part in kept if TICKED in part]
    assert told
    assert max(part.count(TICKED) for part in told) == 1
