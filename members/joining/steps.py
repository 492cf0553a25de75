"""Which questions are asked, and in which order. What was said is kept as it was typed: step → field → words."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from members.models import NeedGroup, Purpose, Way
from members.wording import WORDINGS

from . import questions as q
from .path import Path, Step, always, said_yes


def reached_by(*ways):
    return lambda answers: answers.get("way", {}).get("way") in ways


NEED_TITLES = {
    NeedGroup.CONTACT: _("What helps when we contact you?"),
    NeedGroup.INFORMATION: _("What information can you read or hear?"),
    NeedGroup.COMMUNICATION: _("What helps you to talk and to understand?"),
    NeedGroup.PROFESSIONAL: _("Do you need a person who helps with talking?"),
    NeedGroup.SURROUNDINGS: _("What helps in the room and on the day?"),
    NeedGroup.OTHER: _("Is there anything else that helps you?"),
}
has_needs = said_yes("help", "help")
has_supporter = said_yes("supporter", "wants_supporter")
UNSURE_OF_MONEY = (
    ("benefits", _("Money, vouchers and time credits may count as income. Get advice before you say yes to an offer.")),
    ("choose", _("This is no offer. You decide each time.")),
)
NEEDS_SAFE = (
    ("private", _("We ask so that we can make things right for you. You do not have to answer.")),
    ("locked", _("Nobody chooses people by this.")),
)

# In easy read each question has a picture beside it.
PICTURES = {
    "name": "badge",
    "way": "choose",
    "email": "email",
    "phone": "phone",
    "address": "letter",
    "best-time": "clock",
    "easy-read": "easy-read",
    "print": "large-print",
    "format": "choice-of-formats",
    "language": "speak-up",
    "postcode": "home",
    "age": "calendar",
    "connection": "community",
    "interests": "star",
    "taking-part": "put-hand-up",
    "help": "support",
    f"need-{NeedGroup.CONTACT}": "mobile-phone",
    f"need-{NeedGroup.INFORMATION}": "information",
    f"need-{NeedGroup.COMMUNICATION}": "talk-together",
    f"need-{NeedGroup.PROFESSIONAL}": "interpreter",
    f"need-{NeedGroup.SURROUNDINGS}": "quiet-room",
    f"need-{NeedGroup.OTHER}": "question",
    "supporter": "supporter",
    "supporter-who": "person",
    "supporter-may": "rights",
    "reward": "voucher",
    f"agree-{Purpose.POOL}": "pool",
    f"agree-{Purpose.NEEDS}": "share",
    f"agree-{Purpose.PARTNERS}": "worker",
    f"agree-{Purpose.PHOTOS}": "photo",
}


def part(name, *steps: Step) -> list[Step]:
    """These steps as one part of the way, each with its picture."""
    return [replace(step, part=name, picture=PICTURES[step.slug]) for step in steps]


POOL_PAGE = f"agree-{Purpose.POOL}"


def asked_for(purpose: Purpose) -> Callable:
    """When a consent is asked for. Whoever does not want to be in the pool is asked for no more of them."""

    def asked(answers) -> bool:
        wants_in = answers.get(POOL_PAGE, {}).get("agreed") != "no"
        return wants_in and (purpose != Purpose.NEEDS or has_needs(answers))

    return always if purpose == Purpose.POOL else asked


STEPS = (
    *part(
        _("Your name and how to reach you"),
        Step("name", _("What should we call you?"), q.NameQuestion),
        Step("way", _("How should we reach you?"), q.WayQuestion),
        Step("email", _("What is your email address?"), q.EmailQuestion, reached_by(Way.EMAIL)),
        Step("phone", _("What is your phone number?"), q.PhoneQuestion, reached_by(Way.TEXT, Way.PHONE)),
        Step("address", _("Where should we send letters?"), q.AddressQuestion, reached_by(Way.LETTER)),
        Step("best-time", _("When is a good time?"), q.BestTimeQuestion, reached_by(Way.TEXT, Way.PHONE)),
    ),
    *part(
        _("The words we send you"),
        Step("easy-read", _("Which words do you want from us?"), q.EasyReadQuestion),
        Step("print", _("How big should the words be?"), q.PrintQuestion),
        Step("format", _("Do you need information in another way?"), q.FormatQuestion),
        Step("language", _("Do you need another language?"), q.LanguageQuestion),
    ),
    *part(
        _("About you"),
        Step("postcode", _("Where do you live?"), q.PostcodeQuestion),
        Step("age", _("How old are you?"), q.AgeQuestion),
        Step("connection", _("What is your connection to Halton?"), q.ConnectionQuestion),
        Step("interests", _("What are you interested in?"), q.InterestQuestion),
        Step("taking-part", _("How do you like to take part?"), q.TakingPartQuestion),
    ),
    *part(
        _("What helps you"),
        Step("help", _("Do you need help or changes to take part?"), q.HelpQuestion, always, NEEDS_SAFE),
        *(Step(f"need-{group}", title, q.need_question(group), has_needs) for group, title in NEED_TITLES.items()),
    ),
    *part(
        _("Your supporter, and what you get"),
        Step("supporter", _("Does somebody support you to take part?"), q.WantsSupporterQuestion),
        Step("supporter-who", _("Who is your supporter?"), q.SupporterQuestion, has_supporter),
        Step("supporter-may", _("What may your supporter do?"), q.SupporterMayQuestion, has_supporter),
        Step("reward", _("What would you like for taking part?"), q.RewardQuestion, always, UNSURE_OF_MONEY),
    ),
    *part(
        _("What you agree to"),
        *(
            Step(
                f"agree-{purpose}",
                wording.question,
                q.ConsentQuestion,
                asked_for(purpose),
                wording.ideas,
                wording.version,
            )
            for purpose, wording in WORDINGS.items()
        ),
    ),
)
PATH = Path(STEPS)
