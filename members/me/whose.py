"""Whose pages these are: one's own, or those of somebody who lets this user act for them."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import Member, Supporter, User

OWN, SEES, CHANGES, BOOKS, COPIES = "own", "sees", "changes", "books", "copies"


@dataclass(frozen=True)
class Whose:
    """A person of the pool; with a link, seen by their supporter and no further than the link goes."""

    member: Member
    link: Supporter | None = None

    @property
    def rights(self) -> set[str]:
        if self.link is None:
            return {OWN, SEES, CHANGES, BOOKS, COPIES}
        granted = zip(
            (SEES, CHANGES, BOOKS, COPIES),
            (self.link.may_see, self.link.may_change, self.link.may_book, self.link.gets_copies),
            strict=True,
        )
        return {right for right, has_it in granted if has_it}

    def may(self, *rights) -> bool:
        """Is one of these granted?"""
        return bool(self.rights.intersection(rights))

    def allow(self, *rights) -> None:
        if not self.may(*rights):
            raise PermissionDenied(_("You are not allowed to do this."))

    @property
    def is_own(self) -> bool:
        return self.link is None

    @property
    def person(self) -> str:
        """Whose pages these are, by name, where a supporter looks at them; nothing for the person themselves."""
        return "" if self.link is None else self.member.name

    @property
    def page(self) -> str:
        """Where all of it begins."""
        return reverse("me") if self.link is None else reverse("me_for", kwargs={"whom": self.link.pk})

    def to(self, name: str, **more) -> str:
        """One of these pages, for the same person."""
        return reverse(name, kwargs={**({"whom": self.link.pk} if self.link else {}), **more})


def find_whose(user: User, whom: int | None) -> Whose | None:
    """None for somebody of whom the pool has no record. What a link no longer opens is not there."""
    if whom is None:
        member = getattr(user, "member", None)
        return Whose(member) if member else None
    link = helped_by(user).filter(pk=whom).first()
    if link is None:
        raise Http404
    return Whose(link.member, link)


def helped_by(user: User):
    """The links by which this user acts for somebody today."""
    links = user.supports.active().exclude(member__state__in=Member.GONE)
    return links.select_related("member").order_by("pk")
