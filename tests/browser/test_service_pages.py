"""One page of each kind of service, on a phone and on a desk: for everybody, and in one column."""

import pytest

from tests.support.axe import assert_accessible

pytestmark = pytest.mark.browser
KINDS = {
    "therapy centre": "neuro-therapy-centre-saltney",
    "NHS": "neurological-physiotherapy-south-tyneside-and-sunderland-nhs",
    "group": "gosport-and-fareham-ms-chair-physio-and-massage-group",
    "private": "neuro-herts-rehabilitation-llp",
    "online": "neuro-heroes-online",
    "other": "leuchie-house",
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("slug", KINDS.values(), ids=KINDS)
def test_each_kind_of_service_is_there_for_everybody(page, slug, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert page.goto(f"/services/{slug}/").status == 200
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") == width
