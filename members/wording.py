"""The exact words by which people agree, and the equality questions. Change the words: give them a new version.

What a person saw is copied into their consent record, so an old yes keeps its old words.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .models import Purpose


@dataclass(frozen=True)
class Wording:
    """What is asked for one purpose: a question, and (picture, sentence) pairs that say what yes means."""

    version: str
    question: str
    ideas: tuple[tuple[str, str], ...]

    def shown(self, language: str) -> str:
        """All of it as one text, exactly as the page says it in this form."""
        with translation.override(language):
            return "\n".join([str(self.question), *(str(words) for _picture, words in self.ideas)])


WORDINGS = {
    Purpose.POOL: Wording(
        "2026-11",
        _("Do you want to be in the pool?"),
        (
            ("save", _("We keep what you told us, so that we can ask you to take part.")),
            ("choose", _("You can say no to anything we ask.")),
            ("leave", _("You can leave the pool at any time. You do not have to say why.")),
            ("bin", _("If we have not heard from you for 12 months, we ask you. Then we delete what we keep.")),
        ),
    ),
    Purpose.NEEDS: Wording(
        "2026-11",
        _("May we tell the people who run a meeting what helps you?"),
        (
            ("facilitator", _("They see it only for a meeting that you come to.")),
            ("private", _("They do not see what you said only the team of the pool may see.")),
            ("undo", _("You can say yes now and change it later.")),
        ),
    ),
    Purpose.PARTNERS: Wording(
        "2026-11",
        _("May we share your name with our partners?"),
        (
            ("people-and-workers", _("Our partners are the NHS and community groups in Halton.")),
            ("invite", _("They could ask you to take part in their work.")),
            ("private", _("We never share what you said you need.")),
            ("undo", _("You can say yes now and change it later.")),
        ),
    ),
    Purpose.PHOTOS: Wording(
        "2026-11",
        _("May we take photos with you in them?"),
        (
            ("photo", _("We use the photos to show what we do together.")),
            ("check", _("At each meeting we ask you again before a photo is taken.")),
            ("undo", _("You can say yes now and change it later.")),
        ),
    ),
}


@dataclass(frozen=True)
class Equality:
    """One equality question and its answers; everybody may also say nothing."""

    question: str
    answers: dict[str, str]


UNSAID = "unsaid"
EQUALITY = {
    "sex": Equality(_("What is your sex?"), {"female": _("Female"), "male": _("Male")}),
    "gender": Equality(
        _("Is your gender the same as the sex you were given when you were born?"),
        {"same": _("Yes"), "different": _("No")},
    ),
    "ethnic": Equality(
        _("What is your ethnic group?"),
        {
            "asian": _("Asian or Asian British"),
            "black": _("Black, Black British, Caribbean or African"),
            "mixed": _("Mixed or more than one ethnic group"),
            "white": _("White, with Irish, Roma, Gypsy and Irish Traveller"),
            "other": _("Another ethnic group"),
        },
    ),
    "religion": Equality(
        _("What is your religion?"),
        {
            "none": _("No religion"),
            "christian": _("Christian"),
            "buddhist": _("Buddhist"),
            "hindu": _("Hindu"),
            "jewish": _("Jewish"),
            "muslim": _("Muslim"),
            "sikh": _("Sikh"),
            "other": _("Another religion"),
        },
    ),
    "orientation": Equality(
        _("Who are you attracted to?"),
        {
            "straight": _("People of the other sex (straight)"),
            "gay": _("People of the same sex (gay or lesbian)"),
            "bi": _("Both (bisexual)"),
            "other": _("Something else"),
        },
    ),
    "disability": Equality(
        _("Do you have a disability or an illness that lasts a long time?"), {"yes": _("Yes"), "no": _("No")}
    ),
    "carer": Equality(_("Do you look after somebody without being paid for it?"), {"yes": _("Yes"), "no": _("No")}),
}


def equality_choices(question: str) -> list[tuple[str, str]]:
    return [*EQUALITY[question].answers.items(), (UNSAID, _("I would rather not say"))]


# What somebody is told who has just joined: (picture, sentence) pairs.
JOINED_TITLE = _("Thank you for joining the pool")
NUMBER = _("Your number is {reference}. Say it when you phone us.")
# All that the last page of joining says, which promises it.
JOINED = (
    ("save", _("We have kept what you told us.")),
    ("talk-together", _("In the next 10 working days we talk to you about what you like to do.")),
    ("invite", _("After that we ask you when there is something for you. You decide each time.")),
    ("leave", format_lazy(_("You want to change or stop something? Phone us: {phone}."), phone=settings.HELP["phone"])),
)
CODE_TITLE = _("Your code to go on joining")
CODE = (
    ("key", _("Your code is {code}.")),
    ("website", _("Go to {address} and type the code.")),
    ("calendar", _("We keep your answers for 30 days.")),
)
# What a supporter is told whom somebody named, with their address.
SUPPORT_TITLE = _("{person} wants you to be their supporter")
SUPPORT = (
    ("supporter", _("{person} told us that you support them to take part.")),
    ("sign-in", _("Sign in here with {email}: {address}")),
    ("look", _("There you see what {person} lets you do for them.")),
    ("undo", _("You do not want this? You can end it there. Or phone us: {phone}.")),
)
# Between the two forms, to whoever may read either.
BOTH_FORMS = _("The same in easy read:")
# What somebody is told who gets a sign-in from the team.
SIGN_IN_TITLE = _("You can sign in now")
SIGN_IN = (
    ("sign-in", _("Sign in here with {email}: {address}")),
    ("email", _("You need no password. We send you an email with a code each time.")),
    ("private", _("There you see and change what we know about you.")),
)
# Whoever came in with a list is asked once; between these stand the words to agree to.
WISH_TITLE = WORDINGS[Purpose.POOL].question
WISH = (
    ("hello", _("Your name and how to reach you stood on a list that we kept before.")),
    ("yes", _("Say yes or no here: {address}")),
    ("phone", _("Or phone us: {phone}. Or write to us: {post}.")),
    ("stop", _("If you say no, we do not ask you anything any more.")),
)
# To whoever joined at an address with which somebody else of the pool signs in.
SHARED_TITLE = _("You need another email address for your own page")
SHARED = (
    ("sign-in", _("Somebody else signs in with {email}. A code that we send there opens their page, not yours.")),
    ("save", _("We have kept what you told us.")),
    ("phone", _("Do you want a page of your own? Phone us: {phone}. We need another email address from you.")),
    ("choose", _("You can also stay without a page. Then we tell you everything the way you chose.")),
)
# Once a year, and when nobody has heard from somebody for a year.
YEARLY_TITLE = _("Is it all still right?")
YEARLY = (
    ("calendar", _("A year ago you told us what you need and what you agree to.")),
    ("question", _("Is it all still right?")),
    ("yes", _("Tell us here: {address}")),
    ("phone", _("Or phone us: {phone}.")),
)
STAY_TITLE = _("Do you want to stay in the pool?")
STAY = (
    ("hello", _("We have not heard from you for a year.")),
    ("question", _("Do you want to stay in the pool?")),
    ("yes", _("Tell us here: {address}")),
    ("phone", _("Or phone us: {phone}.")),
    ("bin", _("If you do not answer in 60 days, we delete what we keep about you.")),
)
