"""After the day: write what happened next, publish it, see that everybody has been told, answer, and close."""

import uuid

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from charter.forms.assessing import FACES
from workshops import services
from workshops.forms import HOW
from workshops.models import AccessRequest, Feedback, Objection, Outcome, Session, ToldByHand
from workshops.models.session import NAMES_KEPT
from workshops.telling import with_told_days

from . import after_forms as forms
from .deed import AboutSession, Change, OfSession, OnSession, desk_page, page_of, way

AFTER = _("What happened next")
NOTE, ANSWER, SEE = "workshops.note_told", "workshops.answer_objection", "workshops.see_sign_ups"


class After(AboutSession, TemplateView):
    """How far the loop is: the words, who has been told and who has not, and who says that it was not so.

    Facilitators see counts. Names are for who runs it, while they are kept, and for the pool's staff; each look at them
    is recorded. What people said in words of their own is for who runs it alone, while names are kept: words can tell
    who said them.
    Who ran it writes, answers and closes afterwards too, and sees no name.
    """

    template_name = "team/workshops/after.html"

    @cached_property
    def session(self):
        found = Session.objects.select_related("venue", "outcome").prefetch_related("team")
        return get_object_or_404(found, slug=self.kwargs["slug"])

    def has_permission(self):
        return self.plans or self.request.user.has_perm(NOTE, self.session)

    @property
    def plans(self) -> bool:
        return self.request.user.has_perm(self.permission_required)

    def get_context_data(self, slug, **kwargs):
        session, user = self.session, self.request.user
        outcome, may_note = getattr(session, "outcome", None), user.has_perm(NOTE, session)
        with_told_days([session])
        people = services.look_at_told(session, by=user) if may_note else []
        told, all_of_them = services.count_told(session)
        feedback = list(session.feedback.all())
        may_plan, may_answer = user.has_perm(self.permission_required, session), user.has_perm(ANSWER, session)
        return super().get_context_data(
            heading=AFTER,
            crumbs=way(desk_page(), (session.name, page_of(session))) if self.plans else way(),
            session=session,
            outcome=outcome,
            lacks=outcome.lacks if outcome else [],
            texts=texts_of(outcome) if outcome else [],
            told=told,
            not_told=all_of_them - told,
            people=people,
            objections=session_objections(session) if may_answer else [],
            may_note=may_note,
            may_answer=may_answer,
            found_it=found_it(session, feedback),
            own_words=[one.words for one in feedback if one.words] if user.has_perm(SEE, session) else [],
            words_until=session.ends_at + NAMES_KEPT,
            may_plan=may_plan,
            is_too_early=not session.day_has_come,
            **kwargs,
        )


def found_it(session: Session, feedback: list[Feedback]) -> dict:
    """What people said of it: how often each face."""
    met = AccessRequest.objects.filter(sign_up__session=session).exclude(met="").order_by()
    return {
        "many": len(feedback),
        "how": [(says, sum(one.how == face for one in feedback)) for face, says in HOW.items()],
        "heard": [(says, sum(one.heard == face for one in feedback)) for face, says, _picture in FACES],
        "rung": [(one.label, sum(said.rung == one for said in feedback)) for one in Session.Rung],
        "again": [(one.label, sum(said.again == one for said in feedback)) for one in Feedback.Again],
        "missed": [(one.label, sum(said.missed == one for said in feedback)) for one in Feedback.Missed],
        "met": [(one.label, many) for one in AccessRequest.Met for many in [met.filter(met=one).count()]],
    }


def texts_of(outcome: Outcome) -> list[tuple]:
    return [
        (Outcome._meta.get_field(name).verbose_name, getattr(outcome, name), getattr(outcome, f"{name}_easy"))
        for name in Outcome.TEXTS
    ]


def session_objections(session: Session):
    return Objection.objects.about(session).select_related("place__session", "walk_in__session")


