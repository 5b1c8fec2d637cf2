"""What people answer and type is nowhere but in their own, encrypted cookie: random journeys, then a search."""

import os
import random
import re
import time
import zlib
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.factories.referrals import founding_document
from tests.support import databases
from tests.support.public_pages import ARTICLES, EXERCISES, TOPICS, WALKS, answer_questions
from tests.support.serving import serving
from tests.support.tracing import Trail, dump, layers
from tests.support.wandering import POSTCODE, TYPED, Wanderer
from tests.support.watching import watch

pytestmark = pytest.mark.browser
JOURNEYS = 2  # one without scripts, one with
SHORTEST = 7  # letters: a shorter word is in some ciphertext by chance
ON_THE_WAY = (Wanderer.save_and_carry_on, Wanderer.come_back, Wanderer.change_settings)
AT_THE_END = (Wanderer.type_a_place, Wanderer.search_the_directory, Wanderer.take_papers)
# What the address of a page may say after "?". Everything else is in forms that are posted.
QUERIES = re.compile(r"change=1|next=/[\w/%-]*|page=/[\w/%-]*|near=[\w%+-]+(&[\w=&%+-]*)?")
APART = {"postgres", "local-copy"}
# What a visit may add to the database: numbers of a week, and ciphertext.
MAY_GROW = {"referrals_weeklycount", "referrals_savedanswers"}


@pytest.fixture(scope="module")
def travelled(browser, site):
    """Journeys of several people on a server that logs everything: the trail, the words, new rows, complaints."""
    database, begun = databases.address(f"site_{os.getpid()}"), time.time()
    before, trail = set(dump(database)), Trail()
    with serving(database, LOG_LEVEL="DEBUG", SECRET_KEY="another canary key " * 4) as loud:
        words, complaints = _travel(browser, loud, trail)
    added = [line for line in _with_tables(dump(database)) if line[1] not in before]
    trail.note("log", "".join(loud.said))
    for name, content in _written_since(begun):
        trail.note(f"file {name}", content)
    return trail, words, added, complaints


def _written_since(begun):
    """Yield (name, bytes) of each file of var/ that is new: not those of the database, which is read through pg_dump,
    nor the copy of what is public, see test_start_without_database."""
    for folder, inside, names in os.walk(settings.VAR_DIR):
        inside[:] = [name for name in inside if name not in APART]
        for path in (Path(folder, name) for name in names):
            with suppress(FileNotFoundError):  # of another test, which has taken it away
                if path.is_file() and path.stat().st_mtime >= begun:
                    yield path.name, path.read_bytes()


def _travel(browser, site, trail):
    words, complaints = {TYPED, POSTCODE}, []
    for seed in range(JOURNEYS):
        context = browser.new_context(base_url=site.url, locale="en-GB", java_script_enabled=bool(seed % 2))
        trail.follow(context)
        found = watch(context, site.url)
        somebody = Wanderer(context.new_page(), random.Random(seed))  # noqa: S311 - test data
        somebody.answer_until_end(ON_THE_WAY)
        for way in AT_THE_END:
            way(somebody)
        words |= somebody.chosen | {" ".join(pair) for code in somebody.codes for pair in pairwise(code)}
        complaints += found
        for cookie in context.cookies():
            trail.note(f"cookie {cookie['name']}", cookie["value"])
        context.close()
    _leave_in_an_emergency(browser, site, trail)
    return words, complaints


def _leave_in_an_emergency(browser, site, trail):
    """Somebody in danger, who leaves quickly. Where the exit leads is not asked for: it is another site."""
    context = browser.new_context(base_url=site.url, locale="en-GB", java_script_enabled=False)
    context.route(lambda address: not address.startswith(site.url), lambda route: route.abort())
    trail.follow(context)
    tab = context.new_page()
    answer_questions(tab, {**WALKS["emergency"], "emergency": ["danger"]})
    expect(tab.get_by_role("heading", level=1)).to_contain_text("999")
    tab.get_by_role("button", name="Leave this site quickly").click(no_wait_after=True)
    expect(tab).not_to_have_url(re.compile("/get-physio/(?!leave)"))
    assert "physio_answers" not in {cookie["name"] for cookie in context.cookies()}
    context.close()


