"""Who approves sees every word that the approval stands for, of every kind, right above the button."""

import html

import pytest

from content import compare, publishing, snapshots
from content.models import Kind
from tests.factories.content import MAKE, add_section
from tests.support.editing import address

pytestmark = pytest.mark.django_db

APPROVERS = {
    **dict.fromkeys((Kind.ARTICLE, Kind.EXERCISE, Kind.FAQ, Kind.TERM, Kind.TOPIC), ("clinical", "author")),
    Kind.STORY: ("clinical", "moderator"),
}


def leaves(value):
    if isinstance(value, dict):
        return [leaf for name, part in value.items() if name != "type" for leaf in leaves(part)]
    if isinstance(value, list | tuple):
        return [leaf for part in value for leaf in leaves(part)]
    return compare.text_of(value).splitlines()


def sent(kind, people):
    thing = MAKE[kind]()
    writer = people["publisher" if kind == Kind.TOPIC else APPROVERS[kind][1]]
    return publishing.submit(publishing.record_edit(thing, by=writer), by=writer)


def box(response):
    """The text of the section, and what follows it."""
    before, _, rest = response.content.decode().partition('<details class="everything"')
    section, _, after = rest.partition("</details>")
    return html.unescape(section), after


@pytest.mark.parametrize("kind", APPROVERS)
def test_every_value_stands_above_the_button(people, sign_in, kind):
    thing = sent(kind, people)
    section, after = box(sign_in("clinical").get(address(f"{kind}_change", thing.pk)))
    assert "What you approve" in section
    document = {name: part for name, part in snapshots.document(thing).items() if not name.startswith("format")}
    assert [leaf for leaf in leaves(document) if leaf not in section] == []
    assert 'value="approve"' in after or "/move/approve/" in after


def test_a_topic_shows_the_words_of_its_door(people, sign_in):
    thing = MAKE[Kind.TOPIC](on_home=True, door_title="Falls", door_text="Ways to move & rest safely")
    thing = publishing.submit(publishing.record_edit(thing, by=people["publisher"]), by=people["publisher"])
    section, _ = box(sign_in("clinical").get(address("topic_change", thing.pk)))
    assert "Ways to move & rest safely" in section


def test_long_words_are_folded_and_blocks_keep_their_order(draft, people, sign_in):
    add_section(draft, "More", f"<p>{'Many more words. ' * 200}</p>", ordering=95)
    publishing.submit(publishing.record_edit(draft, by=people["author"]), by=people["author"])
    response = sign_in("clinical").get(address("article_change", draft.pk))
    labels = [label for label, _ in response.context["words"]["said"]]
    assert [label.split()[1] for label in labels if label.startswith("Block")][:3] == ["1", "2", "3"]
    assert response.context["words"]["long"]
    assert "open" not in box(response)[0].partition(">")[0]


def test_who_only_reads_sees_the_words_and_no_button(draft, people, sign_in):
    publishing.submit(draft, by=people["author"])
    section, after = box(sign_in("guide").get(address("article_change", draft.pk)))
    assert "Everything that it says" in section
    assert "/move/approve/" not in after


def test_who_writes_has_the_form_instead(draft, sign_in):
    assert "everything" not in sign_in("author").get(address("article_change", draft.pk)).content.decode()
