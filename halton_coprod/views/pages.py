"""Pages to read: home, the fixed pages, the word list, search."""

from django.contrib.auth.decorators import login_not_required
from django.template.response import TemplateResponse

from halton_coprod.forms import SearchForm
from halton_coprod.search import search
from halton_coprod.texts import text

from .shell import word_list


@login_not_required
def home(request):
    return TemplateResponse(request, "home.html", {"text": text("home")})


@login_not_required
def fixed(request, name):
    """A page whose words are a file in `texts/`."""
    return TemplateResponse(request, "pages/text.html", {"text": text(name)})


@login_not_required
def words(request):
    return TemplateResponse(request, "pages/words.html", {"words": word_list()})


@login_not_required
def look_for(request):
    """Search. Called `search_form` because the switch is a plain link here: the words are in the address."""
    search_form = SearchForm(request.GET if "q" in request.GET else None)
    asked = search_form.cleaned_data["q"] if search_form.is_valid() else ""
    found = search(asked, word_list()) if asked else []
    return TemplateResponse(request, "pages/search.html", {"search_form": search_form, "asked": asked, "found": found})
