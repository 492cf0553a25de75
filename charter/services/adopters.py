"""Who asks to adopt the Charter, who has signed it, and whom of them we write to."""

import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models import Adopter
from charter.models.adopting import KEEP
from charter.signatories import sign
from charter.wording import LINK_TITLE, NOT_NOW_TITLE, link_ideas, not_now_ideas
from halton_coprod.easyread import mode
from halton_coprod.easyread.blocks import EasyRead, fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, free_slug, locked, refuse_stale, saved
from members.models import Way
from members.services.outbox import queue_to_stranger

from .telling import moment

# Addresses that are pages of their own.
NOT_THESE = ("ask", "asked", "mine")
TAKEN = _("There is an organisation of this name already.")


@transaction.atomic
def sign_adopter(
    *, name: str, lead: str, signed_on: datetime.date, about: str, easy: EasyRead | None = None, slug: str = "", by
) -> Adopter:
    """Editors note that an organisation has signed; its name makes its address. Sending the same twice is once."""
    allow(by, KEEP)
    known = Adopter.objects.signed().filter(name=name).first()
    if known and (known.lead, known.signed_on, known.about) == (lead, signed_on, about):
        return known
    refuse_taken(name)
    adopter = saved(
        Adopter(
            slug=slug or free_slug(Adopter, name, NOT_THESE),
            state=Adopter.State.ADOPTED,
            name=name,
            lead=lead,
            signed_on=signed_on,
            about=about,
            easy=fitted(easy, about),
        )
    )
    audit.write("charter.adopter.sign", adopter, by=by, fields=["name", "lead", "signed_on"])
    return adopter


@transaction.atomic
def ask_to_adopt(
    *,
    name: str,
    lead: str,
    about: str,
    contact_name: str,
    email: str,
    token: UUID,
    language: str = mode.STANDARD,
    at: datetime.datetime | None = None,
    by=None,
) -> Adopter:
    """Anybody asks for their organisation to adopt the Charter. Nobody but the team sees it before it is confirmed.

    The same token asks once.
    """
    if known := Adopter.objects.filter(token=token).first():
        return known
    refuse_taken(name)
    contact = {"contact_name": contact_name, "email": email, "language": language}
    words = {"name": name, "lead": lead, "about": about}
    slug = free_slug(Adopter, name, NOT_THESE)
    adopter = saved(Adopter(slug=slug, token=token, asked_at=at or timezone.now(), **words, **contact))
    audit.write("charter.adopter.ask", adopter, by=by, fields=["name", "lead", "about", "contact_name", "email"])
    return adopter


@transaction.atomic
def look_at_adopter(adopter: Adopter, *, by) -> Adopter:
    """Somebody of the team opens an organisation with whom we write to: the log says so, where somebody is named."""
    allow(by, KEEP, adopter)
    if adopter.email:
        audit.write("charter.adopter.look", adopter, by=by)
    return adopter


@transaction.atomic
def confirm_adopter(
    adopter: Adopter, *, signed_on: datetime.date, about: str, easy: EasyRead, seen: str | None = None, by
) -> Adopter:
    """Editors confirm that an organisation has signed, and say in both forms who it is; everybody sees it from now on.

    It gets its own link by email. Sending the same twice is once. Raises Stale, and writes nothing, when what they
    started from (`seen`) is not what stands now.
    """
    allow(by, KEEP, adopter)
    row = locked(adopter)
    if row.state == Adopter.State.ADOPTED:
        return row
    refuse_stale(row, seen)
    if not easy:
        raise ValidationError({"easy": _("Write in easy read too who they are: everybody can read it.")})
    if signed_on > timezone.localdate():
        raise ValidationError({"signed_on": _("This day is still to come. Choose the day when they signed.")})
    refuse_taken(row.name)
    words = {"about": about, "easy": fitted(easy, about), "because": "", "because_easy": EasyRead()}
    row = flow.apply(adopter, "confirm", by=by, signed_on=signed_on, link=uuid4(), **words)
    tell(row, "link", LINK_TITLE, link_ideas(row, sign(row)))
    return row


@transaction.atomic
def refuse_adopter(adopter: Adopter, *, because: str, easy: EasyRead, by) -> Adopter:
    """Editors say not now, and why; the organisation is told. Whom we wrote to is forgotten with it."""
    allow(by, KEEP, adopter)
    if locked(adopter).state == Adopter.State.NOT_NOW:
        return adopter
    if not easy:
        raise ValidationError({"easy": _("Write in easy read too why not now: whoever asked may need it.")})
    row = flow.apply(adopter, "refuse", by=by, because=because, because_easy=fitted(easy, because))
    tell(row, "not-now", NOT_NOW_TITLE, not_now_ideas(row))
    row.contact_name = row.email = ""
    row.save(update_fields=["contact_name", "email"])
    return row


@transaction.atomic
def send_link(adopter: Adopter, *, contact_name: str, email: str, seen: str | None = None, by) -> Adopter:
    """Editors send an organisation that has signed a new link of its own; the old one leads nowhere from now on.

    Sending the same form twice is once. Raises Stale, and writes nothing, when what they started from (`seen`) is not
    what stands now.
    """
    allow(by, KEEP, adopter)
    row = locked(adopter)
    if row.state != Adopter.State.ADOPTED:
        raise flow.NotNow(_("They have not signed. Confirm first that they have."))
    if seen not in (None, row.fingerprint) and (row.contact_name, row.email) == (contact_name, email):
        return row
    refuse_stale(row, seen)
    row.contact_name, row.email, row.link = contact_name, email, uuid4()
    saved(row, "contact_name", "email", "link")
    audit.write("charter.adopter.send_link", row, by=by, fields=["contact_name", "email", "link"])
    tell(row, "link", LINK_TITLE, link_ideas(row, sign(row)))
    return row


def refuse_taken(name: str) -> None:
    if Adopter.objects.signed().filter(name__iexact=name).exists():
        raise ValidationError({"name": TAKEN})


def tell(adopter: Adopter, occasion: str, title, ideas) -> None:
    """By email, in the form in which they asked."""
    if adopter.email:
        queue_to_stranger(
            to=adopter.email,
            way=Way.EMAIL,
            occasion=f"adopter-{adopter.pk}-{occasion}-{moment()}",
            title=title,
            ideas=ideas,
            language=adopter.language,
            name=adopter.contact_name,
        )
