"""What people are told: about their concern, and who answers for a promise about it. Said in the reader's form."""

from django.conf import settings
from django.urls import reverse
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
    if concern.language == mode.EASY:
        answer = [(block.picture, block.words) for block in concern.answer_easy.blocks]
    else:
        answer = [("", words) for words in PARAGRAPHS.split(concern.answer)]
    not_enough = _("You are not content with the answer? Phone us. Then the co-chairs look at it.")
    return [*answer, ("talk-together", not_enough)]


NEAR_TITLE = _("The day of a promise of the Charter is near")
PASSED_TITLE = _("The day of a promise of the Charter has passed")
MISSING_TITLE = _("A number for a promise of the Charter is missing")


def reminder_ideas(promise, name, day):
    """Which promise, which day, and what to do."""
    address = f"{settings.SITE_URL.rstrip('/')}{reverse('charter:promise', args=[promise.slug])}"
    return [
        ("promise", name),
        ("calendar", format_lazy(_("The day is {day}."), day=said_date(day))),
        ("write", _("Tell the team of the Charter how it stands. When you could not do it, say why.")),
        ("computer", format_lazy(_("This is what everybody reads: {address}"), address=address)),
    ]
