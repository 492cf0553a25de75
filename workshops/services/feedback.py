"""How it was: said by link, on paper or on the phone; and what people needed, whether they got it."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, saved
from members.models import Message, mark_of
from workshops.models import AccessRequest, Attendance, Feedback, Session, SignUp
from workshops.models.session import PLAN
from workshops.models.sign_up import ANSWER
from workshops.notices import tell
from workshops.walk_in_notices import ask_walk_in

from .access import SEE

ASKED_AFTER, ASKED_UNTIL = timedelta(hours=12), timedelta(days=14)


@dataclass(frozen=True)
class HowItWas:
    """What somebody says; all of it may be left out, but not everything at once."""

    how: int | None = None
    heard: int | None = None
    again: str = ""
    rung: str = ""
    missed: str = ""
    words: str = ""
    # Access request → did they get it: yes, partly, no.
    met: dict[int, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (
            self.how
            or self.heard
            or self.again
            or self.rung
            or self.missed
            or self.words.strip()
            or any(self.met.values())
        )


@transaction.atomic
def give_feedback(place: SignUp, *, said: HowItWas, by) -> Feedback:
    """Whoever had the place says how it was. Said again, it is added: what is left out stays, and no word is lost,
    since nobody is shown what was said before. The team does not see who said it.

    Only whether they got what they needed stands with their need, because the team answers for that; after two weeks,
    when it does not see names any more, nobody says it in any way.
    """
    allow(by, ANSWER, place)
    if place.session.shows_names:
        keep_met(place, {request: met for request, met in said.met.items() if met})
    return kept(place.session, place.feedback_mark, Feedback.Way.LINK, said, None, adds=True)


@transaction.atomic
def type_up_feedback(session: Session, *, said: HowItWas, way: str, token: uuid.UUID, by) -> Feedback:
    """Facilitators type up what was said on paper or on the phone. The same token is one sheet."""
    allow(by, PLAN, session)
    return kept(session, mark_of("feedback", f"sheet {token}"), way, said, by)


@transaction.atomic
def note_met(request: AccessRequest, *, met: str, by) -> AccessRequest:
    """The team writes down what somebody says on paper or on the phone: whether they got what they had asked for."""
    session = request.sign_up.session
    allow(by, SEE, session)
    refuse_early(session)
    if request.state == AccessRequest.State.ASKED:
        raise flow.NotNow(_("Say first what we did about this need."))
    keep_met(request.sign_up, {request.pk: met})
    audit.write("workshops.accessrequest.note_met", request, by=by, fields=["met"])
    return request


def refuse_early(session: Session) -> None:
    if not Session.objects.took_place().filter(pk=session.pk).exists():
        raise flow.NotNow(_("It has not taken place yet."))


def kept(session, mark: str, way: str, said: HowItWas, by, *, adds=False) -> Feedback:
    refuse_early(session)
    if said.is_empty:
        raise ValidationError(_("Answer one question or more. Or go back."))
    feedback = Feedback.objects.filter(session=session, mark=mark).first() or Feedback(session=session, mark=mark)
    feedback.way = way
    for name in ("how", "heard", "again", "rung", "missed"):
        if getattr(said, name) or not adds:
            setattr(feedback, name, getattr(said, name))
    feedback.words = added_words(feedback.words, said.words) if adds else said.words
    saved(feedback)
    audit.write("workshops.feedback.give", feedback, by=by, note=way)
    return feedback


def added_words(before: str, words: str) -> str:
    """One press twice adds nothing."""
    is_there = not words or f"\n\n{before}".endswith(f"\n\n{words}")
    return before if is_there else f"{before}\n\n{words}".strip()


def keep_met(place: SignUp, met: dict[int, str]) -> None:
    for request in place.requests.filter(pk__in=met).exclude(state=AccessRequest.State.ASKED):
        request.met = met[request.pk]
        saved(request, "met")


def forget_words() -> int:
    """Part of the clock's forgetting: words that nobody may read any more. Faces and choices stay, and stay counted."""
    return sum(forget_words_of(feedback) for feedback in list(Feedback.objects.unread_words()))


@transaction.atomic
def forget_words_of(feedback: Feedback) -> int:
    feedback.words = ""
    saved(feedback, "words")
    audit.write("workshops.feedback.forget", feedback, by=None, fields=["words"])
    return 1


def ask_for_feedback() -> int:
    """The clock: on the day after, whoever came, also without a place, is asked how it was, and whoever missed it what
    stopped them. Once.
    """
    now = timezone.now()
    found = Session.objects.took_place().filter(ends_at__lt=now - ASKED_AFTER, ends_at__gt=now - ASKED_UNTIL)
    return sum(ask_about(session) for session in found.select_related("venue"))


@transaction.atomic
def ask_about(session: Session) -> int:
    """How many were asked just now. Nobody is who was not ticked: we do not know if they were there."""
    told = [*Attendance.HERE, Attendance.State.ABSENT]
    places = session.sign_ups.to_tell().filter(attendance__state__in=told).select_related("member", "attendance")
    asks = {place: "how-was-it" if place.attendance.is_here else "missed" for place in places}
    walk_ins = list(session.attendances.walk_ins().exclude(reach="").select_related("session"))
    occasions = [f"place-{place.pk}-{ask}" for place, ask in asks.items()]
    written = Message.objects.filter(occasion__in=[*occasions, *(f"walk-in-{one.pk}-how-was-it" for one in walk_ins)])
    before = written.count()
    for place, ask in asks.items():
        place.session = session
        tell(place, ask)
    for walk_in in walk_ins:
        ask_walk_in(walk_in)
    return written.count() - before
