"""How the borough is made up, to hold the pool against: figures that the team types in, with where they come from."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .asked import AgeBand, District


class BoroughShare(models.Model):
    """How many of 100 people of the borough belong to one group, as one source says."""

    class Kind(models.TextChoices):
        DISTRICT = "district", _("Where people live")
        AGE = "age", _("Age")

    GROUPS = {Kind.DISTRICT: (District.WA7, District.WA8), Kind.AGE: tuple(band for band in AgeBand if band)}

    kind = models.CharField(max_length=8, choices=Kind)
    group = models.CharField(max_length=8)
    percent = models.DecimalField(
        _("of 100 people"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    source = models.CharField(_("where the figure comes from"), max_length=200)

    class Meta:
        verbose_name = _("share of the borough")
        verbose_name_plural = _("shares of the borough")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "group"], name="one_share_a_group"),
            models.CheckConstraint(condition=Q(kind__in=["district", "age"]), name="share_kind_known"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="share_of_100"),
            models.CheckConstraint(condition=~Q(source=""), name="share_has_a_source"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.group}"

    @staticmethod
    def is_short(share, percent) -> bool:
        """Are there clearly fewer of a group in the pool (`share` of 100) than in the borough: by a third or more?"""
        return percent is not None and share < percent * 2 / 3
