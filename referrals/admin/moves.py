"""The buttons that move a whole version: who may press which, and what is said afterwards."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from referrals import publishing
from referrals.models import GuideVersion

from .places import Places

State = GuideVersion.State
MOST_SHOWN = 8  # reasons of a refusal: a page has room for more


@dataclass(frozen=True)
class Move:
    """One thing that can be done with a whole version. `asks` names what the form sends along."""

    name: str
    label: str
    permission: str
    states: tuple[str, ...]
    act: Callable
    done: str
    asks: tuple[str, ...] = ()

    def is_granted(self, user):
        """Whether this person has the right. An administrator may take a version away, but not bring one to readers."""
        if self.name == "withdraw":
            return user.has_perm(f"referrals.{self.permission}")
        return publishing.may(user, self.permission)

    def may(self, user, version):
        """Whether this person has the right, and the version is where the move begins."""
        return version.state in self.states and self.is_granted(user)


MOVES = {
    move.name: move
    for move in (
        Move(
            "hand-in",
            "Send for approval",
            "change_guideversion",
            (State.DRAFT,),
            publishing.hand_in,
            "Version {0.number} waits for a clinician who did not write it.",
        ),
        Move(
            "approve",
            "Approve this version",
            "approve_guideversion",
            (State.CHECKED,),
            publishing.approve,
            "You approved version {0.number}. A publisher can publish it.",
            ("seen", "note"),
        ),
        Move(
            "send-back",
            "Send back to the editors",
            "approve_guideversion",
            (State.CHECKED,),
            publishing.send_back,
            "Version {0.number} is a draft again.",
            ("note",),
        ),
        Move(
            "publish",
            "Publish",
            "publish_guideversion",
            (State.APPROVED,),
            publishing.publish,
            "Version {0.number} is live.",
        ),
        Move(
            "withdraw",
            "Withdraw",
            "publish_guideversion",
            (State.PUBLISHED, State.RETIRED),
            publishing.withdraw,
            "Version {0.number} is withdrawn. Nobody can go on with it.",
            ("reason",),
        ),
        Move(
            "copy",
            "Copy to a new draft",
            "change_guideversion",
            tuple(State),
            publishing.copy_to_draft,
            "Version {0.number} is a new draft. Edit its questions, routes and rules.",
        ),
    )
}


def possible(user, version):
    """Return the moves that a person may make from the version's own page; approval is given beside the comparison."""
    return [move for move in MOVES.values() if move.may(user, version) and "note" not in move.asks]


@require_POST
def move(request, pk, move):
    """Make one move; say what stops it, and where to mend it, when something does."""
    version = get_object_or_404(GuideVersion.objects.select_related("guide"), pk=pk)
    if move not in MOVES:
        raise Http404
    if not MOVES[move].is_granted(request.user):
        raise PermissionDenied
    asked = {name: request.POST.get(name, "") for name in MOVES[move].asks}
    try:
        if move == "hand-in":
            publishing.prove_if_short(version, by=request.user)
        version = MOVES[move].act(version, by=request.user, **asked)
    except publishing.Refused as refusal:
        say_why(request, version, refusal)
        if "note" in asked:
            return HttpResponseRedirect(reverse("admin:guide_compare", args=[pk]))
    else:
        messages.success(request, MOVES[move].done.format(version))
    return HttpResponseRedirect(reverse("admin:referrals_guideversion_change", args=[version.pk]))


def say_why(request, version, refusal):
    """Show the reasons of a refusal as one message, each with a link to where it is mended."""
    if len(refusal.reasons) == 1 and not refusal.reasons[0].subject:
        return messages.error(request, refusal.reasons[0])
    places = Places(version, publishing.document_of(version))
    shown = [_line(reason, places.link(reason.subject)) for reason in refusal.reasons[:MOST_SHOWN]]
    left = len(refusal.reasons) - MOST_SHOWN
    if left > 0:
        check = reverse("admin:guide_check", args=[version.pk])
        shown.append(format_html('And {} more: <a href="{}">see them all</a>.', left, check))
    things = format_html_join("", "<li>{}</li>", ((line,) for line in shown))
    return messages.error(request, format_html("This stops it: <ul>{}</ul>", things))


def _line(reason, link):
    return format_html('{} <a href="{}">{}</a>', reason, link["url"], link["label"]) if link else reason
