"""What people say about a version while it is out for comment, and what the editors answer."""

import datetime
import uuid

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.fields import EasyReadField
from halton_coprod.record.flow import Move
from halton_coprod.record.workdays import working_day_before

from .fingerprint import fingerprint_of
from .version import Version

# Working days: we say that it takes up to this many until somebody has read it.
TO_READ = 5


def first_to_wait() -> datetime.datetime:
    """What was sent before this moment was to be read by now."""
    day = working_day_before(timezone.localdate(), TO_READ)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


class CommentQuerySet(models.QuerySet):
    def waiting(self):
        """Nobody has read these yet; the longest waiting first."""
        return self.filter(state=Comment.State.HELD)

    def waiting_too_long(self):
        """Those that were to be read by now."""
        return self.waiting().filter(at__lt=first_to_wait())

    def counts(self) -> dict[str, int]:
        """How many wait, and how many of them too long: one query."""
        held = Q(state=Comment.State.HELD)
        too_long = held & Q(at__lt=first_to_wait())
        return self.aggregate(waiting=Count("pk", filter=held), too_long=Count("pk", filter=too_long))

    def shown(self):
        """What everybody may read, with its answer where there is one."""
        return self.public().filter(state__in=[Comment.State.SHOWN, Comment.State.ANSWERED])

    def not_shown(self):
        """Nobody reads their words; that there are some, and why, is said."""
        return self.public().filter(state=Comment.State.NOT_SHOWN)

    def public(self):
        """Of versions that everybody may read. A version that was taken back takes its comments with it."""
        return self.filter(version__in=Version.objects.public())

    def with_reply(self):
        return self.filter(state=Comment.State.ANSWERED)


class Comment(models.Model):
    """Somebody's own words about one part of one version. Held until an editor has read them.

    It hangs on the version and on the key of the part: it stays readable with this version when the part is said in
    other words later, or taken out.
    """

    class State(models.TextChoices):
        HELD = "held", _("Nobody has read it yet")
        SHOWN = "shown", _("Shown")
        ANSWERED = "answered", _("Answered")
        NOT_SHOWN = "not_shown", _("Not shown")

    class Because(models.TextChoices):
        PERSON = "person", _("It tells private things about a person.")
        HURTS = "hurts", _("It hurts people.")
        OTHER_THING = "other_thing", _("It is not about the Charter.")
        ADVERT = "advert", _("It wants to sell something.")
        TWICE = "twice", _("The same words stand here already.")

    MOVES = {
        "show": Move(
            (State.HELD, State.NOT_SHOWN),
            State.SHOWN,
            "charter.handle_comment",
            _("Show it"),
            _("Everybody can read it then, with the name if there is one."),
        ),
        "hide": Move(
            (State.HELD, State.SHOWN, State.ANSWERED),
            State.NOT_SHOWN,
            "charter.handle_comment",
            _("Do not show it"),
            _("You say why. The reason is shown to everybody, the words are not."),
        ),
        "answer": Move(
            (State.HELD, State.SHOWN, State.ANSWERED),
            State.ANSWERED,
            "charter.handle_comment",
            _("Answer it"),
            _("It is shown with your answer under it, in both forms."),
        ),
    }

    version = models.ForeignKey(Version, models.PROTECT, related_name="comments")
    key = models.UUIDField(_("which part"), editable=False)
    about = models.CharField(_("name of the part"), max_length=200)
    words = models.TextField(_("what they say"), max_length=3_000)
    name = models.CharField(_("name"), max_length=60, blank=True)
    # So that whoever answers knows how the person reads.
    was_easy = models.BooleanField(_("written in easy read"), default=False)
    # The same form sent twice is one comment.
    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.HELD)
    because = models.CharField(_("why it is not shown"), max_length=11, choices=Because, blank=True)
    reply = models.TextField(_("answer"), max_length=5_000, blank=True)
    reply_easy = EasyReadField(_("answer in easy read"))
    replied_on = models.DateField(_("when it was answered"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["version", "key"], name="comment_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["held", "shown", "answered", "not_shown"]), name="comment_state_known"
            ),
            models.CheckConstraint(
                condition=(Q(state="not_shown") & ~Q(because="")) | (~Q(state="not_shown") & Q(because="")),
                name="comment_not_shown_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(reply="") & Q(replied_on__isnull=False)),
                name="comment_answered_has_reply",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def waits_too_long(self) -> bool:
        return self.state == self.State.HELD and self.at < first_to_wait()

    @property
    def is_answered(self) -> bool:
        return self.state == self.State.ANSWERED

    @property
    def fingerprint(self) -> str:
        """Changes with whatever an editor does to it."""
        return fingerprint_of(self.state, self.because, self.reply, self.reply_easy)
