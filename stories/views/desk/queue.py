"""The desk's first page, and a story told on the phone."""

from statistics import median
from typing import NamedTuple

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from halton_coprod.record.workdays import working_days_between
from stories import services
from stories.desk.progress import notices
from stories.forms import desk as forms
from stories.forms.telling import AGREE
from stories.models import Finding, Story, ToTell, Use

from .deed import DESK, Deed, ForCurators, way

SHOWN = 25
LATELY = 20
QUEUES = ("sent", "preparing", "returned", "review", "released", Story.NOBODY, "published", "withdrawn")


class Queue(NamedTuple):
    """The stories in one state, and the words for it."""

    value: str
    label: str


def queue(name: str) -> Queue:
    return Queue(name, Story.NOBODY_SAYS if name == Story.NOBODY else Story.State(name).label)


class Desk(ForCurators, TemplateView):
    """The stories in one state, the longest waiting first; whom to tell, and whom to ask."""

    template_name = "stories/desk/desk.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("state", "")
        state = asked if asked in QUEUES else "sent"
        stories = Story.objects.in_queue(state).select_related("prepared_by").order_by("sent_at", "pk")
        return super().get_context_data(
            heading=DESK[0],
            crumbs=way()[:1],
            states=[queue(one) for one in QUEUES],
            state=queue(state),
            page=Paginator(stories, SHOWN).get_page(self.request.GET.get("page")),
            copies=Use.objects.to_be_told().select_related("story"),
            to_tell=ToTell.objects.waiting().select_related("story"),
            findings=Finding.objects.to_look_at_again(),
            lately=days_to_answer(),
            **notices(),
            **kwargs,
        )


def days_to_answer() -> int | None:
    """How many working days a teller waited for the first answer, in the middle, of the last stories."""
    answered = Story.objects.exclude(answered_on=None).exclude(sent_at=None).order_by("-answered_on", "-pk")[:LATELY]
    days = [working_days_between(timezone.localdate(story.sent_at), story.answered_on) for story in answered]
    return round(median(days)) if days else None


class BeginStory(Deed):
    """A curator writes down what somebody tells, after reading out the first consent."""

    form_class = forms.TellForm
    heading = _("Write down a story")

    def get_context_data(self, **kwargs):
        return super().get_context_data(read_out=AGREE, **kwargs)

    def do(self, said, user):
        del said["agreed"]
        first = {name: said.pop(name) for name in ("kind", "came_by", "explained_by", "kept_where")}
        self.story = services.begin_story(wording=str(AGREE), by=user, **first)
        services.change_story(self.story, by=user, **said)
        services.send_story(self.story, by=user)
