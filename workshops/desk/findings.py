"""Notes of a session, themes with their evidence, recommendations and the answers to them."""

from itertools import groupby

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from workshops import services
from workshops.by_name import by_name
from workshops.models import Recommendation, Session, Theme
from workshops.models.findings import ANSWER_IT

from . import findings_forms as forms
from .deed import Change, Deed, ForPlanners, OfSession, OnSession, Press, desk_page, page_of, way

NOTES, THEMES, RECOMMENDATIONS = _("Notes"), _("Themes"), _("Recommendations")
SEE = "workshops.see_recommendations"


def themes_page() -> tuple:
    return (THEMES, reverse("workshops:team_themes"))


def recommendations_page() -> tuple:
    return (RECOMMENDATIONS, reverse("workshops:team_recommendations"))


class Notes(ForPlanners, TemplateView):
    """Everything that was said at one session, by table and question."""

    template_name = "team/workshops/notes.html"

    def get_context_data(self, slug, **kwargs):
        session = get_object_or_404(Session.objects.prefetch_related("team"), slug=slug)
        notes = sorted(session.notes.prefetch_related("themes"), key=lambda note: (by_name(note.table), note.prompt))
        return super().get_context_data(
            heading=NOTES,
            crumbs=way(desk_page(), (session.name, page_of(session))),
            session=session,
            may_plan=self.request.user.has_perm(self.permission_required, session),
            tables=[(where, list(said)) for where, said in groupby(notes, key=lambda note: (note.table, note.prompt))],
            **kwargs,
        )


class OfNotes(OfSession):
    @property
    def above(self):
        return [*super().above, (NOTES, self.back)]

    @property
    def back(self):
        return page_of(self.session, "team_notes")


class AddNotes(OfNotes):
    form_class = forms.NotesForm
    heading = _("Add notes")
    says = _("Add them")

    def get_initial(self):
        """From the page of the tables: which table, and what was asked there."""
        return {name: self.request.GET.get(name, "")[:most] for name, most in (("table", 40), ("prompt", 200))}

    def do(self, said, user):
        services.add_notes(self.session, by=user, **said)
        return self.back


class ThemeOfNotes(OfNotes):
    """What many said about one thing, in one go."""

    form_class = forms.ThemeOfNotesForm
    heading = says = _("Give notes a theme")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "session": self.session}

    def do(self, said, user):
        services.give_theme(self.session, by=user, **said)
        return self.back


class ChangeNote(OfNotes):
    form_class = forms.NoteForm
    heading = _("Change a note")

    def find(self, slug, pk):
        self.note = get_object_or_404(self.session.notes, pk=pk)

    def get_initial(self):
        known = {name: getattr(self.note, name) for name in ("words", "people", "said_by")}
        return {**known, "themes": list(self.note.themes.all())}

    def do(self, said, user):
        services.change_note(self.note, by=user, **said)
        return self.back


class TakeOutNote(OnSession):
    """Pressed twice it is gone once."""

    done = _("Taken out.")

    def back(self, slug, **_where):
        return page_of(self.session, "team_notes")

    def do(self, user, slug, pk):
        for note in self.session.notes.filter(pk=pk):
            services.take_out_note(note, by=user)
        return self.back(slug)


class Themes(ForPlanners, TemplateView):
    """Each theme with how much stands behind it."""

    template_name = "team/workshops/themes.html"

    def get_context_data(self, **kwargs):
        themes = Theme.objects.with_evidence()
        return super().get_context_data(heading=THEMES, crumbs=way(desk_page()), themes=themes, **kwargs)


class OneTheme(ForPlanners, TemplateView):
    """A theme and its evidence: who said what at which session, without names."""

    template_name = "team/workshops/theme.html"

    def get_context_data(self, pk, **kwargs):
        theme = get_object_or_404(Theme.objects.with_evidence(), pk=pk)
        return super().get_context_data(
            heading=theme.name,
            crumbs=way(desk_page(), themes_page()),
            theme=theme,
            notes=theme.notes.select_related("session").order_by("session__starts_at", "pk"),
            recommendations=theme.recommendations.all(),
            **kwargs,
        )


