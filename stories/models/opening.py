"""How people come in who have no sign-in here: partners, learners at a training, the press."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.sealed import SealedField

from .release import Audience


class OpeningQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None, until__gte=timezone.localdate())


class Opening(models.Model):
    """A link that a curator made for somebody, to see for a time what tellers allow their audience. It can be ended at
    once; every look by it is kept.
    """

    FOR = (Audience.PARTNERS, Audience.TRAINING, Audience.PRESS)

    audience = models.CharField(
        _("as what they see the stories"), max_length=8, choices=[(one.value, one.label) for one in FOR]
    )
    who = SealedField(_("who gets it, and what for"))
    until = models.DateField(_("until"))
    link = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to see stories")
        verbose_name_plural = _("links to see stories")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and self.until >= timezone.localdate()

    @property
    def audiences(self) -> tuple[str, ...]:
        """Whoever comes by this link belongs to these audiences, and to no others."""
        return ("web", self.audience)


class OpeningLook(models.Model):
    """A look at one story (or at the list) by such a link."""

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="looks")
    story = models.ForeignKey("stories.Story", models.CASCADE, null=True, blank=True, related_name="looks")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("look at a story by a link")
        verbose_name_plural = _("looks at stories by a link")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
