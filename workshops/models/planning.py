"""What sessions have in common: the series they belong to, their topics, and the places where people meet."""

from urllib.parse import quote

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from charter.models.fingerprint import fingerprint_of
from halton_coprod.easyread.fields import EasyReadField

# Access fact → its words when it is there, and when it is not.
FACTS = {
    "step_free": (_("There is a way in without steps."), _("There are steps on the way in.")),
    "drop_off": (_("A car can stop at the door."), _("A car cannot stop at the door.")),
    "bus": (_("The way from the bus stop has no steps."), _("There are steps on the way from the bus stop.")),
    "doors": (_("The doors are wide, or open by themselves."), _("Some doors are narrow or heavy.")),
    "lift": (_("There is a lift, or all is on the ground floor."), _("There is no lift.")),
    "toilet": (_("There is an accessible toilet."), _("There is no accessible toilet.")),
    "changing_place": (_("There is a Changing Places toilet."), _("There is no Changing Places toilet.")),
    "hearing_loop": (_("There is a hearing loop."), _("There is no hearing loop.")),
    "quiet_room": (_("There is a quiet room."), _("There is no quiet room.")),
    "light": (_("The light can be made softer."), _("The light cannot be made softer.")),
    "noise": (_("The room is quiet inside."), _("It can be loud in the room.")),
    "parking": (_("There is parking for blue badges."), _("There is no parking for blue badges.")),
}


class Series(models.Model):
    """Sessions that belong together, with a page of their own."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    about = models.TextField(_("what it is about"), max_length=5_000, blank=True)
    about_easy = EasyReadField()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("workshops:series", args=[self.slug])

    def is_run_by(self, user) -> bool:
        """Whoever runs one of its sessions; every facilitator while nobody else sees any of them."""
        people = list(self.sessions.public().values_list("team", "stand_in"))
        return not people or any(user.pk in who for who in people)

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.name, self.about, self.about_easy)

    @property
    def easy_name(self) -> str:
        return self.about_easy.title or self.name


class Topic(models.Model):
    """What a session is about; one session may have many."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Venue(models.Model):
    """A place to meet, and what somebody found there who went to look."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    address = models.CharField(_("address"), max_length=300)
    directions = models.TextField(_("how to get there"), max_length=5_000, blank=True)
    directions_easy = EasyReadField(_("how to get there, in easy read"))
    taxi = models.CharField(_("phone number of a taxi with a ramp"), max_length=60, blank=True)
    facts = models.JSONField(_("what is there"), default=list, blank=True)
    checked_by = models.CharField(_("who went to look"), max_length=200, blank=True)
    checked_on = models.DateField(_("when"), null=True, blank=True)

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by="", checked_on=None) | (~Q(checked_by="") & Q(checked_on__isnull=False)),
                name="venue_checked_pair",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.name, self.address, self.directions, self.directions_easy, self.taxi)

    @property
    def map_link(self) -> str:
        return f"https://www.openstreetmap.org/search?query={quote(self.address)}"

    @property
    def is_checked(self) -> bool:
        return self.checked_on is not None

    @property
    def access(self) -> list[tuple[bool, str]]:
        """Each fact in words, those that are there and those that are not; nothing before somebody has looked."""
        if not self.is_checked:
            return []
        return [(key in self.facts, there if key in self.facts else missing) for key, (there, missing) in FACTS.items()]
