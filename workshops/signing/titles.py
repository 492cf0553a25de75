"""How each question is asked: of oneself, and of somebody whom one signs up."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from members.joining import questions as joining
from members.joining.steps import NEED_TITLES
from members.joining.steps import PICTURES as JOINING_PICTURES
from members.models import NeedGroup

from .questions import theirs

READ_BY = ("eye", _("The people who run the workshop read it. Two weeks after the day they cannot read it any more."))
NAMES = (("change", _("You can tell us later. It can also be somebody else on the day.")),)
# Of oneself, and of somebody else. `who` asks which of the two it is.
TITLES = {
    "who": (_("Who comes?"), _("Who comes?")),
    "name": (_("What should we call you?"), _("What is their name?")),
    "way": (_("How should we reach you?"), _("How should we reach them?")),
    "email": (_("What is your email address?"), _("What is their email address?")),
    "phone": (_("What is your phone number?"), _("What is their phone number?")),
    "address": (_("Where should we send letters?"), _("Where should we send letters?")),
    "comes": (_("How do you want to come?"), _("How do they want to come?")),
    "before": (
        _("Have you been to one of our workshops before?"),
        _("Have they been to one of our workshops before?"),
    ),
    "help": (_("Do you need help or changes to take part?"), _("Do they need help or changes to take part?")),
    "need-surroundings": (NEED_TITLES[NeedGroup.SURROUNDINGS], NEED_TITLES[NeedGroup.SURROUNDINGS]),
    "need-communication": (
        NEED_TITLES[NeedGroup.COMMUNICATION],
        _("What helps them to talk and to understand?"),
    ),
    "need-professional": (
        NEED_TITLES[NeedGroup.PROFESSIONAL],
        _("Do they need a person who helps with talking?"),
    ),
    "other": (_("Is there anything else that helps you?"), _("Is there anything else that helps them?")),
    "this-day": (_("Do you need something more for this day?"), _("Do they need something more for this day?")),
    "supporters": (_("Does somebody come with you?"), _("Does somebody come with them?")),
    "supporter": (_("Who is your supporter?"), _("Who is their supporter?")),
    "travel": (_("Do you need help to get there?"), _("Do they need help to get there?")),
}
# Asked so of whoever comes online.
ONLINE = {"need-surroundings": _("What helps on the day?")}
NOT_NEEDED = _("This is not needed online, so we leave it out: %(needs)s.")
POOL_NOT_NEEDED = _("What the pool knows about the room is not needed online, so we leave it out.")
# In easy read each question has a picture beside it, as in joining the pool.
PICTURES = {
    **JOINING_PICTURES,
    "who": "people",
    "comes": "workshop",
    "before": "before",
    "other": "question",
    "this-day": "today",
    "supporters": "two-people",
    "travel": "taxi",
}
THEIR_FORMS = {
    joining.NameQuestion: theirs(joining.NameQuestion, "name", _("Their name"), _("Tell us their name.")),
    joining.EmailQuestion: theirs(
        joining.EmailQuestion, "email", _("Their email address"), _("Type their email address.")
    ),
    joining.PhoneQuestion: theirs(
        joining.PhoneQuestion, "phone", _("Their phone number"), _("Tell us their phone number.")
    ),
    joining.AddressQuestion: theirs(
        joining.AddressQuestion, "address", _("Their address"), _("Tell us their address.")
    ),
}


class Words(NamedTuple):
    """All that is said on the way to a place, to one kind of reader."""

    titles: dict
    forms: dict
    needs: tuple
    shared: tuple
    supporters: tuple
    full: tuple
    travel: tuple
    names: tuple = NAMES

    def form_of(self, form: type) -> type:
        return self.forms.get(form, form)


OF_ONESELF = Words(
    titles={slug: own for slug, (own, _theirs) in TITLES.items()},
    forms={},
    needs=(("private", _("We ask so that we can make things right for you. You do not have to answer.")), READ_BY),
    shared=(
        (
            "told",
            _("The people who run the workshop can read what you let the pool tell them. You can add something here."),
        ),
    ),
    supporters=(("supporter", _("A supporter is somebody who helps you. They do not take up a place.")),),
    full=(
        "information",
        _("The places for supporters are taken. You can still bring yours. We talk with you about it."),
    ),
    travel=(("bus", _("If you say yes, we talk with you about how you get there and who pays.")),),
)
OF_THEM = Words(
    titles={slug: their for slug, (_own, their) in TITLES.items()},
    forms=THEIR_FORMS,
    needs=(("private", _("We ask so that we can make things right for them. You do not have to answer.")), READ_BY),
    shared=(
        (
            "told",
            _("The people who run the workshop can read what they let the pool tell. You can add something here."),
        ),
    ),
    supporters=(("supporter", _("A supporter is somebody who helps them. Supporters do not take up a place.")),),
    full=(
        "information",
        _("The places for supporters are taken. They can still bring theirs. We talk with them about it."),
    ),
    travel=(("bus", _("If you say yes, we talk with them about how they get there and who pays.")),),
)
