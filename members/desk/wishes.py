"""Ask whoever came in with a list whether they want to be in the pool: once, each by their way."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members import services
from members.models import Member

from .deed import Deed
from .finding import address_of, asked_of, found_by

# So many at a time, so that nobody waits for the page.
MOST = 500


class AskForYes(Deed):
    """Those of the list that is open who were never asked. One press asks so many; the page says who is left, and how
    many want no messages and are not asked.
    """

    form_class = forms.Form
    heading = _("Ask whether they want to be in the pool")
    says = _("Ask them")
    done = _("Each of them gets one message. Their answer stands with what they agree to.")

    def people(self, *, wants_messages=True):
        """The question as it stands in the address."""
        keys = found_by(asked_of(self.request.GET)).order_by("pk").values("pk")
        return Member.objects.not_asked().filter(pk__in=keys, wants_messages=wants_messages).order_by("pk")

    def get_context_data(self, **kwargs):
        number, quiet = self.people().count(), self.people(wants_messages=False).count()
        self.says = self.says if number else ""
        explains = [said_of(number, quiet), _("500 of them are asked at a time.") if number > MOST else ""]
        return super().get_context_data(explains=" ".join(str(words) for words in explains if words), **kwargs)

    def do(self, _said, user):
        with transaction.atomic():
            some = list(self.people().values_list("pk", flat=True)[:MOST])
            services.ask_for_yes(Member.objects.filter(pk__in=some), by=user)
        return f"{self.back}{address_of(asked_of(self.request.GET).cleaned_data)}"


def said_of(number: int, quiet: int) -> str:
    """How many are asked, and how many are not because they said that they want no messages."""
    asked = ngettext(
        "%(number)s person was not asked yet. They get one message, by their way, and can say yes or no.",
        "%(number)s people were not asked yet. Each gets one message, by their way, and can say yes or no.",
        number,
    )
    left_out = ngettext(
        "%(quiet)s more is not asked, because they want no messages.",
        "%(quiet)s more are not asked, because they want no messages.",
        quiet,
    )
    said = [asked if number else str(_("Nobody of this list is asked now.")), left_out if quiet else ""]
    return " ".join(filter(None, said)) % {"number": number, "quiet": quiet}
