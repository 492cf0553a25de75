"""Stories put together about one thing, to read one after the other, and to print."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from charter.models.fingerprint import fingerprint_of
from halton_coprod.easyread.fields import EasyReadField

from .story import Story


class Collection(models.Model):
    """What it is about, and its stories in order. Each visitor gets those that they may see, and no trace of others."""

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=120)
    about = models.TextField(_("what it is about"), max_length=2_000)
    about_easy = EasyReadField()
    is_shown = models.BooleanField(_("everybody can find it"), default=False)
    is_example = models.BooleanField(_("our own example"), default=False)

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(slug=""), name="collection_has_an_address")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("stories:collection", args=[self.slug])

    @property
    def fingerprint(self) -> str:
        places = list(self.places.values_list("story", flat=True)) if self.pk else []
        return fingerprint_of(*(getattr(self, field.attname) for field in self._meta.concrete_fields), places)

    @property
    def all_words(self) -> str:
        return "\n".join((self.name, self.about, self.about_easy.title, self.about_easy.text))

    def stories_for(self, user):
        """What this visitor may open of it, in its order."""
        return Story.objects.visible_to(user).filter(in_collections__collection=self).order_by("in_collections__place")


class CollectionPlace(models.Model):
    """One story of a collection."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="places")
    story = models.ForeignKey(Story, models.CASCADE, related_name="in_collections")
    place = models.PositiveSmallIntegerField(_("place"))

    class Meta:
        verbose_name = _("place in a collection")
        verbose_name_plural = _("places in collections")
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["collection", "story"], name="collection_story_once")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.place}"
