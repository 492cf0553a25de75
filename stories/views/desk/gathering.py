"""Projects and interviews on the desk: curators run them; the trained reporters of a project plan and record."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from charter.views.desk import deed
from stories import services
from stories.desk.progress import due_of, progress_of, said_of
from stories.forms import desk_gathering as forms
from stories.forms.desk import WithdrawForm
from stories.forms.telling import AGREE
from stories.models import Interview, Reporter, StoryProject
from stories.notices import email_in
from stories.services.gathering import refuse_asked, refuse_early, refuse_held, refuse_sent, refuse_unasked
from stories.views.archive import file_of

PROJECTS = (_("Gather stories"), "stories:team_projects")


def project_page(project) -> str:
    return reverse("stories:team_project", args=[project.pk])


def interview_page(interview) -> str:
    return reverse("stories:team_interview", args=[interview.pk])


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


def interview_of(user, pk) -> Interview:
    interviews = Interview.objects.select_related("project", "story", "reporter__user")
    return get_object_or_404(interviews.filter(project__in=projects_of(user)), pk=pk)


def files_of(user, interview):
    """The files of an interview, for its own reporter until the story is sent."""
    story = interview.story
    if story is None or story.state != "telling" or not user.has_perm("stories.record_interview", interview):
        raise Http404
    return story.media.all()


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


class PlanInterview(Deed):
    form_class = forms.InterviewForm
    heading = _("Plan an interview")

    def find(self, pk):
        self.project = get_object_or_404(projects_of(self.request.user), pk=pk)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "project": self.project}

    def do(self, said, user):
        return interview_page(services.plan_interview(self.project, by=user, **said))

    @property
    def above(self):
        return [(self.project.name, project_page(self.project))]

    @property
    def back(self):
        return project_page(self.project)


class OneInterview(ForReporters, TemplateView):
    """With whom, when, and what is next: the yes, the words, the recording, and over to the curators.

    Name, words and files are shown to its own reporter only, and only until the story is sent.
    """

    template_name = "stories/desk/interview.html"

    def get_context_data(self, pk, **kwargs):
        interview = interview_of(self.request.user, pk)
        project, story = interview.project, interview.story
        is_mine = self.request.user.has_perm("stories.record_interview", interview)
        may_curate = self.request.user.has_perm("stories.see_desk")
        return super().get_context_data(
            heading=_("An interview"),
            crumbs=deed.way((PROJECTS[0], reverse(PROJECTS[1])), (project.name, project_page(project))),
            interview=interview,
            says=said_of(interview),
            story=story,
            is_mine=is_mine,
            files=story.media.all() if story and is_mine and story.state == "telling" else (),
            may_send=is_mine or (may_curate and interview.reporter.stopped_on is not None),
            may_take_back=self.request.user.has_perm("stories.take_back_gathered", interview),
            may_plan=self.request.user.has_perm("stories.plan_interview", interview),
            may_curate=may_curate,
            may_worry=self.request.user.has_perm("stories.raise_safeguarding", interview),
            numbers=settings.SAFEGUARDING,
            **kwargs,
        )


class OfInterview(Deed):
    """A deed of the interview's own reporter."""

    def find(self, pk):
        self.interview = interview_of(self.request.user, pk)

    @property
    def above(self):
        project = self.interview.project
        return [(project.name, project_page(project)), (_("An interview"), self.back)]

    @property
    def back(self):
        return interview_page(self.interview)


class MoveInterview(OfInterview):
    """Another day or place for a talk that is still planned."""

    form_class = forms.MoveInterviewForm
    heading = _("Move the interview")
    done = _("Saved. Everybody who comes is told.")

    def find(self, pk):
        super().find(pk)
        if not self.request.user.has_perm("stories.plan_interview", self.interview.project):
            raise PermissionDenied
        refuse_held(self.interview)

    def get_initial(self):
        return {"on": self.interview.on, "where": self.interview.where}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "tells": not email_in(self.interview.reach)}

    def do(self, said, user):
        services.move_interview(self.interview, by=user, **said)
        return self.back


