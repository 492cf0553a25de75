"""The Charter's words: versions, and the parts each is made of."""

import uuid

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.fields import EasyReadField, holding
from halton_coprod.record.flow import Move

from .fingerprint import fingerprint_of


class VersionQuerySet(models.QuerySet):
    def public(self):
        """What everybody may read: all but what is still being written."""
        return self.exclude(state=Version.State.DRAFT)

    def visible_to(self, user):
        """Public versions for everybody; those who write also see drafts."""
        return self.all() if user is not None and user.has_perm("charter.edit_version") else self.public()

    def in_force(self):
        """The one version that holds now, or None."""
        return self.filter(state=Version.State.IN_FORCE).first()

    def being_made(self):
        """The versions that are not in force yet."""
        return self.filter(state__in=[Version.State.DRAFT, Version.State.COMMENT, Version.State.AGREED])

    def out_for_comment(self):
        """The one version that people are asked about, or None."""
        return self.filter(state=Version.State.COMMENT).first()

    def with_comments_shown(self):
        """With how many comments everybody may read (`comments_shown`)."""
        return self.annotate(comments_shown=Count("comments", filter=Q(comments__state__in=["shown", "answered"])))

    def newest_first(self):
        return self.order_by("-number")


class Version(models.Model):
    """One text of the Charter. Its words are frozen when it leaves the draft; its easy read can still be mended."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        COMMENT = "comment", _("Out for comment")
        AGREED = "agreed", _("Agreed")
        IN_FORCE = "in_force", _("In force")
        SUPERSEDED = "superseded", _("Replaced by a newer version")

    MOVES = {
        "open": Move(
            (State.DRAFT,),
            State.COMMENT,
            "charter.edit_version",
            _("Ask people for comments"),
            _("Everybody can read it then. The standard words cannot be changed while people comment."),
        ),
        "rework": Move(
            (State.COMMENT,),
            State.DRAFT,
            "charter.edit_version",
            _("Take it back to change it"),
            _("Only the team sees it then."),
        ),
        "agree": Move(
            (State.COMMENT,),
            State.AGREED,
            "charter.agree_version",
            _("Record that it was agreed"),
            _("You say which meeting decided, when, and who."),
        ),
        "put_in_force": Move(
            (State.AGREED,),
            State.IN_FORCE,
            "charter.agree_version",
            _("Put it in force"),
            _("It replaces the version that is in force now."),
        ),
        "supersede": Move(
            (State.IN_FORCE,),
            State.SUPERSEDED,
            "charter.agree_version",
            _("Replace it by the newer version"),
            _("This happens by itself when the newer version is put in force."),
        ),
    }

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    drafted_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    is_example = models.BooleanField(_("our own example text"), default=False)

    written_by = models.CharField(_("who wrote it"), max_length=300, blank=True)
    easy_checked_by = models.CharField(_("who checked the easy read"), max_length=300, blank=True)
    easy_checked_on = models.DateField(_("when the easy read was checked"), null=True, blank=True)
    summary = models.TextField(_("what changed"), blank=True)
    summary_easy = EasyReadField(_("what changed, in easy read"))

    decided_at_meeting = models.CharField(_("which meeting agreed it"), max_length=200, blank=True)
    decided_on = models.DateField(_("when it was agreed"), null=True, blank=True)
    decided_by = models.CharField(_("who agreed it"), max_length=300, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    review_due = models.DateField(_("to be looked at again by"), null=True, blank=True)
    # Put in force although easy read was missing: why, and by when it follows.
    easy_follows_because = models.TextField(_("why easy read is missing"), blank=True)
    easy_follows_by = models.DateField(_("when the easy read will be there"), null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of the Charter")
        verbose_name_plural = _("versions of the Charter")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "comment", "agreed", "in_force", "superseded"]),
                name="version_state_known",
            ),
            models.UniqueConstraint(fields=["state"], condition=Q(state="in_force"), name="one_version_in_force"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "comment"], decided_at_meeting="", decided_on=None, decided_by="")
                | (
                    Q(state__in=["agreed", "in_force", "superseded"], decided_on__isnull=False)
                    & ~Q(decided_at_meeting="")
                    & ~Q(decided_by="")
                ),
                name="version_agreed_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["in_force", "superseded"], in_force_from__isnull=False)
                | Q(state__in=["draft", "comment", "agreed"], in_force_from=None),
                name="version_in_force_has_date",
            ),
            models.CheckConstraint(
                condition=Q(easy_checked_by="", easy_checked_on=None)
                | (~Q(easy_checked_by="") & Q(easy_checked_on__isnull=False)),
                name="version_easy_checked_pair",
            ),
            models.CheckConstraint(
                condition=Q(easy_follows_because="", easy_follows_by=None)
                | (~Q(easy_follows_because="") & Q(easy_follows_by__isnull=False)),
                name="version_easy_follows_pair",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_in_force(self) -> bool:
        return self.state == self.State.IN_FORCE

    @property
    def takes_comments(self) -> bool:
        return self.state == self.State.COMMENT

    @property
    def is_frozen(self) -> bool:
        """Nothing at all can be changed any more."""
        return self.state == self.State.SUPERSEDED

    @property
    def is_easy_late(self) -> bool:
        """The day on which its easy read was to be ready is over."""
        return bool(self.easy_follows_by) and self.easy_follows_by < timezone.localdate()

    @property
    def is_review_late(self) -> bool:
        """The day by which it was to be looked at again is over, and it is still in force."""
        return self.is_in_force and bool(self.review_due) and self.review_due < timezone.localdate()

    @property
    def fingerprint(self) -> str:
        """Changes with what people are told about it."""
        return fingerprint_of(
            self.written_by,
            self.summary,
            self.summary_easy,
            self.review_due,
            self.easy_checked_by,
            self.easy_checked_on,
        )


class PartQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(version__in=Version.objects.visible_to(user))

    def in_force(self):
        return self.filter(version__state=Version.State.IN_FORCE)

    def matching(self, words):
        """The parts that hold all of these words, in either form."""
        return holding(self, words, "name", "text", easy="easy")

    def of_kind(self, *kinds):
        return self.filter(kind__in=kinds)

    def in_order(self):
        """As the Charter reads: kind after kind, in its own order."""
        place = models.Case(*(models.When(kind=kind, then=at) for at, kind in enumerate(Part.Kind.values)))
        return self.order_by(place, "position", "pk")

    def with_what_lives_longer(self):
        """With the rows that keep their status and readings across versions."""
        return self.select_related("value", "infrastructure", "promise__value")


class Part(models.Model):
    """One piece of one version, in both forms.

    `key` is the same in each version that has this part, however its words change: by it versions are compared,
    and comments hang on it.
    """

    class Kind(models.TextChoices):
        FOREWORD = "foreword", _("Foreword")
        DEFINITION = "definition", _("Definition")
        VALUE = "value", _("Value")
        BEHAVIOUR = "behaviour", _("What we do")
        INFRASTRUCTURE = "infrastructure", _("What must be in place")
        PROMISE = "promise", _("Promise")

    class Voice(models.TextChoices):
        I = "i", _("I")  # noqa: E741 -- the word people wrote
        WE = "we", _("We")

    class Who(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        STAFF = "staff", _("Staff")
        RESIDENTS = "residents", _("Residents")
        LEADERS = "leaders", _("Leaders")

    version = models.ForeignKey(Version, models.PROTECT, related_name="parts")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=0)
    value = models.ForeignKey("charter.Value", models.PROTECT, null=True, blank=True, related_name="parts")
    infrastructure = models.ForeignKey(
        "charter.Infrastructure", models.PROTECT, null=True, blank=True, related_name="parts"
    )
    promise = models.ForeignKey("charter.Promise", models.PROTECT, null=True, blank=True, related_name="parts")
    voice = models.CharField(_("voice"), max_length=2, choices=Voice, blank=True)
    who = models.CharField(_("who"), max_length=10, choices=Who, blank=True)
    name = models.CharField(_("name"), max_length=200)
    text = models.TextField(_("standard text"), max_length=20_000)
    easy = EasyReadField(_("easy read"))

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of the Charter")
        verbose_name_plural = _("parts of the Charter")
        ordering = ["version", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["foreword", "definition"], value=None, infrastructure=None, promise=None)
                | Q(kind__in=["value", "behaviour"], value__isnull=False, infrastructure=None, promise=None)
                | Q(kind="infrastructure", value=None, infrastructure__isnull=False, promise=None)
                | Q(kind="promise", value=None, infrastructure=None, promise__isnull=False),
                name="part_kind_says_what_it_is_of",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="behaviour",
                    voice__in=["i", "we"],
                    who__in=["everyone", "staff", "residents", "leaders"],
                )
                | (~Q(kind="behaviour") & Q(voice="", who="")),
                name="part_behaviour_has_voice_and_who",
            ),
            models.UniqueConstraint(fields=["version", "key"], name="part_once_a_version"),
            models.UniqueConstraint(
                fields=["version", "kind"],
                condition=Q(kind__in=["foreword", "definition"]),
                name="one_foreword_one_definition",
            ),
            models.UniqueConstraint(
                fields=["version", "value"], condition=Q(kind="value"), name="value_once_a_version"
            ),
            models.UniqueConstraint(fields=["version", "infrastructure"], name="infrastructure_once_a_version"),
            models.UniqueConstraint(fields=["version", "promise"], name="promise_once_a_version"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_drifted(self) -> bool:
        """The standard text has changed since the easy read was checked against it."""
        return self.easy.is_drifted(self.text)

    @property
    def is_ready(self) -> bool:
        """Has an easy read that was checked against the text as it stands."""
        return bool(self.easy) and not self.is_drifted

    @property
    def title(self) -> str:
        """What the easy form calls it."""
        return self.easy.title or self.name

    @property
    def picture(self) -> str:
        """The picture of its first idea stands for it in lists."""
        return next((block.picture for block in self.easy.blocks if block.picture), "")

    @property
    def group(self) -> str:
        """Under which heading a behaviour stands: in whose voice it speaks, and for whom."""
        return GROUPS[self.voice, self.who]

    @property
    def address(self) -> str:
        """Where everybody reads it."""
        return {
            "foreword": lambda: reverse("charter:overview"),
            "definition": lambda: reverse("charter:definition"),
            "value": lambda: reverse("charter:value", args=[self.value.slug]),
            "behaviour": lambda: reverse("charter:value", args=[self.value.slug]),
            "infrastructure": lambda: reverse("charter:infrastructure"),
            "promise": lambda: reverse("charter:promise", args=[self.promise.slug]),
        }[self.kind]()

    @property
    def fingerprint(self) -> str:
        """Changes with any of its words: shows whether somebody else has saved it meanwhile."""
        return fingerprint_of(self.name, self.text, self.voice, self.who, self.easy)


GROUPS = {
    (Part.Voice.WE, Part.Who.EVERYONE): _("What we all do together"),
    (Part.Voice.WE, Part.Who.STAFF): _("What staff do together"),
    (Part.Voice.WE, Part.Who.RESIDENTS): _("What residents do together"),
    (Part.Voice.WE, Part.Who.LEADERS): _("What leaders do together"),
    (Part.Voice.I, Part.Who.EVERYONE): _("What each of us does"),
    (Part.Voice.I, Part.Who.STAFF): _("What each member of staff does"),
    (Part.Voice.I, Part.Who.RESIDENTS): _("What each resident does"),
    (Part.Voice.I, Part.Who.LEADERS): _("What each leader does"),
}
