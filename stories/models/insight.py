"""From stories to change: what a story tells us, what people make of several together, and what they ask for."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from charter.models.fingerprint import fingerprint_of
from halton_coprod.easyread.fields import EasyReadField
from halton_coprod.record.flow import Move
from members.models.sealed import SealedField
from stories.audiences import audiences_of
from workshops.models import Recommendation, Session

from .release import Audience, Line
from .story import Story


def lines_over(user, **forms):
    """The lines of a story's release in force that cover the outer insight for this visitor."""
    return Line.objects.in_force().filter(
        release__story=OuterRef("story"),
        release__mark=OuterRef("story__mark"),
        audience__in=audiences_of(user),
        **forms,
    )


class InsightQuerySet(models.QuerySet):
    def on_the_desk(self):
        """Of stories that are not taken back: the team reads nothing more of those."""
        return self.filter(story__state__in=Story.KEPT)

    def visible_to(self, user):
        """Those whose tellers agreed, of stories that this visitor may have whole or in quotes today.

        `may_quote` says whether the teller's own words may stand beside them.
        """
        return (
            self.filter(state=Insight.State.AGREED, story__state=Story.State.PUBLISHED)
            .annotate(may_quote=Exists(lines_over(user, quote=True)), shows_whole=Exists(lines_over(user, whole=True)))
            .filter(Q(may_quote=True) | Q(shows_whole=True))
        )


