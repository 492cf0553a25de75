"""Who helps, and what they may do: the person ends it at once, and so may the supporter."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from halton_coprod.easyread.forms import DateField
from members import services
from members.joining.answers import rights_fields, rights_of
from members.joining.questions import SupporterMayQuestion, SupporterQuestion

from .page import Change, Page, Press
from .whose import BOOKS, CHANGES, COPIES, OWN, SEES


class Supporters(Page):
    """All of them for the person; a supporter sees only what they themselves may do."""

    template_name = "members/me_supporters.html"
    rights = (OWN, SEES, CHANGES, BOOKS, COPIES)
    title = gettext_lazy("Your supporter")
    title_of = gettext_lazy("You as a supporter of %(person)s")

    def get_context_data(self, **kwargs):
        links = self.member.supporters.order_by(F("ended_at").desc(nulls_first=True), "-pk")
        if not self.whose.is_own:
            links = links.filter(pk=self.whose.link.pk)
        return super().get_context_data(supporters=[self.row(link) for link in links], **kwargs)

    def row(self, link) -> dict:
        """The link, with the buttons that there are for it."""
        can_be_asked = self.whose.is_own and link.holds and link.email and not link.user_id
        return {
            "link": link,
            "change": self.whose.to("me_change_supporter", link=link.pk)
            if self.whose.is_own and not link.ended_at
            else "",
            "end": self.whose.to("me_end_supporter", link=link.pk) if link.holds else "",
            "invite": self.whose.to("me_invite_supporter", link=link.pk) if can_be_asked else "",
        }


class EndSupporter(Press):
    """At once. Pressing twice is pressing once."""

    rights = (OWN, SEES, CHANGES, BOOKS, COPIES)

    def find(self, link):
        links = self.member.supporters.all()
        if not self.whose.is_own:
            links = links.filter(pk=self.whose.link.pk)
        self.link = get_object_or_404(links, pk=link)

    @property
    def back(self):
        return self.whose.to("me_supporters") if self.whose.is_own else reverse("me")

    def do(self, user):
        services.end_supporter(self.link, by=user)
        return _("It has ended. From now on they can do nothing for you here.") if self.whose.is_own else _("It ended.")


class InviteSupporter(EndSupporter):
    """A supporter who was named without a sign-in gets one, and is told."""

    rights = (OWN,)

    def do(self, user):
        try:
            services.invite_supporter(self.link, by=user)
        except ValidationError as fault:
            return " ".join(fault.messages)
        return _("We send them an email that says how to sign in.")


class Rights(SupporterMayQuestion):
    """What they may do, and until when."""

    until = DateField(
        label=gettext_lazy("Until which day?"),
        help_text=gettext_lazy("You do not have to answer. Without a day it goes on until you end it."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rights"].label = gettext_lazy("What may they do?")


class NewSupporter(Rights, SupporterQuestion):
    """Who it is, and what they may do."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(SupporterQuestion.base_fields)
        self.fields["email"].help_text = gettext_lazy(
            "We send them an email. With it they can sign in and do what you let them do."
        )


class ChangeSupporter(Change):
    """Other rights, or another last day: only the person says so."""

    form_class = Rights

    def find(self, link):
        self.link = get_object_or_404(self.member.supporters.filter(ended_at=None), pk=link)

    @property
    def title(self):
        return _("What may %(name)s do?") % {"name": self.link.name}

    def stands(self):
        return rights_of(self.link)

    @property
    def back(self):
        return self.whose.to("me_supporters")

    def do(self, said):
        facts = {"until": said["until"], **rights_fields(said["rights"])}
        services.change_supporter(self.link, by=self.request.user, **facts)


class AddSupporter(Change):
    """Somebody who helps from now on. Whether their address is known here is told to nobody."""

    form_class = NewSupporter
    title = gettext_lazy("Name a supporter")
    done = gettext_lazy("Saved. You can end it at any time.")

    def stands(self):
        """A second press finds that there is one more already."""
        return {"supporters": self.member.supporters.count()}

    @property
    def back(self):
        return self.whose.to("me_supporters")

    def do(self, said):
        who = {name: said[name] for name in ("name", "relation", "phone", "email", "until")}
        with transaction.atomic():
            link = services.add_supporter(self.member, by=self.request.user, **who, **rights_fields(said["rights"]))
            if link.email:
                services.invite_supporter(link, by=self.request.user)
