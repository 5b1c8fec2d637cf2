"""The tags and filters that every template may use."""

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from content.templatetags import keeping, page


def rendered(source, **context):
    return Template(source).render(Context(context))


class TestProse:
    def test_each_line_is_a_paragraph(self):
        assert page.prose("One.\n\nTwo.\nThree.") == "<p>One.</p><p>Two.</p><p>Three.</p>"

    def test_lines_with_a_hyphen_become_one_list(self):
        assert page.prose("Call if:\n- one\n- two\nThen rest.") == (
            "<p>Call if:</p><ul><li>one</li><li>two</li></ul><p>Then rest.</p>"
        )

    @pytest.mark.parametrize("nothing", ["", None, "  \n \n"])
    def test_nothing_stays_nothing(self, nothing):
        assert page.prose(nothing) == ""

    @pytest.mark.parametrize("text", ["<b>a</b> & b", mark_safe("<script>x</script>")])
    def test_markup_is_escaped_even_when_it_claims_to_be_safe(self, text):
        assert "<b>" not in page.prose(text)
        assert "<script>" not in page.prose(text)

    def test_bold(self):
        assert page.prose("**Stop** if it hurts.") == "<p><strong>Stop</strong> if it hurts.</p>"

    def test_lone_stars_are_left_alone(self):
        assert page.words("2 ** 3 ** 4") == "2 ** 3 ** 4"


class TestPhoneNumbers:
    @pytest.mark.parametrize(
        ("number", "dialled"),
        [
            ("999", "999"),
            ("111", "111"),
            ("116 123", "116123"),
            ("18000", "18000"),
            ("0808 800 8000", "08088008000"),
            ("020 7946 0958", "02079460958"),
            ("01632 960123", "01632960123"),
        ],
    )
    def test_numbers_can_be_dialled(self, number, dialled):
        assert page.words(f"Call {number}.") == f'Call <a class="tel" href="tel:{dialled}">{number}</a>.'

    @pytest.mark.parametrize(
        "text", ["£111", "1999", "111%", "0.999", "2,111 people", "12 111 222", "BS999", "Wales has no 111."]
    )
    def test_other_numbers_cannot(self, text):
        assert "tel:" not in page.words(text)

    def test_a_choice_of_numbers(self):
        assert page.words("Call 999 or 111").count("tel:") == 2


class TestIcon:
    def test_an_icon_is_hidden_from_assistive_technology(self):
        html = page.icon("phone")
        assert 'aria-hidden="true"' in html
        assert "#phone" in html

    def test_its_name_is_escaped(self):
        assert "<script" not in page.icon('"><script>')

    def test_a_page_without_collected_icons_is_still_a_page(self, monkeypatch):
        def missing(name):
            raise ValueError(name)

        monkeypatch.setattr(page.staticfiles_storage, "url", missing)
        assert page.icon("phone") == ""


class TestFigure:
    def test_a_drawing_is_inline_and_hidden(self):
        html = rendered('{% figure "hero" %}')
        assert html.startswith('<svg aria-hidden="true"')
        assert 'role="img"' not in html

    def test_a_label_makes_it_an_image_with_a_name(self):
        html = rendered("{% figure 'hero' label=label %}", label='Two people "at work"')
        assert 'role="img" aria-label="Two people &quot;at work&quot;"' in html
        assert "aria-hidden" not in html.partition(">")[0]

    @pytest.mark.parametrize("name", ["no-such-figure", "../base", "hero.svg", "", None])
    def test_no_drawing_prints_nothing(self, name):
        assert page.figure(name) == ""


def test_attr_reads_names_with_a_hyphen():
    assert rendered('{{ attrs|attr:"data-apart" }}', attrs={"data-apart": "1"}) == "1"
    assert rendered('{{ attrs|attr:"data-apart" }}', attrs={}) == ""


class TestKeptFor:
    def test_a_part_is_rendered_once_for_each_set_of_values(self):
        part = Template("{% kept_for name %}{{ name }}{{ other }}{% endkept_for %}")
        given = [{"name": "a", "other": 1}, {"name": "a", "other": 2}, {"name": "b", "other": 3}, {"other": 4}]
        assert [part.render(Context(values)) for values in given] == ["a1", "a1", "b3", "4"]

    def test_two_parts_with_the_same_values_are_two(self):
        assert rendered("{% kept_for 1 %}a{% endkept_for %}{% kept_for 1 %}b{% endkept_for %}") == "ab"

    def test_what_is_kept_has_an_end(self):
        part = Template("{% kept_for name %}{{ name }}{% endkept_for %}")
        for number in range(50):
            part.render(Context({"name": f"{number}" + "x" * (keeping.MOST // 10)}))
        assert 0.8 * keeping.MOST < sum(len(text) for (text,) in keeping._kept.values()) <= keeping.MOST

    def test_a_part_that_is_too_long_is_not_kept(self):
        part = Template("{% kept_for 1 %}{{ text }}{% endkept_for %}")
        assert len(part.render(Context({"text": "x" * (keeping.MOST + 1)}))) == keeping.MOST + 1
        assert part.render(Context({"text": "short"})) == "short"

    def test_what_is_a_readers_own_is_rendered_each_time_and_never_kept(self):
        part = Template("{% kept_for 1 %}{{ a }}{% own %}({{ b }}){% endown %}{{ a }}{% endkept_for %}")
        drawn = [part.render(Context({"a": a, "b": b})) for a, b in [("a", "Ottoline"), ("z", "Bob")]]
        assert drawn == ["a(Ottoline)a", "a(Bob)a"]
        assert not any(
            "Ottoline" in piece for pieces in keeping._kept.values() for piece in pieces if isinstance(piece, str)
        )

    def test_an_own_part_is_own_to_all_kept_parts_around_it(self):
        inner = "{% kept_for 2 %}[{% own %}{% kept_for b %}{{ b }}{% endkept_for %}{% endown %}]{% endkept_for %}"
        part = Template("{% kept_for 1 %}<" + inner + ">{% endkept_for %}")
        assert [part.render(Context({"b": b})) for b in "xyx"] == ["<[x]>", "<[y]>", "<[x]>"]

    def test_an_own_part_outside_of_any_kept_part_is_as_it_stands(self):
        assert rendered("{% own %}{{ b }}{% endown %}", b="x") == "x"

    def test_a_value_that_may_change_is_refused(self):
        with pytest.raises(TypeError):
            rendered("{% kept_for names %}{% endkept_for %}", names=["a"])
