"""All that the pool keeps about a person: who looked, what was sent, and the whole of it to take away."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from members.held import held_by
from members.links import said_to_others
from members.models import LookRecord

from .everything import as_data, everything
from .looks import done_for, looks_at
from .page import Mine, Page
from .whose import BOOKS, COPIES, SEES

FEW = 20


class Held(Page):
    """Places at sessions and whatever else other floors hold for the person. With its address one can change a place,
    so only whoever may book gets it; whoever may not see what the person needs gets the one that does not show it.
    """

    template_name = "members/me_held.html"
    rights = (SEES, BOOKS)
    title = _("What you signed up for")
    title_of = _("What %(person)s signed up for")
    what = LookRecord.What.HELD

    def get_context_data(self, **kwargs):
        now = timezone.now()
        held = [one for one in held_by(self.member) if self.whose.is_own or not one.is_private]
        own = [one for one in held if one.is_private]
        dated = [replace(one, address=self.address_of(one)) for one in held if not one.is_private]
        coming = [one for one in reversed(dated) if is_to_come(one, now)]
        past = [one for one in dated if not is_to_come(one, now)]
        return super().get_context_data(own=own, coming=coming, past=past, **kwargs)

    def address_of(self, held) -> str:
        if not self.whose.may(BOOKS):
            return ""
        return held.address if self.whose.may(SEES) else held.helper_address


def is_to_come(held, now) -> bool:
    """What is put off is to come, whatever day it was to be on."""
    return held.says_when or held.when >= now


class Messages(Page):
    """What we sent or said, the newest first. Whoever acts for the person gets no link that opens what is theirs."""

    template_name = "members/me_messages.html"
    rights = (SEES, COPIES)
    title = _("Messages from us")
    title_of = _("Messages from us to %(person)s")
    what = LookRecord.What.MESSAGES

    def get_context_data(self, **kwargs):
        # Of what was said a year ago the words are no longer kept.
        page = Paginator(self.member.messages.exclude(title=""), FEW).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, told=[(one, self.words(one)) for one in page], **kwargs)

    def words(self, message) -> list[str]:
        return [words for _picture, words in message.ideas] if self.whose.is_own else said_to_others(message)


class Information(Page):
    template_name = "members/me_information.html"
    rights = (SEES,)
    title = _("Your information")
    title_of = _("What we know about %(person)s")

    def get_context_data(self, **kwargs):
        names = {"looks": "me_looks", "document": "me_document", "file": "me_file", "erase": "me_erase"}
        return super().get_context_data(to={key: self.whose.to(name) for key, name in names.items()}, **kwargs)


class Looks(Page):
    """Who looked, at what, when and why; and what others changed for the person."""

    template_name = "members/me_looks.html"
    rights = (SEES,)
    title = _("Who looked at your information")
    title_of = _("Who looked at what we know about %(person)s")

    @property
    def back(self):
        return self.whose.to("me_information")

    def get_context_data(self, **kwargs):
        return super().get_context_data(looks=looks_at(self.member), deeds=done_for(self.member), **kwargs)


class Document(Page):
    """All of it as one page to read or print."""

    template_name = "members/me_document.html"
    title = _("All that we keep about you")

    @property
    def back(self):
        return self.whose.to("me_information")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            parts=everything(self.member), now=timezone.now(), reference=self.member.reference, **kwargs
        )


class File(Mine, View):
    """All of it as data."""

    def get(self, _request, *_args, **_kwargs):
        data = {"reference": self.member.reference, "made_at": timezone.now(), **as_data(everything(self.member))}
        answer = JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False})
        answer.headers["Content-Disposition"] = 'attachment; filename="my-information.json"'
        return answer
