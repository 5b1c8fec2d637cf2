"""The pack of a route: how a document says it, which words must be there (S5, S10), and what counts as other words."""

import json
from dataclasses import fields, replace

import pytest

from referrals.engine import definition as d
from referrals.engine.document import FormatError, dump, load, logic_hash
from referrals.engine.proof.compare import compare
from referrals.engine.proof.prove import prove
from referrals.engine.proof.structure import check_structure
from tests.engine.sample import changed, demand, sample, words

PACK = ("contact", "bring", "ask", "not_right", "cost", "gives", "fallback")
LETTERS = d.LetterWords(dict.fromkeys(d.PLACES, words("NICE says")), words("How long?"), words("Thank you"), ("nice",))


def packed():
    """The sample with every field of the pack at the route to the GP, and the words of letters."""
    guide = changed(
        replace(sample(), letter_words=LETTERS),
        "routes",
        "gp",
        **{name: words(f"{name} it") for name in PACK},
        next_step=d.NextStep(21, words("Phone by {date}")),
        body_helps=False,
        demands=(demand("travel"), demand("cost", way_round=False)),
        services=("nhs",),
        service_needs=("home_visit", "online"),
    )
    first, *others = guide.question("nurse").options
    return changed(guide, "questions", "nurse", options=(replace(first, barrier="heat"), *others))


def test_a_pack_goes_out_and_comes_back():
    assert load(json.loads(json.dumps(dump(packed())))) == packed()


def test_a_document_from_before_the_pack_is_read_and_keeps_its_logic():
    old = dump(sample())
    new = dump(load(old))
    for item in (old["questions"][2]["options"][0], *old["routes"]):
        for name in {"barrier", "next_step", "body_helps", "demands", "services", "service_needs", *PACK} & item.keys():
            del item[name]
    del old["nation_help"], old["letter_words"]
    guide = load(old)
    assert (guide.route("gp").demands, guide.route("gp").contact, guide.nation_help) == ((), None, {})
    assert guide.route("gp").body_helps, "the nation's body was named at each route"
    assert logic_hash(old) == logic_hash(dump(guide)) == logic_hash(new)


@pytest.mark.parametrize(
    ("change", "is_logic"),
    [
        (lambda route: route["demands"][0].update(way_round=None), True),
        (lambda route: route["demands"][0].update(barrier="heat"), True),
        (lambda route: route["demands"].pop(), True),
        (lambda route: route["demands"][0]["way_round"].update(self="By telephone"), False),
        (lambda route: route["demands"][0]["reason"].update(self="Far away"), False),
        (lambda route: route.update(contact=None, next_step=None), False),
        (lambda route: route.update(services=[]), False),
        (lambda route: route.update(body_helps=True), False),
    ],
)
def test_the_logic_is_what_is_demanded_and_whether_there_is_a_way_round(change, is_logic):
    document = dump(packed())
    before = logic_hash(document)
    change(next(route for route in document["routes"] if route["key"] == "gp"))
    assert (logic_hash(document) != before) is is_logic


@pytest.mark.parametrize(
    ("place", "value", "expects"),
    [
        ("demands", [{"barrier": "dragons", "way_round": None, "reason": None}], '"travel"'),
        ("demands", [{"barrier": "travel", "way_round": None, "reason": None}] * 2, "named before"),
        ("next_step", {"days": 0, "text": None}, "from 1 to 120"),
        ("next_step", {"days": 121, "text": None}, "from 1 to 120"),
        ("next_step", {"days": True, "text": None}, "from 1 to 120"),
        ("services", ["hospital"], '"therapy_centre"'),
        ("service_needs", ["pool"], '"physiotherapy"'),
        ("body_helps", None, "true or false"),
    ],
)
def test_a_wrong_field_of_a_pack_is_refused_by_name(place, value, expects):
    document = dump(packed())
    document["routes"][2][place] = value
    with pytest.raises(FormatError, match=f"routes\\[2\\].{place}") as caught:
        load(document)
    assert expects in caught.value.message


def test_help_is_for_nations_only():
    document = dump(packed())
    document["nation_help"]["france"] = document["nation_help"]["wales"]
    with pytest.raises(FormatError, match="nation_help.france"):
        load(document)


# --- S10 and S5 ---
def subjects(guide, code="S10"):
    return [finding.subject for finding in check_structure(guide) if finding.property == code]


def test_a_whole_pack_has_no_fault():
    assert check_structure(packed()) == ()


