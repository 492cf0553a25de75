"""Telling tellers by phone or letter what the hub could not send, and the letter to keep."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from stories import services
from stories.models import Story
from stories.notices import link_of, reads
from stories.views.mine import copy_of

from .deed import OfStory, page_of, way


class TellTeller(OfStory, TemplateView):
    """The words to say or to post, how to reach the teller, and the button that says it is done."""

    template_name = "stories/desk/tell.html"

    @property
    def to_tell(self):
        return get_object_or_404(self.story.to_tell, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        above = (self.story.called_on_desk, page_of(self.story))
        heading = _("Tell the teller")
        return super().get_context_data(
            heading=heading, crumbs=way(above), story=self.story, to_tell=self.to_tell, **kwargs
        )

    def post(self, request, slug, pk):
        services.tell_teller(self.to_tell, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(page_of(self.story))


@never_cache
@permission_required("stories.see_desk", raise_exception=True)
def letter(request, slug):
    """A copy of the story and of what was said yes to, with the teller's own address, to print and post."""
    story = get_object_or_404(Story.objects.for_the_desk(), slug=slug)
    if story.is_gone:
        raise Http404
    context = {
        **copy_of(story, "stories:team_file", slug),
        "own": link_of(story, reads(story)),
        "crumbs": way((slug, page_of(story))),
    }
    return TemplateResponse(request, "stories/desk/letter.html", context)
