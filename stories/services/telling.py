"""Telling a story: begun with the first consent, saved as one goes, sent when its teller is ready."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, saved
from members.models import Interest, Member
from members.models.asked import CameBy
from stories.models import Consent, Kind, Story, StoryTopic
from stories.notices import tell_received, tell_reworked

from .files import copy_files
from .gate import mark_content, refuse_as_the_teller, refuse_real_name, refuse_unrecorded, user_of
from .quoting import set_quotes

TOLD = (
    "kind",
    "title",
    "transcript",
    "better",
    "full_name",
    "first_name",
    "made_up_name",
    "contact",
    "for_whom",
    "for_whom_agrees",
    "content_note",
    "answer",
)
# What a story that is begun again has from the one that was taken back; whose words they are goes along.
KEPT_AGAIN = (*(name for name in TOLD if name != "answer"), "summary", "summary_easy", "easy", "tellers_own")
WRITABLE = (*TOLD, "summary", "summary_easy", "easy", "care_note")


@transaction.atomic
def begin_story(
    *,
    wording: str,
    kind: str = Kind.WORDS,
    teller: Member | None = None,
    came_by: str = CameBy.ONLINE,
    explained_by: str = "",
    kept_where: str = "",
    link: uuid.UUID | None = None,
    is_example: bool = False,
    by=None,
) -> Story:
    """Anybody begins to tell, after saying yes to `wording`; curators begin for somebody on the phone or face to face,
    and say who explained it and where the record of the yes is.

    The same `link` sent twice is one story. Nobody but the teller sees it before it is sent.
    """
    known = Story.objects.filter(link=link).first() if link else None
    if known:
        return known
    if came_by != CameBy.ONLINE:
        allow(by, "stories.curate_story")
    refuse_unrecorded(came_by, explained_by, kept_where)
    story = saved(
        Story(kind=kind, teller=teller, came_by=came_by, link=link or uuid.uuid4(), is_example=is_example, title="")
    )
    told = {"how": came_by, "explained_by": explained_by, "kept_where": kept_where, "recorded_by": user_of(by)}
    saved(Consent(story=story, wording=wording, **told))
    audit.write("stories.story.begin", story, by=user_of(by), note=came_by)
    return story


@transaction.atomic
def begin_again(
    story: Story,
    *,
    wording: str,
    how: str = CameBy.ONLINE,
    explained_by: str = "",
    kept_where: str = "",
    link: uuid.UUID | None = None,
    by,
) -> Story:
    """The teller took it back and wants to tell it after all: a new story, from the words and files that are still
    kept, after a new yes to `wording`. Online, or told to a curator, who says who explained it.

    What was taken back stays gone: its address, its release and all its copies. Nobody sees the new one before its
    teller has seen it ready and said yes. The same `link` sent twice is one story.
    """
    allow(by, "stories.withdraw_story", story)
    row = locked(story)
    refuse_as_the_teller(row, how, by)
    refuse_unrecorded(how, explained_by, kept_where)
    known = Story.objects.filter(link=link).first() if link else None
    if known:
        return known
    if row.state != Story.State.WITHDRAWN:
        raise flow.NotNow(_("Its words and files are not kept any more. You can tell it anew."))
    facts = {name: getattr(row, name) for name in (*KEPT_AGAIN, "teller", "is_example")}
    new = saved(Story(came_by=how, link=link or uuid.uuid4(), **facts))
    consent = {"how": how, "explained_by": explained_by, "kept_where": kept_where, "recorded_by": user_of(by)}
    saved(Consent(story=new, wording=wording, **consent))
    set_topics(new, [one.topic for one in row.topics.all()])
    copy_files(row, new)
    mark_content(new)
    audit.write("stories.story.begin_again", new, by=user_of(by), note=how)
    return new


@transaction.atomic
def change_story(story: Story, *, by, topics=None, **words) -> Story:
    """The teller says more, or says it differently, until it is sent; and again when it came back with a question.

    Each step is saved by itself. Another word on whose story it is must be agreed to anew.
    """
    allow(by, "stories.tell_story", story)
    row = locked(story)
    if row.state not in (Story.State.TELLING, Story.State.RETURNED):
        raise flow.NotNow(_("Your story is sent already. Phone us to change it."))
    changed = [name for name in TOLD if name in words and words[name] != getattr(row, name)]
    if "for_whom" in changed:
        words = {"for_whom_agrees": "", **words, "agreed_by": "", "agreed_how": ""}
        changed = [*dict.fromkeys([*changed, "for_whom_agrees", "agreed_by", "agreed_how"])]
    typed = (*Story.PIECES, *Story.NAMES)
    row.tellers_own = typed_by_teller(row, {piece: words[piece] for piece in typed if piece in changed})
    write(row, [*changed, "tellers_own"], {**words, "tellers_own": row.tellers_own})
    if topics is not None:
        set_topics(row, topics)
    audit.write("stories.story.change", row, by=user_of(by), fields=[*changed, *(["topics"] if topics else [])])
    return row


@transaction.atomic
def send_story(story: Story, *, by) -> Story:
    """The teller sends it to the story team, or sends it again with an answer: nobody else sees it yet.

    The teller is told that it came.
    """
    row = locked(story)
    if row.state == Story.State.SENT:
        return row
    allow(by, "stories.tell_story", row)
    if not (row.transcript.strip() or row.media.exists()):
        raise ValidationError(_("There is nothing in your story yet. Tell us something first."))
    if row.came_by == CameBy.ONLINE:
        refuse_unreachable(row)
    sent = flow.apply(story, "send", by=by, sent_at=timezone.now(), reason="")
    tell_received(sent)
    return sent


@transaction.atomic
def ask_for_change(story: Story, *, answer: str, how: str = CameBy.ONLINE, by) -> Story:
    """The teller looks at the finished piece and says what is to be changed: it goes back to the curators with these
    words, who answer as on the first day. Curators write down what is said by phone, letter or face to face.

    Nobody else sees it before its teller has seen it again and said yes. The teller is told.
    """
    if not answer.strip():
        raise ValidationError({"answer": _("Write what we should change.")})
    refuse_as_the_teller(story, how, by)
    row = flow.apply(story, "ask_change", by=by, answer=answer, sent_at=timezone.now(), answered_on=None)
    tell_reworked(row)
    return row


def refuse_unreachable(story: Story) -> None:
    """Nobody can be asked for their yes whom we cannot reach, nor for whom nobody says how they know it."""
    if not (story.teller_id or story.contact.strip()):
        raise ValidationError(_("Tell us how to reach you. We show you the story before anybody sees it."))
    if story.for_whom and not story.for_whom_agrees:
        raise ValidationError(_("Tell us how you know that the person agrees."))


@transaction.atomic
def agree_for_another(story: Story, *, agreed_by: str, agreed_how: str, by) -> Story:
    """Curators note who agrees where a story is told for somebody else, and how they know. Without it nothing is
    published: family and staff cannot agree for an adult."""
    allow(by, "stories.curate_story", story)
    row = locked(story)
    if row.is_gone:
        raise flow.NotNow(_("The teller has taken this story back."))
    if not agreed_how.strip():
        raise ValidationError({"agreed_how": _("Say how you know it.")})
    row.agreed_by, row.agreed_how = agreed_by, agreed_how
    saved(row, "agreed_by", "agreed_how")
    audit.write("stories.story.agree_for_another", row, by=user_of(by), fields=["agreed_by"])
    return row


def typed_by_teller(row: Story, said: dict[str, str]) -> list[str]:
    """What is told online is typed by its teller: those words are theirs."""
    if row.came_by != CameBy.ONLINE:
        return row.tellers_own
    return sorted({*row.tellers_own, *said} - {piece for piece, words in said.items() if not words.strip()})


def write(row: Story, changed, words, quotes=None) -> None:
    """Some of a story's words, and the words of it to quote where they are given; with its mark."""
    for name in changed:
        setattr(row, name, words[name])
    if "made_up_name" in changed:
        refuse_real_name(row)
    if quotes is not None:
        set_quotes(row, quotes)
    saved(row, *changed)
    mark_content(row)


def set_topics(row: Story, topics) -> None:
    row.topics.all().delete()
    StoryTopic.objects.bulk_create(StoryTopic(story=row, topic=topic) for topic in Interest.values if topic in topics)
