"""The desk of the lists that the writing check goes by: their words, what can be done with them, and who did what."""

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from charter.views.desk.deed import Change, Deed, ForEditors, Press, way
from halton_coprod import forms, services
from halton_coprod.easyread.listed import history, standing
from halton_coprod.easyread.models import ListedWord

from .words import LIST

LISTS = _("Lists of the writing check")
Kind = ListedWord.Kind
A_PAGE = 50
# What the writing check says of a word of each list.
SAYS = {
    Kind.EVERYDAY: _("The check says nothing about these words. People here know them."),
    Kind.OFFICE: _("The check asks for other words, or for an explanation."),
    Kind.TERM: _("The check says what our own word is."),
}
FORMS = {Kind.EVERYDAY: forms.EverydayForm, Kind.OFFICE: forms.OfficeForm, Kind.TERM: forms.TermForm}
CHANGES = {Kind.OFFICE: forms.ChangeOfficeForm, Kind.TERM: forms.ChangeTermForm}


class OfLists:
    """For editors; under the desk of the word list."""

    permission_required = "easyread.change_word"

    def word_of(self, kind, word) -> ListedWord:
        """How a word of a list stands now; a word that never was there is not found."""
        if there := standing(kind_of(kind)).get(word):
            return there
        raise Http404


def kind_of(kind: str) -> Kind:
    if kind in Kind.values:
        return Kind(kind)
    raise Http404


def way_to_lists(*above) -> list[tuple]:
    """The pages above a page of this desk."""
    return way((LIST, reverse("team_words")), *above)


def lists_page() -> tuple:
    return (LISTS, reverse("team_lists"))


def list_page(kind: Kind, word: str = "") -> tuple:
    """A list, where this word stands in it."""
    return (kind.label, reverse("team_list", args=[kind], query={"letter": word[0]} if word else None))


class Lists(OfLists, ForEditors, TemplateView):
    """The three lists, and what each is for."""

    template_name = "team/lists/lists.html"

    def get_context_data(self, **kwargs):
        lists = [(kind, SAYS[kind], sum(not one.is_out for one in standing(kind).values())) for kind in Kind]
        return super().get_context_data(heading=LISTS, crumbs=way_to_lists(), lists=lists, **kwargs)


class OneList(OfLists, ForEditors, TemplateView):
    """The words of a list that begin with a letter, or those that were looked for."""

    template_name = "team/lists/list.html"

    def get_context_data(self, kind, **kwargs):
        kind, words = kind_of(kind), standing(kind).values()
        letters = sorted({one.word[0] for one in words})
        asked = " ".join(self.request.GET.get("q", "").lower().split())[:100]
        letter = "" if asked else self.request.GET.get("letter", "")[:1] or letters[0]
        return super().get_context_data(
            heading=kind.label,
            crumbs=way_to_lists(lists_page()),
            kind=kind,
            says=SAYS[kind],
            asked=asked,
            letter=letter,
            letters=letters,
            words=[one for one in words if is_asked_for(one, asked, letter)],
            **kwargs,
        )


def is_asked_for(one: ListedWord, asked: str, letter: str) -> bool:
    return asked in f"{one.word} / {one.swap}".lower() if asked else one.word[0] == letter


class ListHistory(OfLists, ForEditors, TemplateView):
    """Who did what to a list, or to one word of it, and when."""

    template_name = "team/lists/history.html"

    def get_context_data(self, kind, **kwargs):
        kind, word = kind_of(kind), self.request.GET.get("word", "")[:60]
        deeds = [one for one in history(kind) if word in ("", one.word)]
        return super().get_context_data(
            heading=_("Who changed what"),
            crumbs=way_to_lists(lists_page(), list_page(kind)),
            kind=kind,
            word=word,
            page=Paginator(deeds, A_PAGE).get_page(self.request.GET.get("page")),
            **kwargs,
        )


class OfList(OfLists):
    """A deed on one list, and back to it."""

    word = None

    def find(self, kind, word=""):
        self.kind = kind_of(kind)
        self.word = self.word_of(kind, word) if word else None

    @property
    def desk(self):
        return (LIST, reverse("team_words"))

    @property
    def above(self):
        return [lists_page(), list_page(self.kind)]

    @property
    def back(self):
        return list_page(self.kind, self.word.word if self.word else "")[1]


class AddListedWord(OfList, Deed):
    heading = _("Add a word to the list")
    done = _("Saved. The writing check goes by it from now on.")

    def get_form_class(self):
        return FORMS[self.kind]

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.kind.label, **kwargs)

    def do(self, said, user):
        self.word = services.add_listed_word(ListedWord(kind=self.kind, **said), by=user)
        return self.back


class ChangeListedWord(OfList, Change):
    """What the check says of an office word or of one that is not ours; an everyday word has nothing to change."""

    heading = _("Change what the check says")
    done = _("Saved. The writing check goes by it from now on.")

    def find(self, kind, word):
        super().find(kind, word)
        if self.kind not in CHANGES or self.word.is_out:
            raise Http404

    @cached_property
    def thing(self):
        return self.word

    def words_of(self, word):
        return {"swap": word.swap, "why": word.why}

    def get_form_class(self):
        return CHANGES[self.kind]

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.word.word, **kwargs)

    def do(self, said, user):
        services.change_listed_word(self.word, **said, by=user)
        return self.back


class TakeOutListedWord(OfLists, Press):
    done = _("Taken out. You can put it back.")

    def do(self, user, kind, word):
        services.take_out_listed_word(self.word_of(kind, word), by=user)
        return self.back(kind, word)

    def back(self, kind, word):
        return list_page(kind_of(kind), word)[1]


class PutBackListedWord(TakeOutListedWord):
    done = _("Put back.")

    def do(self, user, kind, word):
        services.put_back_listed_word(self.word_of(kind, word), by=user)
        return self.back(kind, word)
