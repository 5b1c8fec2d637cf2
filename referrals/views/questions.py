"""Asking: the start, one question a page, help today, and the check page."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from referrals import answers, check_answers, counters, results, trust
from referrals.engine.walk import before, next_after, walk
from referrals.forms import QuestionForm

from .walking import begun_page, guide_page


@require_safe
@guide_page
def start(request, visit):
    """Say what the questions are for, and offer to carry on with answers that are still on this device."""
    first = visit.version.guide.questions[0]
    context = {
        "nav": "guide",
        "title": "Get physiotherapy",
        "visit": visit,
        "trust": trust.checked(visit.version),
        "first_url": reverse("question", args=[first.key]),
        "about": check_answers.usual_length(visit.version.guide),
    }
    return render(request, "referrals/start.html", context)


@require_safe
@never_cache
def lost(request):
    """Say that earlier answers have gone from this device, and forget what cannot be read."""
    kept, unreadable = answers.read(request)
    context = {"nav": "guide", "title": "Your answers have gone from this device", "kept": kept is not None}
    response = render(request, "referrals/lost.html", context)
    if unreadable:
        answers.clear(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@guide_page
def question(request, visit, key):
    """Ask one question, or take its answer and go on."""
    asked = next((item for item in visit.walk.asked if item.key == key), None)
    if asked is None:
        return _not_asked(request, visit, key)
    if request.method == "POST":
        return _answered(request, visit, asked)
    form = QuestionForm(asked, visit.walk.voice, given=visit.walk.answers.get(key))
    return _question_page(request, visit, asked, form)


def _not_asked(request, visit, key):
    """A question of the guide that this person is not asked leads to the one they are; any other name is not found."""
    try:
        known = visit.version.guide.question(key)
    except KeyError as error:
        raise Http404(f"no question {key}") from error
    if request.method == "POST" and not visit.begun:
        return _answered_too_late(request, visit, known)
    return redirect("guide_lost" if visit.lost else visit.next_url)


def _answered_too_late(request, visit, known):
    """Earlier answers have ended on this device: keep the one that was just given, and say so."""
    response = redirect("guide_lost")
    form = QuestionForm(known, visit.walk.voice, data=request.POST)
    if form.is_valid():
        answers.write(response, answers.answer(visit.answers, known.key, form.cleaned_data["answer"]))
    return response


def _answered(request, visit, asked):
    pausing = request.POST.get("then") == "break"
    if pausing and asked.key not in request.POST:
        return redirect("break")
    form = QuestionForm(asked, visit.walk.voice, data=request.POST)
    if not form.is_valid():
        return _question_page(request, visit, asked, form, status=422)
    given = answers.answer(visit.answers, asked.key, form.cleaned_data["answer"])
    walked = walk(visit.version.guide, given.given)
    response = redirect(reverse("break") if pausing else _after(request, visit, asked, walked))
    answers.write(response, replace(given, counted=counters.progressed(given.counted, visit.version, walked)))
    return response


def _after(request, visit, asked, walked):
    """The address after an answer: urgent help at once, else the next question, or the check page they came from."""
    if walked.stopped:
        return reverse("result")
    if _newly_urgent(visit.walk, walked):
        return reverse("help_today")
    changing = bool(request.POST.get("change"))
    following = walked.current if changing else next_after(visit.version.guide, walked, asked.key)
    if following is None:
        return reverse("check")
    # A change that asks more leads through the new questions alone, and back to the check page.
    return reverse("question", args=[following.key]) + ("?change=1" if changing else "")


def _newly_urgent(earlier, later):
    known = {sign.key for sign in earlier.signs}
    return any(sign.level == "B" and sign.key not in known for sign in later.signs)


def _question_page(request, visit, asked, form, status=200):
    guide, voice = visit.version.guide, visit.walk.voice
    previous = before(guide, visit.walk, asked.key)
    changing = (request.POST if request.method == "POST" else request.GET).get("change") == "1"
    back = (
        reverse("check")
        if changing and visit.walk.finished
        else reverse("question", args=[previous.key])
        if previous
        else reverse("guide_start")
    )
    context = {
        "nav": "guide",
        "title": f"{'Error: ' if form.errors else ''}{asked.text.in_voice(voice)}",
        "form": form,
        "alike": form.alike,
        "visit": visit,
        "why": asked.why.in_voice(voice) if asked.why else "",
        "back_url": back,
        "changing": changing,
        "quick_exit": asked.purpose == "safety",
        "number": visit.walk.asked.index(asked) + 1,
        "about": check_answers.about_length(guide, visit.walk, asked),
    }
    return render(request, "referrals/question.html", context, status=status)


@require_safe
@begun_page
def help_today(request, visit):
    """Show at once what needs help today, before the questions go on."""
    cards, watch_for = results.urgent_cards(visit.version, visit.walk)
    if not cards:
        return redirect(visit.next_url)
    context = {
        "nav": "guide",
        "title": "Get medical help today",
        "cards": cards,
        "watch_for": watch_for,
        "visit": visit,
    }
    return render(request, "referrals/help_today.html", context)


@require_safe
@begun_page
def check(request, visit):
    """Show all answers that count, each with a way to change it."""
    if visit.walk.current is not None or visit.walk.stopped:
        return redirect(visit.next_url)
    context = {"nav": "guide", "title": "Check your answers", "visit": visit}
    context["sections"] = check_answers.sections(visit.walk)
    context["back_url"] = reverse("question", args=[visit.walk.asked[-1].key])
    return render(request, "referrals/check.html", context)
