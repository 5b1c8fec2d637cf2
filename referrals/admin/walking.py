"""Walking a draft: the questions with answers that can be changed, and what they lead to. Nothing of it is kept.

The answers travel in the form alone: never in an address, a cookie or the database.
"""

from django.shortcuts import render as render_page
from django.urls import reverse

from referrals import publishing, results
from referrals.definitions import PublicVersion
from referrals.engine.walk import InvalidAnswer, check_answer, walk
from referrals.forms import QuestionForm

from .pages import guide_to_show, render, version_page
from .people import given, seen


@version_page("view_guideversion")
def walk_draft(request, version):
    """Ask the questions of a version on one page. With `finding`, begin with the person of that finding."""
    guide = guide_to_show(version)
    answers = _answers(request, version, guide)
    walked = walk(guide, answers)
    if request.POST.get("show") == "page" and walked.finished:
        return _as_the_public_sees_it(request, version, guide, walked)
    context = {
        "forms": [_form(question, walked) for question in walked.asked],
        "walked": walked,
        "seen": seen(guide, walked),
    }
    return render(request, "walk", "Walk this version", version, context)


def _answers(request, version, guide):
    """Return the answers of the form, else those of a finding's or a group's person, else none."""
    if request.method != "POST":
        return {}
    key = request.POST.get("person", "")
    if key:
        return given(guide, _example(version, key))
    return {question.key: value for question in guide.questions if (value := _sent(request, question)) is not NOTHING}


NOTHING = object()


def _sent(request, question):
    """Return the answer to one question, or NOTHING where none was sent that is allowed."""
    values = [value for value in request.POST.getlist(question.key) if value.strip()]
    if not values and f"asked-{question.key}" not in request.POST:
        return NOTHING
    raw = values if question.kind == "multi" else (values[0] if values else None)
    try:
        return check_answer(question, raw)
    except InvalidAnswer:
        return NOTHING


def _form(question, walked):
    form = QuestionForm(question, walked.voice, given=walked.answers.get(question.key))
    return {"question": question, "form": form, "open": question is walked.current}


def _example(version, key):
    """Return the answers of the person of a finding, or of a group of a comparison; {} when it has gone."""
    document = publishing.document_of(version)
    run = publishing.run_for(version, document) or publishing.latest_run(version)
    for finding in publishing.proof_of(run).findings if run and run.data else ():
        if finding.key == key and finding.example:
            return finding.example.answers
    comparison = publishing.latest_comparison(version)
    for group in publishing.comparison_of(comparison).groups if comparison and comparison.data else ():
        if publishing.group_key(group) == key:
            return group.example.answers
    return {}


def _as_the_public_sees_it(request, version, guide, walked):
    """The result page as the public will see it, marked as a preview."""
    public = PublicVersion(number=version.number, guide=guide, approved_at=None, current=False)
    page = results.page(public, walked)
    visit = {"last_url": reverse("admin:guide_walk", args=[version.pk])}
    context = {"nav": "guide", "title": page.heading, "page": page, "visit": visit, "preview": True, "noindex": True}
    name = "result" if page.kind == "routes" else f"result_{page.kind}"
    return render_page(request, f"referrals/{name}.html", context)
