"""Where one's own pages begin: a few choices, how one signs in, and whom one helps."""

from typing import NamedTuple, Self

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from halton_coprod.easyread.typed import pressed
from members import services
from members.held import tiles_for
from members.joining.views import just_joined
from members.models import Member

from .agreed import Agreed
from .invitations import Invitations
from .kept import Held, Information, Messages
from .needs import Needs
from .page import Page
from .reach import Reach
from .supporters import Supporters
from .whose import BOOKS, CHANGES, COPIES, OWN, SEES, Whose, find_whose, helped_by


class Choice(NamedTuple):
    """A page: its name, which rights open it, and how it is shown; to a supporter, how it is shown with the name of
    the person whose page it is.
    """

    to: str
    rights: tuple
    picture: str
    name: str
    does: str
    name_of: str = ""
    does_of: str = ""

    def of(self, person: str) -> Self:
        """As a supporter reads it."""
        name, does = (words % {"person": person} for words in (self.name_of, self.does_of))
        return self._replace(name=name, does=does)


CHOICES = (
    Choice(
        "me_needs",
        (SEES, CHANGES),
        "support",
        _("What you need"),
        _("What helps you to take part."),
        Needs.title_of,
        _("What helps %(person)s to take part."),
    ),
    Choice(
        "me_reach",
        (SEES, CHANGES),
        "letter",
        _("How we reach you"),
        _("And what you told us about you."),
        Reach.title_of,
        _("By email, phone, text message or letter."),
    ),
    Choice(
        "me_agreed",
        (SEES,),
        "agree",
        _("What you agreed to"),
        _("You can stop at any time."),
        Agreed.title_of,
        _("Only %(person)s can stop it."),
    ),
    Choice(
        "me_supporters",
        (OWN, SEES, CHANGES, BOOKS, COPIES),
        "supporter",
        _("Your supporter"),
        _("What they may do."),
        Supporters.title_of,
        _("What you may do."),
    ),
    Choice(
        "me_held",
        (SEES, BOOKS),
        "calendar",
        _("What you signed up for"),
        _("And what happens next."),
        Held.title_of,
        _("And what happens next."),
    ),
    Choice(
        "me_invitations",
        (SEES, BOOKS),
        "invite",
        _("What we asked you"),
        _("Why we asked you. And your answer."),
        Invitations.title_of,
        _("Why we asked. And the answer."),
    ),
    Choice(
        "me_messages",
        (SEES, COPIES),
        "email",
        _("Messages from us"),
        _("All that we sent to you."),
        Messages.title_of,
        _("All that we sent."),
    ),
    Choice(
        "me_information",
        (SEES,),
        "eye",
        _("Your information"),
        _("Who looked at it, and what you can do with it."),
        Information.title_of,
        _("Who looked at it."),
    ),
    Choice("me_leaving", (OWN,), "leave", _("Take a break or leave"), _("You do not have to say why.")),
)
# The same page, to whoever takes a break or has left.
LATER = {
    Member.State.PAUSED: {"name": _("End your break, or leave")},
    Member.State.LEFT: {
        "picture": "join",
        "name": Member.MOVES["come_back"].says,
        "does": _("You left it. You can come back at any time."),
    },
}


def choices(whose: Whose) -> list[tuple]:
    """(the page's address, the choice) for each that is open; for oneself, also what one has on other floors. Leaving
    stays the last.
    """
    found = [choice for choice in CHOICES if whose.may(*choice.rights)]
    if whose.is_own:
        found[-1] = found[-1]._replace(**LATER.get(whose.member.state, {}))
    tiles = [(tile.address, tile) for tile in tiles_for(whose.member)] if whose.is_own else []
    shown = [(whose.to(choice.to), choice if whose.is_own else choice.of(whose.person)) for choice in found]
    return [*shown[:-1], *tiles, *shown[-1:]]


@never_cache
def me(request):
    """Who you are here, what we keep about you, how you read and sign in, and the ways on."""
    whose = find_whose(request.user, None)
    context = {
        "whose": whose,
        "choices": choices(whose) if whose else [],
        "helps": list(helped_by(request.user)),
        "unclaimed": None if whose else unclaimed(request),
    }
    return TemplateResponse(request, "members/me.html", context)


def unclaimed(request):
    """The record of whoever joined in this session before signing in, where it may be theirs."""
    member = just_joined(request)
    return member if member and request.user.has_perm("members.claim_record", member) else None


@pressed
def claim(request):
    """This is me. Pressing twice is pressing once."""
    member = unclaimed(request)
    if member:
        services.claim_record(member, by=request.user)
        messages.success(request, _("This is your page now."))
    return redirect("me")


class ForSomebody(Page):
    """The same for somebody whom the user helps."""

    template_name = "members/me_for.html"
    rights = (SEES, CHANGES, BOOKS, COPIES)

    def get_context_data(self, **kwargs):
        return super().get_context_data(choices=choices(self.whose), **kwargs)
