"""A list of people that somebody kept in a spreadsheet, on its way into the pool."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.flow import Move

from .sealed import SealedField, mark_of

KEPT = timedelta(days=7)


def said_of(name: str, *ways: str) -> list[str]:
    """Somebody as lists name them: the name with each way to reach them, whatever their spaces and capitals."""
    return [" ".join(name.casefold().split()) + "\n" + " ".join(way.casefold().split()) for way in ways if way]


def list_mark(words: str) -> str:
    """The same person named in the same way has the same mark."""
    return mark_of("list", words)


class PeopleListQuerySet(models.QuerySet):
    def left_lying(self):
        """Uploaded, and neither brought in nor thrown away in a week: their words are forgotten."""
        return self.filter(state=PeopleList.State.UPLOADED, at__lt=timezone.now() - KEPT)


class PeopleList(models.Model):
    """One uploaded list. Its words are sealed, and kept only until it is brought in or thrown away."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded, nobody is in the pool yet")
        BROUGHT_IN = "brought_in", _("In the pool")
        UNDONE = "undone", _("Taken out of the pool again")
        DROPPED = "dropped", _("Thrown away")

    MOVES = {
        "bring_in": Move(
            (State.UPLOADED,),
            State.BROUGHT_IN,
            "members.import_people",
            _("Bring these people in"),
            _("All of them or none. It can be undone."),
        ),
        "undo": Move(
            (State.BROUGHT_IN,),
            State.UNDONE,
            "members.import_people",
            _("Take them out again"),
            _("Whoever has answered, was written to, looked at or saved in a file since then stays."),
        ),
        "drop": Move(
            (State.UPLOADED,),
            State.DROPPED,
            "members.import_people",
            _("Throw this list away"),
            _("Nobody comes into the pool."),
        ),
    }

    name = models.CharField(_("name of the file"), max_length=200)
    words = SealedField(_("the list as it was uploaded"), blank=True)
    # Fact about a person → which column of the list says it, counted from 0.
    columns = models.JSONField(default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    people = models.PositiveIntegerField(_("people brought in"), default=0)
    stayed = models.PositiveIntegerField(_("people who stayed when it was undone"), default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("uploaded"), default=timezone.now)

    objects = PeopleListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of people")
        verbose_name_plural = _("lists of people")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["uploaded", "brought_in", "undone", "dropped"]), name="list_state_known"
            ),
            models.CheckConstraint(condition=Q(state="uploaded") | Q(words=""), name="list_words_are_forgotten"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def stands(self) -> str:
        """Where it is, in words; undone, it may be so only in part."""
        return _("In part taken out of the pool again") if self.stayed else self.get_state_display()


class ListMark(models.Model):
    """How a list named somebody, so that the same list read again makes nobody twice: their name with the first way to
    them, and of a record that became one with theirs each way.
    """

    member = models.ForeignKey("members.Member", models.CASCADE, related_name="list_marks")
    mark = models.CharField(max_length=64, editable=False, db_index=True)
    # From these the mark is made again when the key changes.
    words = SealedField(_("words"))

    class Meta:
        verbose_name = _("name in a list")
        verbose_name_plural = _("names in lists")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["member", "mark"], name="list_mark_once")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class ErasedMark(models.Model):
    """Somebody who was erased and must not come back with a list. It names nobody: only a list that names the same
    person in the same way has the same mark.
    """

    mark = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("mark of somebody erased")
        verbose_name_plural = _("marks of people erased")

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
