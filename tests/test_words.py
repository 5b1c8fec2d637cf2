"""The founding words: plain, calm, complete, and never wrong about whom to call."""

import json
import re
from pathlib import Path

import frontmatter
import pytest

from content import prose, wording
from content.library import exercise_files, faq_files, policy_files, tables

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = sorted((ROOT / "content" / "library" / "articles").glob("*.md"))
LIBRARY = ROOT / "content" / "library"
EXERCISES = [exercise_files.read(path) for path in sorted((LIBRARY / "exercises").glob("*.yaml"))]
POLICIES = [policy_files.read(path) for path in sorted((LIBRARY / "policies").glob("*.md"))]
FAQS = faq_files.read(LIBRARY / "faqs.md")
TERMS = tables.terms(LIBRARY / "glossary.csv")
OTHERS = [*EXERCISES, *POLICIES, *FAQS, *TERMS]
READ = ("title", "lead", "summary", "body", "question", "answer", "term", "meaning", "how_many", "easier", "harder")
READ += ("ask_first", "heat", "stop_if", "steps", "text")
GUIDE = json.loads((ROOT / "referrals" / "guides" / "ways-to-physiotherapy.json").read_text())


def prose_of(text):
    """The words of a file's body: no fences, no markup, one line for each paragraph or item."""
    lines = [re.sub(r"^(#+ |- |\d+\. )", "", line.strip()) for line in text.splitlines()]
    lines = [re.sub(r"\[(.*?)\]\(.*?\)|\*\*", r"\1", line) for line in lines]
    return [line for line in lines if line and not line.startswith((":::", "title:", "steps:", "how_many:"))]


def wordings(value):
    """Every text of a guide that a person may read, in both voices."""
    if isinstance(value, dict) and set(value) == {"self", "carer"}:
        yield from filter(None, value.values())
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("vignettes", "facts"):
                yield from wordings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from wordings(inner)


@pytest.fixture(params=ARTICLES, ids=lambda path: path.stem)
def article(request):
    return frontmatter.load(request.param)


def test_there_are_founding_articles():
    assert len(ARTICLES) >= 12


def test_an_article_is_complete(article):
    assert len(article["in_short"]) == 3
    assert len(article["summary"]) <= 160
    assert article["sources"] and article["to_check"] and article["next_step"]["url"].startswith("/")
    for block in ("notice", "do", "dont", "faq"):
        assert re.search(rf"^::: {block}\b", article.content, re.M), block
    for reader in ("carer", "professional"):
        assert f"readers={reader}" in article.content or article["topics"] == ["carers"], reader


def test_an_articles_sentences_are_short(article):
    lines = [*prose_of(article.content), *article["in_short"], article["summary"]]
    assert wording.too_long("\n".join(lines)) == ()


def test_an_article_uses_plain_british_words(article):
    text = " ".join([*prose_of(article.content), *article["in_short"], article["title"], article["summary"]])
    assert wording.avoided(text) + wording.certain(text) + wording.american(text) == ()


def test_111_is_never_printed_without_its_nations(article):
    for block in re.split(r"\n(?=:::|## )", article.content):
        if re.search(r"\b111\b", block):
            assert re.search(r"England|Scotland|Wales", block) and "Northern Ireland" in block, block


def lines_of(document):
    """Each text of an exercise, a question, a term or a page about the site that a person reads, line by line."""
    for value in (document[name] for name in READ if name in document):
        for part in value if isinstance(value, list) else [value]:
            text = part["text"] if isinstance(part, dict) else part
            yield from filter(None, map(prose.plain, re.split(r"</?(?:p|li|ul|h3)>|\n", text)))


@pytest.fixture(params=OTHERS, ids=lambda document: f"{document['format'][9:]}-{document['slug']}")
def other(request):
    return request.param


def test_other_sentences_are_short(other):
    assert wording.too_long("\n".join(lines_of(other))) == ()


def test_other_words_are_plain_and_british(other):
    text = "\n".join(lines_of(other))
    assert wording.avoided(text) + wording.certain(text) + wording.american(text) == ()


def test_elsewhere_111_is_never_printed_without_its_nations(other):
    text = " ".join(lines_of(other))
    if re.search(r"\b111\b", text):
        assert re.search(r"England|Scotland|Wales", text) and "Northern Ireland" in text


def test_a_question_has_a_short_answer():
    sentences = {faq["slug"]: len(wording.sentences(prose.plain(faq["answer"]))) for faq in FAQS}
    assert {slug: count for slug, count in sentences.items() if not 2 <= count <= 4} == {}


def test_the_guides_sentences_are_short():
    assert wording.too_long("\n".join(wordings(GUIDE))) == ()


def test_the_guide_uses_plain_british_words():
    text = " ".join(wordings(GUIDE))
    assert wording.avoided(text) + wording.certain(text) + wording.american(text) == ()


@pytest.mark.parametrize("sign", GUIDE["urgent_signs"], ids=lambda sign: sign["key"])
def test_advice_names_111_only_where_it_works(sign):
    there = json.dumps(sign["advice"]["northern_ireland"])
    assert "111" not in there
    unknown = json.dumps(sign["advice"]["unknown"], ensure_ascii=False)
    if re.search(r"\b111\b", unknown):
        assert "England, Scotland or Wales" in unknown and "Northern Ireland" in unknown


def test_muscle_and_joint_self_referral_is_never_a_route():
    offered = json.dumps([GUIDE["routes"], GUIDE["rules"]], ensure_ascii=False).lower()
    assert not [route["key"] for route in GUIDE["routes"] if "msk" in route["key"] or "self_referral" in route["key"]]
    assert "refer yourself to muscle" not in offered
