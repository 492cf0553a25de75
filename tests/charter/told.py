"""Concerns for tests: as somebody types one, and as the services raise and answer it."""

import html
import re
from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from charter import services
from members import guard

from .conftest import easy

FORMS = pytest.mark.parametrize("form", ["", "/easy"])
TELL, SENT, LOOK, NUMBERS = (f"/charter/concerns/{last}" for last in ("tell/", "sent/", "answer/", ""))
DESK = "/team/charter/concerns/"
SECRET = "Nobody listened to Rosa"


def typed(**other):
    said = {"what_happened": SECRET, "way": "none", "value": "", "name": "", "reach": "", "token": str(uuid4())}
    return {**said, "opened": guard.opened(), **other}


def raised(days_ago=0, **said):
    at = timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=days_ago), time(12)))
    return services.raise_concern(what_happened=SECRET, token=uuid4(), at=at, **said)


def answered(concern, by, **said):
    services.acknowledge_concern(concern, by=by)
    said = {"answer": "We were wrong.", "easy": easy("We were wrong."), **said}
    return services.answer_concern(concern, by=by, **said)


def text(answer):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())
