"""What is kept around a person: notes with an end, moves with their comment, and who looked at what."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .member import Member
from .sealed import SealedField


class NoteQuerySet(models.QuerySet):
    def run_out(self, today):
        """Notes whose time is over: they are deleted."""
        return self.filter(keep_until__lt=today)


class Note(models.Model):
    """What the team must remember about a person, and until when it may."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="notes")
    words = SealedField(_("note"))
    keep_until = models.DateField(_("keep until"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["keep_until"], name="note_keep_until")]
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="note_has_words")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class StateChange(models.Model):
    """One move of a person from state to state, and what was said about it."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="changes")
    move = models.CharField(max_length=12)
    before = models.CharField(max_length=12, choices=Member.State, blank=True)
    after = models.CharField(max_length=12, choices=Member.State)
    comment = SealedField(_("comment"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.before} → {self.after}"


class LookRecord(models.Model):
    """Somebody looked at what we keep about a person: who, what, when and why. The person can read it."""

    class What(models.TextChoices):
        PAGE = "page", _("Your page in the pool")
        CONTACT = "contact", _("How to reach you")
        NEEDS = "needs", _("What you said you need")
        NOTES = "notes", _("Notes about you")
        EXPORT = "export", _("A list to save, with you on it")
        SCAN = "scan", _("A paper of yours")
        OWN = "own", _("Your own page, for you")
        AGREED = "agreed", _("What you agreed to")
        MESSAGES = "messages", _("Messages from us")
        HELD = "held", _("What you signed up for")
        ASKED = "asked", _("What we asked you")
        WHY = "why", _("Why we may ask you, and what you answered")

    # Pages of somebody's own, which only they and their supporter open.
    OF_OWN = (What.OWN, What.AGREED, What.MESSAGES, What.HELD, What.ASKED)

    member = models.ForeignKey(Member, models.CASCADE, related_name="looks")
    looker = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # What they are here, as it was then: "pool staff", "supporter".
    as_what = models.CharField(max_length=40)
    what = models.CharField(_("what"), max_length=8, choices=What)
    why = SealedField(_("why"), blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["member", "-at"], name="look_newest")]
        constraints = [models.CheckConstraint(condition=~models.Q(what="needs", why=""), name="look_at_needs_says_why")]

    def __str__(self):
        return f"{self.what} {self.at:%Y-%m-%d}"
