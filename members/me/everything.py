"""All that is kept about one person, part by part: for the document to read and for the file."""

import base64
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members import reasons
from members.facts import Fact, Part, facts, in_words
from members.held import keepers
from members.models import Member, Need, Pick

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
# Names that speak about somebody, said to them.
TO_YOU = {
    "came_by": _("how you told us"),
    "connection": _("How you know Halton"),
    "interest": _("What interests you"),
    "taking_part": _("How you like to take part"),
}
SOURCES = {
    Need.Source.SELF: _("You"),
    Need.Source.SUPPORTER: _("Your supporter"),
    Need.Source.STAFF: _("The team, for you"),
}
WHEN, WHO, WHAT = _("when"), _("who"), _("what")


def everything(member: Member) -> list[Part]:
    """Each part with its rows; a part with nothing in it is there too, so that nobody wonders."""
    return [
        Part("you", _("About you"), [to_you(facts(member, MEMBER))]),
        Part("ticked", _("What you like"), [ticked(member)]),
        Part("needs", _("What you need"), [need_facts(need) for need in member.needs.all()]),
        Part("agreed", _("What you agreed to"), [facts(one, CONSENT) for one in member.consents.all()]),
        Part(
            "supporters", _("Your supporter"), [facts(one, (*SUPPORTER, *SUPPORTED)) for one in member.supporters.all()]
        ),
        Part("lists", _("How a list named you"), [facts(one, ("words",)) for one in member.list_marks.all()]),
        Part("asked", _("What we asked you"), [invitation_facts(one) for one in asked(member)]),
        Part("messages", _("Messages from us"), [message_facts(one) for one in member.messages.all()]),
        *about(member),
        *(part for keep in keepers for part in keep(member)),
    ]


def ticked(member) -> list[Fact]:
    """What was ticked, list by list."""
    return to_you(
        Fact(kind.value, kind.label, list(map(str, member.picked(kind))), "\n".join(map(str, member.ticked(kind))))
        for kind in Pick.Kind
    )


def to_you(rows) -> list[Fact]:
    return [replace(one, name=TO_YOU.get(one.key, one.name)) for one in rows]


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
        Part("papers", _("Your papers"), [scan_facts(one) for one in member.scans.select_related("by")]),
        Part("changes", _("What happened"), [[*facts(one, ("after", "comment")), *by(one, one.by)] for one in changes]),
        Part(
            "looks",
            _("Who looked at your information"),
            [[*facts(one, ("what", "why")), *by(one, one.looker)] for one in looks],
        ),
    ]


def by(row, who) -> list[Fact]:
    name = str(who) if who else ""
    return [Fact("at", WHEN, row.at, in_words(row.at)), Fact("by", WHO, name, name)]


def need_facts(need) -> list[Fact]:
    """In words it is said once; the file has its parts too."""
    parts = [Fact("item", "", need.item), Fact("words", "", need.words)]
    said = [replace(one, words=str(SOURCES[one.value])) if one.key == "source" else one for one in facts(need, NEED)]
    return [Fact("says", WHAT, str(need.says), str(need.says)), *parts, *said]


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
    how = message.said_to_them
    said = [replace(one, words=how) if one.key == "state" else one for one in facts(message, MESSAGE)]
    return [*said, Fact("words", _("words"), words, words), sent]


def scan_facts(scan) -> list[Fact]:
    """The paper itself is in the file; on the page it says so."""
    paper = Fact("file", _("paper"), lambda: base64.b64encode(scan.data).decode(), _("It is in the file."))
    return [paper, Fact("type", "", scan.content_type), *by(scan, scan.by)]


def as_data(parts: list[Part]) -> dict:
    """Key → rows of key → value."""
    return {part.key: [{one.key: plain(one.value) for one in row} for row in part.rows] for part in parts}


def plain(value):
    """What is heavy is opened only here."""
    if callable(value):
        return value()
    return str(value) if isinstance(value, Promise) else value
