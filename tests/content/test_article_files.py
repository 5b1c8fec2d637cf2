"""Reading the files of the library: what is written is what is loaded, and a fault names file and line."""

import re

import pytest

from content.library import article_files, tables
from content.library.faults import LibraryError

HEAD = """---
title: Stiff muscles
summary: What can help.
topics: [stiffness, walking, balance]
figure: chair-leg-raise
position: 5
in_short: [One., Two., Three.]
sources:
  - {key: harvey-2017, claim: Little.}
---
"""


@pytest.fixture
def read(tmp_path):
    """Return the document of a file with this body, or with these changes to its head."""

    def read(body="", head=HEAD):
        path = tmp_path / "stiff-muscles.md"
        path.write_text(head + body, "utf-8")
        return article_files.read(path).document

    return read


def blocks(document):
    return [(block["type"], block["readers"]) for block in document["blocks"]]


def test_headings_outside_fences_begin_sections_for_everyone(read):
    found = read("## First\nHello **you**.\n\n- a\n- b\n\n## Second\n[Go](/get-physio/)\n")["blocks"]
    assert [block["heading"] for block in found] == ["First", "Second"]
    assert found[0]["body"] == "<p>Hello <strong>you</strong>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    assert found[1]["body"] == '<p><a href="/get-physio/">Go</a></p>'


def test_text_after_a_fence_goes_on_without_a_heading(read):
    assert [b.get("heading") for b in read("::: do\n- rest\n:::\n\nMore words.\n")["blocks"]] == [None, ""]


def test_html_in_a_file_is_only_text(read):
    assert (
        read("## A\n<script>alert(1)</script>\n")["blocks"][0]["body"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )


def test_every_kind_of_block(read):
    document = read(
        """::: section readers=carer,patient
## For you both
Words.
:::

::: notice level=urgent
## Call if:
- a fever
:::

::: figure name=walking-stick
A stick.
:::

::: faq
## Why?
Because.
:::

::: video
title: Knee rolls
url: /static/film.mp4
captions_url: /static/film.vtt
transcript: Lie on your back.
:::

::: exercise
title: Knee rolls
steps:
  - {figure: knee-rolls-1, text: "Lie on your back."}
:::
"""
    )
    assert [name for name, _ in blocks(document)] == ["section", "care_notice", "figure", "faq", "video", "exercise"]
    assert document["blocks"][0]["readers"] == ["carer", "patient"]
    assert document["blocks"][-1]["steps"] == [{"figure": "knee-rolls-1", "text": "Lie on your back."}]


def test_do_and_do_not_are_one_block_for_the_same_readers(read):
    together = read("::: do\n- rest\n:::\n\n::: dont\n- do not run\n:::\n")
    apart = read("::: do readers=carer\n- rest\n:::\n::: dont\n- do not run\n:::\n")
    assert (together["blocks"][0]["do"], together["blocks"][0]["do_not"]) == (["rest"], ["do not run"])
    assert len(apart["blocks"]) == 2


def test_the_main_topic_comes_first_and_the_others_in_order(read):
    assert read()["topics"] == ["stiffness", "balance", "walking"]


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("## A\n\n::: nonsense\n:::\n", 13, "not a block"),
        ("## A\n::: do\n- a\n", 12, "never closed"),
        ("## A\n:::\n", 12, "does not fit"),
        ("::: do\n::: dont\n:::\n", 12, "does not fit"),
        ("::: do\nno list\n:::\n", 11, "every line begins"),
        ("::: do readers=nurse\n- a\n:::\n", 11, "patient, carer, professional"),
        ("::: notice level=loud\n## A\nb\n:::\n", 11, "loud"),
        ("::: notice level=soon\nno heading\n:::\n", 11, "no heading"),
        ("::: faq\nno question\n:::\n", 11, "no question"),
        ("::: exercise\ntitle: A\nsteps: []\nweight: 2\n:::\n", 11, "it takes"),
        ("::: exercise\ntitle: [\n:::\n", 11, "cannot be read"),
        ("::: exercise\njust words\n:::\n", 11, "cannot be read"),
        ("::: figure\nNo name.\n:::\n", 11, "name"),
    ],
)
def test_a_fault_in_the_body_names_its_line(read, body, line, words):
    with pytest.raises(LibraryError, match=re.escape(words)) as fault:
        read(body)
    assert f"stiff-muscles.md:{line}:" in str(fault.value)


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("title: Stiff muscles\n", ""), 1, "“title” is missing"),
        (("figure:", "picture:"), 1, "“figure” is missing"),
        (("sources:\n  - {key: harvey-2017, claim: Little.}", "sources: harvey"), 8, "“sources” is not a list"),
        (("key: harvey-2017, claim", "claim"), 8, "a key and a claim"),
        (("[stiffness, walking, balance]", "[]"), 4, "no topic"),
        (("position: 5", "position: 5\ncolour: red"), 7, "“colour” is not known"),
        (("[One., Two., Three.]", "[One.]"), 7, "exactly 3 points"),
        (("What can help.", "word " * 40), 3, "160 characters"),
        (("topics: [stiffness", "topics: [[stiffness"), 5, "not YAML"),
        (("---\ntitle", "title"), 1, "does not begin with front matter"),
    ],
)
def test_a_fault_in_the_head_names_its_line(read, change, line, words):
    with pytest.raises(LibraryError, match=re.escape(words)) as fault:
        read(head=HEAD.replace(*change))
    assert f"stiff-muscles.md:{line}:" in str(fault.value)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (
            "finders",
            "organisation,finder,nations,what_it_finds,url,checked\nA,B,Cornwall,x,https://a.example,\n",
            ":2:",
        ),
        ("finders", "organisation,finder,nations,what_it_finds,url,checked\nA,B\n", ":2:"),
        (
            "finders",
            "organisation,finder,nations,what_it_finds,url,checked,use\nA,B,Wales,x,https://a.example,,lost\n",
            ":2: “lost” is not one of search, read, held.",
        ),
        ("sources", "key,authors,year,title,publisher_or_journal,doi,url,kind,note\na,,,t,,,,rumour,\n", "rumour"),
        ("sources", "key,authors,year,title,publisher_or_journal,doi,url,kind,note\n" + "a,,,t,,,,web,\n" * 2, "twice"),
    ],
)
def test_a_fault_in_a_table_is_named(tmp_path, name, text, words):
    path = tmp_path / f"{name}.csv"
    path.write_text(text)
    with pytest.raises(LibraryError, match=words):
        list(getattr(tables, name)(path))
