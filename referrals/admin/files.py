"""A guide as a file: in as a new draft, out as canonical JSON."""

import json

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from referrals import publishing
from referrals.engine import document as interchange_document
from referrals.models import Guide, GuideVersion

from .pages import go_to, version_page

MOST_BYTES = 10 * 1024 * 1024
NO_JSON = (
    "This is no guide file: it is not JSON ({}). Choose a file that was exported here, or by `manage.py export_guide`."
)


class ImportForm(forms.Form):
    """A file that holds one guide. Its `document` is valid, and fits the guide of this site."""

    file = forms.FileField(label="Guide file", help_text="A .json file, as “Export” makes it.")
    note = forms.CharField(
        label="What changed and why", required=False, widget=forms.TextInput(attrs={"class": "vTextField"})
    )

    def clean_file(self):
        """Keep the file's document beside it."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("This file is larger than 10 MB. A guide is much smaller.")
        try:
            self.document = json.loads(file.read().decode("utf-8-sig"))
            interchange_document.load(self.document)
        except interchange_document.FormatError as error:
            raise forms.ValidationError(f"This file does not fit. {error}") from error
        except (ValueError, RecursionError) as error:
            reason = error if isinstance(error, json.JSONDecodeError) else "it cannot be read"
            raise forms.ValidationError(NO_JSON.format(reason)) from error
        self._fits_this_site()
        return file

    def _fits_this_site(self):
        known = Guide.objects.values_list("key", flat=True)
        if known and self.document["guide"] not in known:
            raise forms.ValidationError(
                f"This file is the guide “{self.document['guide']}”. This site has “{known[0]}”."
            )


@never_cache
def import_guide(request):
    """Make a draft from a file, and show how it differs from what is public."""
    if not request.user.has_perm("referrals.add_guideversion"):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        version = _make_draft(form, request.user)
        if version:
            return _show_comparison(request, version)
    context = {
        **admin.site.each_context(request),
        "title": "Import a guide",
        "form": form,
        "opts": GuideVersion._meta,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "admin/referrals/guideversion/import.html", context, status=status)


@version_page("view_guideversion")
def export(request, version):
    """Return the version as a file in canonical form."""
    document = publishing.document_of(version)
    response = HttpResponse(interchange_document.canonical_bytes(document), content_type="application/json")
    name = f"{version.guide.key}-{version.number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _make_draft(form, by):
    note = form.cleaned_data["note"] or "Imported from a file."
    try:
        return publishing.import_document(form.document, author=by, note=note)
    except publishing.Refused as refusal:
        form.add_error("file", list(refusal.reasons))
        return None


def _show_comparison(request, version):
    messages.success(request, f"Version {version.number} is a new draft, made from the file.")
    try:
        publishing.compare_version(version, by=request.user)
    except publishing.Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    return go_to("guide_compare", version)
