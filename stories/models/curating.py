"""What curators suggest to tellers, and where a story was used."""

import functools
import operator

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.flow import Move
from halton_coprod.record.workdays import working_day_after
from members.models.asked import CameBy
from members.models.sealed import SealedField, SealedJSONField

from .media import MediaFile
from .release import Audience, Form, Line, NameShown
from .story import Story

TELL_DAYS = 2


class Proposal(models.Model):
    """Other words for a piece of a story, and why. The teller decides; nothing changes before."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for the teller")
        ACCEPTED = "accepted", _("The teller said yes to it")
        REFUSED = "refused", _("The teller said no to it")

    class Piece(models.TextChoices):
        TITLE = "title", _("The title")
        TRANSCRIPT = "transcript", _("The words of the story")
        BETTER = "better", _("What would have made it better")
        CONTENT_NOTE = "content_note", _("What is hard in it")
        MADE_UP_NAME = "made_up_name", _("The made-up name")
        WORDS = "words", _("The words under a picture")
        ALT = "alt", _("What the picture shows")

    UNDER_FILES = (Piece.WORDS, Piece.ALT)
    MOVES = {
        "accept": Move((State.OPEN,), State.ACCEPTED, "stories.answer_proposal", _("Yes, change it")),
        "refuse": Move((State.OPEN,), State.REFUSED, "stories.answer_proposal", _("No, leave it")),
    }

    story = models.ForeignKey(Story, models.CASCADE, related_name="proposals")
    piece = models.CharField(_("which words"), max_length=12, choices=Piece)
    # Where they stand under a file.
    media = models.ForeignKey(MediaFile, models.CASCADE, null=True, blank=True, related_name="proposals")
    was = models.TextField(_("as it is"), blank=True)
    now = models.TextField(_("as it could be"), max_length=40_000, blank=True)
    because = models.TextField(_("why"), max_length=1_000, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    how = models.CharField(_("how the teller answered"), max_length=10, choices=CameBy, blank=True)
    explained_by = SealedField(_("who explained it, and how"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("suggestion to a teller")
        verbose_name_plural = _("suggestions to tellers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["open", "accepted", "refused"]), name="proposal_state_known")
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def about(self) -> Story | MediaFile:
        """Whose words they are: of the story itself, or of a file of it."""
        return self.media or self.story


# The names that show at least as much as one.
SHOWS_AS_MUCH = {name: NameShown.values[: place + 1] for place, name in enumerate(NameShown.values)}


class UseQuerySet(models.QuerySet):
    def not_covered(self):
        """Of which nothing in force says yes any more: taken back, narrowed (to less of the name, or no pictures of the
        teller, too), or its time is over. At most one line in force is for each audience."""
        lines = Line.objects.in_force().filter(release__story=OuterRef("story"), audience=OuterRef("audience"))
        forms = [Q(Exists(lines.filter(**{form: True})), form=form) for form in Form.values]
        names = [Q(Exists(lines.filter(name__in=as_much)), name=name) for name, as_much in SHOWS_AS_MUCH.items()]
        faces = [Q(face=False), Q(Exists(lines.filter(face=True)))]
        covered = [functools.reduce(operator.or_, one) for one in (forms, names, faces)]
        return self.exclude(functools.reduce(operator.and_, covered))

    def copies_not_covered(self):
        """Somebody has a copy of what may not be shown there any more."""
        return self.not_covered().exclude(got_copy="")

    def to_be_told(self):
        """Who has such a copy, and does not know it yet."""
        return self.copies_not_covered().filter(told_on=None)


class Use(models.Model):
    """Where a story, or a piece of it, was shown or given outside this website."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="uses")
    what = models.CharField(_("what it was used for"), max_length=200)
    audience = models.CharField(_("who saw it"), max_length=8, choices=Audience)
    form = models.CharField(_("as what"), max_length=7, choices=Form)
    # As the teller allowed it then: a copy shows no more.
    name = models.CharField(_("which name"), max_length=7, choices=NameShown, default=NameShown.NONE, editable=False)
    face = models.BooleanField(_("pictures in which the teller can be seen"), default=False, editable=False)
    on = models.DateField(_("when"))
    got_copy = models.CharField(_("who has a copy"), max_length=200, blank=True)
    reach = SealedField(_("how to reach them"), blank=True)
    can_be_called_back = models.BooleanField(_("it can be called back"), default=True)
    told_on = models.DateField(_("when they were told that it was taken back"), null=True, blank=True)

    objects = UseQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a story")
        verbose_name_plural = _("uses of stories")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return self.what


class ToTellQuerySet(models.QuerySet):
    def waiting(self):
        """What nobody has told yet, and is still so: that a story is shown is overtaken when its time is over."""
        is_shown = Q(occasion__contains="-published-", story__in=Story.objects.run_out())
        return self.filter(told_at=None).exclude(is_shown)


class ToTell(models.Model):
    """What a teller without a record in the pool and without an email is to be told, by phone or letter. Only curators
    see it, as only they know how to reach the teller.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="to_tell")
    occasion = models.CharField(max_length=40)
    title = SealedField(_("title"))
    ideas = SealedJSONField(_("words"), default=list)
    at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ToTellQuerySet.as_manager()

    class Meta:
        verbose_name = _("something to tell a teller")
        verbose_name_plural = _("things to tell tellers")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["story", "occasion"], name="to_tell_once_an_occasion")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def due(self):
        return working_day_after(timezone.localdate(self.at), TELL_DAYS)

    @property
    def is_late(self) -> bool:
        return self.told_at is None and self.due < timezone.localdate()
