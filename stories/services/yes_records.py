"""The record of a yes that was said by phone, on paper or face to face, kept beside it as a file."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import Stale, allow, locked, saved
from stories.media import Clean
from stories.models import Consent, Release, YesRecord

from .ending import delete_files, kept_with_the_deed

KEPT = ("kind", "content_type", "size", "digest")


@transaction.atomic
def attach_record(yes: Consent | Release, *, clean: Clean, by) -> YesRecord:
    """A curator keeps the sound or the paper of a yes that was written down. Only curators and its teller get it.

    A yes has one; another takes its place when the first is taken away. Raises Stale when the teller has said
    something else since.
    """
    allow(by, "stories.curate_story", yes.story)
    story = locked(yes.story)
    row = locked(yes)
    if story.is_gone:
        raise flow.NotNow(_("This story was taken back."))
    if isinstance(row, Release) and row != story.newest_release:
        raise Stale(story)
    if not row.kept_where:
        raise ValidationError(_("This yes was given on this website. It needs no other record."))
    if row.record:
        raise ValidationError(_("This yes has a record already. Take that one away first."))
    record = YesRecord(story=story, by=by, **{name: clean.facts[name] for name in KEPT})
    with kept_with_the_deed() as names:
        record.file.save(f"file.{clean.ending}", ContentFile(clean.data), save=False)
        names.append(record.file.name)
        row.record = saved(record)
        row.save(update_fields=["record"])
        audit.write("stories.yesrecord.attach", record, by=by, fields=["file"])
    return record


@transaction.atomic
def remove_record(record: YesRecord, *, by) -> None:
    """A curator takes away what is not the record of this yes. It is deleted."""
    allow(by, "stories.curate_story", record.story)
    locked(record.story)
    audit.write("stories.yesrecord.remove", record, by=by, fields=["file"])
    record.delete()
    delete_files([record.file.name])
