"""The day: who is there, tapped on a phone or typed up from paper; and the sessions at whose door somebody helps."""

import uuid
from collections import Counter
from datetime import timedelta
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from charter.views.desk.deed import sentence_of
from halton_coprod.easyread.typed import take_typed
from members.models import Way
from workshops import services
from workshops.by_name import letters
from workshops.models import Attendance, SignUp
from workshops.models.register import KEEP, TICK
from workshops.services.register import MOST_SUPPORTERS, why_shut

from .deed import AboutSession, ForPlanners, desk_page, page_of, way

REGISTER = _("The register")
DOORS = _("Tick people in")
# Said in a sentence at the person it is about; the next taps go on. NotNow is one of the first.
REFUSALS = (PermissionDenied, ValidationError)
NEW, MORE, FEWER = "new", "more", "fewer"
# As many people who walk in stand on the sheet of paper, and can be typed up from it.
PAPER_LINES = 8


class AtTheDoor(AboutSession):
    """Who runs the session, and whoever helps at its door on the day."""

    permission_required = TICK

    @property
    def here(self):
        return page_of(self.session, "team_register")


class Line(NamedTuple):
    """One person of the register, by the name that its taps have (`p7` signed up, `w3` walked in)."""

    key: str
    name: str
    state: str
    says: str
    supporters: int
    note: str

    @property
    def is_here(self) -> bool:
        return self.state in Attendance.HERE

    @property
    def is_open_or_came(self) -> bool:
        """What a door helper may change."""
        return self.state in ("", Attendance.State.CAME)


def note_of(person, standing: str) -> str:
    """How they stand and come, and at which table they sit."""
    seat = getattr(person, "seat", None)
    table = _("Table %(number)s") % {"number": seat.table.number} if seat else ""
    return ". ".join(str(words) for words in (standing, table) if words)


def line_of(place: SignUp) -> Line:
    attendance = getattr(place, "attendance", None)
    stands = "" if place.state == SignUp.State.IN else place.get_state_display()
    note = note_of(place, ". ".join(filter(None, (stands, place.way_of_coming))))
    if attendance is None:
        return Line(f"p{place.pk}", place.name, "", "", place.supporters, note)
    says = attendance.get_state_display()
    return Line(f"p{place.pk}", place.name, attendance.state, says, attendance.supporters, note)


def walk_in_line(attendance: Attendance) -> Line:
    name = attendance.name or _("Somebody without a name")
    note, says = note_of(attendance, _("Walked in")), attendance.get_state_display()
    return Line(f"w{attendance.pk}", name, attendance.state, says, attendance.supporters, note)


def lines_of(places, walk_ins) -> tuple[list[Line], list[Line], list[Line]]:
    """Whoever has a place, whoever walked in, and whoever waits or came without a place: each a group of its own."""
    with_place = [line_of(one) for one in places if one.state == SignUp.State.IN]
    without = [line_of(one) for one in places if one.state != SignUp.State.IN]
    return with_place, [walk_in_line(one) for one in walk_ins], without


def head_count(session) -> dict:
    people, supporters = session.attendances.counted()
    return {"people": people, "helpers": supporters, "heads": people + supporters}


def ways_of(places) -> list[tuple]:
    """Which way people come, and how many of those who have a place come so."""
    counts = Counter(place.way_of_coming for place in places if place.state == SignUp.State.IN)
    return sorted(counts.items())


class Register(AtTheDoor, TemplateView):
    """Everybody with big buttons from the day itself on. Without JavaScript each tap is a plain form.

    Before the day the names can be read, and the sheet printed.
    """

    template_name = "team/workshops/register.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        places, walk_ins = services.look_at_register(self.session, by=user)
        signed_up, walked_in, without = lines_of(places, walk_ins)
        runs = user.has_perm(KEEP, self.session)
        above = [desk_page(), (self.session.name, page_of(self.session))] if runs else [doors_page()]
        return super().get_context_data(
            heading=REGISTER,
            crumbs=way(*above),
            session=self.session,
            shut=why_shut(self.session),
            lines=signed_up + walked_in,
            without_place=without,
            letters=letters(signed_up),
            first_walk_in=next(iter(walked_in), None),
            by_way=ways_of(places) if self.session.is_both else [],
            left=sum(not line.state for line in signed_up),
            may_keep=runs,
            ways=Way.choices,
            others=[(one.value, str(one.label)) for one in Attendance.State if one != Attendance.State.CAME],
            token=uuid.uuid4(),
            add={"name": "tap", "value": f"{NEW}|", "says": _("Add them")},
            **head_count(self.session),
            **kwargs,
        )

    def get(self, request, *_args, **_kwargs):
        """With who was being written down when the switch was pressed."""
        typed = take_typed(request, request.path)
        return self.render_to_response(self.get_context_data(**({"typed": typed} if typed else {})))

    def post(self, request, slug):
        """A tap from a plain form: back to the person it is about."""
        try:
            where = f"#{key_of(take(self.session, request.POST, request.user))}"
        except REFUSALS as fault:
            if is_walk_in(request.POST):
                typed = {"refused": sentence_of(fault), "typed": request.POST}
                return self.render_to_response(self.get_context_data(**typed))
            messages.error(request, sentence_of(fault))
            where = ""
        return redirect(f"{self.here}{where}")