class RecordInterview(OfInterview):
    """The yes to recording, kept before anything is brought; not asked before the day of the talk."""

    form_class = forms.YesForm
    heading = _("They say yes to recording")
    done = _("Saved. Now you can bring the recording and the words.")

    def find(self, pk):
        super().find(pk)
        if self.request.method != "POST":  # pressed twice is once
            refuse_asked(self.interview)
        refuse_early(self.interview)

    def get_context_data(self, **kwargs):
        return super().get_context_data(read_out=AGREE, **kwargs)

    def do(self, said, user):
        del said["agreed"]
        services.record_interview(self.interview, wording=str(AGREE), by=user, **said)
        return self.back


class WriteDown(OfInterview):
    form_class = forms.GatheredForm
    heading = _("Write down what is said")

    def find(self, pk):
        super().find(pk)
        if self.interview.story is None or not self.request.user.has_perm("stories.tell_story", self.interview.story):
            raise Http404

    def get_initial(self):
        return {name: getattr(self.interview.story, name) for name in forms.GatheredForm.base_fields}

    def do(self, said, user):
        services.change_story(self.interview.story, by=user, **said)
        return self.back


class AddRecording(OfInterview):
    form_class = forms.RecordingForm
    heading = _("Bring the recording")

    def find(self, pk):
        super().find(pk)
        refuse_unasked(self.interview)
        refuse_sent(self.interview)

    def do(self, said, user):
        del said["agreed"]
        services.add_recording(self.interview, said.pop("file"), by=user, **said)
        return self.back


class PressOfInterview(Press):
    def back(self, pk):
        return reverse("stories:team_interview", args=[pk])

    def do(self, user, pk):
        self.press(interview_of(user, pk), user)
        return self.back(pk)


class CallOff(MoveInterview):
    """It does not take place."""

    form_class = forms.CallOffForm
    heading = _("The talk does not take place")
    says = _("Call it off now")
    done = _("Called off. The name and how to reach them are deleted.")

    def get_initial(self):
        return {}

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "tells": kwargs["tells"] and self.interview.is_to_come}

    def get_context_data(self, **kwargs):
        by_email = self.interview.is_to_come and email_in(self.interview.reach)
        tells = _("They get an email that says so.") if by_email else ""
        explains = format_lazy("{} {}", Interview.MOVES["call_off"].explains, tells)
        return super().get_context_data(explains=explains, **kwargs)

    def do(self, said, user):
        services.call_off_interview(self.interview, by=user, **said)
        return self.back


class TakeBack(OfInterview):
    """The person takes back what was recorded, before the curators have it."""

    form_class = WithdrawForm
    heading = _("They take it back")
    says = _("Take it back now")
    done = _("Done. Its words and files are deleted, with the name and how to reach them.")
    extra_context: ClassVar = {
        "explains": _(
            "The person does not want it any more. Its words and files are deleted at once. This cannot be undone."
        )
    }

    def find(self, pk):
        super().find(pk)
        if not self.request.user.has_perm("stories.take_back_gathered", self.interview):
            raise PermissionDenied
        if self.request.method != "POST":  # pressed twice is once
            refuse_unasked(self.interview)
            refuse_sent(self.interview)

    def do(self, said, user):
        services.take_back_gathered(self.interview, by=user, **said)
        return self.back


class SendGathered(PressOfInterview):
    """Over to the curators."""

    done = _("Sent. The story team makes it ready and shows it to the teller.")

    def press(self, interview, user):
        if interview.story is None:
            raise Http404
        services.send_story(interview.story, by=user)


@never_cache
def recording(request, pk, file):
    """A file of an interview, for its own reporter until the story is sent."""
    files = files_of(request.user, interview_of(request.user, pk))
    return file_of(request, get_object_or_404(files, pk=file), "file")
