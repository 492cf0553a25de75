"""The pool's staff sign somebody of the pool up: with their record, so that nothing is asked again."""

import uuid

from django.utils.translation import gettext_lazy as _

from members.desk.deed import OfPerson
from workshops import services
from workshops.models import Session
from workshops.services import Asking

from . import people_forms as forms
from .people import AGAIN


class Book(OfPerson):
    """On the phone, on paper or face to face. Their needs and how to reach them come from the pool."""

    form_class = forms.BookForm
    heading = _("Sign them up for a session")
    says = _("Sign them up")
    done = _("Saved. They are told by their way if they have a place or wait for one.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "sessions": list(Session.objects.taking_sign_ups())}

    def get_initial(self):
        return {"token": uuid.uuid4(), "supporters": 0}

    def get_context_data(self, **kwargs):
        says = _("What they need and how to reach them comes from the pool. Ask only about this day.")
        return super().get_context_data(explains=says, **kwargs)

    def do(self, said, user):
        session, token = said.pop("session"), said.pop("token")
        place = services.sign_up(session, asking=Asking(**said), token=token, member=self.member, by=user)
        self.done = self.done if place.token == token else AGAIN
        return self.back
