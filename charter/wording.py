"""What people are told: about their concern, and who answers for a promise about it. Said in the reader's form."""

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import mode
from halton_coprod.easyread.prose import PARAGRAPHS
from halton_coprod.easyread.said import said_date

READ_TITLE = _("We have read what you told us about the Charter")
ANSWER_TITLE = _("Our answer to what you told us about the Charter")


def read_ideas(concern):
    """We have read it, and by when we answer."""
    return [
        ("letter", _("Thank you. We have read what you told us.")),
        ("calendar", format_lazy(_("We answer you by {day}."), day=said_date(concern.answer_by))),
        ("phone", format_lazy(_("Your number is {number}. Say it when you phone us."), number=concern.reference)),
    ]


def answer_ideas(concern):
    """The answer itself, and what to do when it is not enough."""
    not_enough = _("You are not content with the answer? Phone us. Then the co-chairs look at it.")
    return [*said_in(concern.language, concern.answer, concern.answer_easy), ("talk-together", not_enough)]


def said_in(language, standard, easy):
    """What somebody wrote in both forms, in this one."""
    if language == mode.EASY:
        return [(block.picture, block.words) for block in easy.blocks]
    return [("", words) for words in PARAGRAPHS.split(standard)]


ESCALATED_TITLE = _("The co-chairs look at what you told us about the Charter")


def escalated_ideas(concern):
    """Who looks at it now, and by when we answer; that we are late, when we are."""
    if concern.is_overdue:
        when = _("We are late with our answer. We are sorry.")
    else:
        when = format_lazy(_("We answer you by {day}."), day=said_date(concern.answer_by))
    return [
        ("people-and-workers", _("The co-chairs look at what you told us now.")),
        ("calendar", when),
        ("phone", format_lazy(_("Your number is {number}. Say it when you phone us."), number=concern.reference)),
    ]


CHAIRS_TITLE = _("Somebody waits for the co-chairs: the Charter was not kept")


def chairs_ideas(concern):
    """For the co-chairs: the number and where it is, nothing of what was told."""
    return [
        ("people-and-workers", format_lazy(_("Concern {number} is with you now."), number=concern.reference)),
        ("calendar", format_lazy(_("The answer is due by {day}."), day=said_date(concern.answer_by))),
        (
            "computer",
            format_lazy(_("Read it here: {address}"), address=page("charter:team_concern", concern.reference)),
        ),
    ]


WAITING_TITLE = _("People wait for the team of the Charter")


def waiting_ideas(comments, concerns, adopters):
    """For the editors: how many wait to be read, and where."""
    return [
        ("talk-together", format_lazy(_("Comments that nobody has read: {number}."), number=comments)),
        ("complaint", format_lazy(_("Concerns that nobody has read: {number}."), number=concerns)),
        ("handshake", format_lazy(_("Organisations that ask to sign: {number}."), number=adopters)),
        ("computer", format_lazy(_("Read them here: {address}"), address=page("charter:team"))),
    ]


def page(name, *args, language=mode.STANDARD) -> str:
    """The whole address of a page in one form, whichever form the page that asks for it has."""
    path = reverse(name, args=args).removeprefix(get_script_prefix())
    return f"{settings.SITE_URL.rstrip('/')}/{'easy/' if language == mode.EASY else ''}{path}"


NEAR_TITLE = _("The day of a promise of the Charter is near")
PASSED_TITLE = _("The day of a promise of the Charter has passed")
MISSING_TITLE = _("A number for a promise of the Charter is missing")


def reminder_ideas(promise, name, day):
    """Which promise, which day, and what to do."""
    address = page("charter:promise", promise.slug)
    return [
        ("promise", name),
        ("calendar", format_lazy(_("The day is {day}."), day=said_date(day))),
        ("write", _("Tell the team of the Charter how it stands. When you could not do it, say why.")),
        ("computer", format_lazy(_("This is what everybody reads: {address}"), address=address)),
    ]


LINK_TITLE = _("Your organisation has signed the Charter")
NOT_NOW_TITLE = _("Your organisation and the Charter: not now")
PLEDGED_TITLE = _("An organisation has written what it will do")
PLEDGE_NEAR_TITLE = _("The day of your pledge is near")
PLEDGE_LATE_TITLE = _("Your pledge is late")


def link_ideas(adopter, signed):
    """Thank you, and the organisation's own link."""
    address = page("charter:adopter_mine", signed, language=adopter.language)
    return [
        ("handshake", format_lazy(_("Thank you. {name} has signed the Charter."), name=adopter.name)),
        ("write", _("Now write what you will do, and by when. Later say what became of it.")),
        ("computer", format_lazy(_("This link is only for you: {address}"), address=address)),
        ("everyone", _("Everybody can read what you write there.")),
    ]


def not_now_ideas(adopter):
    """Why not now, in the form in which they asked."""
    thanks = format_lazy(_("Thank you. {name} asked to sign the Charter. We cannot say yes now."), name=adopter.name)
    again = _("You can phone us about it, and ask again later.")
    because = said_in(adopter.language, adopter.because, adopter.because_easy)
    return [("handshake", thanks), *because, ("phone", again)]


def pledged_ideas(pledge):
    """For the editors: who wrote something, and where everybody reads it."""
    address = page("charter:adopter", pledge.adopter.slug)
    return [
        ("handshake", format_lazy(_("{name} has written something new."), name=pledge.adopter.name)),
        ("computer", format_lazy(_("This is what everybody reads: {address}"), address=address)),
    ]


def pledge_ideas(pledge, signed):
    """Which pledge, which day, and what to do."""
    adopter = pledge.adopter
    address = page("charter:adopter_mine", signed, language=adopter.language)
    return [
        *said_in(adopter.language, pledge.text, pledge.easy),
        ("calendar", format_lazy(_("The day is {day}."), day=said_date(pledge.due))),
        ("write", _("Tell everybody how it stands. When you could not do it, say why.")),
        ("computer", format_lazy(_("This link is only for you: {address}"), address=address)),
    ]
