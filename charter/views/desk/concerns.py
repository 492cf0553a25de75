"""The queue of concerns: what waits, one concern, and what can be done."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from charter import services
from charter.forms.concerns import AnswerConcernForm
from charter.models import Concern, Part
from charter.models.concerns import HANDLE
from halton_coprod.record import flow

from .deed import Change, ForEditors, Press, way
from .keeping import named

CONCERNS = _("The Charter was not kept")
A_PAGE = 50
PRESSED = {
    "acknowledge": services.acknowledge_concern,
    "look_into": services.look_into_concern,
    "escalate": services.escalate_concern,
    "close": services.close_concern,
}
LISTS = {
    "open": _("To do"),
    "overdue": _("Overdue"),
    "escalated": _("With the co-chairs"),
    "done": _("Answered"),
}


def queue_page() -> tuple:
    return (CONCERNS, reverse("charter:team_concerns"))


class ForHandlers(ForEditors):
    permission_required = HANDLE


class Concerns(ForHandlers, TemplateView):
    """What is to be done, whose day comes first at the top; what is overdue; what is answered."""

    template_name = "team/charter/concerns.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("list", "")
        name = asked if asked in LISTS else "open"
        page, values = Paginator(found_in(name), A_PAGE).get_page(self.request.GET.get("page")), value_names()
        return super().get_context_data(
            heading=CONCERNS,
            crumbs=way(),
            name=name,
            lists=[(key, says, found_in(key).count()) for key, says in LISTS.items()],
            page=page,
            cards=[(concern, values.get(concern.value_id, "")) for concern in page],
            **kwargs,
        )


def value_names() -> dict[int, str]:
    """What the newest version that has a value calls it: one query."""
    parts = Part.objects.of_kind(Part.Kind.VALUE).order_by("version__number")
    return dict(parts.values_list("value", "name"))


def found_in(name: str):
    """Without what was told, the name, the address and the answer: those are looked at one by one, on the record."""
    found = Concern.objects.defer("what_happened", "name", "reach", "answer")
    if name == "done":
        return found.filter(state__in=Concern.ANSWERED).order_by("-answered_on", "-pk")
    return {"overdue": found.overdue, "escalated": found.with_co_chairs, "open": found.open}[name]()


class OneConcern(ForHandlers, TemplateView):
    """What was told, how to reach the person, what can be done. That somebody looked is recorded."""

    template_name = "team/charter/concern.html"

    def get_context_data(self, reference, **kwargs):
        concern = get_object_or_404(Concern.objects.select_related("value"), reference=reference)
        services.look_at_concern(concern, by=self.request.user)
        moves, waits = flow.available(concern, self.request.user), concern.is_answer_on_its_way
        if waits:
            moves.pop("close", None)
        return super().get_context_data(
            heading=_("Concern %(reference)s") % {"reference": concern.reference},
            crumbs=way(queue_page()),
            concern=concern,
            value=named(concern.value) if concern.value else "",
            moves=moves,
            told=concern.messages,
            waits=waits,
            **kwargs,
        )


class MoveConcern(ForHandlers, Press):
    """A press that comes twice finds the move made, and changes nothing."""

    def do(self, user, reference, move):
        if move not in PRESSED:
            raise Http404
        concern = get_object_or_404(Concern, reference=reference)
        if concern.state != Concern.MOVES[move].target:
            PRESSED[move](concern, by=user)
        return self.back(reference)

    def back(self, reference, **_where):
        return reverse("charter:team_concern", args=[reference])


class AnswerConcern(Change):
    permission_required = HANDLE
    form_class = AnswerConcernForm
    heading = says = Concern.MOVES["answer"].says

    def find(self, reference):
        self.concern = get_object_or_404(Concern, reference=reference)

    @cached_property
    def thing(self):
        return self.concern

    def words_of(self, concern):
        return {
            "answer": concern.answer,
            "easy": concern.answer_easy,
            "changed": concern.changed,
            "changed_easy": concern.changed_easy,
        }

    @property
    def back(self):
        return reverse("charter:team_concern", args=[self.concern.reference])

    @property
    def above(self):
        return [queue_page(), (self.concern.reference, self.back)]

    def do(self, said, user):
        services.answer_concern(self.concern, by=user, **said)
        return self.back