def _with_tables(lines):
    """Yield (table, line) of a dump."""
    table = ""
    for line in lines:
        copied = re.match(rb"COPY public\.(\w+) ", line)
        table = copied[1].decode() if copied else table
        yield table, line


def told_apart(words):
    """Leave out keys of answers that are also parts of public names, such as the question or the topic “walking”."""
    guide = founding_document()
    names = {part["key"] for kind in ("questions", "routes", "rules", "urgent_signs") for part in guide[kind]}
    public = " ".join({*names, *ARTICLES, *EXERCISES, *TOPICS})
    return {word for word in words if len(word) >= SHORTEST and not re.search(rf"(\b|_){word}(\b|_)", public)}


def secret_keys():
    """The keys of routes, rules, signs and options, but for those that are the name of a question or of a page."""
    guide = founding_document()
    keys = {part["key"] for kind in ("routes", "rules", "urgent_signs") for part in guide[kind]}
    keys |= {option["key"] for question in guide["questions"] for option in question["options"]}
    return keys - {question["key"] for question in guide["questions"]}


def test_the_search_finds_what_it_looks_for():
    packed = zlib.compress(b'{"a": {"life": ["' + TYPED.encode() + b'"]}}')
    trail = Trail()
    for what in (TYPED, TYPED.encode().hex(), packed, b"\\x" + packed.hex().encode(), f"x={TYPED.upper()}"):
        trail.left.clear()
        trail.note("somewhere", what)
        assert trail.found({TYPED}) == {("somewhere", TYPED)}, what
    assert len(layers(b"plain")) == 1


def test_nothing_that_was_answered_or_typed_is_left_anywhere(travelled):
    trail, words, _, _ = travelled
    looked_for = told_apart(words)
    assert {TYPED, POSTCODE} < looked_for and len(looked_for) > 12
    assert trail.found(looked_for) == set()
    places = {place for place, _ in trail.left}
    assert {"address", "Referer", "answer's headers", "log", "cookie physio_answers"} <= places


def test_addresses_say_nothing_after_the_question_mark(travelled):
    trail, _, _, _ = travelled
    addresses = {left.decode() for place, left in trail.left if place in ("address", "Referer") and b"?" in left}
    assert not [address for address in addresses if not QUERIES.fullmatch(address.split("?", 1)[1])]


def test_no_address_names_a_way_a_sign_or_an_answer(travelled):
    """Questions are addresses by design. A need would stay in the history of a shared device."""
    trail, _, _, _ = travelled
    places = ("address", "Referer", "answer's headers")
    addresses = {
        found for place, left in trail.left if place in places for found in re.findall(rb"/get-physio/[^\s]*", left)
    }
    assert any(b"/letter/" in address for address in addresses) and len(addresses) > 12
    named = {address: set(re.split(r"[^a-z0-9_]+", address.decode())) & secret_keys() for address in addresses}
    assert {address: keys for address, keys in named.items() if keys} == {}


def test_nobody_else_was_asked_for_anything(travelled):
    assert travelled[3] == []


def test_the_database_gained_numbers_and_ciphertext_only(travelled):
    _, words, added, _ = travelled
    grown = {table for table, line in added if b"\t" in line}
    assert grown <= MAY_GROW and "referrals_savedanswers" in grown
    rows = Trail([(table, line) for table, line in added if table == "referrals_savedanswers"])
    counts = Trail([(table, line) for table, line in added if table == "referrals_weeklycount"])
    assert rows.found({word for word in words if len(word) >= SHORTEST}) == set()
    assert counts.found(told_apart(words)) == set()
