"""The tables of a big day: who leads and who writes, who sits where, how many are here now, and the lists on paper."""

from typing import NamedTuple

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from halton_coprod.easyread.forms import DeskForm, Words
from halton_coprod.easyread.typed import keep_typed, take_typed
from workshops import services
from workshops.models import Table
from workshops.models.register import KEEP

from .deed import OfSession, OnSession, desk_page, page_of, way
from .register import AtTheDoor, head_count

TABLES = _("Tables")
SPARE_ROWS = 5


class Person(NamedTuple):
    """Somebody who comes or is here, and the table they have."""

    kind: str
    pk: int
    name: str
    supporters: int
    is_here: bool
    table: int | None

    @property
    def field(self) -> str:
        return field_of(self.kind, self.pk)


def field_of(kind: str, pk: int) -> str:
    """What the question for this person's table is called in the form of all of them."""
    return f"table-{kind}-{pk}"


def people_of(session, user) -> list[Person]:
    """By name; the look is recorded."""
    places, walk_ins = services.look_at_register(session, by=user)
    found = [
        person_of("place", one, getattr(one, "attendance", None))
        for one in places
        if one.state == one.State.IN or (getattr(one, "attendance", None) and one.attendance.is_here)
    ]
    return found + [person_of("walk-in", one, one) for one in walk_ins]


def person_of(kind: str, one, attendance) -> Person:
    seat = getattr(one, "seat", None)
    here = bool(attendance and attendance.is_here)
    name = one.name or str(_("Somebody without a name"))
    return Person(kind, one.pk, name, (attendance or one).supporters, here, seat.table.number if seat else None)


class Tables(AtTheDoor, TemplateView):
    """Each table with how many sit there and how many are here, and each person with their table.

    What was chosen and not saved yet stays with the switch, and when somebody else is seated.
    """

    permission_required = KEEP
    template_name = "team/workshops/tables.html"

    def get_context_data(self, **kwargs):
        people = people_of(self.session, self.request.user)
        typed = take_typed(self.request, self.request.path) or {}
        return super().get_context_data(
            heading=TABLES,
            crumbs=way(desk_page(), (self.session.name, page_of(self.session))),
            session=self.session,
            tables=self.session.tables.with_heads(),
            everybody=[(one, typed.get(one.field, str(one.table or ""))) for one in people],
            without=sum(one.table is None for one in people),
            **head_count(self.session),
            **kwargs,
        )


class TableLists(AtTheDoor, TemplateView):
    """On paper: a list for each table, and one of all names for the door."""

    permission_required = KEEP
    template_name = "team/workshops/table_lists.html"

    def get_context_data(self, **kwargs):
        people = people_of(self.session, self.request.user)
        tables = [(one, [who for who in people if who.table == one.number]) for one in self.session.tables.all()]
        return super().get_context_data(
            heading=_("Table lists"),
            crumbs=way(
                desk_page(),
                (self.session.name, page_of(self.session)),
                (TABLES, page_of(self.session, "team_tables")),
            ),
            session=self.session,
            tables=tables,
            people=people,
            **kwargs,
        )


class TablesForm(DeskForm):
    """All tables, row after row; the first empty row is the end."""

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = range(1, rows + 1)
        for number in self.numbers:
            self.fields |= {
                f"is_there_{number}": forms.BooleanField(label=_("This table is there"), required=False),
                f"facilitator_{number}": Words(label=_("Who leads the talk?"), max_length=120, required=False),
                f"scribe_{number}": Words(label=_("Who writes down what is said?"), max_length=120, required=False),
                f"prompt_{number}": Words(
                    label=_("What is asked there?"),
                    help_text=_("Leave it empty for: What is missing?"),
                    max_length=200,
                    required=False,
                ),
            }

    @property
    def rows(self):
        for number in self.numbers:
            names = ("is_there", "facilitator", "scribe", "prompt")
            yield number, [self[f"{name}_{number}"] for name in names]

    def clean(self):
        said = super().clean()
        there = [number for number in self.numbers if said.get(f"is_there_{number}")]
        names = ("facilitator", "scribe", "prompt")
        return {"tables": [{name: said.get(f"{name}_{number}", "") for name in names} for number in there]}


class LayTables(OfSession):
    form_class = TablesForm
    template_name = "team/workshops/lay_tables.html"
    heading = _("Lay the tables")

    @property
    def above(self):
        return [*super().above, (TABLES, self.back)]

    @property
    def back(self):
        return page_of(self.session, "team_tables")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rows": self.session.tables.count() + SPARE_ROWS}

    def get_initial(self):
        return {
            name: value
            for table in self.session.tables.all()
            for name, value in {
                f"is_there_{table.number}": True,
                **{f"{word}_{table.number}": getattr(table, word) for word in ("facilitator", "scribe", "prompt")},
            }.items()
        }

    def do(self, said, user):
        services.lay_tables(self.session, by=user, **said)
        return self.back


class OnTables(OnSession):
    """A press on the page of the tables, and back to it."""

    permission_required = KEEP

    def back(self, slug, **_where):
        return page_of(self.session, "team_tables")

    def do(self, user, slug, **where):
        self.act(self.session, user, **where)
        return self.back(slug)


class SpreadPeople(OnTables):
    done = _("Saved. Everybody who comes has a table.")

    def act(self, session, user):
        services.spread_people(session, by=user)


class SeatPerson(OnTables):
    def post(self, request, **where):
        """What is chosen for the others is still there."""
        keep_typed(request, self.back(**where), says_so=False)
        return super().post(request, **where)

    def act(self, session, user, kind, pk):
        number = self.request.POST.get(field_of(kind, pk), "")
        table = get_object_or_404(Table, session=session, number=number) if number.isdecimal() else None
        if kind == "place":
            who = {"place": get_object_or_404(session.sign_ups, pk=pk)}
        else:
            who = {"walk_in": get_object_or_404(session.attendances.filter(sign_up=None), pk=pk)}
        services.seat_person(session, table=table, by=user, **who)
