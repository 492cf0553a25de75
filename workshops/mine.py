"""What a person sees on their own page about sessions: each place they have, wait for or had."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.held import Held
from members.models import Member

from .models import SignUp


def places_of(member: Member) -> list[Held]:
    """Signed up as somebody of the pool, or with one's own sign-in before."""
    own = Q(member=member) | Q(user=member.user) if member.user_id else Q(member=member)
    places = SignUp.objects.filter(own).select_related("session")
    return [
        Held(place.session.name, place.session.starts_at, says(place), place.address, place.helper_address)
        for place in places
    ]


def deeds_for(member: Member) -> list[tuple]:
    """On the phone with somebody of the pool."""
    return [(_("Sign them up for a session"), reverse("workshops:team_book", args=[member.pk]))]


def says(place: SignUp) -> str:
    """A session that does not take place says so, whatever the place was."""
    off = (place.session.State.CANCELLED, place.session.State.NOT_HELD, place.session.State.POSTPONED)
    if place.session.state in off:
        return place.session.get_state_display()
    return place.get_state_display()
