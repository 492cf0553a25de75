"""The team's first page: the rooms in which this person has work."""

from typing import NamedTuple

from django.contrib.auth.decorators import permission_required
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from charter.models import Comment, Concern
from members.desk.deed import way
from members.desk.outbox import count_by_hand

from .pages import told


class Room(NamedTuple):
    """A place of work: where it is, whom it is for (None: everybody of the team), how it is shown."""

    to: str
    permission: str | None
    picture: str
    name: str
    does: str


ROOMS = (
    Room(
        "charter:team",
        "charter.edit_version",
        "charter",
        _("Write the Charter"),
        _("Drafts, promises, readings and who has signed, in both forms."),
    ),
    Room(
        "charter:team_concerns",
        "charter.handle_concern",
        "complaint",
        _("The Charter was not kept"),
        _("What people told us, by when we answer, and what is overdue."),
    ),
    Room(
        "workshops:team",
        "workshops.plan_session",
        "meeting",
        _("Plan and run sessions"),
        _("Plan, open and move sessions, see who comes, and tick people in on the day."),
    ),
    Room(
        "workshops:team_recommendations",
        "workshops.see_recommendations",
        "you-said-we-did",
        _("Answer what people ask for"),
        _("Recommendations of sessions, who is asked, and what is overdue."),
    ),
    Room(
        "workshops:team_doors",
        "workshops.see_doors",
        "register",
        _("Tick people in"),
        _("The sessions at whose door you help."),
    ),
    Room(
        "workshops:team_safeguarding",
        "workshops.see_safeguarding",
        "safe",
        _("Safeguarding notes"),
        _("What was sent to the safeguarding lead, and what you wrote."),
    ),
    Room(
        "stories:team",
        "stories.see_desk",
        "story",
        _("Look after stories"),
        _("Make stories ready, publish them, take them back for their tellers."),
    ),
    Room(
        "stories:team_projects",
        "stories.gather",
        "listen",
        _("Gather stories"),
        _("Projects, who is trained to listen, and interviews planned and recorded."),
    ),
    Room(
        "pool",
        "members.see_pool",
        "people-and-workers",
        _("The pool"),
        _("Find people, see how to reach them, record what they tell us."),
    ),
    Room(
        "invitations",
        "members.see_opportunities",
        "invite",
        _("Ask people to take part"),
        _("Write what you ask, choose people fairly, ask them, and see what they answer."),
    ),
    Room(
        "outbox",
        "members.see_messages",
        "letter",
        _("Calls, letters and texts"),
        _("What people are to be told by hand, and what did not arrive."),
    ),
    Room(
        "team_help",
        "members.see_pool",
        "help",
        _("Your first week"),
        _("How to work with the pool: short, step by step."),
    ),
    Room(
        "pool_looks",
        "members.see_pool_looks",
        "chart",
        _("What the pool looks like"),
        _("Who takes part, beside who lives in the borough. No names."),
    ),
    Room(
        "calls",
        "halton_coprod.see_calls",
        "phone",
        _("People to call back"),
        _("People who asked us to phone them."),
    ),
    Room(
        "team_words",
        "easyread.change_word",
        "word-list",
        _("The word list"),
        _("Explain hard words in both forms."),
    ),
    Room(
        "team_pictures",
        None,
        "picture",
        _("All pictures"),
        _("Each idea that has a picture, and the words that find it."),
    ),
    Room(
        "components",
        None,
        "puzzle",
        _("The parts that pages are made of"),
        _("Buttons, forms, tags and tables, all on one page."),
    ),
)


def comments_wait() -> str:
    number = Comment.objects.counts()["waiting"]
    return ngettext("%(number)d comment waits.", "%(number)d comments wait.", number) % {"number": number}


def concerns_wait() -> str:
    counts = Concern.objects.counts()
    return _("To do: %(to_do)d. Overdue: %(overdue)d.") % counts


def messages_wait() -> str:
    return _("To do by hand: %(number)d.") % {"number": count_by_hand()}


# What waits in a room, where one query says it.
WAITS = {"charter:team": comments_wait, "charter:team_concerns": concerns_wait, "outbox": messages_wait}


@never_cache
@permission_required("members.see_team_pages", raise_exception=True)
def team(request):
    """Whatever this person may work at; the people are in the admin pages."""
    rooms = [room for room in ROOMS if room.permission is None or request.user.has_perm(room.permission)]
    waits = {room.to: WAITS[room.to]() for room in rooms if room.to in WAITS}
    return TemplateResponse(request, "team/team.html", {"rooms": [(room, waits.get(room.to, "")) for room in rooms]})


@never_cache
@permission_required("members.see_pool", raise_exception=True)
def team_help(request):
    """The first week of somebody who begins to work with the pool."""
    return TemplateResponse(request, "team/help.html", {**told(request, "team/help"), "crumbs": way()})
