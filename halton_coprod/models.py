"""What the top floor itself keeps: people who asked to be called."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.flow import Move
from members.models.retention import CALLS, CALLS_TO_MAKE
from members.models.sealed import SealedField


class CallBackQuerySet(models.QuerySet):
    def waiting(self):
        """The people still to be called, the longest waiting first."""
        return self.filter(state=CallBack.State.ASKED).order_by("asked_at", "pk")

    def run_out(self, now):
        """Made some time ago; and those that nobody made, when nobody waits for them any more."""
        made = Q(state=CallBack.State.DONE, asked_at__lt=now - CALLS)
        return self.filter(made | Q(asked_at__lt=now - CALLS_TO_MAKE))

    def visible_to(self, user):
        """Pool staff see every call; curators those of people who would rather tell their story on the phone."""
        if user.has_perm("halton_coprod.see_every_call"):
            return self
        return self.filter(about=CallBack.About.STORY) if user.has_perm("halton_coprod.see_calls") else self.none()


class CallBack(models.Model):
    """Somebody asked us to phone. Once we have, only the fact is kept: the name and number go.
    After 30 days the fact goes too."""

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
    name = SealedField(_("name"), blank=True)
    phone = SealedField(_("phone number"), blank=True)
    about = models.CharField(_("about what"), max_length=10, choices=About, default=About.ANYTHING)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)

    objects = CallBackQuerySet.as_manager()

    class Meta:
        verbose_name = _("call to make")
        verbose_name_plural = _("calls to make")
        indexes = [models.Index(fields=["state", "asked_at"], name="calls_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["asked", "done"]), name="call_state_known"),
            models.CheckConstraint(condition=Q(about__in=["anything", "story"]), name="call_about_known"),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(state="done", name="", phone=""),
                name="call_done_keeps_nobody",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
