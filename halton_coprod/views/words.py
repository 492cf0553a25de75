"""The desk of the word list: every word in both forms, in the council's own words where it has any."""

from django.contrib.auth.decorators import permission_required
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from charter.views.desk.deed import Change, Deed, way
from halton_coprod import services
from halton_coprod.easyread.blocks import Block, EasyRead
from halton_coprod.easyread.models import Word
from halton_coprod.easyread.words import shipped
from halton_coprod.forms import ChangeWordForm, WordForm

from .shell import word_list

LIST = _("The word list")


@never_cache
@permission_required("easyread.change_word", raise_exception=True)
def words(request):
    """All words. Those that came with the hub can be said in other words; own words can be changed and taken out."""
    own = {word.slug: word for word in Word.objects.all()}
    came_with = {entry.slug for entry in shipped()}
    rows = [(entry, own.get(entry.slug), entry.slug in came_with) for entry in word_list().entries]
    return TemplateResponse(request, "team/words.html", {"heading": LIST, "crumbs": way(), "rows": rows})


class OfWords(Deed):
    """A deed on the word list, and back to it."""

    permission_required = "easyread.change_word"

    @property
    def desk(self):
        return (LIST, self.back)

    @property
    def back(self):
        return reverse("team_words")


class AddWord(OfWords):
    form_class = WordForm
    heading = _("Explain a word")
    done = _("Saved. Every page that says this word leads to it now.")

    def get_initial(self):
        """Empty; or what the hub says of a word until now."""
        slug = self.request.GET.get("word", "")
        return next((said_of(entry, entry.forms, entry.easy) for entry in shipped() if entry.slug == slug), {})

    def do(self, said, user):
        services.save_word(Word(**said), by=user)
        return self.back


class ChangeWord(OfWords, Change):
    form_class = ChangeWordForm
    heading = _("Change how a word is explained")

    def find(self, pk):
        self.word = get_object_or_404(Word, pk=pk)

    @cached_property
    def thing(self):
        return self.word

    def words_of(self, word):
        return said_of(word, word.form_lines, word.easy_lines)

    def do(self, said, user):
        services.change_word(self.word, **said, by=user)
        return self.back


class RemoveWord(OfWords):
    form_class = Form
    heading = _("Take a word out of the list")
    says = _("Take it out")
    done = _("Taken out.")

    def find(self, pk):
        self.word = get_object_or_404(Word, pk=pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.word.word, **kwargs)

    def do(self, _said, user):
        services.remove_word(self.word, by=user)
        return self.back


def said_of(word, forms, easy) -> dict:
    """What stands in the form: the easy read is one block, a picture and its sentences."""
    block = Block(word.picture, "\n".join(easy))
    return {
        "word": word.word,
        "shapes": "\n".join(forms),
        "means": word.means,
        "easy": EasyRead("", (block,) if easy or word.picture else ()),
    }
