"""The interchange document: what is refused and where, and what the hashes cover."""

import copy
import json

import pytest

from referrals.engine import definition as d
from referrals.engine.document import FormatError, canonical_bytes, content_hash, dump, load, logic_hash
from tests.engine.sample import sample, vignette

MISSING = object()


def document():
    return dump(sample())


def put(document, path, value):
    """Set or delete what stands at a path such as "questions[3].text.carer"."""
    parts = path.replace("[", ".").replace("]", "").split(".")
    *parents, last = [int(part) if part.isdigit() else part for part in parts]
    for part in parents:
        document = document[part]
    if value is MISSING:
        del document[last]
    else:
        document[last] = value


def test_the_sample_goes_out_and_comes_back():
    assert load(json.loads(json.dumps(document()))) == sample()


def test_what_is_loaded_again_is_the_same_guide_and_an_edit_is_another():
    document = dump(sample())
    guide = load(document)
    assert load(copy.deepcopy(document)) is guide, "caches would compare the two, part by part, at each look"
    document["rules"][-1]["reason"]["self"] += " Now."
    edited = load(document)
    assert edited != guide and hash(edited) != hash(guide), "the same"


def test_the_document_has_every_field():
    question = document()["questions"][2]
    names = "key purpose role kind section label text help why error required unit min max shown_when options"
    assert list(question) == names.split()
    names = "key text hint say exclusive apart neutral nation voice topics barrier"
    assert list(question["options"][0]) == names.split()
    assert question["text"] == {"self": "danger?", "carer": "danger? (carer)"}
    assert document()["facts"][0]["when"] == [[{"question": "walking", "op": "any_of", "options": ["aid", "cannot"]}]]


def test_vignettes_keep_the_three_kinds_of_answers():
    case = vignette({"who": ("me",), "age": 40, "wishes": None}, must=[("gp", 1)])
    guide = load(document() | {"vignettes": [dump_of(case)]})
    assert guide.vignettes == (case,)


def dump_of(case):
    return dump(d.Guide("g", "G", (), (), (), (), (), (), (case,)))["vignettes"][0]


@pytest.mark.parametrize("place", ["routes[0]", "rules[0]", "urgent_signs[0]"])
def test_what_a_route_rule_or_sign_rests_on_is_kept_and_missing_in_old_documents(place):
    cited, old = document(), document()
    put(cited, f"{place}.sources", ["nice-ng220", "hrb-falls"])
    put(old, f"{place}.sources", MISSING)
    assert dump(load(cited)) == cited
    assert dump(load(old)) == document(), "a missing list is read as an empty one, and written"


def test_neutral_may_be_null():
    changed = document()
    put(changed, "questions[0].options[0].neutral", None)
    assert load(changed) == sample()


@pytest.mark.parametrize(
    ("path", "value", "expects"),
    [
        ("format", "other", 'one of "msphysio-guide"'),
        ("format_version", 2, "one of 1"),
        ("format_version", True, "one of 1"),
        ("language", "fr", 'one of "en-GB"'),
        ("guide", "Not a key", "a key of small letters"),
        ("questions", {}, "a list of"),
        ("questions[3]", "text", "an object with the fields key"),
        ("questions[3].kind", "date", 'one of "single", "multi", "number"'),
        ("questions[3].text.carer", 5, "expected text, found 5"),
        ("questions[3].text.carer", "\ud800", "expected text"),
        ("questions[3].text.carer", "a\0b", "expected text"),
        ("questions[3].text.carer", MISSING, "is missing; expected text"),
        ("questions[3].text.extra", "x", "not a known field; expected self, carer"),
        ("questions[3].why", MISSING, "is missing; expected an object with the fields self, carer or null"),
        ("questions[3].extra", 1, "not a known field"),
        ("questions[3].required", 1, "true or false"),
        ("questions[3].options[1].key", "", "a key"),
        ("questions[3].options[1].nation", "france", '"england"'),
        ("questions[4].max", 2**31, "a whole number"),
        ("questions[4].max", 120.0, "a whole number"),
        ("questions[4].max", True, "a whole number"),
        ("questions[6].shown_when", [], "at least 1"),
        ("questions[6].shown_when[0]", [], "at least 1"),
        ("questions[6].shown_when[0][0].op", "is", 'one of "any_of"'),
        ("questions[6].shown_when[0][0].question", "walking", "not a known field; expected fact, op"),
        ("facts[0].when", None, "a list of"),
        ("facts[0].when[0][0].options", [], "at least 1"),
        ("routes[0].availability.wales", MISSING, "is missing"),
        ("routes[0].availability.france", {}, "not a known field"),
        ("routes[0].good_to_know[0].icon", "skull", '"pound"'),
        ("routes[0].link.url", "javascript:alert(1)", "https"),
        ("routes[0].link.url", "//evil.example", "https"),
        ("routes[0].link.url", "/a b", "https"),
        ("rules[0].tier", 4, "one of 1, 2, 3"),
        ("rules[0].effect", "hide", '"recommend"'),
        ("urgent_signs[0].level", "E", '"exit"'),
        ("urgent_signs[0].when", None, "a list of"),
        ("urgent_signs[0].advice.unknown", MISSING, "is missing"),
        ("urgent_signs[0].sources[0]", "Not a key", "a key"),
        ("rules[0].sources", None, "a list of"),
        ("urgent_signs[0].advice.wales.phone", "call us", "a telephone number"),
    ],
)
def test_a_wrong_field_is_refused_by_name(path, value, expects):
    changed = document()
    changed["urgent_signs"][0]["sources"] = ["nice-ng220"]
    changed["routes"][0]["link"] = {"label": "Book", "url": "/services/"}
    put(changed, path, value)
    with pytest.raises(FormatError) as caught:
        load(changed)
    assert caught.value.path == path
    assert expects in caught.value.message
    assert str(caught.value).startswith(caught.value.path)


