"""Editors write the pack of a route, who helps in each nation and the words of letters, with forms alone."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from referrals import interchange, publishing
from referrals.engine.document import dump, load
from referrals.engine.route import BARRIERS, SERVICE_NEEDS, SERVICES
from referrals.models import Barrier, ServiceKind, ServiceNeed
from tests.engine.sample import sample
from tests.factories.packs import packed_document
from tests.support.guide_admin import form_of, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


@pytest.fixture
def editor(client, django_user_model):
    user = django_user_model.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="guide editor"))
    client.force_login(user)
    return user


@pytest.fixture
def draft(editor):
    return publishing.import_document(dump(sample()))


def route_page(draft, key="gp"):
    return reverse("admin:referrals_route_change", args=[draft.route_set.get(key=key).pk])


def version_page(draft):
    return reverse("admin:referrals_guideversion_change", args=[draft.pk])


def route(draft, key="gp"):
    return next(item for item in interchange.read(draft)["routes"] if item["key"] == key)


def both(name, text):
    return {f"{name}_self": text, f"{name}_carer": f"{text} (carer)"}


def words(text):
    return {"self": text, "carer": f"{text} (carer)"}


def text(response):
    return response.content.decode()


def test_what_editors_choose_from_is_what_the_engine_knows():
    assert tuple(Barrier.values) == BARRIERS
    assert (tuple(ServiceKind.values), tuple(ServiceNeed.values)) == (SERVICES, SERVICE_NEEDS)


def test_each_part_of_a_pack_is_written_in_the_form_of_its_route(client, draft):
    parts = ("contact", "bring", "ask", "not_right", "cost", "gives", "fallback")
    fields = {name: value for part in parts for name, value in both(part, f"{part}!").items()}
    fields |= {"next_step_days": "21", **both("next_step", "By {date}")}
    page = save(client, route_page(draft), **fields, services=["nhs", "group"], service_needs=["online"])
    assert "errorlist" not in text(page)
    found = route(draft)
    assert {part: found[part] for part in parts} == {part: words(f"{part}!") for part in parts}
    assert found["next_step"] == {"days": 21, "text": words("By {date}")}
    assert (found["services"], found["service_needs"]) == (["nhs", "group"], ["online"])
    load(interchange.read(draft))


def test_who_writes_a_route_says_whether_the_nations_body_helps(client, draft):
    page = text(client.get(route_page(draft)))
    assert "The nation’s body helps here" in page and "Tick for NHS care" in page
    assert route(draft)["body_helps"]
    save(client, route_page(draft), body_helps=[])
    assert not route(draft)["body_helps"]
    save(client, route_page(draft), body_helps="on")
    assert route(draft)["body_helps"]


def test_the_form_asks_for_the_parts_in_the_order_in_which_they_are_read(client, draft):
    page = text(client.get(route_page(draft)))
    headings = ("What it is", "Whom to contact", "What to say", "What to bring", "What to ask", "What it costs")
    headings += ("What they may get", "When it is not right", "If nothing happens", "If they are refused, or wait")
    places = [page.index(f">{heading}<") for heading in headings]
    assert places == sorted(places)


def test_a_demand_and_its_way_round_are_added(client, draft):
    demand = {"demands-0-barrier": "travel", "demands-0-reason_self": "You travel", "demands-0-reason_carer": "They do"}
    page = save(client, route_page(draft), **demand)
    assert "errorlist" not in text(page)
    reason = {"self": "You travel", "carer": "They do"}
    assert route(draft)["demands"] == [{"barrier": "travel", "reason": reason, "way_round": None}]
    again = {name.replace("-0-", "-1-"): value for name, value in demand.items()}
    assert "Please correct the duplicate data" in text(save(client, route_page(draft), **again))
    assert len(route(draft)["demands"]) == 1


@pytest.mark.parametrize("days", ["0", "121", ""])
def test_a_next_step_without_a_day_that_fits_is_refused_in_words(client, draft, days):
    page = text(save(client, route_page(draft), next_step_days=days))
    expected = {"0": "greater than or equal to 1", "121": "less than or equal to 120", "": "Say after how many days"}
    assert expected[days] in page
    assert route(draft)["next_step"]["days"] == 14


def test_an_answer_gets_a_barrier(client, draft):
    question = draft.question_set.get(key="wishes")
    save(client, reverse("admin:referrals_question_change", args=[question.pk]), **{"options-0-barrier": "heat"})
    assert interchange.read(draft)["questions"][question.position]["options"][0]["barrier"] == "heat"


def test_who_helps_and_what_letters_say_is_written_on_the_page_of_the_version(client, editor):
    document = dump(sample())
    draft = publishing.import_document({**document, "nation_help": {}})
    form = form_of(client.get(version_page(draft)))
    nations = [form[f"nationhelp_set-{n}-nation"] for n in range(5)]
    assert nations == [["england"], ["scotland"], ["wales"], ["northern_ireland"], [""]], "one stands ready for each"
    fields = {f"nationhelp_set-2-{name}": value for name, value in both("text", "It is free").items()}
    fields |= {f"letter_words-0-{name}": value for name, value in both("closing", "Thank you").items()}
    fields |= {f"letterstandard_set-4-{name}": value for name, value in both("text", "NICE says").items()}
    page = save(client, version_page(draft), **fields, **{"nationhelp_set-2-body": "Llais"})
    assert "errorlist" not in text(page)
    found = interchange.read(draft)
    assert found["nation_help"] == {
        "wales": {"body": "Llais", "text": words("It is free"), "link": None, "sources": []}
    }
    assert found["letter_words"]["closing"] == words("Thank you")
    assert {place for place, said in found["letter_words"]["standards"].items() if said} == {"unknown"}
    assert editor in draft.authors.all(), "who wrote it does not approve it"


def test_one_nation_is_not_written_twice(client, draft):
    page = save(client, version_page(draft), **{"nationhelp_set-0-nation": "wales"})
    assert "errorlist" in text(page)
    assert len(interchange.read(draft)["nation_help"]) == 5


def test_nothing_is_lost_when_everything_is_saved_as_it_is(client, editor):
    draft = publishing.import_document(packed_document())
    before = interchange.read(draft)
    save(client, version_page(draft))
    for row in draft.route_set.all()[:3]:
        save(client, reverse("admin:referrals_route_change", args=[row.pk]))
    assert interchange.read(draft) == before


def test_what_the_check_finds_missing_links_to_its_field(client, editor):
    document = dump(sample())
    document["routes"][2] |= {"contact": None, "next_step": None}
    del document["nation_help"]["wales"]
    draft = publishing.import_document(document)
    page = text(client.post(reverse("admin:guide_prove", args=[draft.pk]), follow=True))
    for address in (f"{route_page(draft)}#id_contact_self", f"{route_page(draft)}#id_next_step_days"):
        assert address in page
    assert f"{version_page(draft)}#nationhelp_set-group" in page
    assert 'id="nationhelp_set-group"' in text(client.get(version_page(draft)))
    assert "does not say whom to contact" in page
