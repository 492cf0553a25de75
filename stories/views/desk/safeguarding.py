"""A worry about somebody's safety in a story or an interview. What becomes of it is with the notes of sessions."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from stories import services
from stories.models import Story
from stories.services.safeguarding import RAISE
from workshops.desk.safeguarding import WriteNote

from .deed import page_of
from .interviews import interview_of, interview_page


class NoteOnStory(WriteNote):
    raises = RAISE

    @cached_property
    def place(self):
        stories = Story.objects.for_the_desk() | Story.objects.taken_back()
        return get_object_or_404(stories, slug=self.kwargs["slug"])

    @property
    def desk(self):
        return (self.place.slug, page_of(self.place))

    def write(self, **said):
        return services.raise_safeguarding(self.place, **said)


class NoteOnInterview(NoteOnStory):
    @cached_property
    def place(self):
        return interview_of(self.request.user, self.kwargs["pk"])

    @property
    def desk(self):
        return (_("An interview"), interview_page(self.place))
