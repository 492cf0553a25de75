"""What people say about a version that is out for comment: said by anybody, read and answered by editors."""

import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from charter.models import Comment, Part
from halton_coprod.easyread.blocks import EasyRead, fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved


@transaction.atomic
def make_comment(
    part: Part,
    *,
    words: str,
    token: UUID,
    name: str = "",
    was_easy: bool = False,
    at: datetime.datetime | None = None,
    by=None,
) -> Comment:
    """Anybody says what they think of a part while its version is out for comment; editors read it first.

    The same token makes one comment, however often the form is sent, also when the time for comments is over by then.
    """
    version = locked(part.version)
    if known := Comment.objects.filter(token=token).first():
        return known
    if not version.takes_comments:
        raise flow.NotNow(_("The time for comments on this version is over. Phone us or write to us instead."))
    comment = saved(
        Comment(
            version=version,
            key=part.key,
            about=part.name,
            words=words,
            name=name,
            was_easy=was_easy,
            token=token,
            at=at or timezone.now(),
        )
    )
    audit.write("charter.comment.make", comment, by=by, fields=["words", "name"] if name else ["words"])
    return comment


@transaction.atomic
def show_comment(comment: Comment, *, by) -> Comment:
    """Editors let everybody read a comment as it was written. Sending the same twice is once."""
    allow(by, "charter.handle_comment", comment)
    if locked(comment).state == Comment.State.SHOWN:
        return comment
    return flow.apply(comment, "show", by=by, because="")


@transaction.atomic
def hide_comment(comment: Comment, *, because: str, seen: str | None = None, by) -> Comment:
    """Editors keep a comment from being read. The reason is one of a list: everybody sees it, in both forms.

    Raises Stale, and changes nothing, when what they started from (`seen`) is not what stands now.
    """
    allow(by, "charter.handle_comment", comment)
    row = locked(comment)
    if because not in Comment.Because.values:
        raise ValidationError({"because": _("Say why it is not shown.")})
    if (row.state, row.because) == (Comment.State.NOT_SHOWN, because):
        return row
    refuse_stale(row, seen)
    return flow.apply(comment, "hide", by=by, because=because)


@transaction.atomic
def answer_comment(
    comment: Comment,
    *,
    reply: str,
    easy: EasyRead,
    on: datetime.date | None = None,
    seen: str | None = None,
    by,
) -> Comment:
    """Editors answer a comment in both forms, or mend their answer; with it the comment is shown.

    Raises Stale, and writes nothing, when what they started from (`seen`) is not what stands now.
    """
    allow(by, "charter.handle_comment", comment)
    if not reply.strip():
        raise ValidationError({"reply": _("Write an answer.")})
    if not easy:
        raise ValidationError({"easy": _("Write the answer in easy read too: whoever reads it may need it.")})
    row, easy = locked(comment), fitted(easy, reply)
    if row.is_answered and (row.reply, row.reply_easy) == (reply, easy):
        return row
    refuse_stale(row, seen)
    answer = {"reply": reply, "reply_easy": easy, "replied_on": on or timezone.localdate()}
    return flow.apply(comment, "answer", by=by, **answer)
