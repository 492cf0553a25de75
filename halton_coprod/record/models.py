from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditLineQuerySet(models.QuerySet):
    def about(self, thing):
        """The lines about one row, oldest first."""
        return self.filter(thing_kind=thing._meta.label_lower, thing_id=str(thing.pk)).order_by("pk")

    def update(self, **kwargs):
        raise TypeError("Audit lines are never changed.")

    def delete(self):
        raise TypeError("Audit lines are never deleted here. Retention is a service of its own.")


class AuditLine(models.Model):
    """One deed: who, for whom, what, to which row, when. Append-only: the database too refuses a change, and a
    deletion before six years are over.

    Keeps no foreign keys, so that the log never blocks, and never loses, an erasure.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    verb = models.CharField(max_length=100)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=40)
    actor_id = models.BigIntegerField(null=True)
    for_whom = models.BigIntegerField(null=True)
    fields = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True)

    objects = AuditLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit line")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["thing_kind", "thing_id"], name="audit_thing"),
            models.Index(fields=["for_whom"], condition=models.Q(for_whom__isnull=False), name="audit_for_whom"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.thing_kind} {self.thing_id}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("Audit lines are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Audit lines are never deleted here. Retention is a service of its own.")
