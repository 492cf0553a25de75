"""The desk's first page, one session, and the moves it can make."""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from halton_coprod.record import flow
from workshops import services
from workshops.models import AccessRequest, Series, Session, Topic
from workshops.models.session import CALL_OFF, PLAN
from workshops.readiness import missing, promised
from workshops.telling import with_told_days

from . import forms
from .deed import Deed, ForPlanners, OfSession, OnSession, desk_page, page_of, way

A_PAGE = 25
COMING = "coming"
PRESSED = {
    "open": services.open_session,
    "close": services.close_session,
    "reopen": services.reopen_session,
    "hold": services.hold_session,
}
# Moves that ask why have a page of their own.
AFTERWARDS = ("hold", "give_up")
ASKING = {"postpone": "team_postpone", "cancel": "team_cancel", "give_up": "team_give_up"}
# Pressed where it is seen who has been told.
ELSEWHERE = ("finish",)
STILL_COMING = ("draft", "open", "closed", "postponed")
# States in which people know the day: from then on it is moved, and they are told.
TOLD = ("open", "closed", "postponed")
NOT_OPEN = ("draft", "postponed")
WITH_PLACE = Count("sign_ups", filter=Q(sign_ups__state="in"))
WAITING = Count("sign_ups", filter=Q(sign_ups__state="waiting"))
OFFERED = Count("sign_ups", filter=Q(sign_ups__state="offered"))
# Of those with a place: by which way they come, where there are two.
IN_ROOM = Count("sign_ups", filter=Q(sign_ups__state="in", sign_ups__comes="room"))
ONLINE = Count("sign_ups", filter=Q(sign_ups__state="in", sign_ups__comes="online"))
COUNTS = {"taken": WITH_PLACE, "in_line": WAITING, "offered": OFFERED, "in_room": IN_ROOM, "online": ONLINE}


class Desk(ForPlanners, TemplateView):
    """What is coming, the next first, and what each session still lacks; or all of one state, the newest first."""

    template_name = "team/workshops/desk.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("state", "")
        state = asked if asked in Session.State.values else COMING
        page = Paginator(sessions_of(state), A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            heading=desk_page()[0],
            crumbs=way(),
            state=state,
            lists=lists(),
            page=page,
            lines=lines_of(page, self.request.user),
            topics=Topic.objects.all(),
            series=Series.objects.all(),
            **kwargs,
        )


class Line(NamedTuple):
    """A session in the list, and what it still lacks."""

    session: Session
    lacks: list
    overdue: int
    is_own: bool


def lines_of(page, user) -> list[Line]:
    """How many needs are overdue is a number; whose they are stands on the page of the people."""
    late = AccessRequest.objects.overdue().filter(sign_up__session__in=list(page)).order_by()
    overdue = dict(late.values_list("sign_up__session").annotate(Count("pk")))
    own = set(user.sessions.values_list("pk", flat=True))
    return [Line(one, lacks_of(one, overdue.get(one.pk, 0)), overdue.get(one.pk, 0), one.pk in own) for one in page]


def lacks_of(session: Session, overdue: int | None = None) -> list:
    """What keeps it from opening; or, once it is open, what people were promised and is not there any more."""
    if session.state in NOT_OPEN:
        return missing(session, overdue=overdue)
    return promised(session) if session.state in STILL_COMING and session.has_not_begun else []


def lists() -> list[tuple]:
    """Each list with how many stand in it."""
    counts = dict(Session.objects.order_by().values_list("state").annotate(Count("pk")))
    coming = sum(counts.get(state, 0) for state in STILL_COMING)
    return [(COMING, _("All that is coming"), coming), *((one, one.label, counts.get(one, 0)) for one in Session.State)]


def sessions_of(state: str):
    found = Session.objects.select_related("venue").prefetch_related("agenda", "team")
    found = found.annotate(**COUNTS)
    if state == COMING:
        return found.filter(state__in=STILL_COMING).order_by("starts_at", "pk")
    return found.filter(state=state).order_by("-starts_at", "-pk")


class OneSession(ForPlanners, TemplateView):
    """A session: how it stands, what it lacks, what can be done, and its words as people read them."""

    template_name = "team/workshops/session.html"

    def get_context_data(self, slug, **kwargs):
        found = Session.objects.select_related("venue", "series", "stand_in").prefetch_related("agenda", "team")
        found = found.annotate(**COUNTS)
        session = get_object_or_404(found, slug=slug)
        may_plan = self.request.user.has_perm(self.permission_required, session)
        with_told_days([session])
        return super().get_context_data(
            heading=session.name,
            crumbs=way(desk_page()),
            session=session,
            lacks=lacks_of(session),
            sees_people=self.request.user.has_perm("workshops.see_sign_ups", session),
            steps=steps_of(session, self.request.user),
            is_told=session.state in TOLD,
            may_plan=may_plan,
            can_change=may_plan and session.state in STILL_COMING,
            is_plan=may_plan and session.state == Session.State.DRAFT,
            texts=texts_of(session),
            **kwargs,
        )


