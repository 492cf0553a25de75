"""All that sessions keep about a person, for them to take away: their places, what they need there and what we said to
it, and what they said afterwards.
"""

from django.utils.translation import gettext_lazy as _

from members.facts import Fact, Part, facts
from members.models import Member, mark_of

from .mine import own_places, says
from .models import AccessRequest, Badge, Feedback, Objection, ReportReply

PLACE = (
    *("comes", "way", "reach", "needs", "this_day", "supporters", "supporter_name", "travel_help", "is_new"),
    *("signed_up_at", "offered_until", "still_comes"),
)
REQUEST = ("says", "state", "asked_on", "answer", "answered_on", "met")
FEEDBACK = ("how", "heard", "rung", "again", "missed", "words", "given_on")
OBJECTION = ("words", "raised_on", "answer", "answered_on")
REPLY = ("is_right", "words", "replied_on", "answer", "answered_on")
BADGE = ("name", "please")
SESSION = _("session")
NOT_SAID = Fact("was_there", "", "")


def kept_of(member: Member) -> list[Part]:
    places = list(own_places(member).select_related("session", "attendance"))
    at = {place.pk: place.session for place in places}

    def those(model, names, place="place"):
        found = model.objects.filter(**{f"{place}__in": at})
        return [[said(at[getattr(one, f"{place}_id")]), *facts(one, names)] for one in found]

    return [
        Part("signed_up", _("What you signed up for"), [place_facts(place) for place in places]),
        Part("asked_for", _("What you need at a session"), those(AccessRequest, REQUEST, "sign_up")),
        Part("badges", _("Your badge"), those(Badge, BADGE)),
        Part("feedback", _("How you found it"), feedback_of(places)),
        Part("objections", _("What is not right, as you say"), those(Objection, OBJECTION)),
        Part("replies", _("What you said about a report"), those(ReportReply, REPLY)),
    ]


def said(session, key="session") -> Fact:
    return Fact(key, SESSION, session.name, session.name)


def place_facts(place) -> list[Fact]:
    there, state = getattr(place, "attendance", None), str(says(place))
    return [
        said(place.session, "name"),
        *facts(place.session, ("starts_at",)),
        Fact("state", _("state"), state, state),
        *facts(place, PLACE),
        Fact("was_there", _("if you were there"), there.state, there.get_state_display()) if there else NOT_SAID,
    ]


def feedback_of(places) -> list[list[Fact]]:
    """No row says whose it is; only their own place leads to it."""
    of = {mark_of("feedback", f"place {place.pk}"): place.session for place in places}
    found = Feedback.objects.filter(mark__in=of)
    return [[said(of[one.mark]), *facts(one, FEEDBACK)] for one in found]
