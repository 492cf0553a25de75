import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .blocks import text_hash
from .pictures import PICTURES

OWN_KEY = re.compile(r"own/[0-9a-f]{32}\.webp")

# Words as the writing check meets them: letters, with hyphens and apostrophes inside.
IN_LETTERS = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*(?: [^\W\d_]+(?:['-][^\W\d_]+)*)*")

LONGEST_ALT = 125


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
    is_own = OWN_KEY.fullmatch(picture) and OwnPicture.objects.filter(file=picture).exists()
    return picture in PICTURES or bool(is_own)


def lines(text):
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class ListedWord(models.Model):
    """What was done to a word of one of the lists of the writing check. Rows are only added: all of them are the
    history of the list, and the newest of a word says how it stands. A word without a row stands as it was delivered.
    """

    class Kind(models.TextChoices):
        EVERYDAY = "everyday", _("Everyday words")
        OFFICE = "office", _("Office words")
        TERM = "term", _("Words that are not ours")

    class Deed(models.TextChoices):
        ADD = "add", _("Added")
        CHANGE = "change", _("Changed")
        TAKE_OUT = "take_out", _("Taken out")
        PUT_BACK = "put_back", _("Put back")

    # How many words an entry may have: the check compares everyday words one by one, office words up to four.
    MOST_WORDS = {Kind.EVERYDAY: 1, Kind.OFFICE: 4, Kind.TERM: 8}

    kind = models.CharField(_("list"), max_length=8, choices=Kind)
    word = models.CharField(_("word"), max_length=60)
    swap = models.CharField(_("what to write instead"), max_length=120, blank=True)
    why = models.CharField(_("why"), max_length=300, blank=True)
    deed = models.CharField(_("what was done"), max_length=8, choices=Deed)
    edition = models.PositiveIntegerField(_("which deed on this word it is"), default=0)
    at = models.DateTimeField(auto_now_add=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("deed on a word of the writing check")
        verbose_name_plural = _("deeds on words of the writing check")
        ordering = ["pk"]
        constraints = [
            # Of two people who do something to the same words at once, one is first.
            models.UniqueConstraint(
                fields=["kind", "word", "edition"],
                name="listed_word_one_by_one",
                violation_error_message=_("Somebody else has saved this meanwhile. Look at it again."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind="everyday", swap="", why="")
                | (~models.Q(kind="everyday") & ~models.Q(swap="") & ~models.Q(why="")),
                name="listed_word_says_what_instead",
                violation_error_message=_("Write what to say instead, and why."),
            ),
        ]

    def __str__(self):
        return self.word

    @property
    def is_out(self):
        return self.deed == self.Deed.TAKE_OUT

    @property
    def fingerprint(self):
        """Has changed when somebody else has done something to the word meanwhile."""
        return str(self.edition)

    def clean(self):
        """Only what the check can find in a text, and what helps whoever wrote it."""
        if not IN_LETTERS.fullmatch(self.word):
            raise ValidationError({"word": _("Write the word in letters.")})
        most = self.MOST_WORDS[self.kind]
        if len(self.word.split()) > most:
            says = _("Write 1 word.") if most == 1 else _("Write at most %(most)d words.") % {"most": most}
            raise ValidationError({"word": says})
        if plain_word(self.swap) == self.word:
            raise ValidationError({"swap": _("This is the same word. Write another one.")})


def plain_word(word: str) -> str:
    """The word as the lists hold it: in small letters, with plain signs and single spaces."""
    return " ".join(word.lower().replace("’", "'").replace("‑", "-").split())


class OwnPicture(models.Model):
    """A picture the council brought: re-encoded, freed of hidden data, with the consent of everybody in it.

    `alt` says what it shows. Only pictures from before that was asked have none: the writing check lists them.
    Who brought it ticked that everybody in it agrees; nobody stands there for an organisation that came by its link.
    """

    file = models.FileField(_("picture"), upload_to="own/", max_length=80)
    alt = models.CharField(_("what the picture adds"), max_length=LONGEST_ALT, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    consent_said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # When we last looked if a text shows it: what none shows any more is cleared away.
    looked_for_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("own picture")
        verbose_name_plural = _("own pictures")
        ordering = ["-pk"]

    def __str__(self):
        return self.file.name
