"""The demo's front door: become one of the example people with one press. Elsewhere these addresses do not exist."""

from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from members.example import ROLES
from members.models import User
from members.roles import DEMO_ROLE

BACKEND = "django.contrib.auth.backends.ModelBackend"


class Choice(NamedTuple):
    """A role as the page shows it."""

    picture: str
    name: str
    does: str


CHOICES = {
    "resident": Choice("resident", _("A resident"), _("Lives in Halton and takes part.")),
    "supporter": Choice("supporter", _("A supporter"), _("Helps a resident to take part.")),
    "facilitator": Choice("meeting", _("A facilitator"), _("Plans and leads workshops.")),
    "pool-staff": Choice("team", _("A worker who looks after the pool"), _("Looks after the people who take part.")),
    "editor": Choice("pencil-edit", _("An editor"), _("Writes the Charter in both forms.")),
    "curator": Choice("story", _("A curator"), _("Looks after the stories that people tell.")),
    "second-curator": Choice("check", _("A second curator"), _("Checks a story before it is published.")),
    "approver": Choice("co-chair", _("A co-chair"), _("Answers when the Charter was not kept.")),
}


@login_not_required
def demo(request):
    """Whom you can be."""
    only_in_the_demo()
    return TemplateResponse(request, "demo/demo.html", {"choices": CHOICES})


# Scripts may sign in with one request: whoever reaches the demo may be anybody in it already.
@csrf_exempt
@require_POST
@login_not_required
def demo_sign_in(request):
    """Sign in as the example person of a role, and go where that person works."""
    only_in_the_demo()
    role = request.POST.get("role", "")
    if role not in ROLES:
        return TemplateResponse(request, "demo/demo.html", {"choices": CHOICES, "unknown": True}, status=400)
    person = get_object_or_404(User, email=ROLES[role].email)
    login(request, person, backend=BACKEND)
    request.session[DEMO_ROLE] = role
    return redirect("team" if person.is_team else "me")


def only_in_the_demo() -> None:
    if not settings.HUB_DEMO:
        raise Http404