class Text(NamedTuple):
    """One text in both forms, and whether the easy read still fits."""

    says: str
    words: str
    easy: object
    has_drifted: bool


def texts_of(session: Session) -> list[Text]:
    return [
        Text(Session._meta.get_field(name).verbose_name, words, easy, easy.is_drifted(words))
        for name in Session.ALL_TEXTS
        for words, easy in [(getattr(session, name), getattr(session, f"{name}_easy"))]
    ]


class Step(NamedTuple):
    """A move that is open now: a press, or a page that asks first."""

    move: flow.Move
    to: str
    asks: bool


def steps_of(session: Session, user) -> list[Step]:
    """Drawn from the same table that guards the moves; before it has begun nobody says whether it took place."""
    left_out = {*ELSEWHERE, *(AFTERWARDS if session.has_not_begun else ())}
    here = {name: move for name, move in flow.available(session, user).items() if name not in left_out}
    return [Step(move, address_of(name, session), name in ASKING) for name, move in here.items()]


def address_of(name: str, session: Session) -> str:
    if name in ASKING:
        return page_of(session, ASKING[name])
    return reverse("workshops:team_move", args=[session.slug, name])


def calling_off(session: Session, user) -> list[Step]:
    """For the pool's staff, who have no desk of sessions, on the page that everybody reads."""
    if user.has_perm(PLAN) or not user.has_perm(CALL_OFF, session):
        return []
    return [step for step in steps_of(session, user) if step.move.permission == CALL_OFF]


class MoveState(OnSession):
    """A press that comes twice finds the move made, and changes nothing."""

    def do(self, user, slug, move):
        if move not in PRESSED:
            raise Http404
        if self.session.state != Session.MOVES[move].target:
            PRESSED[move](self.session, by=user)
        return page_of(self.session)

    def back(self, slug, move):
        return reverse("workshops:team_session", args=[slug])


class SaysWhom(OfSession):
    """Names what is called off and how many people hear of it, before one press tells them all."""

    def get_context_data(self, **kwargs):
        many = self.session.sign_ups.active().count()
        says = ngettext("%(many)s person is told.", "%(many)s people are told.", many) % {"many": many}
        return super().get_context_data(about=f"{self.session.name} ({self.session.when}). {says}", **kwargs)


class CallOff(SaysWhom):
    """For who runs it, and for the pool's staff, who come from the session's public page and go back to it."""

    permission_required = CALL_OFF
    done = _("Saved. Everybody who signed up is told.")

    @property
    def plans(self) -> bool:
        return self.request.user.has_perm(PLAN)

    @property
    def desk(self):
        return desk_page() if self.plans else (_("Workshops"), reverse("workshops:sessions"))

    @property
    def above(self):
        return [(self.session.name, self.back)]

    @property
    def back(self):
        return page_of(self.session) if self.plans else self.session.get_absolute_url()


class PostponeSession(CallOff):
    """Why, and the new day where it is known already."""

    form_class = forms.PostponeForm
    heading = says = Session.MOVES["postpone"].says

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "session": self.session}

    def do(self, said, user):
        if self.session.state != Session.State.POSTPONED:
            services.postpone_session(self.session, by=user, **said)
        return self.back


class CancelSession(CallOff):
    form_class = forms.BecauseForm
    heading = says = Session.MOVES["cancel"].says

    def do(self, said, user):
        if self.session.state != Session.State.CANCELLED:
            services.cancel_session(self.session, by=user, **said)
        return self.back


class GiveUpSession(SaysWhom):
    form_class = forms.BecauseForm
    heading = says = Session.MOVES["give_up"].says
    done = _("Saved. Everybody who signed up is told.")

    def do(self, said, user):
        if self.session.state != Session.State.NOT_HELD:
            services.give_up_session(self.session, by=user, **said)
        return self.back


class DropPlan(OfSession):
    """Asks once: it does not come back."""

    form_class = forms.SureForm
    heading = says = _("Delete this plan")
    done = _("The plan is deleted.")

    def do(self, _said, user):
        services.drop_plan(self.session, by=user)
        return reverse("workshops:team")


class PlanSession(Deed):
    form_class = forms.PlanForm
    heading = _("Plan a session")
    says = _("Begin the plan")
    done = _("Saved. The page says what is missing before people can sign up.")

    def do(self, facts, user):
        return page_of(services.plan_session(by=user, **facts))


class CopySession(OfSession):
    """For every facilitator, also from another team's."""

    form_class = forms.CopyForm
    heading = _("Plan the next one like this")
    says = _("Begin the plan")
    done = _("Saved. Everything is copied but the day and the people.")

    def has_permission(self):
        return self.request.user.has_perm(self.permission_required)

    def do(self, facts, user):
        return page_of(services.copy_session(self.session, by=user, **facts))
