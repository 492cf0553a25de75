"""The Charter's desk: pages on which editors change what everybody reads. A plain form for each deed."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import FormView, TemplateView

from charter import forms, services
from charter.models import Adopter, Infrastructure, Part, Pledge, Promise, Version
from halton_coprod.record import flow

# Moves that ask for facts have a form of their own; the others are one press.
ASKING = ("agree", "put_in_force")
BEGINNERS = {
    Part.Kind.BEHAVIOUR: forms.BehaviourForm,
    Part.Kind.INFRASTRUCTURE: forms.InfrastructureForm,
    Part.Kind.PROMISE: forms.PromiseForm,
}


class ForEditors(PermissionRequiredMixin):
    """Everybody else gets the page that says no."""

    permission_required = "charter.edit_version"
    raise_exception = True


class Desk(ForEditors, TemplateView):
    """All there is to look after."""

    template_name = "team/charter/desk.html"

    def get_context_data(self, **kwargs):
        in_force = Version.objects.in_force()
        kept = in_force.parts.in_order().with_what_lives_longer() if in_force else Part.objects.none()
        return super().get_context_data(
            versions=Version.objects.newest_first(),
            may_draft=not Version.objects.being_made().exists(),
            promises=kept.of_kind(Part.Kind.PROMISE),
            infrastructure=kept.of_kind(Part.Kind.INFRASTRUCTURE),
            adopters=Adopter.objects.prefetch_related("pledges"),
            **kwargs,
        )


class OneVersion(ForEditors, TemplateView):
    """A version: how it stands, what can be done with it, and its parts."""

    template_name = "team/charter/version.html"

    def get_context_data(self, number, **kwargs):
        version = get_object_or_404(Version, number=number)
        moves = flow.available(version, self.request.user)
        return super().get_context_data(
            version=version,
            presses={name: move for name, move in moves.items() if name not in (*ASKING, "supersede")},
            asks={name: move for name, move in moves.items() if name in ASKING},
            parts=list(version.parts.in_order().with_what_lives_longer()),
            kinds=[kind for kind in Part.Kind if may_begin(version, kind)],
            **kwargs,
        )


def may_begin(version: Version, kind: str) -> bool:
    """One foreword and one definition; as many of the rest as there is to say; a behaviour needs a value."""
    if not version.is_draft:
        return False
    if kind in (Part.Kind.FOREWORD, Part.Kind.DEFINITION):
        return not version.parts.of_kind(kind).exists()
    return kind != Part.Kind.BEHAVIOUR or version.parts.of_kind(Part.Kind.VALUE).exists()


class Press(ForEditors, View):
    """A deed of one button: POST, then back with a word."""

    http_method_names = ["post"]
    done = _("Saved.")

    def post(self, request, **where):
        try:
            back = self.do(request.user, **where)
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
            back = reverse("charter:team")
        else:
            messages.success(request, self.done)
        return redirect(back)


class DraftVersion(Press):
    done = _("Saved. Here is the new version, a copy of the one in force.")

    def do(self, user):
        return version_page(services.draft_version(by=user))


class MoveVersion(Press):
    def do(self, user, number, move):
        version = get_object_or_404(Version, number=number)
        deed = {"open": services.open_version, "rework": services.rework_version}[move]
        return version_page(deed(version, by=user))


class RemovePart(Press):
    done = _("Saved. The part is taken out of this version. Older versions keep it.")

    def do(self, user, pk):
        part = get_object_or_404(Part, pk=pk)
        services.remove_part(part, by=user)
        return version_page(part.version)


class ShiftPart(Press):
    def do(self, user, pk, way):
        part = get_object_or_404(Part, pk=pk)
        services.shift_part(part, by_one={"up": -1, "down": 1}[way], by=user)
        return f"{version_page(part.version)}#part-{part.pk}"


class Deed(ForEditors, FormView):
    """A form, one service, and back. What the service refuses stands at its question; nothing typed is lost."""

    template_name = "team/charter/form.html"
    heading = says = ""
    done = _("Saved.")

    def dispatch(self, request, *args, **kwargs):
        if self.has_permission():
            self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def find(self):
        """What the deed is done to."""

    def form_valid(self, form):
        try:
            back = self.do(form.cleaned_data, self.request.user)
        except ValidationError as fault:
            refuse(form, fault)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(back)

    def get_context_data(self, **kwargs):
        return super().get_context_data(heading=self.heading, says=self.says or self.heading, back=self.back, **kwargs)

    @property
    def back(self):
        return reverse("charter:team")


def refuse(form, fault: ValidationError) -> None:
    """Each sentence at its question, where the form has it."""
    for field, errors in getattr(fault, "error_dict", {None: fault}).items():
        form.add_error(field if field in form.fields else None, errors)


def version_page(version: Version) -> str:
    return reverse("charter:team_version", args=[version.number])


class OfVersion(Deed):
    """A deed on a version."""

    def find(self, number):
        self.version = get_object_or_404(Version, number=number)

    @property
    def back(self):
        return version_page(self.version)


class DescribeVersion(OfVersion):
    form_class = forms.DescribeForm
    heading = _("Say what people should know about this version")
    says = _("Save")

    def get_initial(self):
        return {name: getattr(self.version, name) for name in self.form_class.base_fields}

    def do(self, words, user):
        services.describe_version(self.version, by=user, **words)
        return self.back


class CheckEasyRead(OfVersion):
    form_class = forms.CheckForm
    heading = _("Say who checked the easy read")
    says = _("Save")

    def do(self, facts, user):
        services.check_easy_read(self.version, by=user, **facts)
        return self.back


class AgreeVersion(OfVersion):
    form_class = forms.AgreeForm
    heading = Version.MOVES["agree"].says

    def do(self, facts, user):
        services.agree_version(self.version, by=user, **facts)
        return self.back


class PutVersionInForce(OfVersion):
    form_class = forms.InForceForm
    heading = Version.MOVES["put_in_force"].says

    def do(self, facts, user):
        services.put_version_in_force(self.version, by=user, **facts)
        return self.back


class BeginPart(OfVersion):
    says = _("Add it")

    def find(self, number, kind):
        super().find(number)
        self.kind = kind

    @property
    def heading(self):
        return _("Add to version %(number)s: %(kind)s") % {
            "number": self.version.number,
            "kind": Part.Kind(self.kind).label,
        }

    def get_form_class(self):
        return BEGINNERS.get(self.kind, forms.WordsForm)

    def get_form_kwargs(self):
        more = {"version": self.version} if self.kind == Part.Kind.BEHAVIOUR else {}
        return {**super().get_form_kwargs(), **more}

    def do(self, words, user):
        part = services.begin_part(self.version, kind=self.kind, by=user, **words)
        return f"{self.back}#part-{part.pk}"


class ChangePart(Deed):
    """Both forms of a part side by side. Somebody else's words are never written over unseen."""

    form_class = forms.PartForm
    says = _("Save")

    def find(self, pk):
        self.part = get_object_or_404(Part.objects.select_related("version"), pk=pk)

    @property
    def heading(self):
        return self.part.name

    @property
    def back(self):
        return f"{version_page(self.part.version)}#part-{self.part.pk}"

    def get_initial(self):
        part = self.part
        return {"name": part.name, "text": part.text, "easy": part.easy, "seen": part.fingerprint}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "part": self.part}

    def do(self, words, user):
        services.change_part(self.part, by=user, **words)
        return self.back

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except services.Stale as stale:
            return self.show_theirs(form, stale.theirs)

    def show_theirs(self, form, theirs: Part):
        """From here on the person has seen what stands now: pressing save again is a decision."""
        form.data = form.data.copy()
        form.data["seen"] = theirs.fingerprint
        form.add_error(
            None,
            _("Somebody else has saved this part meanwhile. Nothing is lost, theirs or yours. Look at both."),
        )
        return self.render_to_response(self.get_context_data(form=form, theirs=theirs), status=409)

    def get_context_data(self, **kwargs):
        return super().get_context_data(part=self.part, **kwargs)


