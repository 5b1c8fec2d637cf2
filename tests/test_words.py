"""The words of the founding guide: plain, calm, complete, and never wrong about whom to call.

Those of the library: tests/content/test_check_library.py.
"""

import json
import re
from pathlib import Path

import pytest

from content import wording

ROOT = Path(__file__).resolve().parent.parent
GUIDE = json.loads((ROOT / "referrals" / "guides" / "ways-to-physiotherapy.json").read_text())
PACK = ("contact", "bring", "ask", "cost", "gives", "not_right", "next_step", "fallback", "demands")


def wordings(value):
    """Every text of a guide that a person may read, in both voices."""
    if isinstance(value, dict) and set(value) == {"self", "carer"}:
        yield from filter(None, value.values())
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("vignettes", "facts"):
                yield from wordings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from wordings(inner)


def test_the_guides_sentences_are_short():
    assert wording.too_long("\n".join(wordings(GUIDE))) == ()


def test_the_guide_uses_plain_british_words():
    text = " ".join(wordings(GUIDE))
    assert wording.avoided(text) + wording.certain(text) + wording.american(text) == ()


@pytest.mark.parametrize("sign", GUIDE["urgent_signs"], ids=lambda sign: sign["key"])
def test_advice_names_111_only_where_it_works(sign):
    there = json.dumps(sign["advice"]["northern_ireland"])
    assert "111" not in there
    unknown = json.dumps(sign["advice"]["unknown"], ensure_ascii=False)
    if re.search(r"\b111\b", unknown):
        assert "England, Scotland or Wales" in unknown and "Northern Ireland" in unknown


def test_muscle_and_joint_self_referral_is_never_a_route():
    offered = json.dumps([GUIDE["routes"], GUIDE["rules"]], ensure_ascii=False).lower()
    assert not [route["key"] for route in GUIDE["routes"] if "msk" in route["key"] or "self_referral" in route["key"]]
    assert "refer yourself to muscle" not in offered


@pytest.fixture(params=GUIDE["routes"], ids=lambda route: route["key"])
def pack(request):
    """The texts of one route's pack, by field: each as (what the person with MS reads, what a carer reads)."""
    return {name: list(in_both_voices(request.param[name])) for name in PACK}


def in_both_voices(value):
    """Every wording inside a value, as the text for the person with MS and the one for a carer."""
    if isinstance(value, dict) and set(value) == {"self", "carer"}:
        yield value["self"], value["carer"]
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from in_both_voices(inner)


def texts_of(pack, *names):
    return [text for name in names or PACK for pair in pack[name] for text in pair]


def test_each_route_says_whom_to_contact_what_to_bring_and_what_to_do_next(pack):
    assert [name for name in PACK if not pack[name]] == []
    lines = {name: {len(text.splitlines()) for text in texts_of(pack, name)} for name in ("bring", "ask", "not_right")}
    assert lines["bring"] | lines["ask"] <= {3, 4, 5, 6}
    assert lines["not_right"] <= {2, 3, 4}
    assert all("{date}" in text and "“" in text for text in texts_of(pack, "next_step"))


def test_a_packs_sentences_have_at_most_20_words(pack):
    sentences = wording.sentences("\n".join([*texts_of(pack), *wordings(GUIDE["nation_help"])]))
    assert [sentence.text for sentence in sentences if sentence.words > 20] == []


def test_a_pack_is_read_at_about_the_age_of_11(pack):
    assert {text: wording.reading_age(text) for text in texts_of(pack) if wording.reading_age(text) > 11.5} == {}


def test_a_pack_names_no_price_no_wait_and_no_number_of_sessions(pack):
    found = re.compile(r"[£$€]|\b(\d+|one|two|three|six|several)( to \w+)? (weeks?|months?|sessions?)\b", re.I)
    assert [text for text in texts_of(pack) if found.search(text)] == []


def test_a_pack_promises_nothing(pack):
    promise = re.compile(r"\b(you|they) will (get|have|be seen|see)\b|\b(your|their|a) right\b|\bentitled\b", re.I)
    assert [text for text in texts_of(pack) if promise.search(text)] == []


