"""What the pages of this desk have in common: the door, the person, a form and its service."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from halton_coprod.record.flow import NotNow
from members.models import Member

TEAM = (_("The team's pages"), "team")
DESK = (_("The pool"), "pool")


def way(*above) -> list[tuple]:
    """The pages above this one, as (words, address)."""
    return [(TEAM[0], reverse(TEAM[1])), *above]


def desk_page() -> tuple:
    return (DESK[0], reverse(DESK[1]))


def page_of(member: Member, name: str = "pool_person") -> str:
    return reverse(name, args=[member.pk])


def find_person(pk: int) -> Member:
    """Nobody is found who was erased."""
    return get_object_or_404(Member.objects.exclude(state=Member.State.ERASED), pk=pk)


class ForPool(PermissionRequiredMixin):
    """Everybody else gets the page that says no. Nothing of it stays in the browser."""

    permission_required = "members.see_pool"
    raise_exception = True

    @method_decorator(never_cache)
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)


class Deed(ForPool, FormView):
    """A form, one service, and back. What the service refuses stands at its question; nothing typed is lost."""

    template_name = "team/pool/form.html"
    heading = ""
    says = _("Save")
    done = _("Saved.")

    def dispatch(self, request, *args, **kwargs):
        if self.has_permission():
            self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def find(self):
        """What the deed is done to."""

    def form_valid(self, form):
        try:
            there = self.do(form.cleaned_data, self.request.user)
        except ValidationError as fault:
            refuse(form, fault)
            return self.form_invalid(form)
        except NotNow as fault:
            form.add_error(None, str(fault))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, self.done)
        return redirect(there)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading=self.heading, says=self.says, back=self.back, crumbs=way(desk_page(), *self.above), **kwargs
        )

    @property
    def above(self) -> list[tuple]:
        """The pages between the desk and this one."""
        return []

    @property
    def back(self) -> str:
        return reverse("pool")


class OfPerson(Deed):
    """A deed for one person, and back to their page."""

    def find(self, pk):
        self.member = find_person(pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(member=self.member, **kwargs)

    @property
    def above(self):
        return [(self.member.reference, page_of(self.member))]

    @property
    def back(self):
        return page_of(self.member)


def refuse(form, fault: ValidationError) -> None:
    """Each sentence at its question, where the form has it."""
    for field, errors in getattr(fault, "error_dict", {None: fault}).items():
        form.add_error(field if field in form.fields else None, errors)
