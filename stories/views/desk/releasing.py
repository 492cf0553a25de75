"""What tellers say on the phone, by letter or face to face; and where stories were used."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views import View

from stories import services
from stories.forms import desk as forms
from stories.forms import desk_told as told
from stories.forms.releasing import ANY_TIME, NAMED, NOT_BACK, WORDING, answer_of, wording_shown
from stories.forms.telling import AGREE
from stories.models import Audience
from stories.services.ending import kept_until
from stories.views.mine_who import line_of, yes_of

from .deed import Deed, OfStory, page_of

READ_OUT = format_lazy("{}\n{}\n{}\n{}", WORDING, ANY_TIME, NOT_BACK, _("I read you each question and its answers."))


class ReleaseStory(Deed):
    """The second consent, as the teller says it. Each question stands where it is asked, to be read out there."""

    form_class = forms.ReleaseForm
    heading = _("Write down who may see it")

    def get_initial(self):
        release = self.story.release_in_force
        before = {line.audience: answer_of(line) for line in release.lines.all()} if release else {}
        said = {f"{one}_{name}": value for one, answer in before.items() for name, value in answer.items()}
        names = {name: getattr(self.story, name) for name in NAMED.values()}
        return {**yes_of(self.story), **names, **said}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "story": self.story}

    def get_context_data(self, **kwargs):
        return super().get_context_data(read_out=READ_OUT, **kwargs)

    def form_valid(self, form):
        self.lines = [line_of(audience, answer) for audience, answer in form.answers.items()]
        return super().form_valid(form)

    def do(self, said, user):
        names = ("how", "explained_by", "kept_where", "present", "others_agree", "printed", "research", "ai", "seen")
        facts = {name: said[name] for name in names}
        facts["names"] = {name: said[name] for name in NAMED.values() if said[name] != getattr(self.story, name)}
        services.release_story(self.story, lines=self.lines, wording=wording_shown(self.story), by=user, **facts)


class LessIsShown(Deed):
    """Who has a copy and left no email is told by the desk."""

    form_class = forms.WithdrawForm
    says_done: str

    @property
    def done(self):
        tell = self.story.uses.to_be_told().exists()
        return format_lazy("{} {}", self.says_done, _("Tell those who have a copy.")) if tell else self.says_done


class NarrowRelease(LessIsShown):
    """The teller stops showing it to one audience."""

    says = _("Stop it now")
    says_done = _("Done. They do not see it any more.")

    @property
    def heading(self):
        return _("Stop showing it to: %(who)s") % {"who": self.audience.label}

    @property
    def audience(self) -> Audience:
        if self.kwargs["audience"] not in Audience.values:
            raise Http404
        return Audience(self.kwargs["audience"])

    def do(self, said, user):
        services.narrow_release(self.story, audience=self.audience, by=user, **said)


class ExtendRelease(Deed):
    """The teller is still happy with it."""

    form_class = told.GoOnForm
    heading = _("The teller wants it to go on for a year")

    def do(self, said, user):
        services.extend_release(self.story, by=user, **said)


class WithdrawStory(LessIsShown):
    heading = _("The teller takes the story back")
    says = _("Take it back now")
    says_done = _("Done. Every page and file of it is gone.")

    def do(self, said, user):
        services.withdraw_story(self.story, by=user, **said)


class EraseStory(Deed):
    """Its teller does not want to wait for the clock."""

    form_class = forms.EraseForm
    heading = _("The teller wants it deleted now")
    says = _("Delete it now")
    template_name = "stories/desk/erase.html"
    done = _("Done. Its words and files are deleted.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(kept_until=kept_until(self.story), **kwargs)

    def do(self, said, user):
        services.erase_story(self.story, how=said["how"], by=user)


class BeginAgain(Deed):
    """On the phone, the teller takes back that they took it back: a new story from what is kept, into the queue."""

    form_class = forms.AgainForm
    heading = _("The teller tells it after all")
    says = _("Begin again")
    done = _("Done. It is a new story in the queue. Nobody sees it before the teller says yes again.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(read_out=AGREE, **kwargs)

    def do(self, said, user):
        del said["agreed"]
        new = services.begin_again(self.story, wording=str(AGREE), link=said.pop("token"), by=user, **said)
        services.send_story(new, by=user)


class NoteUse(Deed):
    form_class = forms.UseForm
    heading = _("Note where it was used")

    def do(self, said, user):
        services.note_use(self.story, by=user, **said)


class TellUse(OfStory, View):
    http_method_names = ["post"]

    def post(self, request, slug, use):
        services.tell_use(get_object_or_404(self.story.uses, pk=use), by=request.user)
        return redirect(page_of(self.story))
