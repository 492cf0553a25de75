"""Where stories were used outside this website: noted, and those who have a copy told when it may be used no more."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit
from halton_coprod.record.gate import allow, locked, saved
from stories.models import Form, Story, Use
from stories.notices import tell_copy

from .gate import user_of


@transaction.atomic
def note_use(
    story: Story,
    *,
    what: str,
    audience: str,
    form: str,
    on: datetime.date,
    got_copy: str = "",
    reach: str = "",
    by,
    back: bool = True,
) -> Use:
    """Curators note where a story was used outside this website. Only what its release allows can be used;
    the name and the pictures of the teller that it allows are kept with it."""
    allow(by, "stories.note_use", story)
    row = locked(story)
    lines = [one for one in lines_of(row) if one.audience == audience and form in one.forms and not one.is_over]
    if not lines:
        raise ValidationError(_("The teller has not said yes to this use."))
    if got_copy.strip() and not reach.strip():
        raise ValidationError({"reach": _("Say how to reach them. They are told if the story is taken back.")})
    known = row.uses.filter(what=what, audience=audience, form=form, on=on).first()
    if known:
        return known
    facts = {"what": what, "audience": audience, "form": form, "on": on, "got_copy": got_copy, "reach": reach}
    shown = {"name": lines[0].name, "face": lines[0].face and form in (Form.WHOLE, Form.CLIP)}
    use = saved(Use(story=row, can_be_called_back=back, **facts, **shown))
    audit.write("stories.use.note", use, by=by, fields=["audience", "form"])
    return use


def lines_of(story: Story):
    release = story.release_in_force
    return release.lines.all() if release and release.others_agree else []


@transaction.atomic
def tell_use(use: Use, *, by) -> Use:
    """Curators note that those who had a copy were told that it may be used no more."""
    allow(by, "stories.note_use", use.story)
    row = locked(use)
    if row.told_on:
        return row
    note_told(row, by)
    return row


def note_told(use: Use, by) -> None:
    """Whoever was told of an erased story is not kept."""
    use.told_on = timezone.localdate()
    if use.story.state == Story.State.ERASED:
        use.got_copy = use.reach = ""
    use.save(update_fields=["told_on", "got_copy", "reach"])
    audit.write("stories.use.tell", use, by=user_of(by), fields=["told_on"])


def tell_copies(story: Story) -> None:
    """Part of the deed that takes back or narrows: who left an email is told; the others stand on the desk's list."""
    for use in story.uses.to_be_told():
        if tell_copy(use):
            use.told_on = timezone.localdate()
            use.save(update_fields=["told_on"])


@transaction.atomic
def tell_run_out() -> int:
    """The clock: who has a copy of what has run out is told as well."""
    uses = Use.objects.to_be_told().select_related("story").select_for_update(of=("self",), skip_locked=True)
    told = [use for use in uses if tell_copy(use)]
    for use in told:
        note_told(use, None)
    return len(told)
