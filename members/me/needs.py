"""What helps somebody to take part: to see, and to change group by group."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from members import services
from members.joining.answers import FORMATS, group_needs
from members.joining.questions import need_question
from members.joining.steps import NEED_TITLES, NEEDS_SAFE
from members.models import LookRecord, Need, NeedGroup, WhoSees

from .page import Change, Page, Press
from .reach import WITH_NEEDS, row_of
from .whose import CHANGES, SEES

# As a supporter reads them: the groups, and the question about each.
GROUPS_OF = {
    NeedGroup.CONTACT: _("How to contact %(person)s"),
    NeedGroup.INFORMATION: _("Information that %(person)s can read or hear"),
}
TITLES_OF = {
    NeedGroup.CONTACT: _("What helps when we contact %(person)s?"),
    NeedGroup.INFORMATION: _("What information can %(person)s read or hear?"),
    NeedGroup.COMMUNICATION: _("What helps %(person)s to talk and to understand?"),
    NeedGroup.PROFESSIONAL: _("Does %(person)s need a person who helps with talking?"),
    NeedGroup.SURROUNDINGS: _("What helps %(person)s in the room and on the day?"),
    NeedGroup.OTHER: _("Is there anything else that helps %(person)s?"),
}


class Needs(Page):
    """All of it, with who may see it."""

    template_name = "members/me_needs.html"
    rights = (SEES, CHANGES)
    title = _("What you need")
    title_of = _("What %(person)s needs")
    what = LookRecord.What.NEEDS

    def get_context_data(self, **kwargs):
        needs = list(self.member.needs.all())
        changes = self.whose.may(CHANGES)
        groups = [
            {
                "name": self.name_of(group),
                "needs": [need for need in needs if need.group == group],
                "told": self.told if group == NeedGroup.INFORMATION else [],
                "change": self.whose.to("me_need", group=group.value) if changes else "",
            }
            for group in NeedGroup
        ]
        confirm = self.whose.to("me_confirm") if changes and needs else ""
        about = [] if self.whose.is_own or not self.whose.may(SEES) else [row_of(self.whose, WITH_NEEDS)]
        return super().get_context_data(groups=groups, confirm=confirm, about=about, **kwargs)

    def name_of(self, group: NeedGroup) -> str:
        of_them = None if self.whose.is_own else GROUPS_OF.get(group)
        return of_them % {"person": self.whose.person} if of_them else group.label

    @property
    def told(self) -> list:
        """Which words they want from us, where that is not the usual: (what, who may see it, the way to change it)."""
        return [(says, WhoSees.SESSION.label, self.whose.to("me_reach")) for says in self.member.formats]


class Confirm(Press):
    """All of it is still right."""

    rights = (CHANGES,)

    @property
    def back(self):
        return self.whose.to("me_needs")

    def do(self, user):
        services.confirm_member(self.member, by=user)
        return _("Saved. Thank you. We ask you again in a year.")


class ChangeNeeds(Change):
    """One group: what is ticked, own words, and who may see it."""

    rights = (CHANGES,)
    what = LookRecord.What.NEEDS
    ideas = NEEDS_SAFE
    done = _("Saved. This is what we know now.")

    def find(self, group):
        if group not in NeedGroup.values:
            raise Http404
        self.group = NeedGroup(group)
        self.title, self.title_of = NEED_TITLES[self.group], TITLES_OF[self.group]

    def get_form_class(self):
        return need_question(self.group)

    def get_context_data(self, **kwargs):
        told = [row_of(self.whose, slug) for slug in FORMATS] if self.group == NeedGroup.INFORMATION else []
        return super().get_context_data(told=told, **kwargs)

    def stands(self):
        return said_in(list(self.member.needs.filter(group=self.group)))

    @property
    def back(self):
        return self.whose.to("me_needs")

    def do(self, said):
        needs = group_needs(self.group, said)
        services.record_needs(self.member, needs=needs, group=self.group, by=self.request.user)


def said_in(needs: list[Need]) -> dict:
    """What stands, as the question asks it; of two answers about who may see it, the narrower."""
    own = any(need.who_sees == WhoSees.POOL for need in needs)
    return {
        "items": [need.item for need in needs if need.item],
        "words": "\n".join(need.words for need in needs if need.words),
        "who_sees": (WhoSees.POOL if own else WhoSees.SESSION) if needs else "",
    }
