"""What anybody may read, hear and see of the stories: everything comes from `showing.py`."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from charter.models import Part
from charter.steps import step_of, words
from charter.views.page import reader
from halton_coprod.easyread.blocks import EasyRead
from stories.audiences import audiences_of
from stories.changes import changes_of, with_changes
from stories.forms.archive import BrowseForm, counts_for
from stories.media.handing import hand_out
from stories.models import Line, MediaFile, Story
from stories.robots import tell_robots
from stories.showing import showing_to, showings

SHOWN = 10


@login_not_required
def archive(request):
    """Browse and search."""
    return list_for(request, reader(request))


def list_for(request, visitor, **more):
    """Called `search_form` because the switch is a plain link here: all is in the address."""
    search_form = BrowseForm(request.GET or None, counts=counts_for(visitor))
    page = pages_of(search_form, visitor).get_page(request.GET.get("page"))
    context = {
        "search_form": search_form,
        "page": page,
        "showings": showings(Story.objects.filter(pk__in=page.object_list), visitor),
        "asked": search_form.asked,
        "query": search_form.query,
        **more,
    }
    return TemplateResponse(request, "stories/archive.html", context)


def pages_of(search_form, visitor) -> Paginator:
    """The numbers of the stories that fit, the newest first; only those of one page are then read.

    Where the counts do not say how many there are, all are looked for at once, and not once more to count them.
    """
    found = search_form.choose(visitor).values_list("pk", flat=True)
    if search_form.known is None:
        return Paginator(list(found), SHOWN)
    pages = Paginator(found, SHOWN)
    pages.count = search_form.known
    return pages


@login_not_required
def story(request, slug):
    """One story, as far as its teller allows this visitor; 410 with kind words where it was taken back."""
    return story_for(request, slug, reader(request), back=reverse("stories:archive"))


def story_for(request, slug, visitor, *, back: str):
    found = with_changes(Story.objects.filter(slug=slug), visitor).first()
    showing = showing_to(found, visitor) if found else None
    if showing is None:
        return gone(request, found, visitor)
    pieces = words("told", found, showing.easy or showing.summary_easy or EasyRead())
    context = {
        "showing": showing,
        "step": step_of(request, pieces),
        "parts": related(found),
        "topics": found.topics.all(),
        "findings": changes_of(found, visitor),
        "back": back,
        "crumbs": [(_("Stories"), back)],
        "heading": showing.easy_title if request.reading.easy else showing.title,
    }
    return tell_robots(TemplateResponse(request, "stories/story.html", context), showing)


def gone(request, found: Story | None, visitor):
    """It was here and is not any more; or there never was anything here for this visitor."""
    if found is None or not was_for(found, visitor):
        raise Http404
    return TemplateResponse(request, "stories/gone.html", status=410)


def was_for(found: Story, user) -> bool:
    """Was there ever something of it for this visitor? Who never could see it is not told that it exists."""
    lines = Line.objects.filter(release__story=found, audience__in=audiences_of(user)).with_a_yes()
    return bool(found.published_on) and lines.exists()


def related(found: Story):
    """The values and promises of the Charter that the story is about, as the Charter in force says them."""
    about = Q(kind=Part.Kind.VALUE, value__stories=found) | Q(kind=Part.Kind.PROMISE, promise__stories=found)
    return Part.objects.in_force().filter(about).with_what_lives_longer().distinct()


def allowed_file(visitor, slug, pk) -> MediaFile | None:
    """The file, where this visitor may have it now."""
    found = Story.objects.filter(slug=slug).first()
    showing = showing_to(found, visitor) if found else None
    if found is None or not (showing or was_for(found, visitor)):
        raise Http404
    return next((one for one in showing.media if one.pk == pk), None) if showing else None


@login_not_required
def media(request, slug, pk, part="file"):
    """A picture, sound or film, or the small picture of one. Asked again each time: a story can be taken back."""
    return tell_robots(file_of(request, allowed_file(reader(request), slug, pk), part), None)


def file_of(request, found: MediaFile | None, part: str):
    """Hand it out, or say that it is gone."""
    if found is None:
        return HttpResponse(_("This file is not here any more."), content_type="text/plain; charset=utf-8", status=410)
    file = getattr(found, part)
    if not file:
        raise Http404
    size = found.size if part == "file" else file.size
    return hand_out(request, file, content_type=found.content_type, size=size, etag=f"{found.digest[:32]}-{part}")


@login_not_required
def captions(request, slug, pk):
    """The captions of a film, for the player."""
    found = allowed_file(reader(request), slug, pk)
    return captions_of(found)


def captions_of(found: MediaFile | None):
    if found is None or not found.captions or found.kind != MediaFile.Kind.FILM:
        return HttpResponse(status=410 if found is None else 404)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-cache"}
    return HttpResponse(found.captions, content_type="text/vtt; charset=utf-8", headers=headers)
