"""Around the day: ground rules, the tables of a big day, and what people want on their badges."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from workshops.models import Attendance, Badge, GroundRules, Seat, Session, SignUp, Table
from workshops.models.register import KEEP
from workshops.models.session import NAMES_KEPT, PLAN
from workshops.models.sign_up import ANSWER

CARDS = tuple(GroundRules.CARDS)
MOST_TABLES = 60


@transaction.atomic
def agree_ground_rules(session: Session, *, words: str, easy=None, seen: str | None = None, by, **cards) -> GroundRules:
    """Facilitators write down what the group has agreed on and what its cards mean. Everybody can read it."""
    allow(by, PLAN, session)
    rules = GroundRules.objects.filter(session=locked(session)).first() or GroundRules(session=session)
    if rules.pk:
        refuse_stale(rules, seen)
    if not easy:
        raise ValidationError({"easy": _("Say it in easy read too. Everybody reads it.")})
    rules.words, rules.easy = words, fitted(easy, words)
    for name in set(CARDS) & set(cards):
        setattr(rules, name, cards[name])
    saved(rules)
    audit.write("workshops.groundrules.agree", rules, by=by, fields=["words", "easy", *cards])
    return rules


def carry_ground_rules(session: Session, new: Session) -> None:
    """Part of copying a session: what was agreed on goes on to the next one."""
    old = GroundRules.objects.filter(session=session).first()
    if old:
        facts = {name: getattr(old, name) for name in ("words", "easy", *CARDS)}
        saved(GroundRules(session=new, **facts))


@transaction.atomic
def lay_tables(session: Session, *, tables: list[dict], by) -> list[Table]:
    """All tables of the day in their order; each with who leads the talk, who writes, and what is asked.

    Whoever sat at a table that is taken away has no table until somebody gives them one.
    """
    allow(by, PLAN, session)
    if len(tables) > MOST_TABLES:
        raise ValidationError(_("These are more than 60 tables."))
    row = locked(session)
    row.tables.filter(number__gt=len(tables)).delete()
    known = {table.number: table for table in row.tables.all()}
    for number, facts in enumerate(tables, start=1):
        table = known.get(number) or Table(session=row, number=number)
        for name in ("facilitator", "scribe", "prompt"):
            setattr(table, name, facts.get(name, ""))
        saved(table)
    audit.write("workshops.session.lay_tables", row, by=by, note=str(len(tables)))
    return list(row.tables.all())


@transaction.atomic
def spread_people(session: Session, *, by) -> int:
    """Everybody who comes and has no table yet goes to the table with the fewest; nobody who has one is moved."""
    allow(by, KEEP, session)
    row = locked(session)
    heads = {table: table.many for table in row.tables.annotate(many=Count("seats"))}
    if not heads:
        raise flow.NotNow(_("Lay the tables first."))
    people = unseated(row)
    seats = []
    for place, walk_in in people:
        table = min(heads, key=lambda one: (heads[one], one.number))
        heads[table] += 1
        seats.append(Seat(table=table, place=place, walk_in=walk_in))
    Seat.objects.bulk_create(seats)
    audit.write("workshops.session.spread_people", row, by=by, note=str(len(people)))
    return len(people)


def unseated(session: Session) -> list[tuple]:
    """Whoever has a place in the room or is here, and has no table: (place, walk-in), one of them None."""
    places = session.sign_ups.to_tell().filter(seat=None).order_by("pk")
    if session.is_both:
        places = places.exclude(comes=SignUp.Comes.ONLINE)
    return [(place, None) for place in places] + [
        (None, one) for one in session.attendances.walk_ins().filter(seat=None)
    ]


@transaction.atomic
def seat_person(
    session: Session, *, place: SignUp | None = None, walk_in: Attendance | None = None, table: Table | None, by
) -> Seat | None:
    """One person at one table; None for no table at all."""
    allow(by, KEEP, session)
    row = locked(session)
    if table and table.session_id != row.pk:
        raise ValidationError({"table": _("Choose a table of this session.")})
    known = Seat.objects.filter(place=place, walk_in=walk_in).first()
    if table is None:
        if known:
            audit.write("workshops.seat.take_away", known, by=by)
            known.delete()
        return None
    seat = known or Seat(place=place, walk_in=walk_in)
    seat.table = table
    saved(seat)
    audit.write("workshops.seat.give", seat, by=by, note=str(table.number))
    return seat


@transaction.atomic
def choose_badge(place: SignUp, *, name: str, please: str = "", by) -> Badge:
    """The person says what stands on their badge, or the team writes down what they say. Nothing else is put there."""
    allow(by, ANSWER, place)
    if please and please not in Badge.Please.values:
        raise ValidationError({"please": _("Choose from the list.")})
    badge = Badge.objects.filter(place=place).first() or Badge(place=place)
    badge.name, badge.please = name.strip() or place.name, please
    saved(badge)
    whom = flow.for_whom(place, by)
    audit.write("workshops.badge.choose", badge, by=by, for_whom=whom, fields=["name", "please"])
    return badge


def forget_badges() -> int:
    """The clock: two weeks after the day."""
    over = Badge.objects.filter(place__session__ends_at__lt=timezone.now() - NAMES_KEPT)
    return sum(forget_badge(badge) for badge in list(over))


@transaction.atomic
def forget_badge(badge: Badge) -> int:
    audit.write("workshops.badge.forget", badge, by=None)
    badge.delete()
    return 1
