"""Closing the loop: what people said at a session, what came of it, who has been told, and who says it is not so."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models.fingerprint import fingerprint_of
from halton_coprod.easyread.fields import EasyReadField
from members.models.sealed import SealedField

from .register import Attendance
from .session import Session
from .sign_up import SignUp


class OutcomeQuerySet(models.QuerySet):
    def public(self):
        return self.filter(published_on__isnull=False)


class Outcome(models.Model):
    """You said, we did, we could not because: of one session, in both forms. Nobody is named in it."""

    TEXTS = ("said", "did", "could_not")
    NO_EASY = {
        "said": _("Say in easy read what people said."),
        "did": _("Say in easy read what was done."),
        "could_not": _("Say in easy read what could not be done."),
    }

    session = models.OneToOneField(Session, models.PROTECT, related_name="outcome")
    said = models.TextField(_("what people said"), max_length=5_000, blank=True)
    said_easy = EasyReadField()
    did = models.TextField(_("what we did"), max_length=5_000, blank=True)
    did_easy = EasyReadField()
    could_not = models.TextField(_("what we could not do, and why"), max_length=5_000, blank=True)
    could_not_easy = EasyReadField()
    published_on = models.DateField(_("published on"), null=True, blank=True)
    # How often everybody has been told changed words: each time has its own messages (`telling.occasions_of`).
    told_again = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("what happened next")
        verbose_name_plural = _("what happened next")
        ordering = ["-session__starts_at", "-pk"]

    def __str__(self):
        return str(self.session)

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(*(getattr(self, field.attname) for field in self._meta.concrete_fields))

    @property
    def lacks(self) -> list[str]:
        """Everything that keeps it from being published, in words."""
        found = [] if self.said.strip() else [_("Write what people said.")]
        if not (self.did.strip() or self.could_not.strip()):
            found.append(_("Write what was done, or what could not be done and why."))
        for name in self.TEXTS:
            words, easy = getattr(self, name), getattr(self, f"{name}_easy")
            if words.strip() and (not easy or easy.is_drifted(words)):
                found.append(self.NO_EASY[name])
        return found


class ToldByHand(models.Model):
    """Somebody was told in another way than by a message of the hub; or there is no way to reach them."""

    class How(models.TextChoices):
        PHONE = "phone", _("Told by phone")
        POST = "post", _("Told by letter")
        FACE = "face", _("Told face to face")
        NO_WAY = "no_way", _("We have no way to reach them")

    place = models.OneToOneField(SignUp, models.CASCADE, null=True, blank=True, related_name="told_by_hand")
    walk_in = models.OneToOneField(Attendance, models.CASCADE, null=True, blank=True, related_name="told_by_hand")
    how = models.CharField(_("how"), max_length=6, choices=How)
    on = models.DateField(_("when"), default=timezone.localdate)

    class Meta:
        verbose_name = _("told by hand")
        verbose_name_plural = _("told by hand")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=False, walk_in=None) | Q(place=None, walk_in__isnull=False),
                name="told_one_person",
            ),
            models.CheckConstraint(condition=Q(how__in=["phone", "post", "face", "no_way"]), name="told_how_known"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class ObjectionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(answered_on=None)

    def about(self, session):
        """By whoever signed up for it, and by whoever walked in."""
        return self.filter(Q(place__session=session) | Q(walk_in__session=session))


class Objection(models.Model):
    """Somebody who was there says: that is not what we said. Read by the team, and answered to this person."""

    place = models.ForeignKey(SignUp, models.CASCADE, null=True, blank=True, related_name="objections")
    walk_in = models.ForeignKey(Attendance, models.CASCADE, null=True, blank=True, related_name="objections")
    token = models.UUIDField(unique=True, editable=False)
    words = SealedField(_("what is not right"))
    raised_on = models.DateField(_("when"), default=timezone.localdate)
    answer = SealedField(_("what we said"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="objection_answered_pair",
            ),
            models.CheckConstraint(
                condition=Q(place__isnull=False, walk_in=None) | Q(place=None, walk_in__isnull=False),
                name="objection_of_one_person",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def who(self):
        return self.place or self.walk_in
