"""Asking again who sits there, before something is done that counts: password, and a code where codes are required.

What was posted is carried in the form that asks, and goes on to its view as it was sent. Nothing of it is kept on the
way. The table below is the list of what counts; a test holds it against the addresses of the admin.
"""

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import QueryDict
from django.shortcuts import render

from content.workflow import Move
from msphysio import lock_out, second_factor, sign_in
from msphysio.second_factor_pages import CodeField

# Moves of a page, of a version of the guide, and of many pages at once, from their list or with their form.
MOVES = {Move.APPROVE, Move.PUBLISH, Move.WITHDRAW, Move.SCHEDULE, Move.RESUME}
ACTIONS = {"publish_selected", "withdraw_selected"}
# A part of the guide back in service; whether readers see a reply; ten new recovery codes.
PAGES = {"guide_lift", "content_storyreply_change", "recovery_codes"}
PEOPLE = ("auth_user_", "auth_group_", "content_reviewer_", "second_factor_reset")
CARRIED = "prove-"  # before the names of our own fields


class ProofForm(forms.Form):
    """Who sits there. `prefix` keeps its fields apart from those that it carries."""

    prefix = CARRIED.rstrip("-")
    use_required_attribute = False
    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Type your password."},
    )
    code = CodeField(help_text="The 6 digits that the app shows now, or one of your recovery codes.")

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        if not second_factor.is_required():
            del self.fields["code"]

    def clean(self):
        """Check the password first, then the code: a wrong password uses up no code."""
        password = self.cleaned_data.get("password")
        if password is None or ("code" in self.fields and "code" not in self.cleaned_data):
            return
        known = authenticate(self.request, username=self.request.user.get_username(), password=password)
        if known != self.request.user:
            self.add_error("password", "That is not your password. Type it again.")
        elif "code" in self.fields:
            self._check_code()

    def _check_code(self):
        try:
            second_factor.check(self.request, self.cleaned_data["code"])
        except second_factor.Refused as refusal:
            self.add_error("code", str(refusal))


def counts(request):
    """Whether what is asked for needs a fresh proof of who asks."""
    if request.method != "POST" or settings.DEMO:
        return False
    name, move = request.resolver_match.url_name or "", request.resolver_match.kwargs.get("move")
    if name in PAGES or name.startswith(PEOPLE) or "_publish" in request.POST:
        return True
    return move in MOVES if move else request.POST.get("action") in ACTIONS


def is_asked(request):
    """Whether this request has to prove first who sent it: it counts, or it was sent from a session that is over."""
    return request.method == "POST" and (
        sign_in.has_ended(request) or counts(request) and not sign_in.is_proved(request)
    )


def ask(request, site):
    """Return the page that asks, or None once the proof is right: then the request is what it was at first."""
    posted = [(name, value) for name, values in request.POST.lists() for value in values]
    carried = [pair for pair in posted if not pair[0].startswith(CARRIED) and pair[0] != "csrfmiddlewaretoken"]
    form = ProofForm(request.POST if f"{CARRIED}password" in request.POST else None, request=request)
    if form.is_valid():
        sign_in.prove(request)
        request.POST = _as_sent(carried)
        return None
    if lock_out.is_stopped(request):
        return lock_out.page(request)
    frame = {**site.each_context(request), "is_nav_sidebar_enabled": False, "available_apps": []}
    context = {
        **frame,
        "title": "Is it still you?",
        "form": form,
        "carried": carried,
        "action": request.get_full_path(),
    }
    return render(request, "admin/prove.html", context, status=422 if form.errors else 403)


def _as_sent(carried):
    sent = QueryDict(mutable=True)
    for name, value in carried:
        sent.appendlist(name, value)
    sent._mutable = False
    return sent
