"""The editors' desk: Django's own admin under our name, for those who have signed in with all that is required."""

from functools import partial, update_wrapper

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from msphysio import desk, headers, known_devices, lock_out, proving, second_factor, second_factor_pages, sign_in

LEAVING = ("logout",)  # what works in any state of a session


class EditorsSite(AdminSite):
    """Where editors write, and where clinicians check. Its first page is a desk: what waits for whoever signed in."""

    site_header = site_title = "MS Physio editing"
    index_title = "Your desk"
    index_template = "admin/desk.html"

    def index(self, request, extra_context=None):
        work = {"piles": desk.piles(request.user), **desk.weekly_counts(request.user)}
        return super().index(request, {**work, **(extra_context or {})})

    def each_context(self, request):
        return super().each_context(request) | {"second_factor_given": second_factor.was_given(request)}

    def get_urls(self):
        pages = second_factor_pages
        return [
            path("second-factor/", partial(pages.give, site=self), name="second_factor"),
            path("second-factor/set-up/", partial(pages.set_up, site=self), name="set_up"),
            path(
                "second-factor/codes/",
                self.admin_view(partial(pages.recovery_codes, site=self)),
                name="recovery_codes",
            ),
            path(
                "second-factor/reset/<int:pk>/",
                self.admin_view(partial(pages.reset, site=self)),
                name="second_factor_reset",
            ),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """Sign somebody in by name and password; what else is required is asked for on the next page."""
        if known_devices.is_made_up(request):
            return known_devices.forget(redirect(request.get_full_path()))
        response = super().login(request, extra_context)
        if lock_out.is_stopped(request):
            return lock_out.page(request)
        return known_devices.mark(request, response) if request.method == "POST" and _leads_on(response) else response

    def admin_view(self, view, cacheable=False):
        """Wrap a view as Django does: only who signed in with all that is required gets there, under our policy."""
        guarded = super().admin_view(view, cacheable)

        def seated(request, *args, **kwargs):
            response = self._stop(request) or guarded(request, *args, **kwargs)
            return headers.for_editors(response)

        return update_wrapper(seated, view)

    def _stop(self, request):
        """Return the page that somebody has to pass first, or None."""
        if not request.user.is_authenticated or request.resolver_match.url_name in LEAVING:
            return None
        if second_factor.is_required() and not second_factor.is_given(request):
            return self._lead_to_second_factor(request)
        if proving.is_asked(request) and (page := proving.ask(request, self)):
            return page
        if sign_in.has_ended(request):
            return self._begin_again(request, "You were signed out, because nobody used this page for a while.")
        sign_in.use(request)
        return None

    def _lead_to_second_factor(self, request):
        """A second factor that was given and counts no more was reset: whoever sits there begins from the start."""
        if sign_in.has_ended(request) or second_factor.was_given(request):
            return self._begin_again(request, "Sign in again.")
        return redirect(second_factor_pages.address("second_factor", request))

    def _begin_again(self, request, why):
        logout(request)
        messages.info(request, why)
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))


def _leads_on(response):
    """Whether a sign-in was right: a wrong one shows the form again."""
    return response.status_code == 302
