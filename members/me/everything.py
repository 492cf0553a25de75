"""All that is kept about one person, part by part: for the document to read and for the file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.said import said_date, said_time
from members import reasons
from members.held import held_by
from members.models import Member, Pick


@dataclass(frozen=True)
class Fact:
    """One thing that is kept: its key for the file, its name, the value, and the value in words."""

    key: str
    name: str
    value: object
    words: str = ""


@dataclass(frozen=True)
class Part:
    key: str
    name: str
    rows: list[list[Fact]]


MEMBER = (
    "name",
    "state",
    "way",
    "email",
    "phone",
    "address",
    "best_time",
    "easy_read",
    "print_size",
    "other_format",
    "language",
    "wants_messages",
    "postcode",
    "district",
    "age_band",
    "reward",
    "came_by",
    "joined_at",
    "last_asked_at",
    "last_came_at",
    "last_heard_at",
)
NEED = ("group", "who_sees", "source", "asked_on", "review_due")
CONSENT = ("purpose", "agreed", "wording", "wording_version", "form", "how", "explained_by", "given_at", "withdrawn_at")
SUPPORTER = ("name", "relation", "email", "phone", "may_see", "may_change", "may_book", "gets_copies")
SUPPORTED = ("granted_at", "begins", "until", "ended_at")
INVITATION = ("state", "asked_at", "chased_at", "answered_at", "answered_how", "words", "rung_felt")
MESSAGE = ("title", "way", "state", "answer", "remark")
WHEN, WHO, WHAT = _("when"), _("who"), _("what")


def everything(member: Member) -> list[Part]:
    """Each part with its rows; a part with nothing in it is there too, so that nobody wonders."""
    return [
        Part("you", _("About you"), [facts(member, MEMBER)]),
        Part("ticked", _("What you like"), [ticked(member)]),
        Part("needs", _("What you need"), [need_facts(need) for need in member.needs.all()]),
        Part("agreed", _("What you agreed to"), [facts(one, CONSENT) for one in member.consents.all()]),
        Part(
            "supporters", _("Your supporter"), [facts(one, (*SUPPORTER, *SUPPORTED)) for one in member.supporters.all()]
        ),
        Part("signed_up", _("What you signed up for"), [held_facts(one) for one in held_by(member)]),
        Part("asked", _("What we asked you"), [invitation_facts(one) for one in asked(member)]),
        Part("messages", _("Messages from us"), [message_facts(one) for one in member.messages.all()]),
        *about(member),
    ]


def ticked(member) -> list[Fact]:
    """What was ticked, list by list."""
    return [
        Fact(kind.value, kind.label, list(map(str, member.picked(kind))), "\n".join(map(str, member.ticked(kind))))
        for kind in Pick.Kind
    ]


def about(member) -> list[Part]:
    """What the team wrote down around the person."""
    notes = member.notes.select_related("written_by")
    told = member.told.select_related("taken_by")
    changes = member.changes.select_related("by")
    looks = member.looks.select_related("looker")
    return [
        Part(
            "notes",
            _("Notes about you"),
            [[*facts(one, ("words", "keep_until")), *by(one, one.written_by)] for one in notes],
        ),
        Part(
            "told",
            _("What you told the team"),
            [[*facts(one, ("what", "how", "explained")), *by(one, one.taken_by)] for one in told],
        ),
        Part("changes", _("What happened"), [[*facts(one, ("after", "comment")), *by(one, one.by)] for one in changes]),
        Part(
            "looks",
            _("Who looked at your information"),
            [[*facts(one, ("what", "why")), *by(one, one.looker)] for one in looks],
        ),
    ]


def facts(row, names: Iterable[str]) -> list[Fact]:
    """The fields of a row, with their names and in words."""
    return [fact(row, name) for name in names]


def fact(row, name: str) -> Fact:
    display = getattr(row, f"get_{name}_display", None)
    value = getattr(row, name)
    return Fact(name, row._meta.get_field(name).verbose_name, value, str(display()) if display else in_words(value))


def in_words(value) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, datetime):
        return f"{said_date(timezone.localtime(value).date())}, {said_time(value)}"
    return said_date(value) if isinstance(value, date) else str(value or "")


def by(row, who) -> list[Fact]:
    name = str(who) if who else ""
    return [Fact("at", WHEN, row.at, in_words(row.at)), Fact("by", WHO, name, name)]


def need_facts(need) -> list[Fact]:
    """In words it is said once; the file has its parts too."""
    parts = [Fact("item", "", need.item), Fact("words", "", need.words)]
    return [Fact("says", WHAT, str(need.says), str(need.says)), *parts, *facts(need, NEED)]


def asked(member):
    """Also whoever was chosen and not asked yet: it is about the person."""
    return member.invitations.select_related("opportunity")


def invitation_facts(invitation) -> list[Fact]:
    title, why = invitation.opportunity.title, " ".join(map(str, reasons.for_person(invitation.reasons)))
    return [
        Fact("title", WHAT, title, title),
        Fact("why", _("why you"), why, why),
        *facts(invitation, INVITATION),
    ]


def message_facts(message) -> list[Fact]:
    words = "\n".join(words for _picture, words in message.ideas)
    sent = Fact("queued_at", WHEN, message.queued_at, in_words(message.queued_at))
    return [*facts(message, MESSAGE), Fact("words", _("words"), words, words), sent]


def held_facts(held) -> list[Fact]:
    return [
        Fact("name", WHAT, str(held.name), str(held.name)),
        Fact("when", WHEN, held.when, in_words(held.when)),
        Fact("state", _("state"), str(held.says), str(held.says)),
    ]


def as_data(parts: list[Part]) -> dict:
    """Key → rows of key → value."""
    return {part.key: [{one.key: plain(one.value) for one in row} for row in part.rows] for part in parts}


def plain(value):
    return str(value) if isinstance(value, Promise) else value