class AboutPromise(Deed):
    """A deed on a promise."""

    permission_required = "charter.keep_promise"

    def find(self, slug):
        self.promise = get_object_or_404(Promise, slug=slug)

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=named(self.promise), **kwargs)


def named(thing) -> str:
    """What the newest version calls it."""
    part = thing.parts.order_by("-version__number").first()
    return part.name if part else thing.slug


class UpdatePromise(AboutPromise):
    form_class = forms.UpdateForm
    heading = _("Say how a promise stands")
    says = _("Save")

    def get_initial(self):
        return {"status": self.promise.status}

    def do(self, words, user):
        services.update_promise(self.promise, by=user, **words)
        return reverse("charter:promise", args=[self.promise.slug])


class TakeReading(AboutPromise):
    form_class = forms.MeasureForm
    heading = _("Note what was measured")
    says = _("Save")

    def do(self, facts, user):
        services.take_reading(self.promise, by=user, **facts)
        return reverse("charter:promise", args=[self.promise.slug])


class UpdateInfrastructure(Deed):
    permission_required = "charter.keep_promise"
    form_class = forms.InfrastructureUpdateForm
    heading = _("Say how it stands")
    says = _("Save")

    def find(self, slug):
        self.thing = get_object_or_404(Infrastructure, slug=slug)

    def get_initial(self):
        thing = self.thing
        return {"status": thing.status, "next_step": thing.next_step, "next_step_easy": thing.next_step_easy}

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=named(self.thing), **kwargs)

    def do(self, words, user):
        services.update_infrastructure(self.thing, by=user, **words)
        return reverse("charter:infrastructure")


class SignAdopter(Deed):
    permission_required = "charter.keep_adopter"
    form_class = forms.AdopterForm
    heading = _("Add an organisation that has signed")
    says = _("Add it")

    def do(self, facts, user):
        adopter = services.sign_adopter(by=user, **facts)
        return reverse("charter:adopter", args=[adopter.slug])


class MakePledge(Deed):
    permission_required = "charter.keep_adopter"
    form_class = forms.PledgeForm
    heading = _("Add what an organisation says it will do")
    says = _("Add it")

    def find(self, slug):
        self.adopter = get_object_or_404(Adopter, slug=slug)

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.adopter.name, **kwargs)

    def do(self, words, user):
        services.make_pledge(self.adopter, by=user, **words)
        return reverse("charter:adopter", args=[self.adopter.slug])


class ReportPledge(Deed):
    permission_required = "charter.keep_adopter"
    form_class = forms.ReportForm
    heading = _("Say what became of it")
    says = _("Save")

    def find(self, pk):
        self.pledge = get_object_or_404(Pledge.objects.select_related("adopter"), pk=pk)

    def get_initial(self):
        return {"status": self.pledge.status, "report": self.pledge.report, "easy": self.pledge.report_easy}

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=f"{self.pledge.adopter.name}: {self.pledge.text}", **kwargs)

    def do(self, words, user):
        services.report_pledge(self.pledge, by=user, **words)
        return reverse("charter:adopter", args=[self.pledge.adopter.slug])
