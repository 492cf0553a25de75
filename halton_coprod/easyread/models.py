from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .blocks import text_hash
from .pictures import PICTURES


class Word(models.Model):
    """A word the council explains itself: a new one, or its own wording for a word that came with the hub."""

    word = models.CharField(_("word"), max_length=60, unique=True)
    forms = models.TextField(_("other shapes of the word"), blank=True, help_text=_("One on each line."))
    means = models.TextField(_("what it means"), max_length=1000)
    easy = models.TextField(
        _("what it means in easy read"), max_length=600, blank=True, help_text=_("One short sentence on each line.")
    )
    picture = models.CharField(_("picture"), max_length=80, blank=True)

    SAID = ("word", "forms", "means", "easy", "picture")

    class Meta:
        verbose_name = _("word of the word list")
        verbose_name_plural = _("word list")
        ordering = ["word"]

    def __str__(self):
        return self.word

    def clean(self):
        if not slugify(self.word):
            raise ValidationError({"word": _("Write the word in letters.")})
        if self.picture and not is_known(self.picture):
            raise ValidationError({"picture": _("This picture does not exist. Choose another one.")})

    @property
    def slug(self):
        return slugify(self.word)

    @property
    def fingerprint(self):
        """Has changed when somebody else has saved the word meanwhile."""
        return text_hash(" / ".join(getattr(self, name) for name in self.SAID))

    @property
    def form_lines(self):
        return lines(self.forms)

    @property
    def easy_lines(self):
        return lines(self.easy)


def is_known(picture) -> bool:
    """An idea of the register, or a picture that somebody brought."""
    return picture in PICTURES or OwnPicture.objects.filter(file=picture).exists()


def lines(text):
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class OwnPicture(models.Model):
    """A picture the council brought: re-encoded, freed of hidden data, with the consent of everybody in it.

    `alt` says what it shows. Only pictures from before that was asked have none: the writing check lists them.
    """

    file = models.FileField(_("picture"), upload_to="own/", max_length=80)
    alt = models.CharField(_("what the picture adds"), max_length=125, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("own picture")
        verbose_name_plural = _("own pictures")

    def __str__(self):
        return self.file.name