class KeepsThemes(Deed):
    form_class = forms.ThemeForm

    @property
    def above(self):
        return [themes_page()]

    @property
    def back(self):
        return reverse("workshops:team_themes")


class AddTheme(KeepsThemes):
    heading = _("Add a theme")
    says = _("Add it")

    def do(self, said, user):
        del said["seen"]
        services.keep_theme(by=user, **said)
        return self.back


class ChangeTheme(KeepsThemes, Change):
    heading = _("Change a theme")

    @cached_property
    def thing(self):
        return get_object_or_404(Theme, pk=self.kwargs["pk"])

    def find(self, pk):
        """Found when its words are asked for."""

    def words_of(self, theme):
        return {name: getattr(theme, name) for name in ("name", "summary", "summary_easy")}

    def do(self, said, user):
        services.keep_theme(theme=self.thing, by=user, **said)
        return reverse("workshops:team_theme", args=[self.thing.pk])


class Recommendations(ForPlanners, TemplateView):
    """What waits for an answer, the most overdue first, and everything else. Others see what they are asked."""

    permission_required = SEE
    template_name = "team/workshops/recommendations.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        may_plan = user.has_perm(ForPlanners.permission_required)
        found = Recommendation.objects.all() if may_plan else user.recommendations.public()
        found = sorted(found, key=lambda one: (one.is_answered, one.due or one.FAR))
        return super().get_context_data(
            heading=RECOMMENDATIONS,
            crumbs=way(desk_page()) if may_plan else way(),
            lines=[(one, user.has_perm(ANSWER_IT, one) and one.state != one.State.DRAFT) for one in found],
            may_plan=may_plan,
            **kwargs,
        )


class KeepsRecommendations(Deed):
    form_class = forms.RecommendationForm

    @property
    def above(self):
        return [recommendations_page()]

    @property
    def back(self):
        return reverse("workshops:team_recommendations")


class AddRecommendation(KeepsRecommendations):
    heading = _("Write a recommendation")
    done = _("Saved. Nobody else sees it before you ask for an answer.")

    def do(self, said, user):
        del said["seen"]
        services.write_recommendation(by=user, **said)
        return self.back


class ChangeRecommendation(KeepsRecommendations, Change):
    heading = _("Change a recommendation")

    @cached_property
    def thing(self):
        return get_object_or_404(Recommendation, pk=self.kwargs["pk"])

    def find(self, pk):
        """Found when its words are asked for."""

    def words_of(self, one):
        known = {name: getattr(one, name) for name in ("title", "words", "easy", "owner", "answers_it", "theme")}
        linked = (
            f"{part.kind}-{part.pk}"
            for part in forms.linked_parts()
            for name in [forms.LINKED[part.kind]]
            if getattr(part, f"{name}_id") == getattr(one, f"{name}_id")
        )
        return {**known, "charter": next(linked, "")}

    def do(self, said, user):
        services.write_recommendation(recommendation=self.thing, by=user, **said)
        return self.back


class AskForAnswer(Press):
    done = _("Saved. Everybody can read it, and an answer is due in 8 weeks.")

    def back(self, **_where):
        return reverse("workshops:team_recommendations")

    def do(self, user, pk):
        found = get_object_or_404(Recommendation, pk=pk)
        if found.state == Recommendation.State.DRAFT:
            services.ask_for_answer(found, by=user)
        return self.back()


class AnswerIt(Deed):
    """By whoever was asked; the page is nobody else's."""

    form_class = forms.AnswerForm
    heading = _("Answer a recommendation")
    done = _("Saved. Everybody can read it.")

    @cached_property
    def asked(self):
        return get_object_or_404(Recommendation.objects.public(), pk=self.kwargs["pk"])

    def has_permission(self):
        return self.request.user.has_perm(ANSWER_IT, self.asked)

    def find(self, pk):
        """Found already, to ask who may."""

    @property
    def desk(self):
        return recommendations_page()

    @property
    def back(self):
        return reverse("workshops:team_recommendations")

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.asked.title, **kwargs)

    def do(self, said, user):
        """The same answer twice is one."""
        last = self.asked.given.first()
        if last is None or (last.state, last.words) != (said["state"], said["words"]):
            services.answer_recommendation(self.asked, by=user, **said)
        return self.back
