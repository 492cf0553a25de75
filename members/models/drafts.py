"""An unfinished way into the pool: kept by a short code, so that nobody has to finish in one go."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .sealed import SealedField, SealedJSONField

KEPT = timedelta(days=30)


def kept_until():
    return timezone.now() + KEPT


class JoinDraftQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(keep_until__gt=timezone.now())

    def run_out(self):
        return self.filter(keep_until__lte=timezone.now())


class JoinDraft(models.Model):
    """The answers so far, sealed, under a code. Finishing deletes it; so do 30 days without a change."""

    code = SealedField(_("code"))
    code_mark = models.CharField(max_length=64, unique=True, editable=False)
    # The person it becomes, however often the last button is pressed.
    token = models.UUIDField(unique=True, editable=False)
    answers = SealedJSONField(_("answers"), default=dict)
    begun_at = models.DateTimeField(default=timezone.now)
    keep_until = models.DateTimeField(default=kept_until, db_index=True)

    objects = JoinDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("unfinished joining")
        verbose_name_plural = _("unfinished joinings")

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
