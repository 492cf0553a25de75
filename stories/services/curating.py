"""What curators do: make a story ready, suggest, show it to its teller, publish it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from members.models.asked import CameBy
from stories.desk.readiness import gaps_before_showing, gaps_of
from stories.models import MediaFile, Proposal, Story, ToTell
from stories.notices import (
    tell_look,
    tell_published,
    tell_returned,
    tell_reworked,
    tell_suggested,
)

from .findings import note_new_grounds
from .gate import (
    NotReady,
    mark_content,
    note_preparer,
    refuse_as_the_teller,
    refuse_stale,
    refuse_tellers_own,
    user_of,
)
from .releasing import carry_release, let_wait
from .telling import WRITABLE, set_topics, write


def take_up_story(story: Story, *, by) -> Story:
    """A curator begins to make a story ready. It is theirs until they put it back."""
    return flow.apply(story, "take_up", by=by, prepared_by=by)


def put_back_story(story: Story, *, by) -> Story:
    """A curator puts a story back in the queue for somebody else. The teller is not told."""
    return flow.apply(story, "put_back", by=by, prepared_by=None)


@transaction.atomic
def prepare_story(
    story: Story, *, by, seen: str | None = None, topics=None, values=None, promises=None, quotes=None, **words
) -> Story:
    """Curators write the summary, the easy read and what belongs to them; never over the teller's own words. What they
    choose to quote must stand in the story.

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
    write(row, [*changed, "prepared_by"], {**words, "prepared_by": by}, quotes)
    if topics is not None:
        set_topics(row, topics)
    for name, things in (("values", values), ("promises", promises)):
        if things is not None:
            getattr(row, name).set(things)
    note_preparer(row, by)
    audit.write("stories.story.prepare", row, by=by, fields=changed)
    return row


