"""Who supports somebody, recorded for them: named, invited to sign in, ended at once."""

from django import forms as plain
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from members import services
from members.joining.answers import rights_fields, rights_of
from members.stands import NothingUnseen

from . import told_forms as forms
from .deed import OfPerson


class RecordSupporter(NothingUnseen, OfPerson):
    """Somebody more who helps. A second press finds that there is one more already."""

    form_class = forms.SupporterForm
    heading = _("Record for them: who supports them")

    def stands(self):
        return {"supporters": self.member.supporters.count()}

    def form_valid_now(self, form):
        return OfPerson.form_valid(self, form)

    def do(self, said, user):
        who = {name: said[name] for name in ("name", "relation", "email", "phone", "until")}
        services.record_told_supporter(self.member, told=said["told"], by=user, **who, **rights_fields(said["rights"]))
        return self.back


class OfSupporter(OfPerson):
    """A deed about one supporter of one person."""

    def find(self, pk, link):
        super().find(pk)
        self.link = get_object_or_404(self.member.supporters, pk=link)

    def get_context_data(self, **kwargs):
        return super().get_context_data(explains=self.explains % {"name": self.link.name}, **kwargs)


class ChangeSupporter(NothingUnseen, OfSupporter):
    """Other rights, or another last day."""

    form_class = forms.ChangeSupporterForm
    heading = _("Record for them: what a supporter may do")
    explains = _("What you save here stands in place of what %(name)s may do now.")

    def stands(self):
        return rights_of(self.link)

    def form_valid_now(self, form):
        return OfPerson.form_valid(self, form)

    def do(self, said, user):
        facts = {"until": said["until"], **rights_fields(said["rights"])}
        services.record_told_supporter_change(self.link, told=said["told"], by=user, **facts)
        return self.back


class EndSupporter(OfSupporter):
    """At once. Ending twice changes nothing."""

    form_class = forms.EndSupporterForm
    heading = _("Record for them: a supporter stops")
    says = _("End it now")
    done = _("It has ended. From now on they can do nothing for the person here.")
    explains = _("%(name)s supports them no longer. From now on %(name)s can do nothing for them here.")

    def do(self, said, user):
        said.pop("seen", None)
        services.record_told_supporter_end(self.link, told=said["told"], by=user)
        return self.back


class EraseSupporter(OfSupporter):
    """For a supporter who asks for it: at once, and it cannot be undone."""

    form_class = plain.Form
    heading = _("Erase a supporter")
    says = _("Erase them. This cannot be undone.")
    done = _("Erased. Nothing here says any more who it was.")
    explains = _("%(name)s asked for it. It ends, and the name and how to reach %(name)s are deleted.")

    def do(self, _said, user):
        services.erase_supporter(self.link, by=user)
        return self.back


class InviteSupporter(OfSupporter):
    """A sign-in at the address that is recorded, and an email that says how to use it."""

    form_class = plain.Form
    heading = _("Let a supporter sign in")
    says = _("Let them sign in")
    done = _("An email tells them how to sign in.")
    explains = _("%(name)s gets an email. With it they sign in and do what they are let do.")

    def do(self, _said, user):
        services.invite_supporter(self.link, by=user)
        return self.back
