"""The page that a clinician approves: who gets a different outcome, most serious first, side by side."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.views.decorators.http import require_POST

from referrals import publishing
from referrals.definitions import guide_of
from referrals.engine import document as interchange_document
from referrals.engine.proof.comparison import Group
from referrals.models import GuideVersion, Reading

from .causes import Causes
from .moves import MOVES
from .pages import go_to, render, told, version_page
from .people import Person, person
from .places import Places

REFRESH = 3
SAID_IN_WORDS = ("nation", "voice", "reason", "not_suggested", "left_out_order", "sign_order", "asked")


@dataclass(frozen=True)
class Card:
    """One group of people who get something else, with one of them on both versions."""

    key: str
    group: Group
    before: Person
    after: Person
    intended: bool
    causes: list

    @property
    def in_words(self):
        """Whether the lists of what is seen do not show what differs, so that it has to be said."""
        return self.group.kind in SAID_IN_WORDS


@version_page("view_guideversion")
def comparison(request, version):
    """Show the newest comparison with the public version, and, to a clinician, how to approve."""
    document = publishing.document_of(version)
    latest = publishing.latest_comparison(version)
    fitting = publishing.comparison_for(version, document)
    run = fitting or (latest if latest and latest.data is not None else None)
    may_approve = version.state == GuideVersion.State.CHECKED and MOVES["approve"].may(request.user, version)
    context = {
        "run": run,
        "fits": fitting is not None,
        "running": latest if latest and publishing.going_on(latest) else None,
        "fault": latest.fault if latest else "",
        "refresh": REFRESH,
        "public": publishing.public_version(version),
        "may_approve": may_approve,
        "author": publishing.is_author(version, request.user),
        "seen": interchange_document.content_hash(document),
        **(_report(request, version, document, run) if run else {}),
    }
    if may_approve and fitting:
        context["stops"] = publishing.stops_approval(version, document, by=request.user)
    return render(request, "compare", "Compare the versions", version, context)


@require_POST
@version_page("view_guideversion")
def compare(request, version):
    """Compare a version with the public one, outside any transaction."""
    told(request, lambda: publishing.compare_version(version, by=request.user), "")
    return go_to("guide_compare", version)


@require_POST
@version_page("approve_guideversion")
def read(request, version):
    """File that a clinician has read the comparison to the end, and which changes they find intended."""
    document = publishing.document_of(version)
    run = publishing.comparison_for(version, document)
    if run is None or str(run.pk) != request.POST.get("run"):
        told(request, _refuse_stale, "")
        return go_to("guide_compare", version)
    if publishing.is_author(version, request.user):
        raise PermissionDenied
    groups = request.POST.getlist("intended")
    if told(request, lambda: publishing.mark_read(run, groups, by=request.user), ""):
        told(request, lambda: None, _said(run, document, request.user))
    return go_to("guide_compare", version, anchor="approve")


def _refuse_stale():
    raise publishing.Refused("The versions have changed since this comparison. Compare them again, then read it.")


def _said(run, document, by):
    left = publishing.unread(run, by)
    if not publishing.has_read(run, publishing.acknowledged(run.version, document), by):
        return "Noted. What was acknowledged is not marked as read yet."
    if not left:
        return "You have read the comparison and find every change intended."
    return f"Noted. {len(left)} change{' is' if len(left) == 1 else 's are'} not marked as intended yet."


def _report(request, version, document, run):
    found = publishing.comparison_of(run)
    marked = set(Reading.objects.filter(run=run, by=request.user).values_list("group", flat=True))
    accepted = publishing.acknowledged(version, document)
    context = {
        "comparison": found,
        "has_read": "" in marked,
        "summary": found.summary,
        "accepted": accepted,
        "accepted_key": publishing.acknowledged_key(accepted),
        "accepted_read": publishing.has_read(run, accepted, request.user),
    }
    try:
        after = guide_of(document)
        public = publishing.document_of(run.against) if run.against else None
        before = guide_of(public) if public else None
    except interchange_document.FormatError:
        return {**context, "cards": []}
    if before is None:
        return {**context, "cards": []}
    causes = Causes(before, after, Places(run.against, public), Places(version, document))
    context["cards"] = [
        Card(
            key=publishing.group_key(group),
            group=group,
            before=person(before, group.example),
            after=person(after, group.example),
            intended=publishing.group_key(group) in marked,
            causes=causes.of(group.edits),
        )
        for group in found.groups
    ]
    return context
