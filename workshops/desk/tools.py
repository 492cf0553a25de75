"""Practical tools: written, published, taken back; and who uses them."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from workshops import services
from workshops.models import PracticalTool

from . import tools_forms as forms
from .deed import Change, Deed, ForPlanners, Press, desk_page, way

TOOLS = _("Practical tools")


def tools_page() -> tuple:
    return (TOOLS, reverse("workshops:team_tools"))


class Tools(ForPlanners, TemplateView):
    """Each with what it lacks, and by how many it is used."""

    template_name = "team/workshops/tools.html"

    def get_context_data(self, **kwargs):
        found = PracticalTool.objects.with_users()
        return super().get_context_data(heading=TOOLS, crumbs=way(desk_page()), tools=found, **kwargs)


class KeepsTools(Deed):
    form_class = forms.ToolForm

    @property
    def above(self):
        return [tools_page()]

    @property
    def back(self):
        return reverse("workshops:team_tools")


class AddTool(KeepsTools):
    heading = _("Write a tool")

    def do(self, said, user):
        del said["seen"]
        services.keep_tool(by=user, **said)
        return self.back


class ChangeTool(KeepsTools, Change):
    heading = _("Change a tool")

    @cached_property
    def thing(self):
        return get_object_or_404(PracticalTool, slug=self.kwargs["slug"])

    def find(self, slug):
        """Found when its words are asked for."""

    def words_of(self, tool):
        return {name: getattr(tool, name) for name in self.form_class.base_fields if name != "seen"}

    def do(self, said, user):
        services.keep_tool(tool=self.thing, by=user, **said)
        return self.back


class NoteUse(KeepsTools):
    form_class = forms.UseForm
    heading = _("Somebody uses it")

    def find(self, slug):
        self.tool = get_object_or_404(PracticalTool, slug=slug)

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.tool.name, **kwargs)

    def do(self, said, user):
        services.note_use(self.tool, by=user, **said)
        return self.back


class OnTool(Press):
    def back(self, **_where):
        return reverse("workshops:team_tools")

    def do(self, user, slug):
        self.act(get_object_or_404(PracticalTool, slug=slug), user)
        return self.back()


class PublishTool(OnTool):
    done = _("Saved. Everybody can read it.")

    def act(self, tool, user):
        services.publish_tool(tool, by=user)


class WithdrawTool(OnTool):
    done = _("Saved. Nobody can read it any more.")

    def act(self, tool, user):
        services.withdraw_tool(tool, by=user)
