import rules
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.roles import STAFF_ROLES


class UserManager(BaseUserManager):
    """Makes users. Nobody needs a password; a superuser may be given one for emergencies."""

    def create_user(self, email, password=None, **facts):
        user = self.model(email=self.normalize_email(email), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **facts):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **facts)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A sign-in. Many people of the hub have none; staff roles are groups (`roles.py`)."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("what to call you"), max_length=100, blank=True)
    is_staff = models.BooleanField(_("may use the admin pages"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    # How this person reads, carried to every device they sign in on. Empty: they have not chosen.
    reads_form = models.CharField(
        max_length=8, blank=True, choices=[("standard", _("Standard version")), ("easy", _("Easy read"))]
    )
    reads_with = models.CharField(max_length=40, blank=True)

    # Of somebody who signed in to support others, and supports nobody any more: from then on nobody needs it.
    no_use_since = models.DateTimeField(null=True, blank=True, editable=False)

    # Set in a request that took no second step (`access.py`): no staff role counts in it, on no page.
    came_by_email_alone = False

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_sign_in_an_email")]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @property
    def roles(self) -> frozenset[str]:
        """The names of this person's staff roles, asked once a request."""
        if not hasattr(self, "_roles"):
            self._roles = frozenset(self.groups.values_list("name", flat=True)) & frozenset(STAFF_ROLES)
        return self._roles

    @property
    def roles_in_force(self) -> frozenset[str]:
        """The roles that count in this request."""
        return frozenset() if self.came_by_email_alone else self.roles

    def has_perm(self, perm, obj=None):
        """As Django says it; but nothing is a keeper's by itself who came by a code from an email alone."""
        return rules.has_perm(perm, self, obj) if self.came_by_email_alone else super().has_perm(perm, obj)

    @property
    def is_team(self) -> bool:
        """Does this person work for the hub in any role?"""
        return self.is_active and (self.is_superuser or bool(self.roles))

    @property
    def counts_as_team(self) -> bool:
        """Do they, and did they come here with their second step?"""
        return self.is_team and not self.came_by_email_alone
