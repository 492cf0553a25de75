"""What came of sessions and others can use: a checklist, a template or a guide, in both forms."""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models.fingerprint import fingerprint_of
from halton_coprod.easyread.fields import EasyReadField, holding

from .findings import Theme
from .planning import Series


class PracticalToolQuerySet(models.QuerySet):
    def public(self):
        return self.filter(published_on__isnull=False)

    def with_users(self):
        """By how many each is used, asked for all of them at once."""
        return self.annotate(used_by=Count("uses")).order_by("name", "pk")

    def of_series(self, series):
        """Made in this series, or for something that people said there."""
        from_themes = Q(theme__in=Theme.objects.of_series(series))
        return self.filter(Q(series=series) | Q(series=None) & from_themes)

    def matching(self, words):
        """Those that hold all of these words, in either form."""
        return holding(self, words, "name", "about", "items", easy="items_easy")


class PracticalTool(models.Model):
    """Each line of `items` is one thing to tick, to fill in or to do; each block of `items_easy` says one of them."""

    class Kind(models.TextChoices):
        CHECKLIST = "checklist", _("A list to tick")
        TEMPLATE = "template", _("A form to fill in")
        GUIDE = "guide", _("How to do it")

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    kind = models.CharField(_("what it is"), max_length=9, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    about = models.TextField(_("what it is for, and how to use it"), max_length=5_000, blank=True)
    about_easy = EasyReadField()
    items = models.TextField(_("what stands in it, each thing on a line of its own"), max_length=10_000, blank=True)
    items_easy = EasyReadField()
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="tools")
    series = models.ForeignKey(Series, models.SET_NULL, null=True, blank=True, related_name="tools")
    published_on = models.DateField(_("published on"), null=True, blank=True)
    is_example = models.BooleanField(_("our own example"), default=False)

    objects = PracticalToolQuerySet.as_manager()

    class Meta:
        verbose_name = _("practical tool")
        verbose_name_plural = _("practical tools")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["checklist", "template", "guide"]), name="tool_kind_known")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("workshops:tool", args=[self.slug])

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(*(getattr(self, field.attname) for field in self._meta.concrete_fields))

    @property
    def easy_name(self) -> str:
        return self.about_easy.title or self.name

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.items.splitlines() if line.strip()]

    @property
    def lacks(self) -> list[str]:
        """Everything that keeps it from being published, in words."""
        both = (
            (self.about, self.about_easy, _("Say what it is for."), _("Say in easy read what it is for.")),
            (self.items, self.items_easy, _("Write what stands in it."), _("Write in easy read what stands in it.")),
        )
        found = [says for words, _easy, says, _easy_says in both if not words.strip()]
        return found + [says for words, easy, _says, says in both if not easy or easy.is_drifted(words)]


class ToolUse(models.Model):
    """A group or an organisation that uses it, and says so."""

    tool = models.ForeignKey(PracticalTool, models.CASCADE, related_name="uses")
    who = models.CharField(_("who uses it"), max_length=200)
    on = models.DateField(_("since when"), default=timezone.localdate)

    class Meta:
        verbose_name = _("use of a tool")
        verbose_name_plural = _("uses of tools")
        ordering = ["who"]
        constraints = [models.UniqueConstraint(fields=["tool", "who"], name="tool_used_once_by_each")]

    def __str__(self):
        return self.who
