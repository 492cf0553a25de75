"""What the pages of the desk have in common: the door, a press, a form, and somebody else's words."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import FormView

from charter.services import Stale
from halton_coprod.easyread.blocks import EasyRead
from halton_coprod.easyread.said import said_date
from halton_coprod.record.flow import NotNow

TEAM = (_("The team's pages"), "team")
DESK = (_("Write the Charter"), "charter:team")
PREVIEW = "_preview"


def way(*above) -> list[tuple]:
    """The pages above this one, as (words, address)."""
    return [(TEAM[0], reverse(TEAM[1])), *above]


def desk_page() -> tuple:
    return (DESK[0], reverse(DESK[1]))


class ForEditors(PermissionRequiredMixin):
    """Everybody else gets the page that says no."""

    permission_required = "charter.edit_version"
    raise_exception = True


class Press(ForEditors, View):
    """A deed of one button: POST, then back with a word."""

    http_method_names = ["post"]
    done = _("Saved.")

    def post(self, request, **where):
        try:
            back = self.do(request.user, **where)
        except (ValidationError, NotNow) as fault:
            messages.error(request, sentence_of(fault))
            back = self.back(**where)
        else:
            messages.success(request, self.done)
        return redirect(back)

    def back(self, **_where) -> str:
        """Where it is said that it could not be done."""
        return reverse("charter:team")


class Deed(ForEditors, FormView):
    """A form, one service, and back. What the service refuses stands at its question; nothing typed is lost."""

    template_name = "team/charter/form.html"
    # Can the words be looked at in both forms before they are saved?
    previews = False
    heading = ""
    says = _("Save")
    done = _("Saved.")

    def dispatch(self, request, *args, **kwargs):
        if self.has_permission():
            self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def find(self):
        """What the deed is done to."""

    def post(self, request, *args, **kwargs):
        """The button that shows both forms saves nothing."""
        form = self.get_form()
        if self.previews and PREVIEW in request.POST and form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, preview=form.cleaned_data))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            there = self.do(form.cleaned_data, self.request.user)
        except ValidationError as fault:
            refuse(form, fault)
            return self.form_invalid(form)
        except NotNow as fault:
            form.add_error(None, sentence_of(fault))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, self.done)
        return redirect(there)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading=self.heading,
            says=self.says,
            back=self.back,
            previews=self.previews,
            crumbs=way(self.desk, *self.above),
            **kwargs,
        )

    @property
    def desk(self) -> tuple:
        """The first page of this room."""
        return desk_page()

    @property
    def above(self) -> list[tuple]:
        """The pages between the desk and this one."""
        return []

    @property
    def back(self) -> str:
        return reverse("charter:team")


class Change(Deed):
    """A deed on words that somebody else may have changed meanwhile: then both are shown, and nothing is written."""

    @cached_property
    def thing(self):
        """The row whose words change; it has a `fingerprint`."""
        raise NotImplementedError

    def words_of(self, thing) -> dict:
        """What the form starts from: the names of its questions, and what stands now."""
        raise NotImplementedError

    def theirs_of(self, thing) -> dict:
        """What somebody else has saved, for the person to compare."""
        return self.words_of(thing)

    def get_initial(self):
        return {**self.words_of(self.thing), "seen": self.thing.fingerprint}

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Stale as stale:
            return self.show_theirs(form, stale.theirs)

    def show_theirs(self, form, theirs):
        """From here on the person has seen what stands now: pressing save again is a decision."""
        form.data = form.data.copy()
        form.data["seen"] = theirs.fingerprint
        form.add_error(
            None, _("Somebody else has saved this meanwhile. Nothing is lost, theirs or yours. Look at both.")
        )
        answers = [(form.fields[name], words) for name, words in self.theirs_of(theirs).items() if name in form.fields]
        context = self.get_context_data(form=form, theirs=[answer(field, words) for field, words in answers])
        return self.render_to_response(context, status=409)


def answer(field, words) -> dict:
    """One of somebody else's answers, as a page shows it."""
    if isinstance(words, EasyRead):
        return {"asks": field.label, "easy": words}
    if hasattr(words, "year"):
        words = said_date(words)
    says = dict(getattr(field, "choices", [])).get(words, words)
    return {"asks": field.label, "says": "" if says is None else str(says)}


def refuse(form, fault: ValidationError) -> None:
    """Each sentence at its question, where the form has it."""
    for field, errors in getattr(fault, "error_dict", {None: fault}).items():
        form.add_error(field if field in form.fields else None, errors)


def sentence_of(fault) -> str:
    return " ".join(getattr(fault, "messages", None) or [str(fault)])
