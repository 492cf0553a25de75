"""The least that signing up can be, beside which the hub's is measured: lock the session, count, write one row.

No middleware, no form, no message, no audit line; the hub's own settings, database and tables.
"""

import os
import uuid

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils import timezone

os.environ["DJANGO_SETTINGS_MODULE"] = "halton_coprod.settings"
django.setup()
settings.MIDDLEWARE, settings.ROOT_URLCONF = [], __name__

from workshops.models import Session, SignUp  # noqa: E402 -- models are there only now


def sign_up(request, slug):
    with transaction.atomic():
        session = Session.objects.select_for_update().get(slug=slug)
        is_free = session.sign_ups.holding().count() < session.capacity
        SignUp.objects.create(
            session=session,
            token=(token := uuid.uuid4()),
            mark=token.hex,
            name=request.POST["name"],
            state=SignUp.State.IN if is_free else SignUp.State.WAITING,
            in_line_since=timezone.now(),
        )
    return HttpResponseRedirect("/health/")


urlpatterns = [
    path("workshops/<slug:slug>/sign-up/check/", sign_up, name="sign-up"),
    path("health/", lambda _request: HttpResponse("ok")),
]
application = get_wsgi_application()
