"""What a person's own pages have in common: the door, who is told that a supporter was here, a form, a button."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from halton_coprod.record.flow import NotNow
from members import services
from members.desk.deed import refuse
from members.models import LookRecord
from members.stands import NothingUnseen

from .whose import OWN, find_whose

# Kept with each look of a supporter, where others say why they look.
SUPPORTER = "supporter"


class Mine:
    """Whoever has no record in the pool is sent to the page that says so. `rights`: one of them opens the page.

    `title` speaks to the person; `title_of` says the same to a supporter, with the person's name in it.
    """

    rights = (OWN,)
    title = title_of = ""
    what = LookRecord.What.OWN

    @method_decorator(never_cache)
    def dispatch(self, request, *args, whom=None, **kwargs):
        self.whose = find_whose(request.user, whom)
        if self.whose is None:
            return redirect("me")
        self.whose.allow(*self.rights)
        self.member = self.whose.member
        self.find(**kwargs)
        if request.method == "GET" and not self.whose.is_own:
            self.record_look()
        return super().dispatch(request, *args, **kwargs)

    def find(self, **kwargs):
        """What the page is about."""

    def record_look(self):
        """The person can read that their supporter was here."""
        services.record_look(self.member, what=self.what, why=SUPPORTER, as_what=SUPPORTER, by=self.request.user)

    @property
    def back(self) -> str:
        return self.whose.page

    @property
    def heading(self) -> str:
        """A question has no words of its own for supporters: there the name stands behind it."""
        if self.whose.is_own:
            return self.title
        return (self.title_of or f"{self.title}: %(person)s") % {"person": self.whose.person}

    def get_context_data(self, **kwargs):
        known = {"whose": self.whose, "member": self.member, "person": self.whose.person}
        return super().get_context_data(**known, title=self.heading, back=self.back, **kwargs)


class Page(Mine, TemplateView):
    """A page to read."""


class Change(NothingUnseen, Mine, FormView):
    """One question, with what stands as its answer. What the service refuses stands at the question."""

    template_name = "members/me_change.html"
    ideas: tuple = ()
    done = _("Saved.")
    says = _("Save")

    def get_form(self, form_class=None):
        """The questions of joining, which here belong to nobody's unfinished answers."""
        form = super().get_form(form_class)
        form.fields.pop("draft", None)
        return form

    def form_valid_now(self, form):
        try:
            there = self.do(form.cleaned_data)
        except ValidationError as fault:
            refuse(form, fault)
            return self.form_invalid(form)
        if there is None:
            messages.success(self.request, self.done)
        return redirect(there or self.back)

    def do(self, said) -> str | None:
        """Call the service; another address where something else must be asked first."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        return super().get_context_data(ideas=self.ideas, says=self.says, **kwargs)


class Press(Mine, View):
    """A button: it does one thing and says so. What cannot be done now changes nothing."""

    http_method_names = ["post"]

    def post(self, request, *_args, **_kwargs):
        try:
            messages.success(request, self.do(request.user))
        except NotNow as fault:
            messages.warning(request, str(fault))
        return redirect(self.back)

    def do(self, user) -> str:
        """What was done, in words."""
        raise NotImplementedError
