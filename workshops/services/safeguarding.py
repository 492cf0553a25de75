"""A worry about somebody's safety: written by whoever was there, sent to the safeguarding lead, dealt with there.

No word of it stands in the log or in a message.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread import mode
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from members.models import Message, User, Way
from members.roles import SAFEGUARDING
from members.services.outbox import queue_to_stranger
from workshops.models import SafeguardingNote, Session
from workshops.models.safeguarding import CLOSE, SEND

RAISE, READ = "workshops.raise_safeguarding", "workshops.read_safeguarding"
TITLE = _("A safeguarding note waits for you")
IDEAS = (("safe", _("Somebody is worried about somebody's safety.")), ("look", _("Read it here: {link}")))


@transaction.atomic
def write_safeguarding(
    session: Session | None,
    *,
    words: str,
    about: str = "",
    check_in: str = SafeguardingNote.CheckIn.NOT_YET,
    note: SafeguardingNote | None = None,
    seen: str | None = None,
    by,
) -> SafeguardingNote:
    """Whoever runs the session or helps at its door writes down what they saw. Nobody else reads it yet."""
    allow(by, SEND if note else RAISE, note or session)
    row = locked(note) if note else SafeguardingNote(session=session, author=by)
    if note:
        refuse_stale(row, seen)
        if row.state != SafeguardingNote.State.DRAFT:
            raise flow.NotNow(_("It is sent. Write another note if there is more to say."))
    return keep_words(row, words=words, about=about, check_in=check_in, by=by)


def keep_words(row: SafeguardingNote, *, words: str, about: str, check_in: str, by) -> SafeguardingNote:
    """Whoever may write it, wherever it came up: what is kept of it."""
    row.words, row.about, row.check_in = words, about, check_in
    saved(row)
    audit.write("workshops.safeguardingnote.write", row, by=by)
    return row


@transaction.atomic
def send_safeguarding(note: SafeguardingNote, *, by) -> SafeguardingNote:
    """From now on the safeguarding lead reads it too, and its author changes it no more. Each lead is told that there
    is one, and not a word more.

    Refused where nobody holds that role: then it is told by phone.
    """
    leads = User.objects.filter(is_active=True, groups__name=SAFEGUARDING)
    if not leads:
        raise flow.NotNow(_("Nobody here is the safeguarding lead. Phone the council's number now."))
    row = flow.apply(note, "send", by=by, sent_at=timezone.now())
    address = reverse("workshops:team_safeguarding_note", args=[row.pk])
    link = f"{settings.SITE_URL.rstrip('/')}{address}"
    for lead in leads:
        queue_to_stranger(
            to=lead.email,
            way=Way.EMAIL,
            about=Message.About.DUTY,
            occasion=f"safeguarding-{row.pk}-{lead.pk}",
            title=TITLE,
            ideas=[(picture, format_lazy(says, link=link)) for picture, says in IDEAS],
            language=mode.STANDARD,
        )
    return row


@transaction.atomic
def look_at_safeguarding(note: SafeguardingNote, *, by) -> SafeguardingNote:
    """Each look is recorded."""
    allow(by, READ, note)
    audit.write("workshops.safeguardingnote.look", note, by=by)
    return note


@transaction.atomic
def close_safeguarding(note: SafeguardingNote, *, done: str, check_in: str = "", by) -> SafeguardingNote:
    """The safeguarding lead writes down what was done, and whether a talk was offered."""
    allow(by, CLOSE, note)
    if not done.strip():
        raise ValidationError({"done": _("Say what was done.")})
    return flow.apply(note, "close", by=by, done=done.strip(), check_in=check_in or note.check_in)
