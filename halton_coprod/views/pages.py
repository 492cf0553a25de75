"""Pages to read: home, the fixed pages, the word list, search."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.template.response import TemplateResponse

from charter.steps import MOST_BLOCKS, Piece, cards, step_of
from halton_coprod.forms import SearchForm
from halton_coprod.search import search
from halton_coprod.texts import text
from stories.models import StoryProject
from stories.showing import voices

from .shell import word_list


@login_not_required
def home(request):
    return TemplateResponse(request, "home.html", {"text": text("home"), "voices": voices(request.reading.mode)})


@login_not_required
def fixed(request, name):
    """A page whose words are a file in `texts/`."""
    return TemplateResponse(request, "pages/text.html", told(request, name))


@login_not_required
def story_sheet(request):
    """What tellers read before their first yes; in an interview (`?project=`) it says who pays for it too."""
    asked = request.GET.get("project", "")
    projects = StoryProject.objects.filter(pk=asked) if asked.isdecimal() and len(asked) < 10 else []
    payers = [project.funder for project in projects]
    return TemplateResponse(request, "pages/text.html", {**told(request, "story_sheet"), "payers": payers})


def told(request, name) -> dict:
    """What such a page shows: a long text is told in steps in easy read."""
    found = text(name)
    pieces = [Piece("parts", part, blocks=len(part.easy.blocks)) for part in found.parts]
    return {"text": found, "step": step_of(request, pieces)}


@login_not_required
def words(request):
    """All words on one page; in easy read a few letters a page."""
    words = word_list()
    shown = words.pages if request.reading.easy else [words.letters]
    step = step_of(request, cards("letters", shown, blocks=MOST_BLOCKS))
    if step.is_whole:
        step = replace(step, pieces=tuple(cards("letters", [words.letters])))
    return TemplateResponse(request, "pages/words.html", {"words": words, "step": step})


@login_not_required
def look_for(request):
    """Search. Called `search_form` because the switch is a plain link here: the words are in the address."""
    search_form = SearchForm(request.GET if "q" in request.GET else None)
    asked = search_form.cleaned_data["q"] if search_form.is_valid() else ""
    found = search(asked, word_list()) if asked else []
    return TemplateResponse(request, "pages/search.html", {"search_form": search_form, "asked": asked, "found": found})
