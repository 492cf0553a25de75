"""Places that are offered: taken, kept longer, gone on to whoever is next. No time runs before somebody knows."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked
from members.models import Message, Way
from workshops.holders import Line
from workshops.models import SignUp
from workshops.notices import tell
from workshops.telling import ARRIVED

from .line import held_until, serve_line, tell_offer

NOT_NOW = _("This cannot be done now. Somebody may have changed it. Look at it again.")
TOO_LATE = _("The time to answer is over. You can wait for a place again.")
# Whoever asked for calls or texts is asked once more, a day before the place goes on.
ASKED_ONCE_MORE = (Way.PHONE, Way.TEXT)
A_DAY = timedelta(days=1)


def with_session(place: SignUp) -> SignUp:
    """Lock the session of this place, then read the place as it stands now."""
    session = locked(place.session)
    place = SignUp.objects.select_related("member").get(pk=place.pk)
    place.session = session
    return place


@transaction.atomic
def accept_offer(place: SignUp, *, by) -> SignUp:
    """Yes to the place that was held. Saying yes twice is once; when the time is over, the place may be gone.

    The person, whoever they let sign them up, or the team when they hear the yes on the phone.
    """
    place = with_session(place)
    if place.state == SignUp.State.IN:
        return place
    if place.state == SignUp.State.OFFERED and not place.session.serves_line:
        raise flow.NotNow(NOT_NOW)
    if place.state == SignUp.State.OFFERED and time_to_answer(place) <= timezone.now():
        raise flow.NotNow(TOO_LATE)
    flow.apply(place, "accept", by=by, offered_until=None, told_at=timezone.now())
    tell(place, "in-yes")
    return place


@transaction.atomic
def extend_offer(place: SignUp, *, until: datetime, by) -> SignUp:
    """The team gives somebody longer to answer, up to the beginning of the session; the person is told."""
    allow(by, "workshops.serve_line", place)
    place = with_session(place)
    if place.state != SignUp.State.OFFERED:
        raise flow.NotNow(NOT_NOW)
    until = min(until, place.session.starts_at)
    if until == place.offered_until:
        return place
    if until < place.offered_until:
        raise ValidationError({"until": _("They have been told a later day. Choose a day after it.")})
    keep_until(place, until, by=by)
    tell_offer(place, "longer")
    return place


def keep_until(place: SignUp, until: datetime, *, by) -> None:
    """Another end of the same offer."""
    place.offered_until = until
    place.save(update_fields=["offered_until"])
    audit.write("workshops.signup.extend", place, by=by, fields=["offered_until"])


def message_of(place: SignUp) -> Message | None:
    """The newest words about this offer."""
    about = Message.objects.filter(
        occasion__startswith=f"place-{place.pk}-offered", member=place.member, supporter=None
    )
    return about.order_by("-pk").first()


def time_to_answer(place: SignUp) -> datetime:
    """Until when this offer is kept: all their days from when they were told.

    While nobody has rung, posted or sent it, no time runs.
    """
    message = message_of(place)
    if message is None or message.state == Message.State.DROPPED:
        return place.offered_until
    told_at = message.done_at if message.state in ARRIVED else None
    return max(place.offered_until, held_until(place, told_at))


def lapse_offers() -> int:
    """The clock: offers that nobody answered in time; each place goes on to whoever waits next."""
    found = SignUp.objects.run_out(timezone.now()).select_related("session")
    return sum(lapse_offer(place) for place in list(found))


@transaction.atomic
def lapse_offer(place: SignUp) -> int:
    """Where the session does not take place there is nothing to say any more."""
    place = with_session(place)
    now = timezone.now()
    if place.state != SignUp.State.OFFERED or place.offered_until > now:
        return 0
    if place.session.serves_line and (until := time_to_answer(place)) > now:
        keep_until(place, until, by=None)
        return 0
    flow.apply(place, "lapse", by=Line(), offered_until=None)
    if place.session.serves_line:
        tell(place, "lapsed", once=f"{timezone.localtime():%Y%m%d%H%M%S}")
        serve_line(place.session)
    return 1


def ask_once_more() -> int:
    """The clock: a call or a text on the day before an offered place goes on, once for each offer."""
    now = timezone.now()
    found = SignUp.objects.filter(state=SignUp.State.OFFERED, offered_until__gt=now, offered_until__lte=now + A_DAY)
    found = found.filter(told_at__lt=now - A_DAY).select_related("session", "member")
    return sum(ask_again(place) for place in list(found) if place.reached_by in ASKED_ONCE_MORE)


@transaction.atomic
def ask_again(place: SignUp) -> int:
    """Only whoever has heard of the offer, and has had a day to think."""
    place = with_session(place)
    message = message_of(place)
    if place.state != SignUp.State.OFFERED or not place.session.serves_line or message is None:
        return 0
    if message.state not in ARRIVED or message.done_at > place.offered_until - A_DAY:
        return 0
    SignUp.objects.filter(pk=place.pk).update(told_at=timezone.now())
    tell(place, "offer-soon", once=f"{timezone.localtime(place.offered_until):%Y%m%d}")
    return 1
