"""Who has been told what came of a session, and how; worked out each time from the messages themselves."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from members.models import Message

from .by_name import by_name
from .models import Attendance, Session, SignUp, ToldByHand

HAPPENED = "happened"
ARRIVED = (Message.State.SENT, Message.State.RUNG, Message.State.POSTED)


@dataclass(frozen=True)
class Telling:
    """One person who is to be told: had a place or came all the same, could not come that day, or walked in."""

    place: SignUp | None
    walk_in: Attendance | None
    message: Message | None
    by_hand: ToldByHand | None

    @property
    def name(self) -> str:
        return (self.place or self.walk_in).name

    @property
    def is_told(self) -> bool:
        return self.by_hand is not None or (self.message is not None and self.message.state in ARRIVED)

    @property
    def how(self) -> str:
        """In words; empty before anything was tried."""
        found = self.by_hand or self.message
        if found is None:
            return ""
        return found.get_how_display() if self.by_hand else found.get_state_display()

    @property
    def on(self) -> date | None:
        if self.by_hand:
            return self.by_hand.on
        done_at = self.message and self.message.done_at
        return timezone.localtime(done_at).date() if done_at else None


def tellings(session: Session) -> list[Telling]:
    """Everybody who is to be told, by name. Whoever was erased is nobody who can be told."""
    places = list(session.sign_ups.to_tell().exclude(name="").select_related("member", "told_by_hand"))
    walk_ins = list(session.attendances.walk_ins().select_related("told_by_hand"))
    found = Message.objects.filter(occasion__in=[occasion_of(one) for one in (*places, *walk_ins)])
    messages = {message.occasion: message for message in found}
    all_of_them = [Telling(one, None, messages.get(occasion_of(one)), by_hand(one)) for one in places]
    all_of_them += [Telling(None, one, messages.get(occasion_of(one)), by_hand(one)) for one in walk_ins]
    return sorted(all_of_them, key=lambda one: (one.is_told, by_name(one.name)))


def by_hand(person) -> ToldByHand | None:
    return getattr(person, "told_by_hand", None)


def is_walk_in_told(walk_in: Attendance) -> bool:
    message = Message.objects.filter(member=None, occasion=occasion_of(walk_in)).first()
    return Telling(None, walk_in, message, by_hand(walk_in)).is_told


def occasion_of(person: SignUp | Attendance) -> str:
    return f"{'place' if isinstance(person, SignUp) else 'walk-in'}-{person.pk}-{HAPPENED}"
