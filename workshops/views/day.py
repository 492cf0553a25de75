"""The day, for everybody: what a group agreed on and what its cards mean, the feedback sheet, and one's own badge."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from charter.forms.assessing import FACES
from workshops import services
from workshops.forms import HOW, NO_ANSWER, BadgeForm
from workshops.models import AccessRequest, Badge, Feedback, GroundRules, Session, SignUp

from .mine import found_by, holder, person_of, sent, show


@login_not_required
def ground_rules(request, slug):
    """Big enough for the screen of a room, and to read at home before."""
    rules = get_object_or_404(
        GroundRules.objects.select_related("session").filter(session__in=Session.objects.public()), session__slug=slug
    )
    return of_session(request, "ground_rules", rules.session, _("What we agree on"), rules=rules)


@login_not_required
def feedback_sheet(request, slug):
    """How was it? On paper, without a name; the team types it up.

    Whether somebody got what they need stands on a sheet of its own, with their name: the team writes it beside that.
    """
    session = get_object_or_404(Session.objects.public(), slug=slug)
    faces = {number: picture for number, _says, picture in FACES}
    context = {
        "how": [(says, faces[number]) for number, says in HOW.items()],
        "heard": [(says, picture) for _number, says, picture in FACES],
        "rungs": Session.Rung.labels,
        "again": Feedback.Again.labels,
        "missed": Feedback.Missed.labels,
        "met": AccessRequest.Met.labels,
        "no_answer": NO_ANSWER[1],
    }
    return of_session(request, "feedback_sheet", session, _("How was it?"), **context)


def of_session(request, page: str, session: Session, heading: str, **more):
    context = {
        "session": session,
        "heading": heading,
        "crumbs": [(_("Workshops"), reverse("workshops:sessions")), (session.name, session.get_absolute_url())],
        **more,
    }
    return TemplateResponse(request, f"workshops/{page}.html", context)


@never_cache
@login_not_required
def badge(request, link):
    """By the link of one's own place, until the day is over: what stands on the badge is for the person to say."""
    place = found_by(link)
    if place.state not in SignUp.ACTIVE or place.session.is_over:
        raise Http404
    known = Badge.objects.filter(place=place).first()
    initial = {"name": known.name, "please": known.please} if known else {"name": place.name}
    person = person_of(request.user, place)
    form = BadgeForm(sent(request), initial=initial, for_them=bool(person))
    if form.is_valid():
        try:
            services.choose_badge(place, by=holder(request, place), **form.cleaned_data)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Saved. Thank you."))
            return redirect(place.address)
    heading = _("Name badge of %(person)s") % {"person": person} if person else _("My name badge")
    return show(request, "badge", place, heading, form=form)
