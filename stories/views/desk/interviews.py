"""Interviews on the desk: the trained reporters of a project plan them, record them, and give them to the curators."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from charter.views.desk import deed
from stories import services
from stories.desk.progress import said_of
from stories.forms import desk_gathering as forms
from stories.forms.desk import WithdrawForm
from stories.forms.telling import AGREE
from stories.models import Interview
from stories.notices import email_in
from stories.services.gathering import refuse_asked, refuse_early, refuse_held, refuse_sent, refuse_unasked
from stories.views.archive import file_of

from .gathering import PROJECTS, Deed, ForReporters, Press, project_page, projects_of


def interview_page(interview) -> str:
    return reverse("stories:team_interview", args=[interview.pk])


def interview_of(user, pk) -> Interview:
    interviews = Interview.objects.select_related("project", "story", "reporter__user")
    return get_object_or_404(interviews.filter(project__in=projects_of(user)), pk=pk)


def files_of(user, interview):
    """The files of an interview, for its own reporter until the story is sent."""
    story = interview.story
    if story is None or story.state != "telling" or not user.has_perm("stories.record_interview", interview):
        raise Http404
    return story.media.all()


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
            may_send=self.request.user.has_perm("stories.tell_story", story),
            may_take_back=self.request.user.has_perm("stories.take_back_gathered", interview),
            may_plan=self.request.user.has_perm("stories.plan_interview", interview),
            may_curate=may_curate,
            may_worry=self.request.user.has_perm("stories.raise_safeguarding", interview),
            numbers=settings.SAFEGUARDING,
            **kwargs,
        )


class OfInterview(Deed):
    """A deed on one interview: of its own reporter, where it does not say of whom."""

    whose = "stories.record_interview"

    def find(self, pk):
        self.interview = interview_of(self.request.user, pk)
        if not self.request.user.has_perm(self.whose, self.interview):
            raise PermissionDenied

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
    whose = "stories.plan_interview"

    def find(self, pk):
        super().find(pk)
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
    # To whoever may not change its story, that is not there.
    whose = "stories.gather"

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
    whose = "stories.take_back_gathered"
    extra_context: ClassVar = {
        "explains": _(
            "The person does not want it any more. Its words and files are deleted at once. This cannot be undone."
        )
    }

    def find(self, pk):
        super().find(pk)
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