@transaction.atomic
def hand_back_story(story: Story, *, reason: str, by) -> Story:
    """Curators give a story back and say why in plain words. The teller is told, and may say more."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in plain words. The teller reads it.")})
    answered = story.answered_on or timezone.localdate()
    row = flow.apply(story, "hand_back", by=by, reason=reason, answer="", answered_on=answered)
    tell_returned(row)
    return row


@transaction.atomic
def show_story(story: Story, *, by) -> Story:
    """Curators show the finished piece to its teller, who is told and decides by the link. Refused (NotReady) while
    anything of it is missing.
    """
    allow(by, "stories.curate_story", story)
    row = locked(story)
    gaps = gaps_before_showing(row)
    if row.state == Story.State.PREPARING and gaps:
        raise NotReady(gaps)
    first = {"shown_at": row.shown_at or timezone.now(), "answered_on": row.answered_on or timezone.localdate()}
    shown = flow.apply(story, "show", by=by, reason="", **first)
    tell_look(shown)
    return shown


@transaction.atomic
def rework_story(story: Story, *, by) -> Story:
    """Curators work on it again; it is not public meanwhile, and the teller sees it before it is. The teller of a
    published story is told.
    """
    was = locked(story).state
    row = flow.apply(story, "rework", by=by)
    if was == Story.State.PUBLISHED:
        tell_reworked(row)
    return row


@transaction.atomic
def publish_story(story: Story, *, by) -> Story:
    """A second curator publishes what the teller released. Refused (NotReady) while anything is missing."""
    allow(by, "stories.publish_story", story)
    row = locked(story)
    refuse_own_work(row, by)
    gaps = gaps_of(row)
    if row.state == Story.State.RELEASED and gaps:
        raise NotReady(gaps)
    published = flow.apply(story, "publish", by=by, published_on=row.published_on or timezone.localdate())
    published.preparers.clear()
    note_new_grounds(published)
    tell_published(published)
    return published


def refuse_own_work(row: Story, by) -> None:
    """A second pair of eyes: of nobody who worked on it since the last check, nor of who wrote down the release."""
    release = row.release_in_force
    if row.preparers.contains(by) or (release and release.recorded_by_id == by.pk):
        raise ValidationError(_("You made this story ready. Somebody else must check it and publish it."))


@transaction.atomic
def propose_change(story: Story, *, piece: str, media: MediaFile | None = None, now: str, because: str, by) -> Proposal:
    """Curators suggest other words (of the story, or under a file of it) and say why; the teller is told. Nothing
    changes before the teller says yes.

    The same twice is one.
    """
    allow(by, "stories.curate_story", story)
    row = locked(story)
    if row.is_gone:
        raise flow.NotNow(_("The teller has taken this story back."))
    if not because.strip():
        raise ValidationError({"because": _("Say why, in plain words. The teller reads it.")})
    proposal = Proposal(story=row, piece=piece, media=media, now=now, because=because, made_by=by)
    proposal.was = getattr(proposal.about, piece)
    if proposal.was == now:
        raise ValidationError({"now": _("These are the words as they are.")})
    refuse_too_long(proposal)
    known = row.proposals.filter(piece=piece, media=media, now=now, state=Proposal.State.OPEN).first()
    if known:
        return known
    saved(proposal)
    audit.write("stories.proposal.make", proposal, by=by, fields=[piece])
    tell_suggested(row)
    return proposal


def refuse_too_long(proposal: Proposal) -> None:
    """What the teller says yes to must fit where it is to stand."""
    try:
        proposal.about._meta.get_field(proposal.piece).run_validators(proposal.now)
    except ValidationError as fault:
        raise ValidationError({"now": fault.messages}) from fault


@transaction.atomic
def answer_proposal(
    proposal: Proposal, *, accept: bool, how: str = CameBy.ONLINE, explained_by: str = "", by
) -> Proposal:
    """The teller says yes or no. After a yes the words change, and the teller's release holds for the new words.

    Curators write down what a teller answers by phone, letter or face to face; never whoever made the suggestion. A
    published story whose easy read no longer fits waits for a check.
    """
    story = locked(proposal.story)
    if story.is_gone:
        raise flow.NotNow(_("The teller has taken this story back."))
    refuse_answer_of_the_team(proposal, how, explained_by, by)
    told = {"how": how, "explained_by": explained_by, "answered_by": user_of(by)}
    row = flow.apply(proposal, "accept" if accept else "refuse", by=by, **told)
    if not accept:
        return row
    if getattr(row.about, row.piece) != row.was:
        raise flow.NotNow(_("The words have changed since. We will write to you again."))
    before = story.release_in_force
    if row.media:
        setattr(row.media, row.piece, row.now)
        saved(row.media, row.piece)
        mark_content(story)
    else:
        write(story, [row.piece], {row.piece: row.now})
    if row.made_by:
        story.preparers.add(row.made_by)
    if before:
        carry_release(before, list(before.lines.all()), mark=story.mark, by=by)
    let_wait(story, by)
    return row


def refuse_answer_of_the_team(proposal: Proposal, how: str, explained_by: str, by) -> None:
    """Somebody else than who suggested it writes down the answer, and says who explained it."""
    refuse_as_the_teller(proposal.story, how, by)
    if how == CameBy.ONLINE:
        return
    if user_of(by) and proposal.made_by_id == by.pk:
        raise ValidationError(_("You suggested this. Somebody else must ask the teller and write down the answer."))
    if not explained_by.strip():
        raise ValidationError({"explained_by": _("Say who explained it to the teller, and how.")})


@transaction.atomic
def let_name_stay(story: Story, *, reason: str, by) -> Story:
    """Curators say why a name may stay in the story as it is now: it is somebody else's, or the teller says so. Whoever
    says it does not publish it. After any change of the content it is looked at anew.
    """
    allow(by, "stories.curate_story", story)
    row = locked(story)
    if row.is_gone:
        raise flow.NotNow(_("The teller has taken this story back."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it may stay.")})
    row.name_stays = reason
    row.save(update_fields=["name_stays"])
    note_preparer(row, by)
    audit.write("stories.story.let_name_stay", row, by=by, fields=["name_stays"])
    return row


@transaction.atomic
def note_care(story: Story, *, care_note: str, check_in_by=None, by) -> Story:
    """Curators note how the teller is, after hard stories too, and by when somebody asks again. Only they see it."""
    allow(by, "stories.curate_story", story)
    row = locked(story)
    if row.is_gone:
        raise flow.NotNow(_("The teller has taken this story back."))
    row.care_note, row.check_in_by = care_note, check_in_by
    row.save(update_fields=["care_note", "check_in_by"])
    audit.write("stories.story.care", row, by=by, fields=["care_note", "check_in_by"])
    return row


@transaction.atomic
def tell_teller(to_tell: ToTell, *, by) -> ToTell:
    """Curators note that they have told a teller by phone or letter what the hub could not send. Twice is once."""
    allow(by, "stories.tell_teller", to_tell.story)
    row = locked(to_tell)
    if row.told_at:
        return row
    row.told_at, row.told_by = timezone.now(), by
    row.save(update_fields=["told_at", "told_by"])
    audit.write("stories.totell.tell", row, by=by, fields=["told_at"])
    return row
