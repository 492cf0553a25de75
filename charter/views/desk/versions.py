"""The desk's first page, and the versions: begun, described, opened, agreed, put in force."""

from typing import NamedTuple

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from charter import services
from charter.forms import desk as forms
from charter.models import Adopter, Comment, Concern, Part, Pledge, Version
from charter.services.readiness import gaps_of
from charter.services.versions import was_asked_shortly, went_out_on
from halton_coprod.easyread.said import said_date
from halton_coprod.record import flow

from .deed import Change, Deed, ForEditors, Press, desk_page, way

# Moves that ask for facts have a page of their own; the others are one press.
ASKING = {"agree": "charter:team_agree", "put_in_force": "charter:team_put_in_force"}
# Asks why easy read is not ready; where it is ready, one press.
ASKING_ABOUT_GAPS = {"open": "charter:team_open"}
BY_ITSELF = ("supersede",)


class Desk(ForEditors, TemplateView):
    """All there is to look after."""

    template_name = "team/charter/desk.html"

    def get_context_data(self, **kwargs):
        versions = list(Version.objects.newest_first())
        in_force = next((one for one in versions if one.is_in_force), None)
        kept = in_force.parts.in_order().with_what_lives_longer() if in_force else Part.objects.none()
        return super().get_context_data(
            heading=desk_page()[0],
            crumbs=way(),
            versions=versions,
            in_force=in_force,
            easy_late=[one for one in versions if not one.is_frozen and one.is_easy_late and gaps_of(one)],
            being_made=next((one for one in versions if not one.in_force_from), None),
            comments=Comment.objects.counts(),
            concerns=Concern.objects.counts(),
            promises=kept.of_kind(Part.Kind.PROMISE),
            infrastructure=kept.of_kind(Part.Kind.INFRASTRUCTURE),
            adopters=Adopter.objects.signed().prefetch_related(Prefetch("pledges", Pledge.objects.late_first())),
            asking=Adopter.objects.asking(),
            **kwargs,
        )


class OneVersion(ForEditors, TemplateView):
    """A version: how it stands, what can be done with it, and its parts."""

    template_name = "team/charter/version.html"

    def get_context_data(self, number, **kwargs):
        version = get_object_or_404(Version, number=number)
        gaps = [] if version.is_frozen else gaps_of(version)
        return super().get_context_data(
            heading=title_of(version),
            crumbs=way(desk_page()),
            version=version,
            steps=steps_of(version, self.request.user, asks_about_gaps=bool(gaps)),
            gaps=gaps,
            waiting=version.comments.waiting().count(),
            comments=version.comments.count(),
            groups=groups_of(version),
            **kwargs,
        )


class Shelf(NamedTuple):
    """What the list calls the parts of one kind, and the button to add one."""

    holds: str
    adds: str


SHELVES = {
    Part.Kind.FOREWORD: Shelf(_("Foreword"), _("Add the foreword")),
    Part.Kind.DEFINITION: Shelf(_("Definition"), _("Add the definition")),
    Part.Kind.VALUE: Shelf(_("Values, and what we do for them"), _("Add a value")),
    Part.Kind.BEHAVIOUR: Shelf(_("What we do"), _("Add what we do")),
    Part.Kind.INFRASTRUCTURE: Shelf(_("What must be in place"), _("Add what must be in place")),
    Part.Kind.PROMISE: Shelf(_("Promises"), _("Add a promise")),
}


# One foreword and one definition; as many of the rest as there is to say.
ONE_OF = (Part.Kind.FOREWORD, Part.Kind.DEFINITION)


class Step(NamedTuple):
    """A move that is open now: a press, or a page that asks first."""

    move: flow.Move
    to: str
    asks: bool


def steps_of(version: Version, user, *, asks_about_gaps: bool) -> list[Step]:
    """Drawn from the same table that guards the moves."""
    asking = {*ASKING, *(ASKING_ABOUT_GAPS if asks_about_gaps else ())}
    moves = flow.available(version, user)
    return [
        Step(move, address_of(name, version), name in asking) for name, move in moves.items() if name not in BY_ITSELF
    ]


def address_of(name: str, version: Version) -> str:
    """Where a move is made."""
    pages = ASKING | ASKING_ABOUT_GAPS
    if name in pages:
        return reverse(pages[name], args=[version.number])
    return reverse("charter:team_move", args=[version.number, name])


class Line(NamedTuple):
    """A part in the list: can it go up or down, and what stands under it."""

    part: Part
    is_first: bool
    is_last: bool
    under: list


class Group(NamedTuple):
    """The parts of one kind, and whether one more can be added."""

    kind: Part.Kind
    shelf: Shelf
    lines: list[Line]
    may_add: bool


def groups_of(version: Version) -> list[Group]:
    """Kind after kind; what we do stands under its value."""
    parts = list(version.parts.in_order().with_what_lives_longer())
    kinds = {kind: [part for part in parts if part.kind == kind] for kind in Part.Kind}
    behaviours = kinds.pop(Part.Kind.BEHAVIOUR)
    return [
        Group(kind, SHELVES[kind], lines_of(found, behaviours), version.is_draft and not (found and kind in ONE_OF))
        for kind, found in kinds.items()
    ]


