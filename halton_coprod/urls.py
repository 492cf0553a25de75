"""Every address of the hub. Each page also exists under /easy/ (see easyread/mode.py)."""

from django.contrib import admin
from django.urls import include, path

from .views import pages, shell

urlpatterns = [
    path("", pages.home, name="home"),
    path("words/", pages.home, name="words"),
    path("help/", pages.home, name="help"),
    path("help/call-me/", pages.home, name="call_me"),
    path("reading/", pages.home, name="reading"),
    path("search/", pages.home, name="search"),
    path("accessibility/", pages.home, name="accessibility"),
    path("privacy/", pages.home, name="privacy"),
    path("pictures/", pages.home, name="pictures"),
    path("", include("charter.urls")),
    path("team/", pages.home, name="team"),
    path("team/components/", pages.home, name="components"),
    path("me/", pages.home, name="me"),
    path("demo/", pages.home, name="demo"),
    path("demo/sign-in/", pages.home, name="demo_sign_in"),
    path("health/", shell.health, name="health"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
