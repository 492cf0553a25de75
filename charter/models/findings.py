"""What the writing check finds in a part, and why it may stay."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from .fingerprint import fingerprint_of


class AcceptedFinding(models.Model):
    """An editor's reason why something that the writing check found may stay.

    It hangs on the key of the part, so it holds in later versions too, as long as the words are the same.
    """

    key = models.UUIDField(_("which part"), editable=False)
    mark = models.CharField(max_length=20, editable=False)
    rule = models.CharField(_("rule"), max_length=10)
    words = models.CharField(_("words"), max_length=1_000)
    because = models.CharField(_("why it may stay"), max_length=300)

    class Meta:
        verbose_name = _("reason why words may stay")
        verbose_name_plural = _("reasons why words may stay")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["key", "mark"], name="finding_accepted_once")]

    def __str__(self):
        return f"{self.rule}: {self.words}"


@dataclass(frozen=True)
class Reasons:
    """Why the words of one part may stay, by the mark of each finding, as they stand now."""

    because: dict[str, str]

    @classmethod
    def of(cls, part) -> "Reasons":
        return cls(dict(AcceptedFinding.objects.filter(key=part.key).values_list("mark", "because")))

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(*sorted(self.because.items()))


def mark_of(finding) -> str:
    """The same for the same words under the same rule. A hard word is the same in every sentence of its part."""
    where = "" if finding.rule in ("WORD", "ABBR") else finding.sentence
    return fingerprint_of(finding.rule, finding.words.lower(), where)
