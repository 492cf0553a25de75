"""What the team needs on paper for the day: the plan, name badges, the list of expenses.

And the ground rules, which go on the screen.
"""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from charter.forms.desk import EasyWords
from halton_coprod.easyread.forms import Prose, Words
from workshops import services
from workshops.models import AccessRequest, Attendance, Badge, GroundRules, Session
from workshops.models.register import KEEP

from .deed import Change, ForPlanners, OfSession, desk_page, page_of, way
from .register import REGISTER, AtTheDoor, line_of, walk_in_line
from .reports_forms import OptionalSeen

NOT_HERE = (Attendance.State.APOLOGIES, Attendance.State.ABSENT)


class PlanOnPaper(ForPlanners, TemplateView):
    """One session for the people who run it: the day, the team, what is arranged as numbers, and the rules. No names
    of those who come; what they need, often in their own words, only for its own team and only so long as names."""

    template_name = "team/workshops/plan_on_paper.html"

    def get_context_data(self, slug, **kwargs):
        found = Session.objects.select_related("venue", "stand_in", "ground_rules").with_held()
        session = get_object_or_404(found.prefetch_related("agenda", "team", "door_helpers", "tables"), slug=slug)
        sees_people = self.request.user.has_perm("workshops.see_sign_ups", session)
        needs = AccessRequest.objects.filter(sign_up__session=session, sign_up__state="in")
        return super().get_context_data(
            heading=_("The plan of the day"),
            crumbs=way(desk_page(), (session.name, page_of(session))),
            session=session,
            rules=getattr(session, "ground_rules", None),
            coming=session.sign_ups.with_place().count(),
            supporters=sum(session.sign_ups.with_place().values_list("supporters", flat=True)),
            sees_people=sees_people,
            needs=counted(needs if sees_people and session.shows_names else needs.none()),
            **kwargs,
        )


def counted(requests) -> list[tuple]:
    """Each need once, with how many people have it and how it stands; not whose it is."""
    many: dict[tuple, int] = {}
    for one in requests:
        key = (one.says, one.get_state_display())
        many[key] = many.get(key, 0) + 1
    return sorted((says, state, number) for (says, state), number in many.items())


class Badges(AtTheDoor, TemplateView):
    """Names to cut out. What helps somebody stands there only where they said so themselves."""

    permission_required = KEEP
    template_name = "team/workshops/badges.html"

    def get_context_data(self, **kwargs):
        places, _walk_ins = services.look_at_register(self.session, by=self.request.user)
        badges = {one.place_id: one for one in Badge.objects.filter(place__in=places)}
        coming = [place for place in places if place.state == place.State.IN]
        return super().get_context_data(
            heading=_("Name badges"),
            crumbs=way(desk_page(), (self.session.name, page_of(self.session)), (REGISTER, self.here)),
            session=self.session,
            badges=[badge_of(place, badges.get(place.pk)) for place in coming],
            empty=range(8),
            **kwargs,
        )


class Expenses(AtTheDoor, TemplateView):
    """What people are paid back on the day, to fill in by hand and hand to whoever pays: a line for each who came or is
    still expected, and some for people who walk in. The hub keeps no amount and no receipt."""

    permission_required = KEEP
    template_name = "team/workshops/expenses.html"

    def get_context_data(self, **kwargs):
        places, walk_ins = services.look_at_register(self.session, by=self.request.user)
        lines = [*map(line_of, places), *map(walk_in_line, walk_ins)]
        return super().get_context_data(
            heading=_("Expenses of the day"),
            crumbs=way(desk_page(), (self.session.name, page_of(self.session)), (REGISTER, self.here)),
            session=self.session,
            lines=[line for line in lines if line.state not in NOT_HERE],
            empty=range(8),
            **kwargs,
        )


def badge_of(place, badge) -> tuple[str, str, str]:
    """Name, what people should know, and the table."""
    seat = getattr(place, "seat", None)
    table = str(seat.table.number) if seat else ""
    return (badge.name, badge.says, table) if badge else (place.name, "", table)


class GroundRulesForm(OptionalSeen):
    words = Prose(
        label=_("What do you agree on?"),
        help_text=_("As the group says it. Begin a line with - for a list."),
        rows=6,
    )
    easy = EasyWords(_("What you agree on, in easy read"))
    red = Words(
        label=_("What does the red card mean?"),
        help_text=_("One short sentence, the same in both forms. Empty: Stop. I do not understand, or I need a break."),
        max_length=120,
        required=False,
    )
    yellow = Words(
        label=_("What does the yellow card mean?"),
        help_text=_("Empty: Please go more slowly."),
        max_length=120,
        required=False,
    )
    green = Words(
        label=_("What does the green card mean?"),
        help_text=_("Empty: I agree. Please go on."),
        max_length=120,
        required=False,
    )


class AgreeGroundRules(Change, OfSession):
    """They go on to the next session when this one is copied."""

    form_class = GroundRulesForm
    heading = _("What the group agrees on")

    @cached_property
    def thing(self):
        return GroundRules.objects.filter(session=self.session).first() or GroundRules(session=self.session)

    def words_of(self, rules):
        return {name: getattr(rules, name) for name in ("words", "easy", "red", "yellow", "green")}

    def do(self, said, user):
        services.agree_ground_rules(self.session, by=user, **{**said, "seen": said["seen"] or None})
        return self.back
