"""Every page passes every rule of axe: A, AA, AAA and best practice, in each colour scheme and at both widths."""

import pytest

from tests.support.axe import assert_accessible, assert_accessible_in_both_schemes
from tests.support.public_pages import DARK, DESK, KEY_PAGES, PAGES, PHONE, SHAPES, PublicPage

pytestmark = pytest.mark.browser
CONTRAST = "usual.contrast.everything"
LARGEST = "largest.device.everything"


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_on_a_phone(visitor, page):
    assert_accessible(visitor.open(page, PHONE))


@pytest.mark.parametrize("page", SHAPES, ids=str)
def test_dark_on_a_desk(visitor, page):
    assert_accessible(visitor.open(page, DESK, **DARK))


@pytest.mark.parametrize("page", KEY_PAGES, ids=str)
class TestKeyPages:
    def test_on_a_desk(self, visitor, page):
        assert_accessible_in_both_schemes(visitor.open(page, DESK))

    def test_on_a_phone(self, visitor, page):
        assert_accessible_in_both_schemes(visitor.open(page, PHONE))

    def test_with_more_contrast(self, visitor, page):
        assert_accessible_in_both_schemes(visitor.open(page, PHONE, reading=CONTRAST))

    def test_with_the_largest_words(self, visitor, page):
        assert_accessible(visitor.open(page, PHONE, reading=LARGEST))


@pytest.mark.parametrize("way", [{}, DARK], ids=["light", "dark"])
def test_where_editors_sign_in(visitor, way):
    assert_accessible(visitor.open(PublicPage("sign in", "/admin/login/"), DESK, **way))
