"""What hangs on a story: words of it that may stand elsewhere, and what it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Interest


class Quote(models.Model):
    """A few words of a story that may stand elsewhere too, where the teller allows quotes."""

    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="quotes")
    words = models.CharField(_("words"), max_length=300)
    easy = models.CharField(_("the same in easy read"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ["pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class StoryTopic(models.Model):
    """What a story is about."""

    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="topics")
    topic = models.CharField(_("topic"), max_length=20, choices=Interest)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["topic"]
        constraints = [models.UniqueConstraint(fields=["story", "topic"], name="story_topic_once")]

    def __str__(self):
        return self.get_topic_display()
