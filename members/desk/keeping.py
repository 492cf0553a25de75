"""How long we keep what we know, what the clock has cleared out, and who must be asked by a person of the team."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from members import services
from members.models import Member, RetentionRun
from members.models.retention import (
    CALLS,
    CALLS_TO_MAKE,
    LEFT,
    LINES,
    LOOKS,
    MESSAGES,
    PAPERS,
    SIGN_INS,
    SUPPORT,
    TO_ANSWER,
    UNHEARD,
    WORDS,
)

from .deed import ForPool, desk_page, find_person, page_of, way

FEW = 50
RUNS = 60
# What we keep → for how long, in days or in words, and what happens then.
PERIODS = (
    (_("People we have not heard from"), UNHEARD.days, _("We ask them if they want to stay.")),
    (_("People who do not answer that"), TO_ANSWER.days, _("They are erased, when our question has reached them.")),
    (_("People who left the pool"), LEFT.days, _("They are erased.")),
    (_("What somebody needs, and what they agreed to"), 365, _("We ask them if it is still right.")),
    (_("The words of messages"), MESSAGES.days, _("They are emptied. That there was a message stays.")),
    (_("Who looked at what"), LOOKS.days, _("It is deleted.")),
    (_("Answers of people who began to join"), 30, _("They are deleted.")),
    (_("Lists that nobody brought in"), 7, _("Their words are deleted.")),
    (_("Calls that somebody asked for and nobody made"), CALLS_TO_MAKE.days, _("They are deleted.")),
    (
        _("That we have called somebody"),
        CALLS.days,
        _("It is deleted. The name and the number went when we had called."),
    ),
    (
        _("Papers, and how somebody told us"),
        PAPERS.days,
        _("They are deleted. The paper of a yes stays as long as the yes holds, and a year more."),
    ),
    (_("Who supported somebody and does not any more"), SUPPORT.days, _("The name and how to reach them are deleted.")),
    (_("The sign-in of a supporter of before"), SIGN_INS.days, _("It is erased, if they do nothing else here.")),
    (
        _("What was said about a move, or with an answer to an invitation"),
        WORDS.days,
        _("The words are deleted. The move and the answer stay."),
    ),
    (_("What was done, and by whom"), LINES.days, _("It is deleted.")),
    (_("Notes"), 0, _("Each is deleted on the day that was chosen for it.")),
)


class Keeping(ForPool, TemplateView):
    template_name = "team/pool/keeping.html"
    permission_required = "members.see_keeping"

    def get_context_data(self, **kwargs):
        silent = Member.objects.not_heard_from(timezone.now() - UNHEARD).filter(wants_messages=False)
        return super().get_context_data(
            heading=_("What we keep, and how long"),
            crumbs=way(desk_page()),
            # Whole years are said as years.
            periods=[(what, 0 if days % 365 else days // 365, days, then) for what, days, then in PERIODS],
            runs=RetentionRun.objects.all()[:RUNS],
            silent=silent[:FEW],
            many_silent=silent.count(),
            **kwargs,
        )


class ConfirmPerson(ForPool, View):
    """They told the team that all of it is still right, and that they stay."""

    http_method_names = ["post"]

    def post(self, request, pk):
        member = find_person(pk)
        services.confirm_member(member, by=request.user)
        messages.success(request, _("Saved. They are asked again in a year."))
        return redirect(page_of(member))
