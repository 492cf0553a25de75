"""The desk's first page, and a story told on the phone."""

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from stories import services
from stories.forms import desk as forms
from stories.forms.telling import AGREE
from stories.models import Story, Use

from .deed import DESK, Deed, ForCurators, way

SHOWN = 25
QUEUES = ("sent", "preparing", "returned", "review", "released", "published", "withdrawn")


class Desk(ForCurators, TemplateView):
    """The stories in one state, the longest waiting first; and who is still to be told of a story taken back."""

    template_name = "stories/desk/desk.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("state", "")
        state = asked if asked in QUEUES else "sent"
        stories = Story.objects.filter(state=state).select_related("prepared_by").order_by("sent_at", "pk")
        return super().get_context_data(
            heading=DESK[0],
            crumbs=way()[:1],
            states=[Story.State(one) for one in QUEUES],
            state=Story.State(state),
            page=Paginator(stories, SHOWN).get_page(self.request.GET.get("page")),
            to_tell=Use.objects.filter(story__state__in=Story.GONE, told_on=None)
            .exclude(got_copy="")
            .select_related("story"),
            **kwargs,
        )


class BeginStory(Deed):
    """A curator writes down what somebody tells, after reading out the first consent."""

    form_class = forms.TellForm
    heading = _("Write down a story")

    def get_context_data(self, **kwargs):
        return super().get_context_data(read_out=AGREE, **kwargs)

    def do(self, said, user):
        del said["agreed"]
        first = {name: said.pop(name) for name in ("kind", "came_by", "explained_by")}
        self.story = services.begin_story(wording=str(AGREE), by=user, **first)
        services.change_story(self.story, by=user, **said)
        services.send_story(self.story, by=user)
