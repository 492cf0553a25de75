"""The parts of a plan: what and where, the words, the places, the team, the agenda, and another day or venue."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshops import services
from workshops.models import Session

from . import forms
from .deed import ChangeSession, OfSession
from .sessions import TOLD


class ChangeFacts(ChangeSession):
    form_class = forms.FactsForm
    heading = _("Change what, when and where")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "is_told": self.session.state in TOLD, "stands": self.session.starts_at}

    def words_of(self, session):
        plain = {name: getattr(session, name) for name in ("name", "mode", "venue", "contact", "rung", "series")}
        return {**plain, "topics": list(session.topics.all()), **forms.day_of(session)}

    def do(self, facts, user):
        services.change_session(self.session, by=user, **facts)
        return self.back


class ChangeWords(ChangeSession):
    """Each text in both forms. An easy read that nobody touched keeps its mark: the page says where it has drifted."""

    form_class = forms.WordsForm
    template_name = "team/workshops/words.html"
    heading = _("Change the words")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "meets_online": self.session.mode != Session.Mode.IN_PERSON}

    def words_of(self, session):
        return {name: getattr(session, name) for name in self.form_class.base_fields if hasattr(session, name)}

    def do(self, said, user):
        fits = said.pop("easy_fits")
        easy = [name for name in said if name.endswith("_easy")]
        kept = {name for name in easy if not fits and self.is_as_it_was(said, name)}
        services.change_session(self.session, by=user, **{name: said[name] for name in said if name not in kept})
        return self.back

    def is_as_it_was(self, said, name) -> bool:
        old = getattr(self.session, name)
        return (said[name].title, said[name].blocks) == (old.title, old.blocks)


class ChangePlaces(ChangeSession):
    """More places serve the waiting list at once."""

    form_class = forms.PlacesForm
    heading = _("Change places and sign-up days")

    def words_of(self, session):
        known = super().words_of(session)
        days = {
            name: known[name] and timezone.localtime(known[name]).date() for name in ("sign_up_from", "sign_up_until")
        }
        return {**known, **days}

    def do(self, facts, user):
        services.change_session(self.session, by=user, **facts)
        return self.back


class ChangeTeam(ChangeSession):
    form_class = forms.TeamForm
    heading = _("Change the team")

    def words_of(self, session):
        many = {name: list(getattr(session, name).all()) for name in ("team", "door_helpers")}
        return {**many, "stand_in": session.stand_in}

    def do(self, people, user):
        services.change_session(self.session, by=user, **people)
        return self.back


class ChangeAgenda(ChangeSession):
    """The whole agenda at once, with some empty rows to go on."""

    form_class = forms.AgendaForm
    template_name = "team/workshops/agenda.html"
    heading = _("Change the agenda")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rows": self.session.agenda.count() + forms.SPARE_ROWS}

    def words_of(self, session):
        return {
            f"{name}_{number}": value
            for number, item in enumerate(session.day_plan, start=1)
            for name, value in (("at", item.at), ("words", item.words), ("easy", item.easy), ("break", item.is_break))
        }

    def do(self, said, user):
        services.set_agenda(self.session, by=user, **said)
        return self.back


class MoveSession(OfSession):
    form_class = forms.MoveForm
    heading = _("Move it to another day or venue")

    def get_initial(self):
        return {**forms.day_of(self.session), "mode": self.session.mode, "venue": self.session.venue}

    def get_form_kwargs(self):
        has_begun = self.session.state in Session.UNSAID and not self.session.has_not_begun
        return {**super().get_form_kwargs(), "puts_right": has_begun}

    def do(self, facts, user):
        is_same = all(getattr(self.session, name) == said for name, said in facts.items() if said)
        self.done = said_of_move(services.move_session(self.session, by=user, **facts), is_same=is_same)
        return self.back


def said_of_move(session, *, is_same: bool):
    """Who is told of it, as it stands now."""
    if is_same:
        return _("Nothing has changed: it is the same day and the same place.")
    if session.state == Session.State.DRAFT:
        return _("Saved. Nobody is told: nobody could sign up yet.")
    if session.state == Session.State.POSTPONED:
        return _("Saved. Nobody is told yet. When you open sign-up, everybody who signed up is told.")
    if not session.has_not_begun:
        return _("Saved. Nobody is told: it has begun already.")
    return _("Saved. Everybody whom it concerns is told, and asked if they still can come.")
