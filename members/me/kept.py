"""All that the pool keeps about a person: who looked, what was sent, and the whole of it to take away."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from halton_coprod.record.models import AuditLine
from members.held import held_by
from members.links import said_to_others
from members.models import LookRecord, User

from .everything import as_data, everything
from .page import Mine, Page
from .whose import BOOKS, COPIES, SEES

NEWEST = 200
FEW = 20
GONE = _("Somebody who does not work here any more")
# What others change for a person, and how it is told.
DEEDS = {
    "members.member.join": _("They wrote down what you told us when you joined."),
    "members.member.change": _("They changed how we reach you, or what you told us about you."),
    "members.member.confirm": _("They wrote down that it is all still right."),
    "members.needs.record": _("They changed what you need."),
    "members.consent.withdraw": _("They stopped a yes of yours."),
    "members.member.pause": _("They wrote down that you take a break."),
    "members.member.leave": _("They wrote down that you left the pool."),
    "members.member.welcome": _("They welcomed you to the pool."),
    "members.member.merge": _("They put two records about you together."),
}
AS_WHAT = {
    "pool staff": _("of the team of the pool"),
    "facilitator": _("runs a meeting that you come to"),
    "supporter": _("your supporter"),
}


class Held(Page):
    """Places at sessions and whatever else other floors hold for the person. With its address one can change a place,
    so only whoever may book gets it; whoever may not see what the person needs gets the one that does not show it.
    """

    template_name = "members/me_held.html"
    rights = (SEES, BOOKS)
    title = _("What you signed up for")
    what = LookRecord.What.HELD

    def get_context_data(self, **kwargs):
        now = timezone.now()
        held = [one for one in held_by(self.member) if self.whose.is_own or not one.is_private]
        own = [one for one in held if one.is_private]
        dated = [replace(one, address=self.address_of(one)) for one in held if not one.is_private]
        coming = [one for one in reversed(dated) if one.when >= now]
        past = [one for one in dated if one.when < now]
        return super().get_context_data(own=own, coming=coming, past=past, **kwargs)

    def address_of(self, held) -> str:
        if not self.whose.may(BOOKS):
            return ""
        return held.address if self.whose.may(SEES) else held.helper_address


class Messages(Page):
    """What we sent or said, the newest first. Whoever acts for the person gets no link that opens what is theirs."""

    template_name = "members/me_messages.html"
    rights = (SEES, COPIES)
    title = _("Messages from us")
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

    def get_context_data(self, **kwargs):
        names = {"looks": "me_looks", "document": "me_document", "file": "me_file", "erase": "me_erase"}
        return super().get_context_data(to={key: self.whose.to(name) for key, name in names.items()}, **kwargs)


class Looks(Page):
    """Who looked, at what, when and why. The same look of the same day is told once."""

    template_name = "members/me_looks.html"
    rights = (SEES,)
    title = _("Who looked at your information")

    @property
    def back(self):
        return self.whose.to("me_information")

    def get_context_data(self, **kwargs):
        return super().get_context_data(looks=looks_at(self.member), deeds=done_for(self.member), **kwargs)


def looks_at(member) -> list[dict]:
    """The newest looks, with who they were in words."""
    told = {}
    for look in member.looks.select_related("looker")[:NEWEST]:
        day = timezone.localdate(look.at)
        told.setdefault((day, look.looker_id, look.as_what, look.what, look.why), as_told(look, day))
    return list(told.values())


def done_for(member) -> list[dict]:
    """The newest things that others changed for the person."""
    lines = AuditLine.objects.about(member).filter(for_whom=member.pk, verb__in=DEEDS, actor_id__isnull=False)
    newest = list(lines.exclude(actor_id=member.user_id or 0).order_by("-pk")[:NEWEST])
    who = User.objects.in_bulk({line.actor_id for line in newest})
    return [{"at": line.at, "who": who.get(line.actor_id, GONE), "what": DEEDS[line.verb]} for line in newest]


def as_told(look: LookRecord, day) -> dict:
    is_supporter = look.as_what == "supporter"
    return {
        "day": day,
        "who": look.looker or GONE,
        "as_what": AS_WHAT.get(look.as_what, ""),
        "what": look.get_what_display(),
        "why": _("To help you") if is_supporter else look.why,
    }


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