@pytest.mark.parametrize("value", [None, [], "guide", 7])
def test_what_is_not_an_object_is_no_guide(value):
    with pytest.raises(FormatError, match="the document: expected an object"):
        load(value)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("questions[1].key", "who", "used before"),
        ("questions[3].options[1].key", "yes", "used before"),
        ("rules[1].key", "ask_nurse", "used before"),
        ("questions[3].role", "nation", "another question is the nation question"),
        ("questions[4].max", None, "needs a min and a max"),
        ("questions[4].max", -1, "needs a min and a max"),
        ("questions[3].min", 1, "expected null"),
        ("facts[0].when[0][0].question", "running", "no question running"),
        ("facts[0].when[0][0].options[1]", "fly", "walking has no option fly"),
        ("facts[0].when[0][0].options[1]", "aid", "named twice"),
        ("facts[0].when[0][0].op", "all_of", "does not fit walking"),
        ("urgent_signs[3].when[0][0].number", 121, "from 0 to 120"),
        ("urgent_signs[3].when[0][0].question", "fever", "does not fit fever"),
        ("questions[6].shown_when[0][0].fact", "tired", "no fact tired"),
        ("routes[1].availability.wales.substitute", "magic", "no route magic"),
        ("rules[0].route", "magic", "no route magic"),
        ("facts[0].when[0][0]", {"fact": "unsteady", "op": "not_holds"}, "in a circle"),
    ],
)
def test_a_guide_that_cannot_be_walked_is_refused(path, value, message):
    changed = document()
    put(changed, path, value)
    with pytest.raises(FormatError, match=message) as caught:
        load(changed)
    assert caught.value.path.split(".")[0] == path.split(".")[0]


def test_the_canonical_form_is_compact_sorted_utf8_in_nfc():
    assert canonical_bytes({"b": "e\u0301", "a": [1, None, True]}) == '{"a":[1,null,true],"b":"é"}'.encode()


@pytest.mark.parametrize("value", [1.5, float("nan"), b"x", "\ud800"])
def test_the_canonical_form_has_no_other_values(value):
    with pytest.raises(FormatError):
        canonical_bytes({"a": value})


LOGIC = [
    ("questions[3].required", False),
    ("questions[4].max", 119),
    ("questions[3].purpose", "need"),
    ("questions[6].shown_when", None),
    ("questions[3].options[2].exclusive", True),
    ("questions[3].options[2].neutral", "reading_only"),
    ("questions[1].options[4].nation", "wales"),
    ("facts[0].when[0][0].options", ["aid"]),
    ("routes[1].availability.wales.offered", True),
    ("routes[1].availability.wales.substitute", "nurse_referral"),
    ("rules[0].tier", 2),
    ("rules[0].asserts", [[{"question": "nurse", "op": "answered"}]]),
    ("urgent_signs[1].level", "C"),
    ("urgent_signs[1].stops", True),
    ("urgent_signs[1].may_skip_when", [[{"question": "age", "op": "answered"}]]),
    ("exclusive_pairs", [{"a": {"kind": "route", "key": "gp"}, "b": {"kind": "route", "key": "helpline"}, "why": "x"}]),
]
WORDS = [
    ("title", "Another title"),
    ("questions[3].section", "Other"),
    ("questions[3].help", {"self": "x", "carer": "y"}),
    ("questions[3].unit", "years"),
    ("questions[3].options[2].topics", ["walking"]),
    ("questions[3].options[2].apart", True),
    ("facts[0].label", "other words"),
    ("routes[0].tag", "Later"),
    ("routes[1].availability.wales.note", "Ask first."),
    ("routes[1].link", {"label": "x", "url": "https://example.org"}),
    ("rules[0].reason.carer", "other"),
    ("urgent_signs[1].advice.wales.phone", "999"),
    ("routes[0].sources", ["nice-ng220"]),
    ("routes[0].body_helps", False),
    ("rules[0].sources", ["nice-ng220"]),
    ("urgent_signs[1].sources", ["nice-ng220"]),
    ("vignettes", [dump_of(vignette({}))]),
]


@pytest.mark.parametrize(("path", "value"), LOGIC)
def test_both_hashes_cover_the_logic(path, value):
    before, after = document(), document()
    put(after, path, value)
    assert logic_hash(before) != logic_hash(after)
    assert content_hash(before) != content_hash(after)


@pytest.mark.parametrize(("path", "value"), WORDS)
def test_only_the_content_hash_covers_the_words(path, value):
    before, after = document(), document()
    put(after, path, value)
    assert logic_hash(before) == logic_hash(after)
    assert content_hash(before) != content_hash(after)


def test_order_is_part_of_the_logic():
    swapped = copy.deepcopy(document())
    swapped["rules"].reverse()
    assert logic_hash(swapped) != logic_hash(document())
