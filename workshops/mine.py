"""What a person sees on their own page about sessions: each place they have, wait for or had."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.said import said_date
from halton_coprod.record.models import AuditLine
from members.held import Held, Moment
from members.models import Member, User

from .marks import marks_with
from .models import Session, SignUp

# What others do for a person here, and how it is told on their own page.
DEEDS = {
    "workshops.signup.sign_up": _("They signed you up for a meeting."),
    "workshops.signup.accept": _("They said yes for you to a place at a meeting."),
    "workshops.signup.wait": _("They put you on a waiting list again."),
    "workshops.signup.confirm": _("They wrote down that you still come to a meeting."),
    "workshops.signup.change": _("They changed what you told us about a meeting."),
    "workshops.signup.give_back": _("They wrote down that you do not come to a meeting."),
    "workshops.accessrequest.note": _("They wrote down what you need at a meeting."),
    "workshops.badge.choose": _("They chose what is on your name badge."),
    "workshops.objection.raise": _("They told us for you that something is not what people said."),
}

# The same for the team, which also reads what the person did themselves.
HISTORY = {
    "workshops.signup.sign_up": _("Signed up: %(what)s"),
    "workshops.signup.accept": _("Said yes to a place: %(what)s"),
    "workshops.signup.wait": _("Waits again: %(what)s"),
    "workshops.signup.confirm": _("Still comes: %(what)s"),
    "workshops.signup.change": _("What they told us was changed: %(what)s"),
    "workshops.signup.give_back": _("Does not come: %(what)s"),
}


def own_places(member: Member):
    """Signed up as somebody of the pool; or before that with one's own sign-in, or as a guest of the same name with the
    email that opens this page. Another way to reach them proves nothing: anybody can type it.
    """
    own = Q(member=member)
    if user := member.user:
        own |= Q(user=user) | Q(member=None, mark__in=marks_with(member.name, user.email))
    return SignUp.objects.filter(own)


def places_of(member: Member) -> list[Held]:
    return [held(place) for place in own_places(member).select_related("session")]


def history_of(member: Member) -> list[Moment]:
    """Who signed them up and when, and what was changed since; nobody is named where it was done by a signed link."""
    places = {str(place.pk): place.session.name for place in own_places(member).select_related("session")}
    lines = list(AuditLine.objects.filter(verb__in=HISTORY, thing_kind="workshops.signup", thing_id__in=list(places)))
    people = User.objects.in_bulk({line.actor_id for line in lines if line.actor_id})
    return [
        Moment(line.at, HISTORY[line.verb] % {"what": places[line.thing_id]}, people.get(line.actor_id))
        for line in lines
    ]


def held(place: SignUp) -> Held:
    session = place.session
    known = {"address": place.address, "helper_address": place.helper_address}
    return Held(session.name, session.starts_at, says(place), **known, says_when=session.is_put_off)


def deeds_for(member: Member) -> list[tuple]:
    """On the phone with somebody of the pool."""
    return [(_("Sign them up for a session"), reverse("workshops:team_book", args=[member.pk]))]


def says(place: SignUp) -> str:
    """A session that does not take place says so, whatever the place was; one that is put off, on which day it is."""
    session = place.session
    if session.is_put_off:
        return put_off(session)
    return session.get_state_display() if session.is_called_off else place.get_state_display()


def put_off(session: Session) -> str:
    """The new day first, where there is one."""
    new = _("It is put off. The new day is: %(when)s.") % {"when": session.when}
    now = _("It is put off. The new day follows.") if session.waits_for_day else new
    return f"{now} {_('It was to be on %(day)s.') % {'day': said_date(session.put_off_from)}}"
