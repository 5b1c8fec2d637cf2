"""The page “Check the guide”: run the proof, read what it found, act on it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from referrals import publishing
from referrals.definitions import guide_of
from referrals.engine import document as interchange_document
from referrals.engine import vignettes
from referrals.engine.proof import prove as prover
from referrals.engine.proof.findings import PROPERTIES, Finding
from referrals.engine.proof.reach import who_reaches
from referrals.engine.proof.structure import check_structure

from .pages import go_to, guide_to_show, render, told, version_page
from .people import Person, person
from .places import Places

REFRESH = 3  # seconds after which the page of a running check asks again


@dataclass(frozen=True)
class Card:
    """One finding as the page shows it."""

    finding: Finding
    title: str
    person: Person | None
    links: list
    acknowledged: object

    @property
    def stops(self):
        """Whether it stops publication as it stands."""
        return publishing.stops(self.finding)


@version_page("view_guideversion")
def check(request, version):
    """Show where the newest proof of a version stands, and what it found."""
    document = publishing.document_of(version)
    run = publishing.latest_run(version)
    fitting = publishing.run_for(version, document)
    shown = fitting or (run if run and run.data else None)
    context = {
        "run": shown,
        "fits": fitting is not None,
        "running": run if run and publishing.going_on(run) else None,
        "fault": run.fault if run else "",
        "refresh": REFRESH,
        "may_acknowledge": version.is_draft and request.user.has_perm("referrals.add_acknowledgement"),
        "may_keep": version.is_draft and request.user.has_perm("referrals.add_vignette"),
        **_report(version, document, shown, fitting),
    }
    return render(request, "check", "Check the guide", version, context)


@require_POST
@version_page("view_guideversion")
def prove(request, version):
    """Run the proof, outside any transaction; a long one goes on behind the page."""
    told(request, lambda: publishing.prove_version(version, by=request.user), "")
    return go_to("guide_check", version)


@require_POST
@version_page("view_guideversion")
def acknowledge(request, version):
    """File that this person has seen a finding that does not stop anything, and why it may stand."""
    if not request.user.has_perm("referrals.add_acknowledgement"):
        raise PermissionDenied
    finding = _finding(version, request.POST.get("key", ""))
    reason = request.POST.get("reason", "")
    told(
        request,
        lambda: publishing.acknowledge(version, finding, by=request.user, reason=reason),
        "Acknowledged. It has to be looked at again when what it speaks of changes.",
    )
    return go_to("guide_check", version, anchor=f"finding-{finding.key}")


@require_POST
@version_page("view_guideversion")
def keep(request, version):
    """Make a test case of a finding's person, expecting what the draft gives them now."""
    if not request.user.has_perm("referrals.add_vignette"):
        raise PermissionDenied
    finding = _finding(version, request.POST.get("key", ""))
    vignette = told(
        request,
        lambda: publishing.keep_vignette(version, finding, by=request.user),
        "Kept as a test case. Write what should happen: now it expects what the draft gives.",
    )
    if vignette is None:
        return go_to("guide_check", version, anchor=f"finding-{finding.key}")
    return redirect("admin:referrals_vignette_change", vignette.pk)


@version_page("view_guideversion")
def reach(request, version, key):
    """Show who reaches a route: for each of its rules, the smallest example."""
    guide = guide_to_show(version)
    try:
        route = guide.route(key)
    except KeyError as error:
        raise Http404("no such route") from error
    if not prover.provable(guide, check_structure(guide)):
        raise publishing.Refused("This version cannot be walked yet. Mend its structure first.")
    places = Places(version, publishing.document_of(version))
    rules = [
        {"rule": rule, "link": places.link(f"rules.{rule.key}"), "person": _reached(guide, rule)}
        for rule in guide.rules
        if rule.route == key
    ]
    title = f"Who reaches “{route.title.you if route.title else key}”?"
    return render(request, "reach", title, version, {"rules": rules, "route": route})


def _reached(guide, rule):
    example = who_reaches(guide, rule.key)
    return person(guide, example) if example else None


def _finding(version, key):
    run = publishing.run_for(version, publishing.document_of(version)) or publishing.latest_run(version)
    found = publishing.proof_of(run).findings if run and run.data else ()
    finding = next((one for one in found if one.key == key), None)
    if finding is None:
        raise Http404("no such finding")
    return finding


def _report(version, document, run, fitting):
    """What the page says: the plain checks of now, and the findings of the run that is shown."""
    places = Places(version, document)
    plain = [
        {"sentence": reason, "links": places.links([reason.subject])} for reason in publishing.check_document(document)
    ]
    try:
        guide = guide_of(document)
    except interchange_document.FormatError:
        return {"plain": plain, "stops": len(plain), "looks": 0}
    if run is None:
        return {"plain": plain, "stops": len(plain), "looks": 0, **_tables(version, guide, places)}
    proof = publishing.proof_of(run)
    cards = _cards(version, document, guide, proof, places)
    if any(card.finding.property in publishing.PLAIN for card in cards):
        told_by_cards = {card.finding.sentence for card in cards}
        plain = [item for item in plain if item["sentence"] not in told_by_cards and not fitting]
    stops = [card for card in cards if card.stops]
    looks = [card for card in cards if not card.stops and not card.acknowledged]
    return {
        "plain": plain,
        "proof": proof,
        "stops": len(stops) + len(plain),
        "looks": len(looks),
        "cards": [*stops, *looks],
        "acknowledged": [card for card in cards if card.acknowledged],
        "verdicts": [(code, item.title, proof.verdicts[code]) for code, item in PROPERTIES.items()],
        "holding": sum(verdict == "holds" for verdict in proof.verdicts.values()),
        **_tables(version, guide, places),
    }


def _cards(version, document, guide, proof, places):
    acknowledged = publishing.acknowledgements(version, document, proof.findings)
    return [
        Card(
            finding=finding,
            title=PROPERTIES[finding.property].title,
            person=person(guide, finding.example) if finding.example else None,
            links=places.links((finding.subject, *finding.mend)),
            acknowledged=acknowledged.get(finding.key),
        )
        for finding in proof.findings
    ]


def _tables(version, guide, places):
    rules = {route.key: [rule for rule in guide.rules if rule.route == route.key] for route in guide.routes}
    cases = [
        {
            "title": vignette.title,
            "link": places.link(f"vignettes.{vignette.key}"),
            "expected": _expected(guide, vignette.expected),
            "differs": vignettes.replay(guide, vignette),
        }
        for vignette in guide.vignettes
    ]
    return {
        "routes": [
            {
                "route": route,
                "link": places.link(f"routes.{route.key}"),
                "recommending": sum(rule.effect == "recommend" for rule in rules[route.key]),
                "withholding": sum(rule.effect == "withhold" for rule in rules[route.key]),
                "tiers": sorted({rule.tier for rule in rules[route.key] if rule.effect == "recommend"}),
                "nations": sum(place.offered for place in route.availability.values()),
            }
            for route in guide.routes
        ],
        "cases": cases,
        "wrong": [case for case in cases if case["differs"]],
        "right": [case for case in cases if not case["differs"]],
    }


def _expected(guide, expected):
    titles = {route.key: route.title for route in guide.routes}
    signs = {sign.key: sign.title for sign in guide.urgent_signs}
    first = expected.first_route
    named = [signs.get(key).you if signs.get(key) else key for key in expected.signs]
    return [*named, *([titles[first].you if titles.get(first) else first] if first else [])]