@pytest.mark.parametrize("part", ["contact", "next_step", "fallback"])
def test_a_route_without_a_part_of_its_pack_is_named_and_blocks(part):
    guide = changed(sample(), "routes", "gp", **{part: None})
    assert subjects(guide) == [f"routes.gp.{part}"]
    proof = prove(guide)
    assert proof.verdicts["S10"] == "fails" and not proof.ready
    assert "“Ask for gp”" in next(finding for finding in proof.findings if finding.property == "S10").sentence


def test_a_day_without_words_is_no_next_step():
    assert subjects(changed(sample(), "routes", "gp", next_step=d.NextStep(7, None))) == ["routes.gp.next_step"]


def test_a_nation_without_help_is_named():
    some = {place: help_ for place, help_ in sample().nation_help.items() if place not in ("wales", "unknown")}
    assert subjects(replace(sample(), nation_help=some)) == ["nation_help.wales", "nation_help.unknown"]


ONE_VOICE = d.Wording("Something", " ")


@pytest.mark.parametrize("part", PACK)
def test_a_text_of_the_pack_has_both_voices_and_no_telephone_number(part):
    assert subjects(changed(packed(), "routes", "gp", **{part: ONE_VOICE}), "S5") == [f"routes.gp.{part}.carer"]
    number = changed(packed(), "routes", "gp", **{part: words("Phone 0808 800 8000")})
    assert subjects(number, "S5") == [f"routes.gp.{part}.self", f"routes.gp.{part}.carer"]


def test_the_other_new_words_have_both_voices_too():
    guide = changed(
        packed(),
        "routes",
        "gp",
        demands=(d.Demand("pain", ONE_VOICE, None),),
        next_step=d.NextStep(3, ONE_VOICE),
    )
    standards = {**LETTERS.standards, "wales": ONE_VOICE}
    guide = replace(
        guide,
        letter_words=replace(LETTERS, standards=standards, closing=None),
        nation_help={**guide.nation_help, "wales": d.NationHelp(" ", ONE_VOICE, None)},
    )
    assert subjects(guide, "S5") == [
        "routes.gp.next_step.text.carer",
        "routes.gp.demands.pain.reason",
        "routes.gp.demands.pain.way_round.carer",
        "nation_help.wales.text.carer",
        "letter_words.standards.wales.carer",
        "letter_words.closing",
        "nation_help.wales.body",
    ]


def test_only_a_next_step_may_hold_a_day():
    def quoted(guide):
        return [finding.subject for finding in prove(guide).findings if finding.property == "P12"]

    assert quoted(sample()) == []
    assert quoted(changed(sample(), "routes", "gp", contact=words("Phone by {date}"))) == [
        "routes.gp.contact.self",
        "routes.gp.contact.carer",
    ]
    other = changed(sample(), "routes", "gp", next_step=d.NextStep(3, words("Phone by {date} {name}")))
    assert quoted(other) == ["routes.gp.next_step.text.self", "routes.gp.next_step.text.carer"]


# --- other words ---
@pytest.mark.parametrize("name", [field.name for field in fields(d.Route) if field.name not in ("key", "availability")])
def test_every_field_of_a_route_that_was_changed_is_named(name):
    old = packed()
    new = changed(old, "routes", "gp", **{name: getattr(sample().route("helpline"), name)})
    found = compare(old, new)
    if name == "demands":
        assert found.groups == () and found.wording == (), "nobody has the barriers: no words, and no outcome"
    elif getattr(old.route("gp"), name) != getattr(new.route("gp"), name):
        assert found.wording == (f"Route “Ask for gp”: {name.replace('_', ' ')}.",)


def test_help_and_letters_that_were_changed_are_named():
    old = packed()
    help_ = {**old.nation_help, "wales": replace(old.nation_help["wales"], body="Llais")}
    del help_["unknown"]
    new = replace(old, nation_help=help_, letter_words=replace(LETTERS, closing=words("Yours")))
    assert compare(old, new).wording == (
        "Help for people in Wales: body.",
        "Help for people whose nation is not known: removed.",
        "The words of letters: closing.",
    )
    assert compare(replace(old, letter_words=None), old).wording == ("The words of letters: added.",)


def test_a_note_about_a_nation_is_other_words():
    gp = sample().route("gp").availability
    new = changed(sample(), "routes", "gp", availability={**gp, "wales": d.Availability(True, "Ask Llais.")})
    assert compare(sample(), new).wording == ("Route “Ask for gp”: availability.",)
