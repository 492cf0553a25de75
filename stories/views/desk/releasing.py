"""What tellers say on the phone, by letter or face to face; and where stories were used."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views import View

from stories import services
from stories.forms import desk as forms
from stories.forms.releasing import NAMED, WORDING
from stories.views.mine import line_of

from .deed import Deed, OfStory, page_of


class ReleaseStory(Deed):
    """The second consent, as the teller says it."""

    form_class = forms.ReleaseForm
    heading = _("Write down who may see it")

    def get_initial(self):
        return {"seen": self.story.mark, **{name: getattr(self.story, name) for name in NAMED.values()}}

    def get_context_data(self, **kwargs):
        return super().get_context_data(read_out=WORDING, **kwargs)

    def form_valid(self, form):
        self.lines = [line_of(audience, answer) for audience, answer in form.answers.items()]
        return super().form_valid(form)

    def do(self, said, user):
        names = ("how", "explained_by", "others_agree", "research", "ai", "seen")
        facts = {name: said[name] for name in names}
        facts["names"] = {name: said[name] for name in NAMED.values() if said[name] != getattr(self.story, name)}
        services.release_story(self.story, lines=self.lines, wording=str(WORDING), by=user, **facts)


class WithdrawStory(Deed):
    form_class = forms.WithdrawForm
    heading = _("The teller takes the story back")
    says = _("Take it back now")
    done = _("Done. Every page and file of it is gone. Tell those who have a copy.")

    def do(self, said, user):
        services.withdraw_story(self.story, by=user, **said)


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
