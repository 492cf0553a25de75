"""Which questions are asked of whom. Whoever the pool knows is not asked again what the pool knows.

How each is asked, of oneself and of somebody else, stands in `titles.py`.
"""

from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.joining import questions as joining
from members.joining.path import Path, Step, always, said_yes
from members.me.whose import helped_by
from members.models import IN_THE_ROOM, NEEDS, Member, NeedGroup, Way
from workshops.models import Session, SignUp
from workshops.services.access import TRAVEL

from . import questions as q
from .titles import NOT_NEEDED, OF_ONESELF, OF_THEM, ONLINE, PICTURES, POOL_NOT_NEEDED, Words

ME, OTHER = "me", "other"
GROUPS = (NeedGroup.SURROUNDINGS, NeedGroup.COMMUNICATION, NeedGroup.PROFESSIONAL)
# Everybody is asked something in each part, so that the number of parts is the same for whatever is said.
PART_OF = {
    **dict.fromkeys(("who", "name", "way", "email", "phone", "address", "comes", "before"), _("Who comes")),
    **dict.fromkeys(("help", *(f"need-{group}" for group in GROUPS), "other", "this-day"), _("What helps on the day")),
    **dict.fromkeys(("supporters", "supporter", "travel"), _("Support and travel")),
}
# The shortest and the longest way that somebody can answer.
SHORT = {"way": {"way": Way.EMAIL}, "comes": {"comes": "online"}}
LONG = {"way": {"way": Way.EMAIL}, "help": {"help": "yes"}, "supporters": {"supporters": "1"}}


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


def is_for_somebody_else(comer: Comer) -> bool:
    return bool(comer.label) and not comer.is_own


def lengths(path: Path, answers) -> tuple[int, int]:
    """How many questions there are at least, and at most; for oneself, before somebody else was chosen."""
    who = {"who": answers.get("who", {"who": ME})}
    return len(path.asked({**who, **SHORT})), len(path.asked({**who, **LONG}))


class When(NamedTuple):
    """When a question is asked: of whom, at which session, after which answers."""

    comers: dict[str, Comer]
    session: Session

    def stranger(self, answers) -> bool:
        return who_comes(self.comers, answers).member is None

    def known(self, answers) -> bool:
        return not self.stranger(answers)

    def reached_by(self, *ways):
        return lambda answers: self.stranger(answers) and answers.get("way", {}).get("way") in ways

    def has_needs(self, answers) -> bool:
        return self.stranger(answers) and said_yes("help", "help")(answers)

    def has_supporter(self, answers) -> bool:
        return answers.get("supporters", {}).get("supporters", "0") != "0"

    def comes_to_room(self, answers) -> bool:
        comes_online = self.session.is_both and answers.get("comes", {}).get("comes") == SignUp.Comes.ONLINE
        return not self.session.is_online_only and not comes_online

    def has_needs_of(self, group: NeedGroup):
        """What helps in the room is asked of whoever comes there; online, only who ticked what holds there too."""

        def holds(answers) -> bool:
            ticked = answers.get(f"need-{group}", {}).get("items", ())
            return self.comes_to_room(answers) or not IN_THE_ROOM.issuperset(ticked)

        return lambda answers: self.has_needs(answers) and (group != NeedGroup.SURROUNDINGS or holds(answers))

    def left_out(self, answers) -> frozenset[str]:
        """Online nothing of the room is asked."""
        return frozenset() if self.comes_to_room(answers) else IN_THE_ROOM

    def not_needed(self, answers) -> str:
        """What was said of the room, or is known of it, before somebody chose to come online: it is left out."""
        if self.comes_to_room(answers):
            return ""
        if self.known(answers):
            return POOL_NOT_NEEDED
        ticked = [(group, item) for group in GROUPS for item in answers.get(f"need-{group}", {}).get("items", ())]
        said = [NEEDS[group][item] for group, item in ticked if item in IN_THE_ROOM] if self.has_needs(answers) else []
        travel = [TRAVEL] if said_yes("travel", "travel")(answers) else []
        return NOT_NEEDED % {"needs": ", ".join(map(str, [*said, *travel]))} if said or travel else ""


def path_for(comers: dict[str, Comer], session: Session, answers=()) -> Path:
    """The pages for this sign-in and this session; asked as `answers` say: of oneself, or of somebody else."""
    is_other = is_for_somebody_else(who_comes(comers, dict(answers)))
    asks, when = OF_THEM if is_other else OF_ONESELF, When(comers, session)
    left_out = when.left_out(dict(answers))
    titles = {**asks.titles, **ONLINE} if left_out else asks.titles

    def step(slug, form, asked=always, ideas=()) -> Step:
        return Step(slug, titles[slug], asks.form_of(form), asked, ideas, part=PART_OF[slug], picture=PICTURES[slug])

    steps = [
        step("name", joining.NameQuestion, when.stranger),
        step("way", joining.WayQuestion, when.stranger),
        step("email", joining.EmailQuestion, when.reached_by(Way.EMAIL)),
        step("phone", joining.PhoneQuestion, when.reached_by(Way.TEXT, Way.PHONE)),
        step("address", joining.AddressQuestion, when.reached_by(Way.LETTER)),
        *([step("comes", q.ComesQuestion)] if session.is_both else []),
        step("before", q.BeforeQuestion, when.stranger),
        step("help", q.HelpQuestion, when.stranger, asks.needs),
        *(step(f"need-{group}", q.ticks_question(group, left_out), when.has_needs_of(group)) for group in GROUPS),
        step("other", q.OtherQuestion, when.has_needs),
        step("this-day", q.ThisDayQuestion, when.known, asks.shared if comers else ()),
        step("supporters", q.SupportersQuestion, ideas=ideas_about(session, asks)),
        step("supporter", q.SupporterNameQuestion, when.has_supporter, asks.names),
        step("travel", q.TravelQuestion, when.comes_to_room, asks.travel),
    ]
    choices = [(key, comer.label) for key, comer in comers.items()]
    return Path([step("who", q.who_question(choices)), *steps] if choices else steps)


def ideas_about(session: Session, asks: Words) -> tuple:
    """Nobody is refused a supporter: where their places are taken, this is said."""
    return (*asks.supporters, asks.full) if session.supporters_are_full else asks.supporters
