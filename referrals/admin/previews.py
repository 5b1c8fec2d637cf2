"""A draft's questions and routes, drawn by the templates that the public will see."""

from django.http import Http404
from django.shortcuts import render

from referrals import pack
from referrals.engine.definition import VOICES
from referrals.engine.walk import walk
from referrals.forms import QuestionForm

from .pages import guide_to_show, version_page


@version_page("view_guideversion")
def preview(request, version, kind, key):
    """Show one question or one route of a version as a person or a carer would see it."""
    guide = guide_to_show(version)
    voice = request.GET.get("voice", "self")
    if voice not in VOICES or kind not in PREVIEWS:
        raise Http404("no such preview")
    try:
        template, context = PREVIEWS[kind](guide, key, voice)
    except KeyError as error:
        raise Http404(f"no {kind} {key}") from error
    return render(request, template, {"nav": "guide", "title": "Preview", "preview": True, **context})


def _question(guide, key, voice):
    question = guide.question(key)
    context = {
        "form": QuestionForm(question, voice),
        "why": question.why.in_voice(voice) if question.why else "",
        "number": guide.questions.index(question) + 1,
        "about": len(guide.questions),
    }
    return "referrals/question.html", context


def _route(guide, key, voice):
    walked = walk(guide, _spoken_by(guide, voice))
    return "referrals/route_preview.html", {"route": pack.route_alone(guide, walked, guide.route(key))}


def _spoken_by(guide, voice):
    """Answers that set the voice and nothing else."""
    respondent = guide.respondent_question
    chosen = next((option.key for option in respondent.options if option.voice == voice), None) if respondent else None
    return {respondent.key: chosen} if chosen else {}


PREVIEWS = {"question": _question, "route": _route}
