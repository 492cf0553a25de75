"""What the top floor itself keeps: people who asked to be called."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.flow import Move


class CallBackQuerySet(models.QuerySet):
    def waiting(self):
        """The people still to be called, the longest waiting first."""
        return self.filter(state=CallBack.State.ASKED).order_by("asked_at", "pk")

    def visible_to(self, user):
        """Pool staff see every call; curators those of people who would rather tell their story on the phone."""
        if user.has_perm("halton_coprod.see_every_call"):
            return self
        return self.filter(about=CallBack.About.STORY) if user.has_perm("halton_coprod.see_calls") else self.none()


class CallBack(models.Model):
    """Somebody asked us to phone. Once we have, only the fact is kept: the name and number go."""

    class State(models.TextChoices):
        ASKED = "asked", _("To be called")
        DONE = "done", _("Called")

    class About(models.TextChoices):
        ANYTHING = "anything", _("Anything")
        STORY = "story", _("A story to tell")

    MOVES = {
        "finish": Move(
            (State.ASKED,),
            State.DONE,
            "halton_coprod.finish_call",
            _("We have called"),
            _("The name and the phone number are deleted."),
        ),
    }

    token = models.UUIDField(unique=True, editable=False)
    name = models.CharField(_("name"), max_length=100, blank=True)
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    about = models.CharField(_("about what"), max_length=10, choices=About, default=About.ANYTHING)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)

    objects = CallBackQuerySet.as_manager()

    class Meta:
        verbose_name = _("call to make")
        verbose_name_plural = _("calls to make")
        indexes = [models.Index(fields=["state", "asked_at"], name="calls_waiting")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=["asked", "done"]), name="call_state_known"),
            models.CheckConstraint(condition=models.Q(about__in=["anything", "story"]), name="call_about_known"),
            models.CheckConstraint(
                condition=models.Q(state="asked") | models.Q(state="done", name="", phone=""),
                name="call_done_keeps_nobody",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
