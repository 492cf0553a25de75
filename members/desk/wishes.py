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
    """Those of the list that is open who were never asked. One press asks so many; the page says who is left."""

    form_class = forms.Form
    heading = _("Ask whether they want to be in the pool")
    says = _("Ask them")
    done = _("Each of them gets one message. Their answer stands with what they agree to.")

    @property
    def people(self):
        """The question as it stands in the address."""
        keys = found_by(asked_of(self.request.GET)).order_by("pk").values("pk")
        return Member.objects.not_asked().filter(pk__in=keys, wants_messages=True).order_by("pk")

    def get_context_data(self, **kwargs):
        number = self.people.count()
        explains = ngettext(
            "%(number)s person was not asked yet. They get one message, by their way, and can say yes or no.",
            "%(number)s people were not asked yet. Each gets one message, by their way, and can say yes or no.",
            number,
        )
        more = [_("500 of them are asked at a time.")] if number > MOST else []
        return super().get_context_data(explains=" ".join(map(str, [explains % {"number": number}, *more])), **kwargs)

    def do(self, _said, user):
        with transaction.atomic():
            some = list(self.people.values_list("pk", flat=True)[:MOST])
            services.ask_for_yes(Member.objects.filter(pk__in=some), by=user)
        return f"{self.back}{address_of(asked_of(self.request.GET).cleaned_data)}"
