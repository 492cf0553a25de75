"""What happened next: written by facilitators, told to everybody who had a place, answered when somebody objects."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from workshops.models import Attendance, Objection, Outcome, Session, SignUp, ToldByHand
from workshops.models.session import PLAN
from workshops.models.sign_up import ANSWER
from workshops.notices import tell, tell_what_happened
from workshops.telling import Telling, telling_of, tellings
from workshops.walk_in_notices import tell_walk_in, tell_walk_in_what_happened

from .planning import NotReady

NOTE, ANSWER_OBJECTION = "workshops.note_told", "workshops.answer_objection"
SAID_TO_BE_HELD = (Session.State.HELD, Session.State.FINISHED)


@transaction.atomic
def write_outcome(session: Session, *, seen: str | None = None, by, **texts) -> Outcome:
    """Facilitators write what people said, what was done, and what could not be done and why. Nobody is told yet."""
    allow(by, PLAN, session)
    row = locked(session)
    if row.state not in SAID_TO_BE_HELD:
        raise flow.NotNow(_("Say first that it took place."))
    outcome = Outcome.objects.filter(session=row).first() or Outcome(session=row)
    if outcome.pk:
        refuse_stale(outcome, seen)
    for name in Outcome.TEXTS:
        if name in texts:
            setattr(outcome, name, texts[name])
        if f"{name}_easy" in texts:
            setattr(outcome, f"{name}_easy", fitted(texts[f"{name}_easy"], getattr(outcome, name)))
    if outcome.published_on and outcome.lacks:
        raise NotReady(outcome.lacks)
    saved(outcome)
    audit.write("workshops.outcome.write", outcome, by=by, fields=list(texts))
    return outcome


@transaction.atomic
def publish_outcome(session: Session, *, by) -> Outcome:
    """Everybody may read it from now on, and all who had a place are told by their way, once.

    Raises NotReady with everything that is missing, in words.
    """
    allow(by, PLAN, session)
    outcome = Outcome.objects.select_for_update().filter(session=locked(session)).first()
    if outcome is None:
        raise NotReady([_("Write what people said.")])
    if outcome.published_on:
        return outcome
    if outcome.lacks:
        raise NotReady(outcome.lacks)
    outcome.published_on = timezone.localdate()
    outcome.save(update_fields=["published_on"])
    tell_everybody(session, outcome)
    audit.write("workshops.outcome.publish", outcome, by=by, fields=["published_on"])
    return outcome


@transaction.atomic
def tell_again(session: Session, *, by) -> Outcome:
    """The words have changed after people were told: everybody is told the new ones, once for each press."""
    allow(by, PLAN, session)
    outcome = Outcome.objects.select_for_update().filter(session=locked(session)).first()
    if outcome is None or not outcome.published_on:
        raise flow.NotNow(_("Publish what happened first. Then people can be told."))
    if outcome.lacks:
        raise NotReady(outcome.lacks)
    outcome.told_again += 1
    outcome.save(update_fields=["told_again"])
    audit.write("workshops.outcome.tell_again", outcome, by=by)
    tell_everybody(session, outcome, once=str(outcome.told_again))
    return outcome


def tell_everybody(session: Session, outcome: Outcome, *, once: str = "") -> None:
    for telling in tellings(session):
        if telling.place:
            tell_what_happened(telling.place, outcome, once=once)
        elif telling.walk_in.reach:
            tell_walk_in_what_happened(telling.walk_in, outcome, once=once)


def tell_latecomer(attendance: Attendance) -> None:
    """Part of ticking somebody in or typing them up: what everybody else was told already is told to them too, once."""
    if attendance.session.state != Session.State.HELD or not attendance.is_here:
        return
    outcome = Outcome.objects.public().filter(session=attendance.session).first()
    if outcome and attendance.sign_up:
        tell_what_happened(attendance.sign_up, outcome)
    elif outcome and attendance.reach:
        tell_walk_in_what_happened(attendance, outcome)


@transaction.atomic
def look_at_told(session: Session, *, by) -> list[Telling]:
    """Who has been told and who has not, by name: for who runs it while names are kept, and for the pool's staff."""
    allow(by, NOTE, session)
    audit.write("workshops.session.look_at_told", session, by=by)
    return tellings(session)


