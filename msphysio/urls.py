"""Every address of the site. Public addresses are stable: other sites and printed pages link to them."""

from django.contrib import admin
from django.urls import include, path

from msphysio import errors, health, views

urlpatterns = [
    path("", views.home, name="home"),
    path("get-physio/", include("referrals.urls")),
    path("", include("content.urls")),
    path("settings/", views.change_settings, name="settings"),
    path("how-we-keep-you-safe/", views.show_safety, name="safety"),
    path("parts/", views.show_parts, name="parts"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("health/details", health.details, name="health_details"),
    path("status/", views.show_status, name="status"),
    path("admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