class TakeTap(AtTheDoor, TemplateView):
    """A tap from the script of the page: what stands now, as data."""

    http_method_names = ["post"]

    def post(self, request, slug):
        try:
            attendance = take(self.session, request.POST, request.user)
        except services.Conflict as conflict:
            return JsonResponse({**told(conflict.theirs), **head_count(self.session), "conflict": True})
        except REFUSALS as fault:
            return JsonResponse({"refused": sentence_of(fault)})
        return JsonResponse({**told(attendance), **head_count(self.session)})


def told(attendance: Attendance) -> dict:
    return {
        "key": key_of(attendance),
        "state": attendance.state,
        "says": str(attendance.get_state_display()),
        "supporters": attendance.supporters,
    }


def key_of(attendance: Attendance) -> str:
    return f"p{attendance.sign_up_id}" if attendance.sign_up_id else f"w{attendance.pk}"


def take(session, sent, user) -> Attendance:
    """One tap as the button says it: whose, what, and what stood there when it was tapped."""
    key, _bar, rest = sent.get("tap", "").partition("|")
    what, _bar, was = rest.partition("|")
    token = token_of(sent.get("token", ""))
    if key == NEW:
        new = {name: sent.get(name, "") for name in ("name", "way", "reach", "language") if sent.get(name)}
        new["supporters"] = supporters_of(sent.get("supporters", ""))
        return services.add_walk_in(session, token=token or uuid.uuid4(), by=user, **new)
    token = token_of(sent.get("mark", ""))
    who = whose(session, key)
    if what in (MORE, FEWER):
        number = number_of(was)
        step = 1 if what == MORE else -1
        return services.count_supporters(session, number=number + step, was=number, token=token, by=user, **who)
    if {what, was} - {"", *Attendance.State.values}:
        raise Http404
    return services.mark_attendance(session, state=what, was=was, token=token, by=user, **who)


def is_walk_in(sent) -> bool:
    return sent.get("tap", "").partition("|")[0] == NEW


def supporters_of(words: str) -> int:
    """How many came with somebody who walks in; nothing is nobody. What is no such number is not guessed."""
    words = words.strip() or "0"
    if not words.isdecimal() or int(words) > MOST_SUPPORTERS:
        says = _("Write how many supporters came, in figures: up to %(most)s.")
        raise ValidationError(says % {"most": MOST_SUPPORTERS})
    return int(words)


def whose(session, key: str) -> dict:
    if not key[1:].isdecimal():
        raise Http404
    if key[0] == "w":
        return {"walk_in": get_object_or_404(session.attendances.filter(sign_up=None), pk=key[1:])}
    return {"place": get_object_or_404(session.sign_ups, pk=key[1:])}


def token_of(words: str):
    try:
        return uuid.UUID(words)
    except ValueError:
        return None


def number_of(words: str) -> int:
    return min(int(words), MOST_SUPPORTERS) if words.isdecimal() and len(words) < 4 else 0


class Sheet(AtTheDoor, TemplateView):
    """The register on paper, with empty lines for people who walk in. It is typed up on the register's page."""

    template_name = "team/workshops/sheet.html"
    permission_required = KEEP

    def get_context_data(self, **kwargs):
        places, walk_ins = services.look_at_register(self.session, by=self.request.user)
        return super().get_context_data(
            heading=_("The register on paper"),
            crumbs=way(desk_page(), (self.session.name, page_of(self.session)), (REGISTER, self.here)),
            session=self.session,
            lines=[line for group in lines_of(places, walk_ins) for line in group],
            empty=range(PAPER_LINES),
            **kwargs,
        )


def doors_page() -> tuple:
    return (DOORS, reverse("workshops:team_doors"))


class Doors(ForPlanners, TemplateView):
    """The sessions at whose door this person helps, the next first; who comes can be read from a day before."""

    template_name = "team/workshops/doors.html"
    permission_required = "workshops.see_doors"

    def get_context_data(self, **kwargs):
        helps_at = self.request.user.helps_at_the_door.public()
        coming = helps_at.coming(timezone.now() - timedelta(days=1)).select_related("venue")
        return super().get_context_data(heading=DOORS, crumbs=way(), sessions=coming, **kwargs)
