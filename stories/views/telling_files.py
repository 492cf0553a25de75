"""Files of a story while it is told: brought or chosen one at a time, put in order, said more about."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from halton_coprod.easyread.forms import clean_words
from halton_coprod.easyread.mode import SecurityHeadersMiddleware
from halton_coprod.easyread.pictures import PICTURES, search
from members import guard
from stories import services
from stories.forms import telling as forms
from stories.models import MediaFile, Story

from .archive import file_of
from .begun import (
    address_of,
    after,
    begin_first,
    of_the_story,
    page,
    stories_begun,
    story_being_told,
    teller_of,
)

# Loose: a day centre or a library may share one address.
MOST_FILES = 200
PLACES = {"earlier": -1, "later": 1}
LONGEST_WORDS = 300
FIRST_PICTURES = (
    "one-person",
    "home",
    "family",
    "doctor",
    "bus",
    "work",
    "happy",
    "sad",
    "angry",
    "worried",
    "money",
    "friend",
)
# What is shut everywhere else → what stands there on the page for recording.
MAY_RECORD = (
    ("Permissions-Policy", "microphone=()", "microphone=(self)"),
    ("Permissions-Policy", "camera=()", "camera=(self)"),
    ("Content-Security-Policy", "media-src 'self'", "media-src 'self' blob:"),
)


@of_the_story
def files(request, story):
    """What is in it already, in order, and the ways to add more."""
    brought = story.media.all()
    return page(request, "files", story, "files", files=brought, adds_first=story.kind != "words" and not brought)


@of_the_story
def add_file(request, story):
    """Bring a picture, sound or film: one at a time, looked at as it comes in."""
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and guard.is_too_often(request, "story-file", MOST_FILES):
        return guard.too_many(request)
    if request.method == "POST" and form.is_valid() and (brought := bring(request, story, form)):
        return go_on_from(request, brought, _("Saved. You can add another one, or go on."))
    return may_record(page(request, "add_file", story, "files", form=form))


def may_record(response):
    """On this page alone, the browser may ask its person for microphone and camera, and play what they recorded."""
    for name, shut, opened in MAY_RECORD:
        policy = response.headers.get(name, SecurityHeadersMiddleware.HEADERS[name])
        response.headers[name] = policy.replace(shut, opened)
    return response


def bring(request, story: Story, form) -> MediaFile | None:
    """Keep the file, or say at its question why not."""
    try:
        return services.add_file(story, form.cleaned_data["file"], by=teller_of(request, story))
    except ValidationError as fault:
        form.add_error("file", fault)
        return None


def go_on_from(request, brought: MediaFile, says: str):
    """The questions about a file come after it. A picture of ours has only one, which stands in the list too where that
    is not one question a page.
    """
    asks = (request.reading.easy or not brought.idea) and forms.AboutFileForm.asked_of(brought)
    messages.success(request, _("Saved.") if asks else says)
    return redirect("stories:tell_about_file", brought.pk) if asks else redirect(address_of(brought.story, "files"))


def own_file(request, pk) -> MediaFile:
    """One of a story that is being told in this session."""
    return get_object_or_404(MediaFile.objects.select_related("story"), pk=pk, story__in=stories_begun(request))


@never_cache
@login_not_required
def file(request, pk):
    """The file just brought, for whoever brought it."""
    return file_of(request, own_file(request, pk), "file")


@never_cache
@login_not_required
def about_file(request, pk):
    """What a picture shows, whether its teller can be seen in it, and the words under it."""
    found = own_file(request, pk)
    asked = forms.AboutFileForm.asked_of(found)
    if not asked:
        raise Http404
    initial = {name: getattr(found, name) for name in asked if name != "shows_teller"}
    # Until somebody says no a file counts as one that shows its teller: a yes that nobody said is asked for.
    said = "yes" if found.yes_by_teller else ""
    initial["shows_teller"] = said if found.shows_teller else "no"
    form = forms.AboutFileForm(request.POST or None, media=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_file(found, by=teller_of(request, found.story), **form.cleaned_data)
        messages.success(request, _("Saved. You can add another one, or go on."))
        return redirect(address_of(found.story, "files"))
    return TemplateResponse(request, "stories/tell/about_file.html", {"form": form, "file": found})


@of_the_story
def pictures(request, story):
    """Look for a picture in the picture library, and put it into the story with one press."""
    form = forms.FindPictureForm(request.GET or None)
    fault = ""
    if request.method == "POST":
        try:
            brought = services.add_picture(story, idea=request.POST.get("idea", ""), by=teller_of(request, story))
        except ValidationError as refused:
            fault = " ".join(refused.messages)
        else:
            return go_on_from(request, brought, _("The picture is in your story. You can write words under it."))
    asked = form.cleaned_data["find"] if form.is_valid() else ""
    found = search(asked) if asked else [PICTURES[idea] for idea in FIRST_PICTURES]
    context = {"search_form": form, "found": found, "asked": asked, "fault": fault}
    return page(request, "pictures", story, "files", **context)


@require_POST
@login_not_required
def arrange(request):
    """The words under all pictures are saved, then the button does its own: earlier, later, out, or go on."""
    story = story_being_told(request)
    if story is None:
        return begin_first(request, keeps=False)
    by = teller_of(request, story)
    for one in story.media.all():
        words = clean_words(request.POST.get(f"words-{one.pk}", one.words))[:LONGEST_WORDS]
        if words != one.words:
            services.change_file(one, words=words, by=by)
    press, _dash, pk = request.POST.get("press", "").partition("-")
    found = story.media.filter(pk=pk).first() if pk.isdecimal() else None
    if found and press in PLACES:
        services.move_file(found, by_places=PLACES[press], by=by)
    if found and press == "out":
        services.remove_file(found, by=by)
        messages.success(request, _("The file is taken out."))
    return redirect(after(story, "files") if press == "on" else address_of(story, "files"))
