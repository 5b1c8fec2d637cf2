"""Stopping and coming back: a break, a code for another device or another day, and erasing what it opens."""

import logging
from dataclasses import replace

from django.db import Error
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content import code_keys, codes, resting, sealing
from content.code_form import CodeForm
from referrals import answers, cards, saved

from .walking import begun_page, visit_of

logger = logging.getLogger(__name__)

COPY = "copy 1"  # the purpose of the token that a page sends back to erase a copy
AWAY = "Saving rests for a moment. {kept} Wait a few minutes, then try again."
BUSY = "Many people save or come back at this moment. {kept} Wait one minute, then try again."
TRIED = "This code was tried several times just now. {kept} Wait one minute, then try again."
ANSWERS_KEPT = "Your answers are still on this device."
WORDS_KEPT = "Your words are still here."
GONE = "We have no answers for this code. Check the words. The answers end after 30 days, or when they are erased."


@require_http_methods(["GET", "HEAD", "POST"])
@begun_page
def take_a_break(request, visit):
    """Say how long the answers stay and how to carry on, or save them and lead to the card with the code."""
    trouble, status = "", 200
    if request.method == "POST":
        made, trouble, status = _answered(lambda: saved.save(visit.answers), ANSWERS_KEPT)
        if made:
            response = redirect("saved")
            answers.write(response, made.answers)
            cards.write(response, cards.Card(made.code, made.last_day, made.answers.saved))
            return response
    context = {"nav": "guide", "title": "Error: Take a break" if trouble else "Take a break", "visit": visit}
    context |= {"trouble": trouble, "words": codes.WORDS, "days": saved.DAYS}
    return render(request, "referrals/break.html", context, status=status)


@require_safe
@never_cache
def card(request):
    """Show the code, ready to print, for half an hour after it was made."""
    found = cards.read(request)
    if found is None:
        return redirect("break")
    context = {
        "nav": "guide",
        "title": "Your code",
        "card": found,
        "address": f"{request.get_host()}{reverse('come_back')}",
        "copy": copy_token(found.name),
        "visit": visit_of(request),
    }
    return render(request, "referrals/saved.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def come_back(request):
    """Take a code, and put the answers that it opens on this device, or erase them."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _come_back_page(request, form, status=422 if form.is_bound else 200)
    return _erased_with(request, form) if request.POST.get("then") == "erase" else _opened_with(request, form)


def _opened_with(request, form):
    found, trouble, status = _answered(lambda: saved.bring_back(form.cleaned_data["code"]), WORDS_KEPT)
    if found is None:
        form.add_error("code", trouble or GONE)
        return _come_back_page(request, form, status if trouble else 422)
    visit = visit_of(request, found)
    response = redirect(visit.next_url if visit else "guide_start")
    answers.write(response, found)
    return response


def _erased_with(request, form):
    _, trouble, status = _answered(lambda: saved.erase_code(form.cleaned_data["code"]), WORDS_KEPT)
    if trouble:
        form.add_error("code", trouble)
        return _come_back_page(request, form, status)
    return redirect("erased")


def _come_back_page(request, form, status=200):
    title = "Error: Come back with a code" if form.errors else "Come back with a code"
    held, _ = answers.read(request)
    context = {"nav": "guide", "title": title, "form": form, "held": held is not None}
    return render(request, "referrals/saved_come_back.html", context, status=status)


@require_POST
@never_cache
def erase(request):
    """Erase the saved copy that a page of this device names."""
    token = request.POST.get("copy", "")
    try:
        name = sealing.unseal(COPY, token, answers.LIFETIME)[0].decode()
    except sealing.InvalidToken:
        return redirect("come_back")  # the page was open for more than a day: the code still erases
    _, trouble, status = _answered(lambda: saved.erase(name), "")
    if trouble:
        context = {"nav": "guide", "title": "Error: Erase my saved answers", "trouble": trouble, "copy": token}
        return render(request, "referrals/saved_erase.html", context, status=status)
    response = redirect("erased")
    held, _ = answers.read(request)
    if held and held.saved == name:
        answers.write(response, replace(held, saved=""))
    cards.clear(response)
    return response


@require_safe
@never_cache
def erased(request):
    """Say that the saved answers are gone, and whether there are answers on this device."""
    held, _ = answers.read(request)
    context = {"nav": "guide", "title": "Your saved answers are erased", "held": held is not None}
    return render(request, "referrals/saved_erased.html", context)


def copy_token(name):
    """Return what a page sends back to erase the copy that `Answers.saved` names."""
    return sealing.seal(COPY, name.encode()) if name else ""


def _answered(ask, kept):
    """Return `(what ask() returned, "", 200)`, or None with kind words and a status when it cannot be done now."""
    try:
        return ask(), "", 200
    except code_keys.TriedTooOften:
        trouble, status = TRIED, 429
    except saved.Busy:
        trouble, status = BUSY, 429
    except Error:
        resting.told(logger, "saved answers rest")
        trouble, status = AWAY, 503
    return None, " ".join(trouble.format(kept=kept).split()), status