def test_a_carers_pack_never_speaks_to_the_person_with_ms(pack):
    """Who reads “your” or “you have” in one voice and the same in the other is told of the wrong person."""
    of_the_person = re.compile(r"\b(your (own|life|stick|splints?)|you (use|wear|do|have|travel|need|may)|my|me)\b")
    pairs = [pair for name in PACK for pair in pack[name]]
    assert [carer for you, carer in pairs if you == carer and of_the_person.search(carer)] == []


def test_only_a_body_that_was_found_in_a_source_is_named_without_doubt():
    for nation, found in GUIDE["nation_help"].items():
        if not found["sources"]:
            assert all(text.startswith("As far as we know") for text in found["text"].values()), nation


def test_a_letter_calls_nice_a_right_nowhere_and_good_practice_in_scotland():
    words = GUIDE["letter_words"]["standards"]
    assert not [text for pair in words.values() for text in pair.values() if re.search(r"\bright\b|\bmust\b", text)]
    assert "good practice" in words["scotland"]["self"]
    for nation in ("wales", "northern_ireland"):
        assert words[nation]["self"].startswith("As far as I know")


# Never on a paper or in a script: the print may lie about where somebody does harm, and no service for physiotherapy
# needs it. Whoever has neither got better nor worse would plead against their own place on a list.
NOT_PRINTED = {("today", key) for key in ("home", "mood", "mind")} | {("changes", "mood"), ("changes", "none")}
OPTIONS = [(question, option) for question in GUIDE["questions"] for option in question["options"]]
# Words that make a sentence of a tick, and ticks whose sentence sums them up.
JOINING = {"have", "they", "their", "them", "help", "take", "gave", "birth", "getting", "appointments", "symptoms"}
SUMMED_UP = {("today", "infection"), ("changes", "after"), ("getting_there", "wheelchair"), ("getting_there", "travel")}


def test_harm_and_a_crisis_are_never_printed():
    said = {(question["key"], option["key"]) for question, option in OPTIONS if option["say"]}
    asked = {(question["key"], option["key"]) for question, option in OPTIONS}
    assert asked >= NOT_PRINTED and not said & NOT_PRINTED
    assert not {key for key in said if key[0] == "emergency"}


@pytest.mark.parametrize("voice", ["self", "carer"])
def test_what_is_said_for_somebody_is_what_they_ticked(voice):
    for question, option in OPTIONS:
        name = (question["key"], option["key"])
        if option["say"] and question["key"] in ("today", "changes", "getting_there") and name not in SUMMED_UP:
            ticked, hint = option["text"][voice], (option["hint"] or {}).get(voice, "")
            told = stems(option["say"][voice])
            assert told <= stems(ticked) | stems(hint) | stems(" ".join(JOINING)), name
            parts = [part for part in re.split(r",| or ", ticked) if stems(part)]
            assert [part for part in parts if not stems(part) & told] == [], name


def stems(text):
    """The first four letters of each word that has as many."""
    return {word[:4] for word in re.findall(r"[a-z]{4,}", text.lower())}


def test_national_guidance_is_named_where_the_nation_is_known():
    assert "QS108" not in json.dumps([route["ask"] for route in GUIDE["routes"]])


def test_a_self_referral_reads_well_on_a_form():
    (team,) = (route for route in GUIDE["routes"] if route["key"] == "community_neuro_team")
    assert {words.split(" to your team")[0] for words in team["say"].values()} == {
        "I would like to refer myself",
        "I would like to refer them",
    }
    assert "?" not in "".join(team["say"].values())


def test_the_first_words_of_a_way_hold_what_they_send_people_to():
    routes = {route["key"]: route for route in GUIDE["routes"]}
    assert "how to join" in routes["gp"]["contact"]["self"]
    assert routes["private"]["link"]["url"].startswith("https://www.hcpc-uk.org/")
    helpline = json.dumps(routes["helpline"], ensure_ascii=False)
    assert "0808 800 8000" in routes["helpline"]["text"]["self"]
    assert helpline.count("0808 800 8000") == 2 and len(re.findall(r"\bfree\b", helpline, re.I)) == 2  # in each voice
