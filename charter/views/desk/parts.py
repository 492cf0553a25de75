"""The words of a version, part by part: begun, changed in both forms, put in order, taken out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from charter import services
from charter.forms import desk as forms
from charter.models import Part

from .deed import Change, Press
from .versions import SHELVES, OfVersion, title_of, version_page

BEGINNERS = {
    Part.Kind.BEHAVIOUR: forms.BehaviourForm,
    Part.Kind.INFRASTRUCTURE: forms.InfrastructureForm,
    Part.Kind.PROMISE: forms.PromiseForm,
}


class BeginPart(OfVersion):
    """A part that was not there before. `?of=` is the value to begin with."""

    previews = True
    says = _("Add it")

    def find(self, number, kind):
        super().find(number)
        self.kind = kind

    @property
    def heading(self):
        return SHELVES[self.kind].adds

    def get_form_class(self):
        return BEGINNERS.get(self.kind, forms.WordsForm)

    def get_initial(self):
        return {"of": self.request.GET.get("of", "")}

    def get_form_kwargs(self):
        more = {"version": self.version} if self.kind in BEGINNERS else {}
        return {**super().get_form_kwargs(), **more}

    def do(self, words, user):
        part = services.begin_part(self.version, kind=self.kind, by=user, **words)
        return place_of(part)


class OfPart(Change):
    """A deed on a part."""

    def find(self, pk):
        self.part = get_object_or_404(Part.objects.select_related("version"), pk=pk)

    @cached_property
    def thing(self):
        return self.part

    @property
    def above(self):
        return [(title_of(self.part.version), version_page(self.part.version))]

    @property
    def back(self):
        return place_of(self.part)

    def words_of(self, part):
        return {name: getattr(part, name) for name in ("name", "text", "easy", "voice", "who")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(part=self.part, **kwargs)


def place_of(part: Part) -> str:
    """Where it stands in the list of its version."""
    return f"{version_page(part.version)}#part-{part.pk}"


class ChangePart(OfPart):
    """Both forms of a part side by side."""

    form_class = forms.PartForm
    previews = True

    @property
    def heading(self):
        return _("Change: %(name)s") % {"name": self.part.name}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "part": self.part}

    def do(self, words, user):
        services.change_part(self.part, by=user, **words)
        return self.back


class RemovePart(OfPart):
    """Asks once, because the words are gone then. A press that comes twice finds it done."""

    form_class = forms.TakeOutForm
    template_name = "team/charter/take_out.html"
    says = _("Take it out")
    done = _("Saved. The part is taken out of this version. Older versions keep it.")

    @property
    def heading(self):
        return _("Take out: %(name)s") % {"name": self.part.name}

    def find(self, pk):
        try:
            super().find(pk)
        except Http404:
            if self.request.method != "POST":
                raise
            self.part = None

    def post(self, request, *args, **kwargs):
        if self.part is None:
            messages.success(request, self.done)
            return redirect(reverse("charter:team"))
        return super().post(request, *args, **kwargs)

    def do(self, words, user):
        services.remove_part(self.part, seen=words["seen"], by=user)
        return version_page(self.part.version)


class ShiftPart(Press):
    """`from` is the place it had on the page: a press that comes twice moves it once."""

    def do(self, user, pk, way):
        part = get_object_or_404(Part.objects.select_related("version"), pk=pk)
        if self.request.POST.get("from", str(part.position)) == str(part.position):
            services.shift_part(part, by_one={"up": -1, "down": 1}[way], by=user)
        return place_of(part)

    def back(self, pk, way):
        return place_of(get_object_or_404(Part.objects.select_related("version"), pk=pk))
