"""Files of a story. They lie where no address leads; each is handed out after asking who may have it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def private_place(_media, name: str) -> str:
    """A name that cannot be guessed and keeps nothing of the name the file came with."""
    return f"stories/{uuid.uuid4().hex}.{name.rpartition('.')[2]}"


class MediaFile(models.Model):
    """A picture, sound or film. Typed and cleaned by its content when it comes in (`stories/media/`).

    A picture may also be one of the picture library: then `idea` names it and there is no file.
    """

    class Kind(models.TextChoices):
        PICTURE = "picture", _("Picture")
        SOUND = "sound", _("Sound")
        FILM = "film", _("Film")

    # What the teller says of a file, and where it is kept that the teller said it.
    OWN = {"words": "typed_by_teller", "alt": "alt_by_teller", "shows_teller": "yes_by_teller"}

    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="media")
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    file = models.FileField(_("file"), upload_to=private_place, max_length=80, blank=True)
    idea = models.CharField(_("picture of the library"), max_length=40, blank=True)
    words = models.CharField(_("words under the picture"), max_length=300, blank=True)
    # Did the teller type them? If not, they are of whoever wrote them down, until the teller has seen them.
    typed_by_teller = models.BooleanField(default=False, editable=False)
    # Did the teller type what it shows, and say that they can be seen in it?
    alt_by_teller = models.BooleanField(default=False, editable=False)
    yes_by_teller = models.BooleanField(default=False, editable=False)
    place = models.PositiveSmallIntegerField(_("place in the story"), default=0)
    small = models.FileField(_("small picture"), upload_to=private_place, max_length=80, blank=True)
    content_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(default=0)
    seconds = models.PositiveIntegerField(_("seconds"), null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    width = models.PositiveSmallIntegerField(null=True, blank=True)
    height = models.PositiveSmallIntegerField(null=True, blank=True)
    alt = models.CharField(_("what the picture shows"), max_length=250, blank=True)
    captions = models.TextField(_("captions"), max_length=60_000, blank=True)
    captions_checked = models.BooleanField(_("somebody else has checked the captions"), default=False)
    captions_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    is_clip = models.BooleanField(_("a short piece of it"), default=False)
    shows_teller = models.BooleanField(_("the teller can be seen in it"), default=True)

    class Meta:
        verbose_name = _("file of a story")
        verbose_name_plural = _("files of stories")
        ordering = ["place", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["picture", "sound", "film"]), name="media_kind"),
            models.CheckConstraint(
                condition=(~Q(file="") & Q(idea="")) | (Q(file="", kind="picture") & ~Q(idea="")),
                name="media_file_or_idea",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_face(self) -> bool:
        """A picture or film that is only for those who may see the teller."""
        return self.shows_teller and self.kind != self.Kind.SOUND

    @property
    def words_of_the_teller(self) -> list[str]:
        """As of a story: only a proposal that the teller accepts changes them. So is a yes to being seen in it."""
        own = [name for name, said in self.OWN.items() if getattr(self, name) and getattr(self, said)]
        return ["words", *own] if self.words and self.story.shown_at and "words" not in own else own

    @property
    def said_length(self) -> str:
        """3 minutes, 20 seconds."""
        minutes, seconds = divmod(self.seconds or 0, 60)
        parts = [_("%(number)s minutes") % {"number": minutes}] if minutes else []
        return ", ".join([*map(str, parts), str(_("%(number)s seconds") % {"number": seconds})])


class YesRecord(models.Model):
    """A yes that was said by phone, on paper or face to face: the sound of it, or the paper itself. Only curators and
    the teller get it.

    An answer that is carried on, narrower or longer, has the record of the one before: so the yes names its record.
    """

    class Kind(models.TextChoices):
        SOUND = "sound", _("Sound")
        PICTURE = "picture", _("Picture")
        PAPER = "paper", _("PDF")

    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="yes_records")
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    file = models.FileField(_("file"), upload_to=private_place, max_length=80)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("record of a yes")
        verbose_name_plural = _("records of a yes")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["sound", "picture", "paper"]), name="yes_record_kind"),
            models.CheckConstraint(condition=~Q(file=""), name="yes_record_has_a_file"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
