"""Make an opportunity for a test, through the services."""

from datetime import timedelta

from django.utils import timezone

from halton_coprod.easyread.blocks import Block, EasyRead
from members import services
from members.models import Opportunity, Rung

from .people import make_member

EASY = EasyRead("", (Block("meeting", "Come and talk with us."),))


def words(**more):
    """Everything that an opportunity needs to open."""
    texts = {name: f"The words about: {name}." for name in Opportunity.TEXTS}
    easy = {f"{name}_easy": EASY for name in Opportunity.TEXTS}
    return {"title_easy": "Talk about homes", "rung": Rung.CO_DESIGN, **texts, **easy, **more}


def make_opportunity(by, *, title="Plan the new homes", days=20, is_choosing=True, **more):
    """One about homes for two people, where people are being chosen now."""
    closes_on = timezone.localdate() + timedelta(days=days)
    facts = words(interests=["homes"], wanted=2) | more
    opportunity = services.draft_opportunity(title=title, closes_on=closes_on, by=by, **facts)
    services.open_opportunity(opportunity, by=by)
    if is_choosing:
        services.choose_for_opportunity(opportunity, by=by)
    return opportunity


def make_active(name="Rosa", *, by, **said):
    """Somebody who may be asked."""
    member = make_member(name, **said)
    services.move_member(member, "welcome", by=by, comment="Welcome")
    return member


def make_asked(by, *names, opportunity=None, **said):
    """The invitations of these people, sent."""
    opportunity = opportunity or make_opportunity(by)
    members = [make_active(name, by=by, **said) for name in names]
    services.choose_people(opportunity, numbers=[one.pk for one in members], by=by)
    services.send_invitations(opportunity, by=by)
    return list(opportunity.invitations.order_by("pk"))