def lines_of(parts: list[Part], behaviours: list[Part] = ()) -> list[Line]:
    return [
        Line(
            part, at == 0, at == len(parts) - 1, lines_of([one for one in behaviours if one.value_id == part.value_id])
        )
        for at, part in enumerate(parts)
    ]


def title_of(version: Version) -> str:
    return _("Version %(number)s of the Charter") % {"number": version.number}


def version_page(version: Version) -> str:
    return reverse("charter:team_version", args=[version.number])


class DraftVersion(Press):
    done = _("Saved. Here is the new version, a copy of the one in force.")

    def do(self, user):
        return version_page(services.draft_version(by=user))


class MoveVersion(Press):
    """A press that comes twice finds the move made, and changes nothing."""

    def do(self, user, number, move):
        version = get_object_or_404(Version, number=number)
        if version.state != Version.MOVES[move].target:
            {"rework": services.rework_version}[move](version, by=user)
        return version_page(version)

    def back(self, number, move):
        return reverse("charter:team_version", args=[number])


class OfVersion(Deed):
    """A deed on a version."""

    def find(self, number):
        self.version = get_object_or_404(Version, number=number)

    @property
    def above(self):
        return [(title_of(self.version), version_page(self.version))]

    @property
    def back(self):
        return version_page(self.version)


class DescribeVersion(OfVersion, Change):
    form_class = forms.DescribeForm
    heading = _("Say what people should know about this version")

    @cached_property
    def thing(self):
        return self.version

    def words_of(self, version):
        return {name: getattr(version, name) for name in self.form_class.base_fields if name != "seen"}

    def do(self, words, user):
        services.describe_version(self.version, by=user, **words)
        return self.back


class CheckEasyRead(OfVersion, Change):
    form_class = forms.CheckForm
    heading = _("Say who checked the easy read")

    @cached_property
    def thing(self):
        return self.version

    def words_of(self, version):
        return {"checked_by": version.easy_checked_by, "on": version.easy_checked_on}

    def do(self, facts, user):
        services.check_easy_read(self.version, by=user, **facts)
        return self.back


def decision_of(version: Version) -> str:
    said = {
        "meeting": version.decided_at_meeting,
        "day": said_date(version.decided_on),
        "who": version.decided_by,
    }
    return _("It was agreed already: %(meeting)s, %(day)s. %(who)s") % said


class ByMove(OfVersion):
    """A move that asks for facts first."""

    move = ""

    def get(self, request, *args, **kwargs):
        """Nobody fills in a form for a move that is not open now; a press that comes too late keeps what was typed."""
        if self.version.state in Version.MOVES[self.move].sources:
            return super().get(request, *args, **kwargs)
        messages.warning(request, _("This cannot be done now. Somebody may have changed it. Look at it again."))
        return redirect(self.back)

    def get_context_data(self, **kwargs):
        return super().get_context_data(waiting=self.version.comments.waiting().count(), **kwargs)


class WithGaps(ByMove):
    """A move that is refused while easy read is not ready, unless somebody says why and by when it follows."""

    @cached_property
    def gaps(self):
        return gaps_of(self.version)

    def get_initial(self):
        """The reason that was given before, while something is still not ready and its day has not passed."""
        if not self.gaps or self.version.is_easy_late:
            return {}
        return {name: getattr(self.version, name) for name in ("easy_follows_because", "easy_follows_by")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(version=self.version, gaps=self.gaps, **kwargs)


class OpenVersion(WithGaps):
    """A press that comes twice finds the move made, and changes nothing."""

    move = "open"
    form_class = forms.GapsForm
    heading = says = Version.MOVES["open"].says

    def do(self, facts, user):
        if not self.version.takes_comments:
            services.open_version(self.version, by=user, **facts)
        return self.back


class AgreeVersion(ByMove):
    move = "agree"
    form_class = forms.AgreeForm
    heading = says = Version.MOVES["agree"].says

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "went_out_on": went_out_on(self.version)}

    def get_context_data(self, **kwargs):
        """Whoever records a second decision sees the first."""
        self.version.refresh_from_db()
        known = decision_of(self.version) if self.version.decided_on else ""
        is_early = was_asked_shortly(self.version)
        return super().get_context_data(about=known, is_early=is_early, **kwargs)

    def do(self, facts, user):
        del facts["was_quorate"]
        services.agree_version(self.version, by=user, **facts)
        return self.back


class PutVersionInForce(WithGaps):
    """A press that comes twice finds the move made; another day or another reason is refused."""

    move = "put_in_force"
    form_class = forms.InForceForm
    heading = says = Version.MOVES["put_in_force"].says

    def get_context_data(self, **kwargs):
        """Easy read that nobody has checked does not keep it back; whoever puts it in force knows."""
        return super().get_context_data(is_unchecked=not self.version.easy_checked_on, **kwargs)

    def do(self, facts, user):
        if not self.is_so_already(**facts):
            services.put_version_in_force(self.version, by=user, **facts)
        return self.back

    def is_so_already(self, on, easy_follows_because, easy_follows_by) -> bool:
        version = self.version
        is_same_day = on in (None, version.in_force_from)
        said = (easy_follows_because, easy_follows_by)
        return version.is_in_force and is_same_day and said == (version.easy_follows_because, version.easy_follows_by)
