"""The deeds around sign-ins: make one, give it roles, change what we call somebody, keep how they read.

`by` is None only where the server's keeper works at its own console (`manage.py make_staff`, the example hub).
"""

from django.contrib.auth.models import Group
from django.db import transaction

from halton_coprod.record import audit
from halton_coprod.record.gate import allow, locked, saved
from members.models import User


@transaction.atomic
def make_user(*, email: str, name: str = "", roles=(), by=None) -> User:
    """A new sign-in, with these staff roles. Nobody is told: whoever asked for it tells the person.

    Raises ValidationError when there is one for this address already.
    """
    allow_or_console(by, "members.make_user")
    user = User(email=User.objects.normalize_email(email), name=name, is_staff=bool(roles))
    user.set_unusable_password()
    saved(user)
    user.groups.set(groups(roles))
    audit.write("members.user.make", user, by=by, fields=["email", "name", "roles"], note=", ".join(sorted(roles)))
    return user


@transaction.atomic
def change_roles(user: User, *, roles, by=None) -> User:
    """These staff roles and no others, from the person's next page on."""
    allow_or_console(by, "members.change_roles")
    user = locked(user)
    was = user.roles
    user.groups.set(groups(roles))
    user.is_staff = bool(roles) or user.is_superuser
    user.save(update_fields=["is_staff"])
    note = f"{', '.join(sorted(was)) or 'none'} → {', '.join(sorted(roles)) or 'none'}"
    audit.write("members.user.change_roles", user, by=by, fields=["roles"], note=note)
    return User.objects.get(pk=user.pk)


@transaction.atomic
def rename_user(user: User, *, name: str, by) -> User:
    """What we call somebody. Everybody says that for themselves."""
    allow_or_console(by, "members.rename_user", user)
    user = locked(user)
    user.name = name
    saved(user, "name")
    audit.write("members.user.rename", user, by=by, fields=["name"])
    return user


def remember_reading(user: User, *, form: str, settings: str) -> None:
    """Carry how somebody reads to every device they sign in on.

    A habit, not a deed: it writes no audit line, so that pressing the switch leaves no trail and empties no page cache.
    """
    if (user.reads_form, user.reads_with) != (form, settings):
        User.objects.filter(pk=user.pk).update(reads_form=form, reads_with=settings)


def groups(roles) -> list[Group]:
    """The groups of these roles; a role that does not exist is a fault of the caller."""
    return [Group.objects.get(name=role) for role in roles]


def allow_or_console(by, permission: str, thing=None) -> None:
    """Whoever sits at the console of the machine (`by` is None) may do it too."""
    if by is not None:
        allow(by, permission, thing)
