"""From stories to change, on the desk: insights of a story, sessions at which sense is made of them, findings."""

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from charter.views.desk import deed
from charter.views.desk.deed import sentence_of
from halton_coprod.record.flow import NotNow
from stories import services
from stories.forms import desk_findings as forms
from stories.models import Collection, Finding, Insight, SenseMaking, Story

from .deed import DESK, Deed, ForCurators, OfStory, page_of, way
from .gathering import Deed as WideDeed

FINDINGS = (_("From stories to change"), "stories:team_findings")
SHOWN = 25
PRESSES = ("in", "out", "earlier", "later")
COLLECTIONS = (_("Collections"), "stories:team_collections")


def insights_page(story) -> str:
    return reverse("stories:team_insights", args=[story.slug])


class Insights(OfStory, TemplateView):
    """What one story tells us, and what its teller says to it."""

    template_name = "stories/desk/insights.html"

    def get_context_data(self, **kwargs):
        story = self.story
        return super().get_context_data(
            heading=_("What it tells us"),
            crumbs=way((story.called_on_desk, page_of(story))),
            story=story,
            insights=[] if story.is_gone else story.insights.prefetch_related("findings"),
            **kwargs,
        )


class NoteInsight(Deed):
    form_class = forms.InsightForm
    heading = _("Note what the story tells us")
    done = _("Saved. The teller says whether it is right.")

    def do(self, said, user):
        services.note_insight(self.story, by=user, **said)


class AnswerInsight(Deed):
    """What the teller said about it on the phone, by letter or face to face."""

    form_class = forms.AnswerInsightForm
    heading = _("What does the teller say to it?")

    def do(self, said, user):
        insight = get_object_or_404(self.story.insights, pk=self.kwargs["pk"])
        services.answer_insight(insight, is_right=said.pop("is_right") == "yes", by=user, **said)


class DropInsight(ForCurators, deed.Press):
    done = _("Taken out.")

    def back(self, slug, pk):
        return reverse("stories:team_insights", args=[slug])

    def do(self, user, slug, pk):
        for insight in Insight.objects.filter(story__slug=slug, pk=pk).select_related("story"):
            services.drop_insight(insight, by=user)
        return self.back(slug, pk)


class Findings(ForCurators, TemplateView):
    """The sessions with what was on their tables, and what was found."""

    template_name = "stories/desk/findings.html"

    def get_context_data(self, **kwargs):
        on_the_table = Prefetch("insights", queryset=Insight.objects.on_the_desk())
        made = SenseMaking.objects.select_related("session").prefetch_related(on_the_table, "findings__recommendation")
        return super().get_context_data(
            heading=FINDINGS[0],
            crumbs=way(),
            made=made,
            waiting=Insight.objects.on_the_desk().filter(state=Insight.State.NOTED).select_related("story"),
            read=set(Finding.objects.visible_to(None)),
            again=set(Finding.objects.to_look_at_again()),
            **kwargs,
        )


class OfFindings(WideDeed):
    permission_required = "stories.keep_finding"

    @property
    def desk(self):
        return (DESK[0], reverse(DESK[1]))

    @property
    def above(self):
        return [(FINDINGS[0], self.back)]

    @property
    def back(self):
        return reverse(FINDINGS[1])


class AddSenseMaking(OfFindings):
    form_class = forms.SenseMakingForm
    heading = _("Lay insights on a table")

    def do(self, said, user):
        services.keep_sense_making(by=user, **said)
        return self.back


class ChangeSenseMaking(AddSenseMaking):
    heading = _("Change what is on the table")

    def find(self, pk):
        self.made = get_object_or_404(SenseMaking, pk=pk)

    def get_initial(self):
        made = self.made
        return {"session": made.session_id, "insights": list(made.insights.all()), "tellers": made.tellers}


class AddFinding(OfFindings):
    form_class = forms.FindingForm
    heading = _("Write what was found")

    def find(self, made):
        self.made = get_object_or_404(SenseMaking, pk=made)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "sense_making": self.made}

    def get_initial(self):
        return {"seen": "new"}

    def do(self, said, user):
        del said["seen"]
        services.keep_finding(sense_making=self.made, by=user, **said)
        return self.back


