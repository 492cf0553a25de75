"""The archive for whoever comes by a link that a curator made: partners, learners at a training, the press.

What they see is decided as for everybody else, by the releases; only the audiences are others. Each look is kept.
"""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from stories.models import Opening, Story
from stories.services import note_look

from .archive import allowed_file, captions_of, file_of, list_for, story_for


def by_link(view):
    """The view gets the open link; a link that has ended, or never was, is answered with kind words."""

    @never_cache
    @login_not_required
    @wraps(view)
    def found(request, link, **kwargs):
        opening = Opening.objects.open().filter(link=link).first()
        if opening is None:
            return TemplateResponse(request, "stories/ended.html", status=410)
        answer = view(request, opening, **kwargs)
        answer.headers["X-Robots-Tag"] = "noindex, noarchive, noai"
        return answer

    return found


@by_link
def archive(request, opening):
    note_look(opening, None)
    return list_for(request, opening, opening=opening)


@by_link
def story(request, opening, slug):
    answer = story_for(request, slug, opening, back=reverse("stories:with", args=[opening.link]))
    if answer.status_code == 200:
        note_look(opening, Story.objects.get(slug=slug))
    return answer


@by_link
def media(request, opening, slug, pk, part="file"):
    return file_of(request, allowed_file(opening, slug, pk), part)


@by_link
def captions(request, opening, slug, pk):
    return captions_of(allowed_file(opening, slug, pk))
