"""Files on the desk: taken out, put in another order; those of an interview by its own reporter, until it is sent."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View

from charter.views.desk.deed import sentence_of
from halton_coprod.record.flow import NotNow
from stories import services
from stories.forms.desk import ChangeFileForm
from stories.models import MediaFile
from stories.services.gathering import refuse_sent

from .deed import OfStory, page_of
from .gathering import Press
from .interviews import OfInterview, files_of, interview_of, interview_page

PRESSED = {
    "earlier": partial(services.move_file, by_places=-1),
    "later": partial(services.move_file, by_places=1),
    "out": services.remove_file,
}


class ArrangeFile(OfStory, View):
    """A button: what the teller on the phone wants earlier, later or out. Out twice is once."""

    http_method_names = ["post"]

    def post(self, request, slug, pk, press):
        try:
            for media in self.story.media.filter(pk=pk):
                PRESSED[press](media, by=request.user)
        except (ValidationError, NotNow) as fault:
            messages.error(request, sentence_of(fault))
        else:
            messages.success(request, _("Saved."))
        return redirect(page_of(self.story))


class ArrangeRecording(Press):
    """A button: a recording goes earlier, later or out. Out twice is once."""

    def back(self, pk, **_where):
        return interview_page(interview_of(self.request.user, pk))

    def do(self, user, pk, file, press):
        for media in files_of(user, interview_of(user, pk)).filter(pk=file):
            PRESSED[press](media, by=user)
        return self.back(pk)


class ChangeRecording(OfInterview):
    """What a recording shows, what is said in it, and whether its teller can be seen."""

    form_class = ChangeFileForm
    heading = _("Describe a file")
    # To whoever may not see its files, they are not there.
    whose = "stories.gather"

    def find(self, pk, file):
        super().find(pk)
        refuse_sent(self.interview)

    @cached_property
    def media(self) -> MediaFile:
        return get_object_or_404(files_of(self.request.user, self.interview), pk=self.kwargs["file"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "kind": self.media.kind, "own": self.media.words_of_the_teller}

    def get_initial(self):
        return {name: getattr(self.media, name) for name in set(ChangeFileForm.base_fields) - {"captions_file"}}

    def do(self, said, user):
        services.change_file(self.media, by=user, **said)
        return self.back