def count_told(session: Session) -> tuple[int, int]:
    """How many have been told, of how many: numbers only."""
    found = tellings(session)
    return sum(one.is_told for one in found), len(found)


@transaction.atomic
def note_told(
    session: Session, *, place: SignUp | None = None, walk_in: Attendance | None = None, how: str, by
) -> ToldByHand:
    """Somebody was told by phone, by letter or face to face; or there is no way to reach them. Once for each person.

    That there is no way is refused while we know one and nothing that we sent has failed.
    """
    allow(by, NOTE, session)
    row = locked(session)
    if row.state != Session.State.HELD or not Outcome.objects.public().filter(session=row).exists():
        raise flow.NotNow(_("Publish what happened first. Then people can be told."))
    if how not in dict(telling_of(place or walk_in).hows):
        raise flow.NotNow(_("We know a way to reach them. Tell them, or wait until a message has failed."))
    known = ToldByHand.objects.filter(place=place, walk_in=walk_in).first()
    told = known or ToldByHand(place=place, walk_in=walk_in)
    told.how, told.on = how, timezone.localdate()
    saved(told)
    audit.write("workshops.toldbyhand.note", told, by=by, fields=["how"], note=how)
    return told


@transaction.atomic
def finish_session(session: Session, *, by) -> Session:
    """The loop is closed: refused while anybody has not been told, or waits for an answer to an objection."""
    allow(by, PLAN, session)
    row = locked(session)
    if not Outcome.objects.public().filter(session=row).exists():
        raise flow.NotNow(_("Publish what happened first. Then people can be told."))
    if not all(telling.is_told for telling in tellings(row)):
        raise flow.NotNow(_("Somebody has not been told yet. The list says who."))
    if Objection.objects.waiting().about(row).exists():
        raise flow.NotNow(_("Somebody says that it is not what people said. Answer them first."))
    return flow.apply(session, "finish", by=by)


@transaction.atomic
def raise_objection(place: SignUp, *, words: str, token: uuid.UUID, by) -> Objection:
    """That is not what we said: by whoever had the place. The team reads it, and answers this person."""
    allow(by, ANSWER, place)
    if known := Objection.objects.filter(token=token).first():
        return known
    if not (place.is_to_be_told and Outcome.objects.public().filter(session=place.session_id).exists()):
        raise flow.NotNow(_("This cannot be done now. Somebody may have changed it. Look at it again."))
    objection = saved(Objection(place=place, words=words, token=token))
    audit.write("workshops.objection.raise", objection, by=by, for_whom=flow.for_whom(place, by))
    return objection


@transaction.atomic
def note_objection(
    session: Session,
    *,
    place: SignUp | None = None,
    walk_in: Attendance | None = None,
    words: str,
    token: uuid.UUID,
    by,
) -> Objection:
    """The same, said on the phone or on paper, also by somebody who walked in. The same token is one of them."""
    allow(by, NOTE, session)
    if known := Objection.objects.filter(token=token).first():
        return known
    if not Outcome.objects.public().filter(session=session).exists():
        raise flow.NotNow(_("Publish what happened first. Then people can be told."))
    if not words.strip():
        raise ValidationError({"words": _("Say what is not right.")})
    objection = saved(Objection(place=place, walk_in=walk_in, words=words.strip(), token=token))
    audit.write("workshops.objection.note", objection, by=by)
    return objection


@transaction.atomic
def answer_objection(objection: Objection, *, answer: str, by) -> Objection:
    """Who runs it or the pool's staff answer, also when names are hidden; the person is told, once for each answer."""
    allow(by, ANSWER_OBJECTION, objection.who.session)
    if not answer.strip():
        raise ValidationError({"answer": _("Write an answer. The person reads it.")})
    row = locked(objection)
    if row.answer == answer.strip():
        return row
    row.answer, row.answered_on = answer.strip(), timezone.localdate()
    saved(row)
    line = audit.write("workshops.objection.answer", row, by=by, fields=["answer", "answered_on"])
    if row.place_id:
        place = SignUp.objects.select_related("member", "session__venue").get(pk=row.place_id)
        tell(place, "objection", once=str(line.pk), answer=row.answer)
    elif row.walk_in.reach:
        tell_walk_in(row.walk_in, "objection", once=str(line.pk), answer=row.answer)
    return row
