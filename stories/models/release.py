"""The two consents: to record, and then, after seeing the finished piece, to share: to whom, as what, under which name,
until when. Each its own yes or no."""

import functools
import operator

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.asked import CameBy
from members.models.sealed import SealedField

from .media import YesRecord
from .words import PIECES, StoryWords, query_of


class Audience(models.TextChoices):
    """Who may see it, the nearest first."""

    PROJECT = "project", _("The people who gather stories with us")
    PARTNERS = "partners", _("The council and its partners")
    TRAINING = "training", _("People who learn at a training")
    WEB = "web", _("Everybody, on this website")
    PRESS = "press", _("Newspapers, radio and television")


class Form(models.TextChoices):
    """As what they may see it."""

    WHOLE = "whole", _("The whole story")
    CLIP = "clip", _("A short piece of the sound or film")
    QUOTE = "quote", _("A few of my words")
    SUMMARY = "summary", _("A summary")


class NameShown(models.TextChoices):
    """Under which name."""

    FULL = "full", _("My full name")
    FIRST = "first", _("Only my first name")
    MADE_UP = "made_up", _("A made-up name")
    NONE = "none", _("No name")


class Consent(models.Model):
    """The first consent, to record and keep: the words shown, how it was given, who explained it. Never rewritten."""

    story = models.OneToOneField("stories.Story", models.CASCADE, related_name="consent")
    wording = models.TextField(_("the words shown"))
    how = models.CharField(_("how it was given"), max_length=10, choices=CameBy, default=CameBy.ONLINE)
    explained_by = SealedField(_("who explained it, and how"), blank=True)
    kept_where = SealedField(_("where the record of it is"), blank=True)
    record = models.ForeignKey(YesRecord, models.SET_NULL, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("consent to record")
        verbose_name_plural = _("consents to record")
        constraints = [models.CheckConstraint(condition=~Q(wording=""), name="story_consent_keeps_words")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class ReleaseQuerySet(models.QuerySet):
    def to_ask_again(self, today, before):
        """Of published stories: the newest, where the time of a line ends soon and nobody has asked about it yet."""
        newer = Release.objects.filter(story=OuterRef("story"), pk__gt=OuterRef("pk"))
        ending = Line.objects.filter(release=OuterRef("pk")).to_ask_about(today, before)
        return self.filter(
            Exists(ending),
            ~Exists(newer),
            story__state="published",
            mark=models.F("story__mark"),
            withdrawn_at=None,
        )


class Release(models.Model):
    """The second consent, as one answer to the whole matrix. The newest counts; older ones are kept as they were.

    `mark` is the content that the teller had seen.
    """

    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="releases")
    mark = models.CharField(max_length=20, editable=False)
    wording = models.TextField(_("the words shown"))
    how = models.CharField(_("how it was given"), max_length=10, choices=CameBy, default=CameBy.ONLINE)
    explained_by = SealedField(_("who explained it, and how"), blank=True)
    kept_where = SealedField(_("where the record of it is"), blank=True)
    record = models.ForeignKey(YesRecord, models.SET_NULL, null=True, blank=True, related_name="+")
    others_agree = models.BooleanField(_("everybody else in it agrees"), default=False)
    present = SealedField(_("who else was there"), blank=True)
    research = models.BooleanField(_("for research"), default=False)
    printed = models.BooleanField(_("to be printed in a booklet"), default=False)
    ai = models.BooleanField(_("for computers that learn from texts"), default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(_("when"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-pk"]
        # With all that decides whether it holds, so that the archive looks at no release's wording.
        indexes = [models.Index(fields=["story", "-id", "mark", "others_agree", "withdrawn_at"], name="release_newest")]
        constraints = [models.CheckConstraint(condition=~Q(mark="") & ~Q(wording=""), name="release_of_something")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class LineQuerySet(models.QuerySet):
    def with_a_yes(self):
        return self.filter(Q(whole=True) | Q(clip=True) | Q(quote=True) | Q(summary=True))

    def to_ask_about(self, today, before):
        """Those whose time ends soon, and whose teller was not asked about that end yet."""
        asked = Q(asked_about=models.F("until"))
        return self.with_a_yes().filter(until__range=(today, before)).exclude(asked, asked_about__isnull=False)

    def in_force(self):
        """Lines of the newest release of each story that was not taken back, whose time has not run out."""
        newer = Release.objects.filter(story=OuterRef("release__story"), pk__gt=OuterRef("release"))
        return self.with_a_yes().filter(
            ~Exists(newer),
            until__gte=timezone.localdate(),
            release__withdrawn_at=None,
            release__others_agree=True,
        )

    def saying(self, words):
        """Those that show all these words in one piece that they allow."""
        query, held = query_of(words), StoryWords.objects.holding
        if not query:
            return self.none() if words else self
        pieces = (Q(**dict.fromkeys(yes, True), release__story__in=held(piece, query)) for piece, yes in PIECES.items())
        return self.filter(functools.reduce(operator.or_, pieces))


class Line(models.Model):
    """One audience of a release: as what they may see the story, under which name, with pictures of the teller or
    not, and until when (that day is the last).

    The archive asks for each story whether a line covers it: found by the index of its release. An index by audience
    would lead SQLite to look through all lines for each story.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="lines")
    audience = models.CharField(_("who"), max_length=8, choices=Audience)
    whole = models.BooleanField(_("the whole story"), default=False)
    clip = models.BooleanField(_("a short piece"), default=False)
    quote = models.BooleanField(_("a few words"), default=False)
    summary = models.BooleanField(_("a summary"), default=False)
    name = models.CharField(_("which name"), max_length=7, choices=NameShown, default=NameShown.NONE)
    face = models.BooleanField(_("pictures in which I can be seen"), default=False)
    until = models.DateField(_("until"))
    # The last day about which the clock has asked whether the teller is still happy: once for each.
    asked_about = models.DateField(_("asked about"), null=True, blank=True, editable=False)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a release")
        verbose_name_plural = _("lines of a release")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "audience"], name="line_once_an_audience"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="line_audience_known"),
            models.CheckConstraint(condition=Q(name__in=NameShown.values), name="line_name_known"),
        ]

    def __str__(self):
        return f"{self.audience}: {', '.join(self.forms)}"

    @property
    def forms(self) -> list[str]:
        """What it says yes to."""
        return [form for form in Form.values if getattr(self, form)]

    @property
    def yeses(self) -> list[str]:
        """All that it says yes to, whole or in part: the forms, what of the name, and pictures of the teller. A full
        name is a first name too."""
        names = {NameShown.FULL: ["full", "first"], NameShown.NONE: []}.get(self.name, [self.name])
        return [*self.forms, *names, *(["face"] if self.face else [])] if self.forms else []

    @property
    def forms_said(self) -> list:
        return [Form(form).label for form in self.forms]

    @property
    def is_over(self) -> bool:
        return self.until < timezone.localdate()