class Insight(models.Model):
    """What one story tells us: a few of its own words, and in plain words what works, does not, or could be better.

    Nobody but the team sees it before its teller has said that it is right. It goes with the story's release.
    """

    class Says(models.TextChoices):
        WORKS = "works", _("This works")
        DOES_NOT = "does_not", _("This does not work")
        BETTER = "better", _("This could be better")

    class State(models.TextChoices):
        NOTED = "noted", _("The teller has not said yet if it is right")
        AGREED = "agreed", _("The teller says it is right")
        REFUSED = "refused", _("The teller says it is not right")

    MOVES = {
        "agree": Move((State.NOTED,), State.AGREED, "stories.answer_insight", _("Yes, this is right")),
        "disagree": Move((State.NOTED,), State.REFUSED, "stories.answer_insight", _("No, this is not right")),
    }

    story = models.ForeignKey(Story, models.CASCADE, related_name="insights")
    excerpt = models.TextField(_("a few words of the story"), max_length=600)
    says = models.CharField(_("what it says"), max_length=8, choices=Says)
    words = models.TextField(_("in plain words"), max_length=600)
    easy = EasyReadField()
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.NOTED)
    checked_how = models.CharField(_("how the teller said it"), max_length=200, blank=True)
    explained_by = SealedField(_("who explained it, and how"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = InsightQuerySet.as_manager()

    class Meta:
        verbose_name = _("insight")
        verbose_name_plural = _("insights")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(says__in=["works", "does_not", "better"]), name="insight_says_known"),
            models.CheckConstraint(condition=Q(state__in=["noted", "agreed", "refused"]), name="insight_state_known"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class SenseMaking(models.Model):
    """A session at which people, tellers among them, lay insights on the table and find what they say together."""

    session = models.OneToOneField(Session, models.PROTECT, related_name="sense_making")
    insights = models.ManyToManyField(Insight, blank=True, related_name="discussed")
    tellers = models.PositiveSmallIntegerField(_("how many tellers were there"), default=0)

    class Meta:
        verbose_name = _("sense-making session")
        verbose_name_plural = _("sense-making sessions")
        ordering = ["-session__starts_at"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Shown, and with at least one insight that this visitor may see: with the last story it rests on it goes. Its
        words are held back from everybody while they are to be looked at again.
        """
        seen = Insight.objects.visible_to(user).filter(findings=OuterRef("pk"))
        return self.filter(Exists(seen), ~Exists(self.lost_grounds()), state=Finding.State.SHOWN)

    def to_look_at_again(self):
        """Shown, and a story that its words rest on is not seen any more by whom it was when they were looked at."""
        return self.filter(Exists(self.lost_grounds()), state=Finding.State.SHOWN)

    def lost_grounds(self):
        """Of the outer finding."""
        return Ground.objects.lost().filter(finding=OuterRef("pk"))

    def were_for(self, user):
        """Shown, and resting on a story of which this visitor could once see something; or on none any more."""
        lines = Line.objects.filter(release__story=OuterRef("story"), audience__in=audiences_of(user)).with_a_yes()
        insights = Insight.objects.filter(findings=OuterRef("pk"))
        was_seen = insights.filter(Exists(lines)).exclude(story__published_on=None)
        return self.filter(Exists(was_seen) | ~Exists(insights), state=Finding.State.SHOWN)

    def with_what_it_led_to(self):
        """Each with its recommendation and the answers to that."""
        return self.select_related("recommendation", "sense_making__session").prefetch_related("recommendation__given")

    def with_insights(self, user):
        seen = Insight.objects.visible_to(user).select_related("story")
        return self.prefetch_related(Prefetch("insights", queryset=seen, to_attr="seen_insights"))


class GroundQuerySet(models.QuerySet):
    def lost(self):
        """Those whose audience has the story neither whole nor in quotes today, or whose insight is gone or not agreed
        to any more.
        """
        theirs = Q(audience=OuterRef("audience")) | Q(audience=Audience.WEB)
        in_force = Line.objects.in_force().filter(
            theirs,
            Q(whole=True) | Q(quote=True),
            release__story=OuterRef("insight__story"),
            release__mark=OuterRef("insight__story__mark"),
        )
        holds = Q(insight__state=Insight.State.AGREED, insight__story__state=Story.State.PUBLISHED)
        return self.exclude(holds & Q(Exists(in_force)))


class Ground(models.Model):
    """What the words of a finding rested on when somebody last looked at them: an insight, and an audience that saw
    its story then. It stays where the insight is deleted with its story.
    """

    finding = models.ForeignKey("stories.Finding", models.CASCADE, related_name="grounds")
    insight = models.ForeignKey(Insight, models.SET_NULL, null=True, related_name="+")
    audience = models.CharField(_("who"), max_length=8, choices=Audience)

    objects = GroundQuerySet.as_manager()

    class Meta:
        verbose_name = _("ground of a finding")
        verbose_name_plural = _("grounds of findings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "insight", "audience"], name="ground_once"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="ground_audience_known"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class Finding(models.Model):
    """What several stories say together, found at a session; and what was asked of somebody because of it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        SHOWN = "shown", _("Everybody can read it")

    MOVES = {
        "show": Move((State.DRAFT,), State.SHOWN, "stories.keep_finding", _("Show it to everybody")),
        "take_down": Move((State.SHOWN,), State.DRAFT, "stories.keep_finding", _("Take it down")),
    }

    sense_making = models.ForeignKey(SenseMaking, models.PROTECT, related_name="findings")
    title = models.CharField(_("what we found"), max_length=160)
    words = models.TextField(_("in plain words"), max_length=3_000)
    easy = EasyReadField()
    insights = models.ManyToManyField(Insight, related_name="findings")
    recommendation = models.ForeignKey(
        Recommendation, models.SET_NULL, null=True, blank=True, related_name="story_findings"
    )
    state = models.CharField(_("state"), max_length=5, choices=State, default=State.DRAFT)
    is_example = models.BooleanField(_("our own example"), default=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=["draft", "shown"]), name="finding_state_known")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("stories:finding", args=[self.pk])

    @property
    def fingerprint(self) -> str:
        insights = sorted(self.insights.values_list("pk", flat=True)) if self.pk else []
        return fingerprint_of(*(getattr(self, field.attname) for field in self._meta.concrete_fields), insights)

    @property
    def easy_title(self) -> str:
        return self.easy.title or self.title

    @property
    def all_words(self) -> str:
        return "\n".join((self.title, self.words, self.easy.title, self.easy.text))

    @property
    def asked(self):
        """What was asked because of it, once everybody may read that."""
        asked = self.recommendation
        return asked if asked and asked.state != Recommendation.State.DRAFT else None

    @property
    def answer(self):
        """The newest answer to that."""
        given = list(self.asked.given.all()) if self.asked else []
        return given[0] if given else None
