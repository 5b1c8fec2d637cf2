"""Reading exercises, questions, terms and pages about the site: what is written is loaded, and faults have lines."""

import re

import pytest

from content.library import exercise_files, faq_files, policy_files, tables
from content.library.faults import LibraryError

EXERCISE = """title: Heel raises
summary: You lift your heels.
figure: heel-raises-2
positions: [standing]
purposes: [strength, balance]
energy: medium
steps:
  - {figure: heel-raises-1, text: "Stand tall."}
  - {text: "Lift both heels."}
how_many: A few.
easier: Less.
ask_first: If you fall.
stop_if: [You feel faint.]
heat: Keep cool.
position: 4
topics: [walking, balance]
sources: [hayes-2019, csep-ms]
"""
FAQ = """::: faq slug=cure topics=start,exercise sources=b-2019,a-2022
## Can it cure MS?
No. It **helps**.

Read more: [What it is](/articles/what/)
:::
"""
POLICY = "---\ntitle: About us\nlead: Who we are.\nposition: 1\n---\n## What you can do\n- Read.\n"
TERMS = """slug,term,meaning,lay_words,sources,marked
foot-drop,Foot drop,The foot drops.,"drop foot; toes catch",a-2022,
fall,Fall,Going down.,,,no
"""


@pytest.fixture
def read(tmp_path):
    """Write a text to a file and return what a reader makes of it."""

    def read(reader, text, name="heel-raises.yaml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return reader(path)

    return read


def test_an_exercise_is_named_after_its_file(read):
    document = read(exercise_files.read, EXERCISE)
    assert (document["slug"], document["harder"]) == ("heel-raises", "")
    assert document["steps"] == [
        {"figure": "heel-raises-1", "text": "Stand tall."},
        {"figure": "", "text": "Lift both heels."},
    ]
    assert (document["topics"], document["sources"]) == (
        ["balance", "walking"],
        [{"key": "csep-ms"}, {"key": "hayes-2019"}],
    )


def test_a_question_has_an_answer_a_link_and_a_place(read):
    [document] = read(faq_files.read, FAQ)
    assert document["question"] == "Can it cure MS?"
    assert document["answer"] == "<p>No. It <strong>helps</strong>.</p>"
    assert (document["link_label"], document["link_url"], document["position"]) == ("What it is", "/articles/what/", 1)
    assert document["sources"] == [{"key": "a-2022"}, {"key": "b-2019"}]


def test_headings_of_a_page_about_the_site_are_of_one_level(read):
    body = read(policy_files.read, POLICY)["body"]
    assert body == "<h3>What you can do</h3>\n<ul>\n<li>Read.</li>\n</ul>"


def test_a_term_has_its_lay_words_and_may_be_too_common_to_mark(read):
    foot_drop, fall = read(tables.terms, TERMS, "glossary.csv")
    assert (foot_drop["lay_words"], foot_drop["sources"]) == (["drop foot", "toes catch"], [{"key": "a-2022"}])
    assert (foot_drop["marked"], fall["marked"]) == (True, False)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("title: Heel raises\n", "", 1, "“title” is missing"),
        ("how_many", "number", 1, "“how_many” is missing"),
        ("position: 4", "position: 4\ncolour: red", 16, "“colour” is not known"),
        ("[standing]", "[flying]", 4, "lying, sitting, standing, wheelchair"),
        ("[strength, balance]", "[]", 5, "one or more of"),
        ("energy: medium", "energy: much", 6, "low, medium, high"),
        ('{text: "Lift both heels."}', '{words: "Lift"}', 7, "Each step has a text"),
        ("You lift your heels.", "word " * 40, 2, "160 characters"),
        ("[You feel faint.]", "You feel faint.", 13, "not a list"),
        ("[standing]", "[", 6, "not YAML"),
    ],
)
def test_a_fault_in_an_exercise_names_its_line(read, old, new, line, words):
    assert old in EXERCISE
    with pytest.raises(LibraryError, match=re.escape(words)) as fault:
        read(exercise_files.read, EXERCISE.replace(old, new))
    assert f"heel-raises.yaml:{line}:" in str(fault.value)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (FAQ + FAQ, 7, "“cure” is there twice"),
        (FAQ.replace(" topics=start,exercise", ""), 1, "slug=… topics=… sources=…"),
        ("Loose words.\n" + FAQ, 1, "Each question is a block"),
        (FAQ.replace("## Can it cure MS?\n", ""), 1, "no question"),
        (FAQ.replace("Read more:", "See"), 1, "Read more"),
        (FAQ.replace("(/articles/what/)", "(https://elsewhere.example/)"), 1, "Read more"),
        (FAQ.removesuffix(":::\n"), 1, "never closed"),
    ],
)
def test_a_fault_in_a_question_names_its_line(read, text, line, words):
    with pytest.raises(LibraryError, match=re.escape(words)) as fault:
        read(faq_files.read, text, "faqs.md")
    assert f"faqs.md:{line}:" in str(fault.value)


@pytest.mark.parametrize(
    ("reader", "text", "line", "words"),
    [
        (policy_files.read, POLICY.replace("lead: Who we are.\n", ""), 1, "“lead” is missing"),
        (policy_files.read, POLICY.replace("---\ntitle", "title"), 1, "front matter"),
        (tables.terms, TERMS + TERMS.splitlines()[1] + "\n", 4, "there twice"),
        (tables.terms, TERMS.replace("The foot drops.", ""), 2, "a word and a meaning"),
    ],
)
def test_a_fault_in_a_page_or_a_term_names_its_line(read, reader, text, line, words):
    with pytest.raises(LibraryError, match=re.escape(words)) as fault:
        read(reader, text, "file")
    assert f"file:{line}:" in str(fault.value)
