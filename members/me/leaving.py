"""A break, and leaving: one press, and nobody asks why. Erasing is asked once more, because nothing brings it back."""

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from halton_coprod.record import flow
from members import services
from members.models import Member

from .page import Mine, Page, Press

# Move → what is said when it is done.
DONE = {
    "pause": gettext_lazy("You take a break now. We do not ask you anything until you end it."),
    "resume": gettext_lazy("Your break is over. We can ask you again."),
    "leave": gettext_lazy("You have left the pool. We do not ask you anything any more. Thank you for being with us."),
}
STILL_SILENT = gettext_lazy("Your break is over. You still get no messages from us, because you stopped them.")
# A new yes to the pool brings them back: it is asked with its words.
BACK = "come_back"
WELCOME_BACK = gettext_lazy("Welcome back. We talk to you first about what you like to do.")


class Leaving(Page):
    template_name = "members/me_leaving.html"
    titles = {
        Member.State.PAUSED: gettext_lazy("You take a break"),
        Member.State.LEFT: gettext_lazy("You have left the pool"),
    }

    @property
    def title(self):
        return self.titles.get(self.member.state, gettext_lazy("Take a break or leave"))

    def get_context_data(self, **kwargs):
        can = flow.available(self.member, self.request.user)
        moves = {name: can[name] for name in DONE if name in can}
        return super().get_context_data(moves=moves, back_in=can.get(BACK), **kwargs)


class MoveSelf(Press):
    def find(self, move):
        if move not in DONE:
            raise Http404
        self.move = move

    @property
    def back(self):
        return self.whose.to("me_leaving")

    def do(self, user):
        services.move_member(self.member, self.move, by=user)
        if self.move == "resume" and not self.member.wants_messages:
            return str(STILL_SILENT)
        return str(DONE[self.move])


class EraseForm(forms.Form):
    sure = forms.BooleanField(
        label=gettext_lazy("Yes, erase everything about me"),
        error_messages={"required": gettext_lazy("Tick the box if you want us to erase everything.")},
    )


class Erase(Mine, FormView):
    """Everything that says who it was; they are signed out, because their sign-in goes too."""

    template_name = "members/me_erase.html"
    form_class = EraseForm
    title = gettext_lazy("Erase everything about you")

    @property
    def back(self):
        return self.whose.to("me_information")

    def form_valid(self, _form):
        services.erase_member(self.member, by=self.request.user)
        if not self.request.user.is_team:
            logout(self.request)
        messages.success(self.request, _("Everything about you is erased. Thank you for being with us."))
        return redirect("home")
