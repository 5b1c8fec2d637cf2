"""The pages of signing in, as people see them; and the whole way once, with a phone's app and a lost phone."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from playwright.sync_api import expect

from tests.factories.content import ArticleFactory, person
from tests.support import own_sites
from tests.support.axe import assert_accessible, assert_accessible_in_both_schemes
from tests.support.editing import address
from tests.support.public_pages import DARK, DESK, PublicPage
from tests.support.second_steps import codes_on, give_password, key_on, later
from tests.support.watching import watch

pytestmark = pytest.mark.browser


@pytest.fixture
def answers(client, settings, db):
    """Every page of signing in, by a name: made here, to be shown with the styles of the running site."""
    settings.SECOND_FACTOR = True
    ann, root = person("ann", "publisher"), person("root")
    root.is_superuser = True
    root.save()
    found = {}
    with time_machine.travel("2026-11-21T10:00:00Z", tick=False) as clock:
        for number in range(6):
            sent = {"username": "ann", "password": str(number)}
            found[f"failed {number}"] = client.post(reverse("admin:login"), sent, REMOTE_ADDR="192.0.2.9")
        found = {"locked out": found["failed 5"]}
        give_password(client, root)
        found["set up"] = client.get(reverse("admin:set_up"))
        key = key_on(found["set up"].text)
        found["set up error"] = client.post(reverse("admin:set_up"), {"code": "1"})
        found["codes"] = client.post(reverse("admin:set_up"), {"code": f"{totp(key):06}"})
        found["recovery codes"] = client.get(reverse("admin:recovery_codes"))
        found["new codes"] = client.post(reverse("admin:recovery_codes"))
        [code, *used, _, _] = codes_on(found["new codes"].text)
        StaticToken.objects.filter(token__in=used).delete()
        found["reset"] = client.get(reverse("admin:second_factor_reset", args=[ann.pk]))
        clock.shift(timedelta(minutes=11))
        move = address("article_move", ArticleFactory().pk, "withdraw")
        found["proof"] = client.post(move, {"reason": "The service has closed."})
        found["proof error"] = client.post(move, {"prove-password": "", "prove-code": ""})
        client.post(reverse("admin:logout"))
        later(clock)
        give_password(client, root)
        found["ask"] = client.get(reverse("admin:second_factor"))
        found["ask error"] = client.post(reverse("admin:second_factor"), {"code": "000000"})
        client.post(reverse("admin:second_factor"), {"code": code})
        found["few codes"] = client.get(reverse("admin:recovery_codes"))
        assert "You have 2 recovery codes left" in found["few codes"].text
    return found


def test_every_page_can_be_used_by_everybody(browser, site, answers):
    context = browser.new_context(base_url=site.url)
    complaints = watch(context, site.url)
    page = context.new_page()
    for name, answer in answers.items():
        page.route("**/shown/", partial(_show, answer))
        page.goto("/shown/")
        for width, pass_every_rule in ((390, assert_accessible_in_both_schemes), (1280, assert_accessible)):
            page.set_viewport_size({"width": width, "height": 900})
            pass_every_rule(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.unroute("**/shown/")
    context.close()
    assert not complaints, complaints


@pytest.mark.parametrize("way", [{}, DARK], ids=["light", "dark"])
def test_where_editors_sign_in(visitor, way):
    assert_accessible(visitor.open(PublicPage("sign in", "/admin/login/"), DESK, **way))


def test_the_whole_way_without_scripts(browser):
    with own_sites.own_site("signing_in", SECOND_FACTOR="1") as site:
        context = browser.new_context(base_url=site.url, java_script_enabled=False)
        page = context.new_page()
        _give_password(page, site)
        expect(page.get_by_role("textbox", name="Code")).to_be_visible()
        key = key_on(page.content())
        page.get_by_role("textbox", name="Code").fill(f"{totp(key):06}")
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_role("link", name="I have kept them")).to_be_visible()
        [paper, *_] = codes_on(page.content())
        page.get_by_role("link", name="I have kept them").click()
        expect(page.get_by_role("heading", name="Your desk")).to_be_visible()
        page.get_by_role("button", name="Log out").click()
        _give_password(page, site)
        page.get_by_role("textbox", name="Code").fill(paper)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Your desk")).to_be_visible()
        context.close()


def _show(answer, route):
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
    route.fulfill(status=200, headers=headers, body=answer.content)


def _give_password(page, site):
    page.goto("/admin/")
    page.get_by_label("Username").fill("author")
    page.get_by_label("Password").fill(site.accounts["author"])
    page.get_by_role("button", name="Log in").click()
