"""What somebody agreed to: the exact words, when, and a button that ends it at once."""

from dataclasses import dataclass, field

from django.http import Http404
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from members import services
from members.joining.questions import ConsentQuestion
from members.models import ConsentRecord, LookRecord, Purpose
from members.wording import WORDINGS

from .leaving import DONE, WELCOME_BACK
from .page import Change, Page, Press
from .whose import SEES


@dataclass(frozen=True)
class Answer:
    """Where one purpose stands: the last answer, those before it, and the ways to change it (empty: none)."""

    purpose: str
    question: str
    last: ConsentRecord | None
    before: list = field(default_factory=list)
    stop: str = ""
    change: str = ""
    means: str = ""


class Agreed(Page):
    template_name = "members/me_agreed.html"
    rights = (SEES,)
    title = gettext_lazy("What you agreed to")
    title_of = gettext_lazy("What %(person)s agreed to")
    what = LookRecord.What.AGREED

    def get_context_data(self, **kwargs):
        records = sorted(self.member.consents.select_related("recorded_by"), key=ConsentRecord.last_word)
        answers = [self.answer(purpose, [one for one in records if one.purpose == purpose]) for purpose in Purpose]
        return super().get_context_data(answers=answers, **kwargs)

    def answer(self, purpose, records) -> Answer:
        last = records[-1] if records else None
        own, stands = self.whose.is_own, bool(last and last.stands)
        return Answer(
            purpose.label,
            WORDINGS[purpose].question,
            last,
            records[-2::-1],
            stop=self.whose.to("me_stop", purpose=purpose.value) if own and stands else "",
            change=self.whose.to("me_agree", purpose=purpose.value) if own and not stands else "",
            means=self.means(stands) if own and purpose == Purpose.POOL else "",
        )

    def means(self, stands) -> str:
        if stands:
            return _("If you stop agreeing, you leave the pool.")
        return _("If you say yes, you are in the pool again.") if self.member.is_gone else ""


class OfPurpose:
    def find(self, purpose):
        if purpose not in Purpose.values:
            raise Http404
        self.purpose = Purpose(purpose)

    @property
    def back(self):
        return self.whose.to("me_agreed")


class Stop(OfPurpose, Press):
    """Stop agreeing. Pressing twice is pressing once."""

    def do(self, user):
        services.withdraw_consent(self.member, purpose=self.purpose, by=user)
        if self.purpose == Purpose.POOL:
            return str(DONE["leave"])
        return _("You stopped agreeing. This counts from now on.")


class Agree(OfPurpose, Change):
    """The words as they are now, and yes or no."""

    form_class = ConsentQuestion

    def find(self, purpose):
        super().find(purpose)
        self.title, self.ideas = WORDINGS[self.purpose].question, WORDINGS[self.purpose].ideas

    def stands(self):
        return {}

    def do(self, said):
        agreed = said["agreed"] == "yes"
        services.give_consent(
            self.member, purpose=self.purpose, agreed=agreed, language=get_language(), by=self.request.user
        )
        if self.purpose == Purpose.POOL and agreed == self.member.is_gone:
            self.done = WELCOME_BACK if agreed else DONE["leave"]