class ChangeFinding(OfFindings, deed.Change):
    form_class = forms.FindingForm
    heading = _("Change what was found")

    def find(self, pk):
        """Found when its words are asked for."""

    @cached_property
    def thing(self):
        return get_object_or_404(Finding.objects.select_related("sense_making"), pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        is_shown = self.thing.state == Finding.State.SHOWN
        return {**super().get_form_kwargs(), "sense_making": self.thing.sense_making, "is_shown": is_shown}

    def words_of(self, finding):
        known = {name: getattr(finding, name) for name in ("title", "words", "easy", "recommendation")}
        return {**known, "insights": list(finding.insights.all())}

    def theirs_of(self, finding):
        asked = str(finding.recommendation or "")
        return {**self.words_of(finding), "insights": str(finding.insights.count()), "recommendation": asked}

    def do(self, said, user):
        services.keep_finding(finding=self.thing, sense_making=self.thing.sense_making, by=user, **said)
        return self.back


class MoveFinding(ForCurators, deed.Press):
    """A button: show it, say that its words stand, or take it down."""

    permission_required = "stories.keep_finding"
    DEEDS = {
        "show": services.show_finding,
        "stand": services.let_finding_stand,
        "take_down": services.take_down_finding,
    }

    def back(self, **_where):
        return reverse(FINDINGS[1])

    def do(self, user, pk, move):
        self.DEEDS[move](get_object_or_404(Finding, pk=pk), by=user)
        return self.back()


class Collections(ForCurators, TemplateView):
    template_name = "stories/desk/collections.html"

    def get_context_data(self, **kwargs):
        public = Q(places__story__in=Story.objects.public())
        found = Collection.objects.annotate(chosen=Count("places"), found=Count("places", filter=public))
        return super().get_context_data(heading=COLLECTIONS[0], crumbs=way(), collections=found, **kwargs)


def stories_page(collection) -> str:
    return reverse("stories:team_collection_stories", args=[collection.pk])


class CollectionStories(ForCurators, TemplateView):
    """Its stories by their titles, each with its buttons, and a search for more."""

    permission_required = "stories.curate_story"
    template_name = "stories/desk/collection_stories.html"

    @cached_property
    def collection(self):
        return get_object_or_404(Collection, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        form = forms.FindStoryForm(self.request.GET or None)
        asked = form.cleaned_data["find"] if form.is_valid() else ""
        places = self.collection.places.select_related("story")
        others = Story.objects.filter(state=Story.State.PUBLISHED).exclude(in_collections__collection=self.collection)
        return super().get_context_data(
            heading=self.collection.name,
            crumbs=way((FINDINGS[0], reverse(FINDINGS[1])), (COLLECTIONS[0], reverse(COLLECTIONS[1]))),
            chosen=[(one, one.called_on_desk) for one in (place.story for place in places)],
            found=others.filter(title__icontains=asked)[:SHOWN],
            search_form=form,
            **kwargs,
        )

    def post(self, request, pk):
        press, _dash, slug = request.POST.get("press", "").partition("-")
        if press not in PRESSES:
            raise Http404
        story = get_object_or_404(Story.objects.exclude(state=Story.State.TELLING), slug=slug)
        try:
            services.arrange_collection(self.collection, story=story, press=press, by=request.user)
        except NotNow as fault:
            messages.error(request, sentence_of(fault))
        else:
            messages.success(request, _("Saved."))
        return redirect(stories_page(self.collection))


class KeepsCollections(OfFindings):
    permission_required = "stories.curate_story"
    form_class = forms.CollectionForm

    @property
    def above(self):
        return [(COLLECTIONS[0], self.back)]

    @property
    def back(self):
        return reverse(COLLECTIONS[1])


class AddCollection(KeepsCollections):
    heading = _("Begin a collection")

    def get_initial(self):
        return {"seen": "new"}

    def do(self, said, user):
        del said["seen"]
        return stories_page(services.keep_collection(by=user, **said))


class ChangeCollection(KeepsCollections, deed.Change):
    heading = _("Change the collection")

    def find(self, pk):
        """Found when its words are asked for."""

    @cached_property
    def thing(self):
        return get_object_or_404(Collection, pk=self.kwargs["pk"])

    def words_of(self, collection):
        return {name: getattr(collection, name) for name in ("name", "about", "about_easy", "is_shown")}

    def do(self, said, user):
        services.keep_collection(collection=self.thing, by=user, **said)
        return self.back
