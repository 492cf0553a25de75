"""Who comes to one session, for its own team: needs and what we say to them, offers, and signing somebody up."""

import uuid

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from workshops import services
from workshops.by_name import by_name, letters
from workshops.models import AccessRequest, SignUp
from workshops.models.session import NAMES_KEPT
from workshops.services import Asking

from . import people_forms as forms
from .deed import AboutSession, OfSession, desk_page, page_of, way
from .forms import SureForm
from .register import ways_of

PEOPLE = _("Who comes")
GROUPS = (
    (SignUp.State.IN, _("They have a place")),
    (SignUp.State.OFFERED, _("They were offered a place")),
    (SignUp.State.WAITING, _("They wait for a place")),
    (SignUp.State.LAPSED, _("They did not answer in time")),
)
CAME = _("They gave their place back, and came all the same")


AGAIN = _("They had signed up before. What is new is added, and what they said before stays.")
# Only who runs a session, until names are not kept for them any more.
SEE = "workshops.see_sign_ups"


class People(AboutSession, TemplateView):
    """Everybody, by how they stand and then by name. Each look at this page is recorded."""

    permission_required = SEE
    template_name = "team/workshops/people.html"

    def get_context_data(self, **kwargs):
        places = sorted(
            services.look_at_sign_ups(self.session, by=self.request.user), key=lambda place: by_name(place.name)
        )
        asked = [request for place in places for request in place.to_answer]
        now = [place for place in places if place.is_active]
        places = [place for place in places if place.is_active or not any(map(place.is_same_person, now))]
        answers = [place.still_comes for place in places if place.state == SignUp.State.IN]
        return super().get_context_data(
            heading=PEOPLE,
            crumbs=way(desk_page(), (self.session.name, page_of(self.session))),
            session=self.session,
            groups=groups_of(places),
            letters=letters([place for place in places if place.state == SignUp.State.IN]),
            by_way=ways_of(places) if self.session.is_both else [],
            taken=sum(place.state == SignUp.State.IN for place in places),
            supporters=sum(place.supporters for place in places if place.state == SignUp.State.IN),
            still_come=answers.count(SignUp.Still.YES),
            not_answered=answers.count(SignUp.Still.ASKED),
            serves_line=self.session.serves_line,
            takes_sign_ups=self.session.takes_sign_ups,
            to_answer=len(asked),
            overdue=sum(request.is_overdue for request in asked),
            kept_until=self.session.ends_at + NAMES_KEPT,
            **kwargs,
        )


def groups_of(places) -> list[tuple]:
    """By how they stand; the last only where there is somebody."""
    groups = [(says, [place for place in places if place.state == state]) for state, says in GROUPS]
    came = [place for place in places if place.state == SignUp.State.CANCELLED]
    return [*groups, (CAME, came)] if came else groups


class OfPeople(OfSession):
    """A deed on somebody who comes, and back to the list."""

    permission_required = SEE

    @property
    def people(self):
        return page_of(self.session, "team_people")

    @property
    def above(self):
        return [*super().above, (PEOPLE, self.people)]

    @property
    def back(self):
        return self.people


class SignUpSomebody(OfPeople):
    """On the phone or face to face. The same press is one sign-up."""

    form_class = forms.SignUpForm
    heading = _("Sign somebody up")
    says = _("Sign them up")
    done = _("Saved. They are told by their way if they have a place or wait for one.")

    def get_initial(self):
        return {"token": uuid.uuid4(), "supporters": 0}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "asks_way": self.session.is_both}

    def do(self, said, user):
        token = said.pop("token")
        place = services.sign_up(self.session, asking=Asking(**said), token=token, by=user)
        self.done = self.done if place.token == token else AGAIN
        return self.back


class OfPlace(OfPeople):
    """A deed on one person."""

    def find(self, slug, place):
        self.place = get_object_or_404(self.session.sign_ups, pk=place)

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.place.name, **kwargs)


class LongerOffer(OfPlace):
    form_class = forms.LongerForm
    heading = _("Keep the offered place longer")

    def do(self, said, user):
        services.extend_offer(self.place, until=said["until"], by=user)
        return self.back


class SaysYes(OfPlace):
    """Somebody says on the phone or by letter that they take the place."""

    form_class = SureForm
    heading = says = _("They say yes")
    done = _("Saved. They have the place, and are told by their way.")

    def do(self, said, user):
        services.accept_offer(self.place, by=user)
        return self.back


class WaitsAgain(OfPlace):
    form_class = SureForm
    heading = says = _("They want to wait again")

    def do(self, said, user):
        services.wait_again(self.place, by=user)
        return self.back


class StillComes(OfPlace):
    form_class = SureForm
    heading = says = _("They still come")

    def do(self, said, user):
        services.confirm_place(self.place, by=user)
        return self.back


class ChangePlace(OfPlace):
    form_class = forms.ChangePlaceForm
    heading = _("Change who comes with them")

    def get_initial(self):
        return {name: getattr(self.place, name) for name in ("comes", "supporters", "supporter_name", "travel_help")}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "asks_way": self.session.is_both}

    def do(self, said, user):
        services.change_place(self.place, by=user, **said)
        return self.back


class GiveBack(OfPlace):
    """Asks once, because the place goes to whoever waits next."""

    form_class = SureForm
    heading = says = _("They do not come")
    done = _("Saved. Their place is offered to whoever waits next.")

    def do(self, said, user):
        if self.place.state == SignUp.State.WAITING:
            self.done = _("Saved. They do not wait any more.")
        services.give_back(self.place, by=user)
        return self.back


class NoteRequest(OfPlace):
    form_class = forms.NeedForm
    heading = _("Write down what somebody needs")

    def do(self, said, user):
        services.note_request(self.place, by=user, **said)
        return self.back


class OfRequest(OfPeople):
    """A deed on one need. Who opens it looks at it."""

    def find(self, slug, pk):
        found = AccessRequest.objects.select_related("sign_up__session", "sign_up__member")
        self.asked = get_object_or_404(found, sign_up__session=self.session, pk=pk)

    def get_context_data(self, **kwargs):
        asked = services.look_at_request(self.asked, by=self.request.user)
        return super().get_context_data(about=f"{asked.sign_up.name}: {asked.says}", **kwargs)


class NoteMet(OfRequest):
    """Afterwards, on paper or on the phone, somebody says whether they got what they had asked for."""

    form_class = forms.MetForm
    heading = _("Write down if they got what they need")

    def get_initial(self):
        return {"met": self.asked.met}

    def do(self, said, user):
        services.note_met(self.asked, by=user, **said)
        return self.back


class AnswerRequest(OfRequest):
    """What we do about a need. The person is told."""

    form_class = forms.AnswerRequestForm
    heading = _("Say what we do about it")
    done = _("Saved. The person is told.")
    DEEDS = {
        AccessRequest.State.ARRANGED: services.arrange_request,
        AccessRequest.State.AGREED: services.agree_request,
        AccessRequest.State.CANNOT: services.refuse_request,
    }

    def do(self, said, user):
        """The same answer twice is one."""
        if (self.asked.state, self.asked.answer) != (said["state"], said["answer"].strip()):
            self.DEEDS[said["state"]](self.asked, answer=said["answer"], by=user)
        return self.back
