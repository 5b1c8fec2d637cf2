"""The drawings: they are what the generator draws, they are safe to inline, and nobody in them bends the wrong way."""

import re
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from content.figures import drawings
from content.figures.body import Arm, Leg, Person, Reach, Stand
from content.figures.geometry import Point

STEPS = {
    "knee-rolls": 3,
    "sit-to-stand": 3,
    "heel-raises": 2,
    "ankle-lifts": 2,
    "seated-march": 2,
    "weight-shift": 3,
    "calf-stretch": 2,
    "bridge": 2,
    "heel-slides": 2,
    "ankle-pumps": 2,
    "knee-hug": 2,
    "towel-leg-stretch": 2,
    "arms-overhead": 3,
    "slow-breathing": 2,
    "sit-tall": 2,
    "side-shifts": 3,
    "knee-straightening": 2,
    "shoulder-squeeze": 2,
    "arm-reach": 3,
    "neck-turns": 2,
    "hand-squeeze": 3,
    "seated-leg-stretch": 2,
    "trunk-turn": 2,
    "small-knee-bends": 2,
    "side-leg-lifts": 2,
    "leg-back": 2,
    "heel-to-toe": 3,
    "step-ups": 3,
    "wall-push-ups": 2,
    "wheelchair-weight-shift": 3,
    "forward-punches": 2,
    "chest-opening": 2,
    "wheelchair-reach": 2,
}
SCENES = ["hero", "two-people", "chair-leg-raise", "physio-assessing", "signpost", "appointment", "walking-stick"]
SCENES += ["resting", "dumbbell", "after-relapse", "standing-frame", "carer-transfer"]
DOORS = ["door-stiff", "door-battery", "door-unsteady", "door-wave", "door-person"]
NAMES = SCENES + DOORS + [f"{name}-{step}" for name, steps in STEPS.items() for step in range(1, steps + 1)]
ICONS = ["next", "back", "phone", "print", "clock", "pin", "house", "tick", "cross", "say", "pound", "cal"]
ICONS += ["alert", "octagon", "info", "text", "pen", "cup", "chair", "list", "people", "letter", "search", "star"]
ICONS += ["sound"]
SVG = "{http://www.w3.org/2000/svg}"
FORBIDDEN_ATTRIBUTES = {"style", "href", "{http://www.w3.org/1999/xlink}href", "src"}
COLOUR_ATTRIBUTES = {"fill", "stroke", "color", "stop-color"}
IMAGES = Path(settings.BASE_DIR) / "static" / "img"
FIGURES_CSS = (Path(settings.BASE_DIR) / "static" / "css" / "components" / "figures.css").read_text("utf-8")
TEXTS = drawings()


def elements(text):
    return list(ElementTree.fromstring(text).iter())  # noqa: S314 - our own file


def test_every_promised_figure_is_drawn_and_no_other():
    assert sorted(TEXTS) == sorted(NAMES)


def test_the_files_are_what_the_generator_draws():
    call_command("draw_figures", "--check", stdout=StringIO())


def test_a_changed_file_is_noticed(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    call_command("draw_figures", stdout=StringIO())
    (tmp_path / "templates" / "figures" / "hero.svg").write_text("<svg/>")
    with pytest.raises(CommandError, match="hero.svg"):
        call_command("draw_figures", "--check", stdout=StringIO())


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_safe_to_put_in_a_page(name):
    for element in elements(TEXTS[name]):
        assert element.tag in {SVG + tag for tag in ("svg", "g", "path", "circle")}
        assert not FORBIDDEN_ATTRIBUTES & set(element.attrib)
        assert not any(attribute.startswith("on") for attribute in element.attrib)
        assert "id" not in element.attrib, "two figures on a page would share it"


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_takes_its_colours_from_the_stylesheet(name):
    for element in elements(TEXTS[name]):
        assert all(element.attrib.get(attribute, "none") == "none" for attribute in COLOUR_ATTRIBUTES)
        for style in element.attrib.get("class", "").split():
            assert re.search(rf"\.{style} \{{", FIGURES_CSS), style


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_small(name):
    assert len(TEXTS[name].encode()) < 5000
    assert not re.search(r"\.\d{3}", TEXTS[name])


def test_the_stylesheet_names_no_colour_of_its_own():
    assert not re.search(r"#[0-9a-f]{3,6}\b|rgb|hsl", FIGURES_CSS)


def test_the_icon_sprite_holds_the_whole_set_once():
    symbols = [element for element in elements((IMAGES / "icons.svg").read_text()) if element.tag == SVG + "symbol"]
    assert [symbol.attrib["id"] for symbol in symbols] == ICONS
    for symbol in symbols:
        drawn = {key: symbol.attrib[key] for key in ("viewBox", "fill", "stroke", "stroke-width", "stroke-linecap")}
        assert tuple(drawn.values()) == ("0 0 24 24", "none", "currentColor", "2.2", "round")


@pytest.mark.parametrize("name", ["mark.svg", "favicon.svg", "icons.svg"])
def test_an_image_file_is_well_formed_and_asks_for_nothing(name):
    for element in elements((IMAGES / name).read_text()):
        assert not FORBIDDEN_ATTRIBUTES & set(element.attrib)
        assert element.tag not in {SVG + "script", SVG + "style", SVG + "image"}


def test_the_old_favicon_is_an_icon_file():
    assert (IMAGES / "favicon.ico").read_bytes()[:4] == b"\0\0\1\0"


@pytest.mark.parametrize("leg", [Leg(foot=45), Leg(foot=-60), Leg(hip=200, knee=112, foot=160)])
def test_a_foot_stays_where_an_ankle_lets_it(leg):
    with pytest.raises(ValueError, match="ankle cannot bend"):
        Person(Point(0, 0), near_leg=leg).draw("near_leg")


@pytest.mark.parametrize("joint", [lambda: Leg(knee=-5), lambda: Leg(knee=170), lambda: Arm(elbow=-5)])
def test_a_joint_does_not_bend_the_wrong_way(joint):
    with pytest.raises(ValueError, match="cannot bend"):
        joint()


def test_a_limb_keeps_its_length_or_is_not_drawn():
    far = Person(Point(0, 0), near_arm=Reach(Point(300, 0)), near_leg=Stand(Point(0, 400)))
    for part in ("near_arm", "near_leg"):
        with pytest.raises(ValueError, match="out of reach"):
            far.draw(part)


def test_an_arm_that_points_at_us_is_shorter_and_the_hand_still_arrives():
    palm = Point(50, -30)
    whole, shown = (Person(Point(0, 0), reach=reach).arm(Reach(palm)) for reach in (1, 0.7))
    assert whole[0].to(whole[1]) == pytest.approx(54) and shown[0].to(shown[1]) == pytest.approx(54 * 0.7)
    assert whole[3] == pytest.approx(palm) and shown[3] == pytest.approx(palm)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(tuple(STEPS))])
def test_the_picture_of_a_step_is_light(name):
    assert len(TEXTS[name].encode()) < 3000


@pytest.mark.parametrize("facing", [1, -1])
def test_a_knee_points_forwards_and_an_elbow_backwards(facing):
    person = Person(Point(0, 0), facing=facing)
    hip, knee, ankle = person.leg(Stand(Point(0, 140)))
    assert (knee.x - hip.x) * facing > 0 > (ankle.x - knee.x) * facing
    shoulder, elbow, _, palm = person.arm(Reach(Point(40 * facing, 0)))
    straight_across = shoulder.x + (palm.x - shoulder.x) * (elbow.y - shoulder.y) / (palm.y - shoulder.y)
    assert (elbow.x - straight_across) * facing < 0