class WriteOutcome(Change, OfSession):
    """In both forms. An easy read that nobody touched keeps its mark."""

    form_class = forms.OutcomeForm
    heading = _("Write what happened next")

    @cached_property
    def thing(self):
        return Outcome.objects.filter(session=self.session).first() or Outcome(session=self.session)

    @property
    def back(self):
        return page_of(self.session, "team_after")

    @property
    def above(self):
        return [*super().above, (AFTER, self.back)]

    def words_of(self, outcome):
        return {name: getattr(outcome, name) for text in Outcome.TEXTS for name in (text, f"{text}_easy")}

    def do(self, said, user):
        fits = said.pop("easy_fits")
        old = self.words_of(self.thing)
        kept = {
            name
            for name in said
            if name.endswith("_easy") and not fits and (said[name].blocks, said[name].title) == as_it_was(old[name])
        }
        facts = {name: value for name, value in said.items() if name not in kept}
        services.write_outcome(self.session, by=user, **{**facts, "seen": facts.get("seen") or None})
        return self.back


def as_it_was(easy) -> tuple:
    return easy.blocks, easy.title


class OnAfter(OnSession):
    """A press on this page, and back to it."""

    def back(self, slug, **_where):
        return page_of(self.session, "team_after")

    def do(self, user, slug, **where):
        self.act(self.session, user, **where)
        return self.back(slug)


class Publish(OnAfter):
    done = _("Saved. Everybody who had a place is told by their way.")

    def act(self, session, user):
        services.publish_outcome(session, by=user)


class TellAgain(OnAfter):
    done = _("Saved. Everybody is told the new words by their way.")

    def act(self, session, user):
        services.tell_again(session, by=user)


class Finish(OnAfter):
    done = _("Saved. It is closed: everybody has been told.")

    def act(self, session, user):
        if session.state != Session.State.FINISHED:
            services.finish_session(session, by=user)


class NoteTold(OnAfter):
    """Somebody was told by phone, by letter, face to face; or cannot be reached."""

    permission_required = NOTE

    def act(self, session, user, kind, pk):
        how = self.request.POST.get("how", "")
        if how not in ToldByHand.How.values:
            raise ValidationError(_("Choose how they were told."))
        if kind == "place":
            who = {"place": get_object_or_404(session.sign_ups.to_tell(), pk=pk)}
        else:
            who = {"walk_in": get_object_or_404(session.attendances.walk_ins(), pk=pk)}
        services.note_told(session, **who, how=how, by=user)


class TypeUpFeedback(OfSession):
    """A sheet of paper, or what somebody said on the phone. The same press is one sheet."""

    form_class = forms.SheetForm
    heading = _("Type up how somebody found it")

    @property
    def back(self):
        return page_of(self.session, "team_after")

    def get_initial(self):
        return {"token": uuid.uuid4()}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "reads_words": self.session.shows_names}

    def form_valid(self, form):
        form.cleaned_data = {**form.cleaned_data, "said": form.said}
        return super().form_valid(form)

    def do(self, answers, user):
        facts = {name: answers[name] for name in ("said", "way", "token")}
        services.type_up_feedback(self.session, by=user, **facts)
        return self.back


class NoteObjection(OfSession):
    """Who was there, by name: for who runs it while names are kept, and for the pool's staff. The look is recorded."""

    permission_required = NOTE
    form_class = forms.ObjectionForm
    heading = _("Somebody says: that is not what we said")

    def find(self, slug):
        self.people = {key_of(one): one for one in services.look_at_told(self.session, by=self.request.user)}

    @property
    def back(self):
        return page_of(self.session, "team_after")

    def get_initial(self):
        return {"token": uuid.uuid4()}

    def get_form_kwargs(self):
        names = [(key, one.name or _("Somebody who walked in")) for key, one in self.people.items()]
        return {**super().get_form_kwargs(), "people": names}

    def do(self, said, user):
        one = self.people[said.pop("who")]
        services.note_objection(self.session, place=one.place, walk_in=one.walk_in, by=user, **said)
        return self.back


def key_of(telling) -> str:
    return f"p{telling.place.pk}" if telling.place else f"w{telling.walk_in.pk}"


class AnswerObjection(OfSession):
    """The person is told what we say to it."""

    permission_required = ANSWER
    form_class = forms.AnswerForm
    heading = _("Answer: it is not what people said")
    done = _("Saved. The person is told.")

    def find(self, slug, pk):
        self.objection = get_object_or_404(session_objections(self.session), pk=pk)

    @property
    def back(self):
        return page_of(self.session, "team_after")

    def get_initial(self):
        return {"answer": self.objection.answer}

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.objection.words, **kwargs)

    def do(self, said, user):
        services.answer_objection(self.objection, by=user, **said)
        return self.back
