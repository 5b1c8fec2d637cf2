"""The directory: near a town or the first part of a postcode, or by nation. Nothing here queries when warm."""

from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content import presenters
from content.forms import NearForm
from content.presenters import Asked, Metadata

from .keeping import kept
from .showing import show

ALL_SERVICES = "Places in the UK where people with MS can get physiotherapy or exercise: by town, postcode or nation."
TEMPLATE = "content/service_list.html"
EMPTY = "Type a town, or the first part of a postcode"


# The form changes nothing and keeps nothing: it is posted only so that what is typed is not in an address.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@kept
def show_services(request):
    """Show the services near a place or in a nation, or the way to them; what is posted leads to an address.

    Such an address never holds a full postcode. One that somebody typed with a full postcode leads to one without.
    """
    posted = request.method == "POST"
    asked = Asked.of(request.POST if posted else request.GET)
    page = presenters.service_list(asked)
    refusal = page.refusal or (EMPTY if posted and page.kind == "start" else "")
    if not refusal if posted else asked.near != page.asked.near:
        return redirect(page.asked.address)
    return _refuse(request, page, refusal) if refusal else _show(request, page)


def _show(request, page):
    asked = page.asked
    listed = page.kind in ("start", "nation") and not asked.offers and not asked.area and asked.page == 1
    form = NearForm(initial=page.fields)
    metadata = Metadata(ALL_SERVICES, asked.address)
    context = {"nav": "services", "page": page, "form": form, "noindex": not listed}
    return show(request, TEMPLATE, page.title, metadata, **context)


def _refuse(request, page, refusal):
    form = NearForm(page.fields)
    form.add_error("near", refusal)
    context = {"nav": "services", "title": f"Error: {page.title}", "page": page, "form": form, "noindex": True}
    return render(request, TEMPLATE, context, status=422)
