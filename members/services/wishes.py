"""Whoever came in with a list has agreed to nothing yet: asked once, by their way, if they want to be in the pool."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy

from halton_coprod.easyread.mode import EASY_MOUNT
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked
from members.holders import Asked, user_of
from members.models import Member, Message, Purpose
from members.models.member import WISH_OCCASION
from members.wording import WISH, WISH_TITLE, WORDINGS

from .consents import follow_answer, keep_answer
from .outbox import queue_message
from .people import note_wish


@transaction.atomic
def ask_for_yes(people, *, by) -> int:
    """Pool staff ask each of these people who was never asked, once: the exact words, and how to answer without signing
    in. Whoever wants no messages is not asked. Returns how many were asked.
    """
    allow(by, "members.record_member")
    asked = 0
    for member in people.not_asked():
        address = f"{settings.SITE_URL.rstrip('/')}{EASY_MOUNT if member.easy_read else ''}{Asked(member.pk).address}"
        facts = {"address": address, "phone": settings.HELP["phone"], "post": settings.HELP["address"]}
        first, *ways = [(picture, format_lazy(words, **facts)) for picture, words in WISH]
        ideas = [first, *WORDINGS[Purpose.POOL].ideas, *ways]
        about = Message.About.KEPT
        if queue_message(member, occasion=WISH_OCCASION, title=WISH_TITLE, ideas=ideas, about=about, copies=False):
            note_wish(member)
            audit.write("members.member.ask_for_yes", member, by=by, for_whom=member.pk)
            asked += 1
    return asked


@transaction.atomic
def answer_wish(member: Member, *, agreed: bool, language: str, by) -> None:
    """Yes or no to being in the pool, by the link of the question: whoever says no has left it."""
    allow(by, "members.answer_wish", member)
    member = locked(member)
    member.last_heard_at = timezone.now()
    member.save(update_fields=["last_heard_at"])
    record = keep_answer(member, Purpose.POOL, agreed, language)
    note = f"{Purpose.POOL}: {'yes' if agreed else 'no'}"
    whose = flow.for_whom(member, by)
    audit.write("members.consent.give", record, by=user_of(by), for_whom=whose, fields=["agreed"], note=note)
    follow_answer(member, by=by)
