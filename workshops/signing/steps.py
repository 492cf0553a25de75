"""Which questions are asked of whom. Whoever the pool knows is not asked again what the pool knows."""

from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.joining import questions as joining
from members.joining.path import Path, Step, said_yes
from members.joining.steps import NEED_TITLES
from members.me.whose import helped_by
from members.models import Member, NeedGroup, Way

from . import questions as q

ME, OTHER = "me", "other"
GROUPS = (NeedGroup.SURROUNDINGS, NeedGroup.COMMUNICATION, NeedGroup.PROFESSIONAL)
NEEDS_SAFE = (
    ("private", _("We ask so that we can make things right for you. You do not have to answer.")),
    ("eye", _("The people who run the workshop read it. Two weeks after the day they cannot read it any more.")),
)
SUPPORTER_IDEAS = (("supporter", _("A supporter is somebody who helps you. They do not take up a place.")),)
FULL_IDEA = (
    "information",
    _("The places for supporters are taken. You can still bring yours. We talk with you about it."),
)
NAME_IDEAS = (("change", _("You can tell us later. It can also be somebody else on the day.")),)
TRAVEL_IDEAS = (("bus", _("If you say yes, we talk with you about how you get there and who pays.")),)


class Comer(NamedTuple):
    """Somebody this sign-in may sign up. `member` is their record in the pool, where there is one."""

    label: str
    member: Member | None = None
    is_own: bool = False


def comers_for(user) -> dict[str, Comer]:
    """Oneself, those who let one sign them up, and anybody else. Nothing to choose without a sign-in of one's own."""
    if not user.is_authenticated or user.is_team:
        return {}
    me = Comer(gettext("Me"), getattr(user, "member", None), is_own=True)
    helped = helped_by(user).filter(may_book=True)
    others = {f"for-{link.pk}": Comer(link.member.name, link.member) for link in helped}
    return {ME: me, **others, OTHER: Comer(gettext("Somebody else"))}


def who_comes(comers: dict[str, Comer], answers) -> Comer:
    """Whoever was chosen; without a sign-in it is somebody we do not know."""
    return comers.get(answers.get("who", {}).get("who", ""), Comer(""))


def path_for(comers: dict[str, Comer], session) -> Path:
    """The pages for this sign-in and this session."""

    def stranger(answers) -> bool:
        return who_comes(comers, answers).member is None

    def known(answers) -> bool:
        return not stranger(answers)

    def reached_by(*ways):
        return lambda answers: stranger(answers) and answers.get("way", {}).get("way") in ways

    def has_needs(answers) -> bool:
        return stranger(answers) and said_yes("help", "help")(answers)

    def has_supporter(answers) -> bool:
        return answers.get("supporters", {}).get("supporters", "0") != "0"

    choices = [(key, comer.label) for key, comer in comers.items()]
    steps = [
        Step("name", _("What should we call you?"), joining.NameQuestion, stranger),
        Step("way", _("How should we reach you?"), joining.WayQuestion, stranger),
        Step("email", _("What is your email address?"), joining.EmailQuestion, reached_by(Way.EMAIL)),
        Step("phone", _("What is your phone number?"), joining.PhoneQuestion, reached_by(Way.TEXT, Way.PHONE)),
        Step("address", _("Where should we send letters?"), joining.AddressQuestion, reached_by(Way.LETTER)),
        Step("before", _("Have you been to one of our workshops before?"), q.BeforeQuestion, stranger),
        Step("help", _("Do you need help or changes to take part?"), q.HelpQuestion, stranger, NEEDS_SAFE),
        *(Step(f"need-{group}", NEED_TITLES[group], q.ticks_question(group), has_needs) for group in GROUPS),
        Step("other", _("Is there anything else that helps you?"), q.ThisDayQuestion, has_needs),
        Step("this-day", _("Do you need something more for this day?"), q.ThisDayQuestion, known, shared(comers)),
        Step("supporters", _("Does somebody come with you?"), q.SupportersQuestion, ideas=ideas_about(session)),
        Step("supporter", _("Who is your supporter?"), q.SupporterNameQuestion, has_supporter, NAME_IDEAS),
    ]
    if choices:
        steps.insert(0, Step("who", _("Who comes?"), q.who_question(choices)))
    if not session.is_online_only:
        steps.append(Step("travel", _("Do you need help to get there?"), q.TravelQuestion, ideas=TRAVEL_IDEAS))
    return Path(steps)


def ideas_about(session) -> tuple:
    """Nobody is refused a supporter: where their places are taken, this is said."""
    return (*SUPPORTER_IDEAS, FULL_IDEA) if session.supporters_are_full else SUPPORTER_IDEAS


def shared(comers: dict[str, Comer]) -> tuple:
    """What the people who run it know already. The needs themselves are shown on one's own page only."""
    says = _("The people who run the workshop can read what you let the pool tell them. You can add something here.")
    return (("told", says),) if comers else ()
