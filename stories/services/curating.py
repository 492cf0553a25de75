"""What curators do: make a story ready, suggest, show it to its teller, publish it; and note where it was used."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from stories.desk.readiness import gaps_of
from stories.models import Proposal, Story, Use
from stories.notices import tell_look, tell_published, tell_returned

from .gate import NotReady, allow, fitted, locked, refuse_stale, saved, user_of
from .releasing import renew_release
from .telling import WRITABLE, set_quotes, set_topics, write

TELLERS_OWN = ("title", "transcript", "better")


def take_up_story(story: Story, *, by) -> Story:
    """Curators begin to make a story ready."""
    return flow.apply(story, "take_up", by=by, prepared_by=by)


@transaction.atomic
def prepare_story(
    story: Story, *, by, seen: str | None = None, topics=None, values=None, promises=None, quotes=None, **words
) -> Story:
    """Curators write the summary, the easy read and what belongs to them; never over the teller's own words.

    Only while it is being made ready. Raises Stale, and writes nothing, when the content is not what they started from.
    """
    allow(by, "stories.curate_story", story)
    row = locked(story)
    if row.state != Story.State.PREPARING:
        raise flow.NotNow(_("Begin to make it ready first."))
    refuse_stale(row, seen)
    for name, standard in (("easy", "transcript"), ("summary_easy", "summary")):
        if name in words:
            words[name] = fitted(words[name], words.get(standard, getattr(row, standard)))
    changed = [name for name in WRITABLE if name in words and words[name] != getattr(row, name)]
    refuse_tellers_own(row, changed)
    row.prepared_by = by
    if quotes is not None:
        set_quotes(row, quotes)
    write(row, [*changed, "prepared_by"], {**words, "prepared_by": by})
    if topics is not None:
        set_topics(row, topics)
    for name, things in (("values", values), ("promises", promises)):
        if things is not None:
            getattr(row, name).set(things)
    audit.write("stories.story.prepare", row, by=by, fields=changed)
    return row


def refuse_tellers_own(row: Story, changed) -> None:
    own = [name for name in changed if name in TELLERS_OWN and row.words_are_tellers and getattr(row, name)]
    if own:
        says = _("These are the teller's own words. Suggest other words; the teller decides.")
        raise ValidationError(dict.fromkeys(own, says))


@transaction.atomic
def hand_back_story(story: Story, *, reason: str, by) -> Story:
    """Curators give a story back and say why in plain words. The teller is told, and may say more."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in plain words. The teller reads it.")})
    row = flow.apply(story, "hand_back", by=by, reason=reason)
    tell_returned(row)
    return row


@transaction.atomic
def show_story(story: Story, *, by) -> Story:
    """Curators show the finished piece to its teller, who is told and decides by the link."""
    row = locked(story)
    if row.state == Story.State.PREPARING and not (row.title and (row.transcript or row.media.exists())):
        raise ValidationError(_("The story needs a title and its words before the teller looks at it."))
    shown = flow.apply(story, "show", by=by, reason="")
    tell_look(shown)
    return shown


def rework_story(story: Story, *, by) -> Story:
    """Curators work on it again; it is not public meanwhile, and the teller sees it before it is."""
    return flow.apply(story, "rework", by=by)


@transaction.atomic
def publish_story(story: Story, *, by) -> Story:
    """A second curator publishes what the teller released. Refused (NotReady) while anything is missing."""
    allow(by, "stories.publish_story", story)
    row = locked(story)
    if row.prepared_by_id == by.pk:
        raise ValidationError(_("You made this story ready. Somebody else must check it and publish it."))
    gaps = gaps_of(row)
    if row.state == Story.State.RELEASED and gaps:
        raise NotReady(gaps)
    published = flow.apply(story, "publish", by=by, published_on=row.published_on or timezone.localdate())
    tell_published(published)
    return published


@transaction.atomic
def propose_change(story: Story, *, piece: str, now: str, because: str, by) -> Proposal:
    """Curators suggest other words and say why. Nothing changes before the teller says yes; the same twice is one."""
    allow(by, "stories.curate_story", story)
    row = locked(story)
    if row.is_gone:
        raise flow.NotNow(_("The teller has taken this story back."))
    if not because.strip():
        raise ValidationError({"because": _("Say why, in plain words. The teller reads it.")})
    was = getattr(row, piece, "")
    if was == now:
        raise ValidationError({"now": _("These are the words as they are.")})
    known = row.proposals.filter(piece=piece, now=now, state=Proposal.State.OPEN).first()
    if known:
        return known
    proposal = saved(Proposal(story=row, piece=piece, was=was, now=now, because=because, made_by=by))
    audit.write("stories.proposal.make", proposal, by=by, fields=[piece])
    return proposal


@transaction.atomic
def answer_proposal(proposal: Proposal, *, accept: bool, by) -> Proposal:
    """The teller says yes or no. After a yes the words change, and the teller's release holds for the new words."""
    story = locked(proposal.story)
    if story.is_gone:
        raise flow.NotNow(_("The teller has taken this story back."))
    row = flow.apply(proposal, "accept" if accept else "refuse", by=by)
    if not accept:
        return row
    if getattr(story, row.piece) != row.was:
        raise flow.NotNow(_("The words have changed since. We will write to you again."))
    before = story.release_in_force
    write(story, [row.piece], {row.piece: row.now})
    if before:
        renew_release(before, story, by)
    return row


@transaction.atomic
def note_use(
    story: Story, *, what: str, audience: str, form: str, on: datetime.date, got_copy: str = "", by, back: bool = True
) -> Use:
    """Curators note where a story was used outside this website. Only what its release allows can be used."""
    allow(by, "stories.note_use", story)
    row = locked(story)
    if not any(line.audience == audience and getattr(line, form) and not line.is_over for line in lines_of(row)):
        raise ValidationError(_("The teller has not said yes to this use."))
    known = row.uses.filter(what=what, audience=audience, form=form, on=on).first()
    if known:
        return known
    use = saved(
        Use(story=row, what=what, audience=audience, form=form, on=on, got_copy=got_copy, can_be_called_back=back)
    )
    audit.write("stories.use.note", use, by=by, fields=["audience", "form"])
    return use


def lines_of(story: Story):
    release = story.release_in_force
    return release.lines.all() if release and release.others_agree else []


@transaction.atomic
def tell_use(use: Use, *, by) -> Use:
    """Curators note that those who had a copy were told that the story was taken back."""
    allow(by, "stories.note_use", use.story)
    row = locked(use)
    if row.told_on:
        return row
    row.told_on = timezone.localdate()
    row.save(update_fields=["told_on"])
    audit.write("stories.use.tell", row, by=user_of(by), fields=["told_on"])
    return row
