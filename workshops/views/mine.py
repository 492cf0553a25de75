"""One's own place at a session, by a signed link and without signing in. Looking changes nothing; buttons do."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from halton_coprod.record.flow import NotNow
from workshops import services
from workshops.forms import ChangePlaceForm, HowItWasForm, MissedForm, NotSaidForm
from workshops.holders import Holder
from workshops.models import AccessRequest, Attendance, Outcome, Report, SignUp
from workshops.telling import with_told_days


def found_by(link: str) -> SignUp:
    place = SignUp.objects.by_link(link)
    if place is None:
        raise Http404
    return place


def person_of(user, found: SignUp) -> str:
    """Whose place it is, by name, where a supporter looks at it; nothing for the person themselves."""
    is_own = user.is_authenticated and user.pk in (found.user_id, found.member and found.member.user_id)
    return found.name if found.for_helper or (user.is_authenticated and not is_own) else ""


def holder(request, found: SignUp) -> Holder:
    """Who presses: whoever has the link, by name where they are signed in."""
    return Holder(found.pk, request.user if request.user.is_authenticated else None)


def is_for_them(request, found: SignUp) -> bool:
    """Is it somebody else who answers?"""
    return bool(person_of(request.user, found))


@never_cache
@login_not_required
def place(request, link):
    """How my place stands, and what I can do about it."""
    found = found_by(link)
    was_there = found.is_to_be_told
    to_check = Report.objects.being_checked().filter(series=found.session.series_id).first() if was_there else None
    requests = [] if found.for_helper else found.requests.all()
    with_told_days([found.session])
    more = {"objections": found.objections.all(), "requests": requests}
    more["has_said"] = was_there and found.session.took_place and found.has_said_how_it_was
    return show(request, "place", found, found.session.name, was_there=was_there, to_check=to_check, **more)


@never_cache
@login_not_required
def give_back(request, link):
    """Asked once more, so that no place is lost by a slip of the thumb. Nobody has to say why.

    Whoever waits leaves the line in one step: their own page has the button.
    """
    found = found_by(link)
    if request.method == "POST":
        return do(request, found, services.give_back)
    return show(request, "give_back", found, give_back_words(found, person_of(request.user, found)))


def give_back_words(found: SignUp, person: str) -> str:
    if found.state == SignUp.State.WAITING:
        return _("Leave the waiting list")
    return _("%(person)s cannot come") % {"person": person} if person else _("I cannot come")


@never_cache
@login_not_required
def not_said(request, link):
    """That is not what we said: read by the team, and answered."""
    found = found_by(link)
    if not (found.is_to_be_told and Outcome.objects.public().filter(session=found.session_id).exists()):
        raise Http404
    form = NotSaidForm(sent(request), for_them=is_for_them(request, found))
    if form.is_valid():
        return do(request, found, services.raise_objection, **form.cleaned_data)
    return show(request, "not_said", found, _("That is not what we said"), form=form)


@never_cache
@login_not_required
def how_was_it(request, link):
    """How it was; or, for whoever could not come, what stopped them. Nobody has to say."""
    found = found_by(link)
    if not found.session.took_place or not found.is_to_be_told:
        raise Http404
    was_missed = Attendance.objects.filter(sign_up=found, state=Attendance.State.ABSENT).exists()
    asked = MissedForm if was_missed else HowItWasForm
    more = {"for_them": is_for_them(request, found), "reads_words": found.session.shows_names}
    form = asked(sent(request), **more, **({} if was_missed else answered_of(found)))
    if form.is_valid():
        try:
            services.give_feedback(found, said=form.said, by=holder(request, found))
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Saved. Thank you."))
            return redirect(found.address)
    heading = how_words(was_missed, person_of(request.user, found))
    return show(request, "how_was_it", found, heading, form=form, has_said=found.has_said_how_it_was)


def how_words(was_missed: bool, person: str) -> str:
    """The heading, for the person themselves or for whoever answers for them."""
    if person:
        says = _("We missed %(person)s") if was_missed else _("How was it for %(person)s?")
        return says % {"person": person}
    return _("We missed you") if was_missed else _("How was it?")


def answered_of(found: SignUp) -> dict:
    """What was answered of what they need is asked about while its team sees it; not of a helper who may not."""
    answered = (
        []
        if found.for_helper or not found.session.shows_names
        else found.requests.exclude(state=AccessRequest.State.ASKED)
    )
    return {"requests": list(answered)}


@require_POST
@login_not_required
def accept(request, link):
    """Yes to the place that was offered."""
    return do(request, found_by(link), services.accept_offer)


@require_POST
@login_not_required
def wait(request, link):
    """Back in line, after the time to answer was over."""
    return do(request, found_by(link), services.wait_again)


@require_POST
@login_not_required
def confirm(request, link):
    """Yes, I still come, after it was moved."""
    return do(request, found_by(link), services.confirm_place)


@never_cache
@login_not_required
def change(request, link):
    """Who comes with me, help with travel, and what else I need."""
    found = found_by(link)
    if found.for_helper or found.state not in SignUp.ACTIVE or found.session.is_over:
        raise Http404
    person = person_of(request.user, found)
    form = ChangePlaceForm(sent(request), session=found.session, initial=said_of(found), for_them=bool(person))
    if form.is_valid():
        return do(request, found, services.change_place, **form.said)
    theirs = _("Change what we know about %(person)s") % {"person": person}
    return show(request, "place_change", found, theirs if person else _("Change what I told you"), form=form)


def said_of(found: SignUp) -> dict:
    """What they said before, as the questions ask it."""
    facts = {"comes": found.comes, "supporters": str(found.supporters), "supporter_name": found.supporter_name}
    return {**facts, "travel": "yes" if found.travel_help else "no"}


def sent(request):
    """What was sent, also when every box is empty; None while the page is only looked at."""
    return request.POST if request.method == "POST" else None


def do(request, found: SignUp, deed, **said):
    try:
        done = deed(found, by=holder(request, found), **said)
    except NotNow as fault:
        messages.error(request, str(fault))
        return redirect(found.address)
    messages.success(request, _("Saved. Thank you."))
    # Whoever has signed up anew meanwhile goes on to that place.
    on = done if isinstance(done, SignUp) else found
    on.for_helper = found.for_helper
    return redirect(on.address)


def show(request, page: str, found: SignUp, heading: str, *, status: int = 200, **more):
    person = person_of(request.user, found)
    context = {
        "place": found,
        "session": found.session,
        "link": found.link,
        "person": person,
        # What they do stands on the record with both names; what they say of a session or its report is nobody's.
        "acts_by_link": bool(person and found.member_id and request.user.is_authenticated),
        "is_recorded": page not in ("how_was_it", "check_report"),
        "heading": heading,
        "crumbs": [(_("Workshops"), reverse("workshops:sessions"))],
        **more,
    }
    return TemplateResponse(request, f"workshops/{page}.html", context, status=status)
