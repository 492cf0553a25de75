"""The bare Django view that the hub is measured beside: one view, no middleware, a body of the asked size."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path

settings.configure(SECRET_KEY="bare", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, MIDDLEWARE=[])
BODY = b"x" * int(os.environ["BARE_SIZE"])


def bare(request):
    return HttpResponse(BODY, headers={"Content-Length": str(len(BODY))})


urlpatterns = [re_path("", bare)]
application = get_wsgi_application()
