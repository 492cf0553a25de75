"""What the pages of this desk have in common: the door, the session, a form and its service."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from charter.views.desk import deed
from charter.views.desk.deed import way
from workshops.models import Session
from workshops.models.session import PLAN

DESK = (_("Plan and run sessions"), "workshops:team")


def desk_page() -> tuple:
    return (DESK[0], reverse(DESK[1]))


def page_of(session: Session, name: str = "team_session") -> str:
    return reverse(f"workshops:{name}", args=[session.slug])


class ForPlanners(PermissionRequiredMixin):
    """Everybody else gets the page that says no. Nothing of it stays in the browser."""

    permission_required = PLAN
    raise_exception = True

    @method_decorator(never_cache)
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)


class Press(ForPlanners, deed.Press):
    def back(self, **_where):
        return reverse("workshops:team")


class Deed(ForPlanners, deed.Deed):
    template_name = "team/workshops/form.html"

    @property
    def desk(self):
        return desk_page()

    @property
    def back(self):
        return reverse("workshops:team")


class Change(Deed, deed.Change):
    """Somebody else may have changed it meanwhile: then both are shown."""


class AboutSession(ForPlanners):
    """A page or a press about one session, for whoever holds its permission on this one."""

    @cached_property
    def session(self):
        """With its team: who may is asked more than once."""
        found = Session.objects.select_related("venue").prefetch_related("team")
        return get_object_or_404(found, slug=self.kwargs["slug"])

    def has_permission(self):
        return self.request.user.has_perm(self.permission_required, self.session)


class OnSession(AboutSession, Press):
    """A press about one session."""


class OfSession(AboutSession, Deed):
    """A deed on one session, and back to its page."""

    def find(self, slug):
        """The session is found already, to ask who may."""

    @property
    def above(self):
        return [(self.session.name, page_of(self.session))]

    @property
    def back(self):
        return page_of(self.session)


class ChangeSession(OfSession, Change):
    """A part of the plan. The form's questions are the facts."""

    @cached_property
    def thing(self):
        return self.session

    def words_of(self, session):
        return {name: getattr(session, name) for name in self.form_class.base_fields if name != "seen"}


__all__ = [
    "AboutSession",
    "Change",
    "ChangeSession",
    "Deed",
    "ForPlanners",
    "OfSession",
    "OnSession",
    "Press",
    "desk_page",
    "page_of",
    "way",
]
