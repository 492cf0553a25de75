"""The top floor's pages: home, help, health, and the pages for when something goes wrong."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render


def hub(request):
    """Context processor: what every page of the hub shows of itself."""
    return {"hub": {"name": settings.HUB_NAME, "help": settings.HELP, "demo": bool(settings.HUB_DEMO)}}


@login_not_required
def health(request):
    """200 when the hub can reach its database; for scripts and load balancers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def home(request):
    return render(request, "home.html")


@login_not_required
def csrf_failure(request, reason=""):
    return render(request, "403.html", status=403)
