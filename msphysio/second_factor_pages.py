"""The pages of the second factor: give it, set it up, make new recovery codes, take it from somebody who has lost it.

The first two need a password only: EditorsSite.admin_view leads there whoever has not given their second factor.
"""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model, logout
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from msphysio import second_factor, sign_in

FEW = 2  # recovery codes left, from which on somebody is told


class CodeField(forms.CharField):
    """A code of the app, or one from the paper, with or without spaces."""

    def __init__(self, **kwargs):
        box = forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"})
        empty = {"required": "Type the code."}
        super().__init__(**{"label": "Code", "max_length": 20, "widget": box, "error_messages": empty, **kwargs})

    def to_python(self, value):
        """Return it without spaces, in small letters."""
        return "".join(super().to_python(value).split()).lower()


class CodeForm(forms.Form):
    """One code."""

    use_required_attribute = False
    code = CodeField(help_text="The 6 digits that the app shows now, or one of your recovery codes.")


class FirstCodeForm(forms.Form):
    """The first code of an app that was just set up."""

    use_required_attribute = False
    code = CodeField(help_text="The 6 digits that the app shows now.")


def for_somebody(view):
    """Let in who gave their password, and hold the page in no cache; lead everybody else to sign in."""

    def guarded(request, site, **kwargs):
        if not request.user.is_authenticated or not request.user.is_staff or sign_in.has_ended(request):
            logout(request)
            return redirect("admin:login")
        sign_in.use(request)
        return view(request, site, **kwargs)

    return never_cache(sensitive_post_parameters()(require_http_methods(["GET", "POST"])(guarded)))


@for_somebody
def give(request, site):
    """Ask for a code, and go on to where somebody wanted to be."""
    if not second_factor.has_one(request.user):
        return redirect(address("set_up", request))
    form = CodeForm(request.POST or None)
    if form.is_valid() and _taken(form, lambda code: second_factor.check(request, code)):
        request.session.cycle_key()
        _tell_of_few(request)
        return redirect(wanted(request))
    return _page(request, site, "ask", "Your second step", form)


@for_somebody
def set_up(request, site):
    """Show a secret for an app, and the recovery codes once the app's first code is right."""
    if second_factor.has_one(request.user):
        return redirect(address("second_factor", request))
    form = FirstCodeForm(request.POST or None)
    codes = form.is_valid() and _taken(form, lambda code: second_factor.set_up(request, code))
    if codes:
        request.session.cycle_key()
        shown = {"codes": codes, "first": True, "wanted": wanted(request)}
        return _page(request, site, "codes", "Your recovery codes", form, **shown)
    device = second_factor.begin(request)
    shown = {"picture": second_factor.picture_of(device), "words": second_factor.words_of(device)}
    return _page(request, site, "set_up", "Set up a second step", form, **shown)


def recovery_codes(request, site):
    """Say how many recovery codes are left; with POST, show ten new ones, this once. The others end."""
    if request.method != "POST":
        return _recovery_page(request, site)
    try:
        codes = second_factor.replace_codes(request)
    except second_factor.Refused as refusal:
        messages.error(request, str(refusal))
        return _recovery_page(request, site, 422)
    shown = {"codes": codes, "wanted": reverse("admin:index")}
    return _page(request, site, "codes", "Your new recovery codes", None, **shown)


def _recovery_page(request, site, status=200):
    has_one = second_factor.has_one(request.user)
    left, made_at = second_factor.codes_left(request.user), second_factor.codes_made_at(request.user)
    shown = {"has_one": has_one, "left": left, "few": left <= FEW, "made_at": made_at, "status": status}
    return _page(request, site, "recovery", "Recovery codes", None, **shown)


def reset(request, site, pk):
    """Take the second factor from somebody who has lost it. For administrators; it is noted."""
    if not request.user.is_superuser:
        raise PermissionDenied
    person = get_object_or_404(get_user_model(), pk=pk)
    if request.method == "POST":
        second_factor.reset(person, by=request.user)
        messages.success(request, f"{person} sets up a new second step at the next sign-in.")
        return redirect("admin:auth_user_change", pk)
    return _page(request, site, "reset", f"Reset the second step of {person}", None, person=person)


def address(name, request):
    """Return the address of one of these pages, which leads on to where somebody wanted to be."""
    there = wanted(request) if "next" in request.GET or request.method == "POST" else request.get_full_path()
    return f"{reverse(f'admin:{name}')}?{urlencode({'next': there})}"


def wanted(request):
    """Return the page of the admin that somebody wanted to open; its first page where that is not known."""
    there, desk = request.GET.get("next", ""), reverse("admin:index")
    ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return there if ours and there.startswith(desk) else desk


def _taken(form, take):
    """What `take` returns for the code, or True; a refusal becomes an error of the form."""
    try:
        return take(form.cleaned_data["code"]) or True
    except second_factor.Refused as refusal:
        form.add_error("code", str(refusal))
        return False


def _tell_of_few(request):
    """Say it kindly where somebody has few recovery codes left, with the way to new ones."""
    left = second_factor.codes_left(request.user)
    if left > FEW:
        return
    have = f"{left} recovery code{'' if left == 1 else 's'}" if left else "no recovery codes"
    words = 'You have {} left. It takes a minute to <a href="{}">make ten new ones</a>, for a day without your phone.'
    messages.warning(request, format_html(words, have, reverse("admin:recovery_codes")))


def _page(request, site, template, title, form, status=200, **context):
    status = 422 if form is not None and form.errors else status
    frame = {**site.each_context(request), "is_nav_sidebar_enabled": False, "available_apps": []}
    context = {**frame, "title": title, "form": form, **context}
    return render(request, f"admin/second_factor/{template}.html", context, status=status)
