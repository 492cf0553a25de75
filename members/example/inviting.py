"""The example hub's opportunities: written, open, asked about with every kind of answer, over, and told to the end."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from halton_coprod.easyread.blocks import Block, EasyRead
from members import services
from members.models import CameBy, Invitation, Member, Opportunity, Way
from members.picking import equals, suggested

from .past import move_back

FILE = Path(__file__).parent / "opportunities.toml"
# What each of those who were asked says, in their turn; None has not answered.
ANSWERS = ("yes", None, "no", "maybe", None, "yes", None, "no")
HAND = {Way.PHONE: "ring", Way.LETTER: "post"}


def load(rosa: Member, *, by) -> None:
    """All of the file, the longest ago first. Rosa, the resident of the demo, is asked each time."""
    told_of = tomllib.loads(FILE.read_text(encoding="utf-8"))["opportunities"]
    for told in sorted(told_of, key=lambda told: list(STAGES).index(told["stage"])):
        opportunity = write(told, by)
        STAGES[told["stage"]](opportunity, told, rosa, by)


def write(told: dict, by) -> Opportunity:
    words = {name: told[name] for name in Opportunity.TEXTS if name in told}
    easy = {f"{name}_easy": blocks(told[f"{name}_easy"]) for name in words if f"{name}_easy" in told}
    facts = {name: told[name] for name in ("title_easy", "rung", "interests", "wanted") if name in told}
    closes_on = timezone.localdate() + timedelta(days=told["closes_in"])
    return services.draft_opportunity(
        title=told["title"], closes_on=closes_on, by=by, is_example=True, **facts, **words, **easy
    )


def blocks(told) -> EasyRead:
    return EasyRead("", tuple(Block(picture, words) for picture, words in told))


def stay(_opportunity, _told, _rosa, _by) -> None:
    """Only the team sees it."""


def be_open(opportunity, _told, _rosa, by) -> None:
    services.open_opportunity(opportunity, by=by)


def be_asked(opportunity, _told, rosa, by) -> None:
    """Some by their reasons, two by lot, and two who are chosen and not asked yet."""
    be_open(opportunity, None, rosa, by)
    services.choose_for_opportunity(opportunity, by=by)
    choose(opportunity, rosa, by, many=7)
    points, _many = equals(opportunity)[0]
    services.draw_people(opportunity, points=points, many=2, by=by)
    services.send_invitations(opportunity, by=by)
    answer(opportunity, by, first=1)
    choose(opportunity, rosa, by, many=2)


def choose(opportunity, rosa, by, *, many: int) -> None:
    people = [rosa.pk, *(one.member.pk for one in suggested(opportunity, many=many))]
    services.choose_people(opportunity, numbers=people, by=by)


def answer(opportunity, by, *, first: int = 0) -> None:
    """In turn, by phone; Rosa's own answer is left to whoever tries the demo where `first` is not 0."""
    for number, invitation in enumerate(asked_of(opportunity)[first:]):
        if said := ANSWERS[number % len(ANSWERS)]:
            services.answer_invitation(invitation, answer=said, how=CameBy.PHONE, by=by)


def asked_of(opportunity) -> list[Invitation]:
    return list(opportunity.invitations.sent().select_related("opportunity", "member").order_by("pk"))


def be_over(opportunity, told, rosa, by) -> None:
    """The last day is over, and some have not answered; one of them was never reached."""
    be_asked(opportunity, told, rosa, by)
    *others, _missed = sorted(asked_of(opportunity), key=lambda one: (not one.has_answered, one.pk))
    for invitation in others:
        clear(invitation, "asked", by)
    move_back(opportunity, days=told["closes_in"] + 2)
    services.lapse_invitations()


def clear(invitation: Invitation, word: str, by) -> None:
    """They were told this."""
    message = invitation.member.messages.get(occasion=invitation.occasion_of(word), supporter=None)
    services.clear_message(message, HAND.get(message.way, "hand_over"), by=by)


def be_told(opportunity, told, rosa, by) -> None:
    """Done months ago: three took part, were told what came of it, and two of them say how much they decided."""
    be_open(opportunity, None, rosa, by)
    services.choose_for_opportunity(opportunity, by=by)
    choose(opportunity, rosa, by, many=2)
    services.send_invitations(opportunity, by=by)
    for invitation in asked_of(opportunity):
        services.answer_invitation(invitation, answer="yes", how=CameBy.PHONE, by=by)
    for deed in (services.fill_opportunity, services.begin_opportunity, services.finish_opportunity):
        deed(opportunity, by=by)
    services.tell_what_came(opportunity, outcome=told["outcome"], outcome_easy=blocks(told["outcome_easy"]), by=by)
    for invitation, rung in zip(asked_of(opportunity), ("co_design", "co_production", "co_design"), strict=True):
        clear(invitation, "outcome", by)
        services.say_rung(invitation, rung=rung, by=by)
    services.feed_back_opportunity(opportunity, by=by)
    move_back(opportunity, days=150)


# The longest ago first: why somebody is asked depends on when they were asked before.
STAGES = {"fed_back": be_told, "over": be_over, "choosing": be_asked, "open": be_open, "draft": stay}
