"""What somebody was asked, why they were, and what they say."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from members import reasons, services
from members.answering import SAYS, answers_of
from members.models import Invitation, LookRecord

from .page import Page, Press
from .whose import BOOKS, SEES

NEWEST = 50


class Invitations(Page):
    """The newest first. Only whoever may book for somebody may answer for them."""

    template_name = "members/me_invitations.html"
    rights = (SEES, BOOKS)
    title = _("What we asked you")
    title_of = _("What we asked %(person)s")
    what = LookRecord.What.ASKED

    def get_context_data(self, **kwargs):
        asked = self.member.invitations.sent().select_related("opportunity", "answered_by").order_by("-asked_at", "-pk")
        return super().get_context_data(rows=[self.row(one) for one in asked[:NEWEST]], **kwargs)

    def row(self, invitation) -> dict:
        may = self.whose.may(BOOKS)
        answers = [
            (self.whose.to("me_answer", invitation=invitation.pk, answer=one.key), one)
            for one in answers_of(invitation)
        ]
        return {
            "invitation": invitation,
            "opportunity": invitation.opportunity,
            "why": reasons.for_person(invitation.reasons),
            "answers": answers if may else [],
        }


class AnswerInvitation(Press):
    """One press is one answer, and two presses are one too."""

    rights = (BOOKS,)

    def find(self, invitation, answer):
        asked = Invitation.objects.sent().filter(member=self.member)
        self.invitation = get_object_or_404(asked.select_related("opportunity", "member"), pk=invitation)
        self.answer = answer

    @property
    def back(self):
        return self.whose.to("me_invitations")

    def do(self, user):
        services.answer_invitation(self.invitation, answer=self.answer, by=user)
        return _("Saved. Thank you.")


# The three answers as a part of an address.
ANSWERS = "|".join(SAYS)
