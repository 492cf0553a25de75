"""A worry about somebody's safety, apart from everything else that is kept about a session or a story."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models.fingerprint import fingerprint_of
from halton_coprod.record.flow import Move
from members.models.sealed import SealedField

from .session import Session

SEND, CLOSE = "workshops.send_safeguarding", "workshops.close_safeguarding"


class SafeguardingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; sent ones for the safeguarding lead too. In no search, list, file or admin page."""
        own = Q(author=user.pk)
        sent = ~Q(state=SafeguardingNote.State.DRAFT)
        return self.filter(own | sent) if user.has_perm(CLOSE) else self.filter(own)

    def unsent(self):
        return self.filter(state=SafeguardingNote.State.DRAFT)


class SafeguardingNote(models.Model):
    """Read by whoever wrote it, and once it is sent by the safeguarding lead too. All words are sealed."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Not sent yet")
        SENT = "sent", _("Sent to the safeguarding lead")
        CLOSED = "closed", _("Dealt with")

    class CheckIn(models.TextChoices):
        """Somebody who had a hard time is asked, the same day or the next, whether they want to talk."""

        NOT_YET = "not_yet", _("Not offered yet")
        OFFERED = "offered", _("Offered")
        WANTED = "wanted", _("Offered, and they want it")
        DECLINED = "declined", _("Offered, and they do not want it")

    MOVES = {
        "send": Move((State.DRAFT,), State.SENT, SEND, _("Send it"), _("You and the safeguarding lead read it then.")),
        "close": Move((State.SENT,), State.CLOSED, CLOSE, _("Say what was done")),
    }

    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="safeguarding_notes")
    # Where it came up, when that was no session: a word by which the team finds it, and that says nothing of anybody.
    elsewhere = models.CharField(_("where it came up"), max_length=60, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="safeguarding_notes"
    )
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.DRAFT)
    about = SealedField(_("who it is about"), blank=True)
    words = SealedField(_("what you saw or heard"))
    check_in = models.CharField(_("talk afterwards"), max_length=8, choices=CheckIn, default=CheckIn.NOT_YET)
    done = SealedField(_("what was done"), blank=True)
    written_at = models.DateTimeField(_("when"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = SafeguardingQuerySet.as_manager()

    class Meta:
        verbose_name = _("safeguarding note")
        verbose_name_plural = _("safeguarding notes")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["draft", "sent", "closed"]), name="safeguarding_state_known"),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at=None) | ~Q(state="draft") & Q(sent_at__isnull=False),
                name="safeguarding_sent_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(done=""), name="safeguarding_says_what_was_done"),
            models.CheckConstraint(
                condition=Q(session=None) & ~Q(elsewhere="") | Q(session__isnull=False, elsewhere=""),
                name="safeguarding_came_up_somewhere",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def came_up_in(self) -> str:
        return str(self.session) if self.session else self.elsewhere

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.about, self.words, self.check_in, self.state)
