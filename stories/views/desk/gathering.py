"""Projects and trained reporters on the desk: curators run them."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from charter.views.desk import deed
from stories import services
from stories.desk.progress import due_of, progress_of, said_of
from stories.forms import desk_gathering as forms
from stories.models import Reporter, StoryProject

PROJECTS = (_("Gather stories"), "stories:team_projects")


def project_page(project) -> str:
    return reverse("stories:team_project", args=[project.pk])


class ForReporters(PermissionRequiredMixin):
    """Curators and trained reporters; everybody else gets the page that says no."""

    permission_required = "stories.gather"
    raise_exception = True

    @method_decorator(never_cache)
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)


class Deed(ForReporters, deed.Deed):
    template_name = "stories/desk/gathering_form.html"
    desk = property(lambda self: (PROJECTS[0], reverse(PROJECTS[1])))

    @property
    def back(self):
        return reverse(PROJECTS[1])


class Press(ForReporters, deed.Press):
    def back(self, **_where):
        return reverse(PROJECTS[1])


def projects_of(user):
    """Curators see every project; reporters their own."""
    if user.has_perm("stories.run_project"):
        return StoryProject.objects.all()
    return StoryProject.objects.filter(reporters__user=user)


class Projects(ForReporters, TemplateView):
    """The projects with how far they are, and who is trained."""

    template_name = "stories/desk/projects.html"

    def get_context_data(self, **kwargs):
        projects = projects_of(self.request.user).prefetch_related("interviews__story")
        return super().get_context_data(
            heading=PROJECTS[0],
            crumbs=deed.way(),
            projects=[(project, progress_of(project.interviews.all())) for project in projects],
            reporters=Reporter.objects.active().select_related("user"),
            may_run=self.request.user.has_perm("stories.run_project"),
            **kwargs,
        )


class OneProject(ForReporters, TemplateView):
    """What it asks, how a talk can begin, the guide, how far it is, and what is due."""

    template_name = "stories/desk/project.html"

    def get_context_data(self, pk, **kwargs):
        user = self.request.user
        project = get_object_or_404(projects_of(user), pk=pk)
        interviews = list(project.interviews.select_related("story", "reporter__user"))
        return super().get_context_data(
            heading=project.name,
            crumbs=deed.way((PROJECTS[0], reverse(PROJECTS[1]))),
            project=project,
            reporters=project.reporters.active().select_related("user"),
            interviews=[(one, said_of(one)) for one in interviews],
            progress=progress_of(interviews),
            due=due_of(interviews),
            may_run=user.has_perm("stories.run_project"),
            may_curate=user.has_perm("stories.see_desk"),
            **kwargs,
        )


class KeepsProjects(Deed):
    permission_required = "stories.run_project"
    form_class = forms.ProjectForm


class AddProject(KeepsProjects):
    heading = _("Begin a project")

    def get_initial(self):
        return {"seen": "new"}

    def do(self, said, user):
        del said["seen"]
        return project_page(services.keep_project(by=user, **said))


class ChangeProject(KeepsProjects, deed.Change):
    heading = _("Change the project")

    def find(self, pk):
        """Found when its words are asked for."""

    @cached_property
    def thing(self):
        return get_object_or_404(StoryProject, pk=self.kwargs["pk"])

    def words_of(self, project):
        names = set(forms.ProjectForm.base_fields) - {"seen", "reporters"}
        return {**{name: getattr(project, name) for name in names}, "reporters": list(project.reporters.all())}

    def theirs_of(self, project):
        return {**self.words_of(project), "reporters": ", ".join(map(str, project.reporters.all()))}

    def do(self, said, user):
        return project_page(services.keep_project(project=self.thing, by=user, **said))

    @property
    def above(self):
        return [(self.thing.name, project_page(self.thing))]


class AddReporter(Deed):
    permission_required = "stories.run_project"
    form_class = forms.ReporterForm
    heading = _("Note that somebody is trained")

    def do(self, said, user):
        who = said.pop("user")
        services.keep_reporter(user=who, by=user, **said)
        return self.back


class StopReporter(Press):
    permission_required = "stories.run_project"

    def do(self, user, pk):
        services.stop_reporter(get_object_or_404(Reporter, pk=pk), by=user)
        return self.back()
