"""Gathering: who is trained, what a project asks, and interviews from the plan to the story in the curators' hands."""

import datetime
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.easyread.blocks import fitted
from halton_coprod.record import audit, flow
from halton_coprod.record.gate import allow, locked, refuse_stale, saved
from members.models.asked import CameBy
from stories.models import Consent, Interview, Kind, MediaFile, Reporter, Story, StoryProject
from stories.notices import email_in, tell_called_off, tell_moved, tell_planned, tell_unsent

from .ending import forget_story
from .files import add_file
from .gate import refuse_unrecorded, user_of

UNSENT_DAYS = 14
KEPT = ("name", "question", "starters", "guide", "target", "funder", "is_example")


@transaction.atomic
def keep_reporter(*, user, trained_on: date, trained_by: str, by) -> Reporter:
    """Curators note when and by whom somebody was trained to gather stories. The same person twice is once."""
    allow(by, "stories.run_project")
    if trained_on > timezone.localdate():
        raise ValidationError({"trained_on": _("This day is still to come. Nobody gathers before the training.")})
    row = Reporter.objects.select_for_update().filter(user=user).first() or Reporter(user=user)
    row.trained_on, row.trained_by, row.stopped_on = trained_on, trained_by, None
    saved(row)
    audit.write("stories.reporter.keep", row, by=by, fields=["trained_on"])
    return row


@transaction.atomic
def stop_reporter(reporter: Reporter, *, by) -> Reporter:
    """Somebody gathers no more stories. What they gathered stays."""
    allow(by, "stories.run_project")
    row = locked(reporter)
    if row.stopped_on is None:
        row.stopped_on = timezone.localdate()
        row.save(update_fields=["stopped_on"])
        audit.write("stories.reporter.stop", row, by=by, fields=["stopped_on"])
    return row


@transaction.atomic
def keep_project(
    *,
    project: StoryProject | None = None,
    question_easy=None,
    starters_easy=None,
    reporters=(),
    seen: str | None = None,
    by,
    **facts,
) -> StoryProject:
    """Curators say what a project asks, how a talk can begin (both forms), and which trained reporters listen."""
    allow(by, "stories.run_project")
    row = locked(project) if project else StoryProject()
    if project:
        refuse_stale(row, seen)
    if any(one.stopped_on for one in reporters):
        raise ValidationError({"reporters": _("Choose trained reporters only.")})
    for name in KEPT:
        if name in facts:
            setattr(row, name, facts[name])
    row.question_easy = fitted(question_easy, row.question)
    row.starters_easy = fitted(starters_easy, row.starters)
    saved(row)
    row.reporters.set(reporters)
    audit.write("stories.storyproject.keep", row, by=by, fields=[*facts, "reporters"])
    return row


@transaction.atomic
def plan_interview(
    project: StoryProject, *, reporter: Reporter, with_whom: str, reach: str, on: date, where: str = "", by
) -> Interview:
    """A curator or a reporter of the project plans a talk. The person is told by the email they left. The
    same person on the same day with the same reporter is one."""
    allow(by, "stories.plan_interview", project)
    refuse_past(on)
    if not project.reporters.active().filter(pk=reporter.pk).exists():
        raise ValidationError({"reporter": _("Choose a trained reporter of this project.")})
    known = [
        one
        for one in project.interviews.filter(reporter=reporter, on=on, state=Interview.State.PLANNED)
        if one.with_whom == with_whom
    ]
    if known:
        return known[0]
    facts = {"with_whom": with_whom, "reach": reach, "on": on, "where": where}
    interview = saved(Interview(project=project, reporter=reporter, **facts))
    audit.write("stories.interview.plan", interview, by=by, fields=["on", "reporter"])
    tell_planned(interview)
    return interview


@transaction.atomic
def move_interview(interview: Interview, *, on: date, where: str = "", told: str = "", by) -> Interview:
    """A curator or a reporter of the project moves a talk that is still planned to another day or place.

    Its reporter is told, and the person by the email they left; where they left none, whoever moves it has told them
    and says how. The same day and place again is nothing new.
    """
    allow(by, "stories.plan_interview", interview.project)
    row = locked(interview)
    refuse_held(row)
    if (row.on, row.where) == (on, where):
        return row
    refuse_past(on)
    if not (told or email_in(row.reach)):
        raise ValidationError({"told": _("Tell them first. Then say how you told them.")})
    row.on, row.where = on, where
    saved(row, "on", "where")
    line = audit.write("stories.interview.move", row, by=by, fields=["on", "where"], note=told)
    tell_moved(row, once=line.pk, by=by)
    return row


@transaction.atomic
def record_interview(
    interview: Interview,
    *,
    wording: str,
    explained_by: str,
    kept_where: str,
    how: str = CameBy.IN_PERSON,
    kind: str = Kind.SOUND,
    by,
) -> Story:
    """Its trained reporter keeps the person's yes to recording: with it the story begins, and may have files. Not
    before the planned day.

    The name and how to reach the person go over to the story, where they are taken care of. Twice is once.
    """
    allow(by, "stories.record_interview", interview)
    row = locked(interview)
    if row.story_id:
        return row.story
    refuse_early(row)
    refuse_unrecorded(how, explained_by, kept_where)
    known = {"full_name": row.with_whom, "contact": row.reach, "is_example": row.project.is_example}
    story = saved(Story(kind=kind, came_by=how, title="", **known))
    told = {"how": how, "explained_by": explained_by, "kept_where": kept_where, "recorded_by": user_of(by)}
    saved(Consent(story=story, wording=wording, **told))
    flow.apply(interview, "record", by=by, story=story, with_whom="", reach="")
    return story


def refuse_early(interview: Interview) -> None:
    if interview.is_early:
        raise flow.NotNow(
            _("This talk is planned for a later day. Does it take place sooner? Then move it to that day.")
        )


def refuse_past(on: date) -> None:
    if on < timezone.localdate():
        raise ValidationError({"on": _("This day is over. Choose a day that is still to come.")})


def refuse_held(interview: Interview) -> None:
    if interview.state != Interview.State.PLANNED:
        raise flow.NotNow(_("This talk has taken place already, or it does not take place."))


def refuse_asked(interview: Interview) -> None:
    """The yes is asked for once, of a talk that is still planned."""
    if interview.state != Interview.State.PLANNED:
        raise flow.NotNow(_("The yes to this talk is kept already, or it does not take place."))


def refuse_sent(interview: Interview) -> None:
    if interview.story and interview.story.state != Story.State.TELLING:
        raise flow.NotNow(_("The curators have this story. Tell them what is missing."))


def refuse_unasked(interview: Interview) -> None:
    if interview.story is None:
        raise flow.NotNow(_("Ask for their yes first, and note it. Then bring the recording."))


@transaction.atomic
def call_off_interview(interview: Interview, *, told: str = "", by) -> Interview:
    """It does not take place: who it was is forgotten in the same stroke.

    Up to its day, its reporter is told, and the person by the email they left; where they left none, whoever calls it
    off has told them and says how.
    """
    allow(by, "stories.plan_interview", interview.project)
    before = locked(interview)
    refuse_held(before)
    if before.is_to_come and not (told or email_in(before.reach)):
        raise ValidationError({"told": _("Tell them first. Then say how you told them.")})
    row = flow.apply(interview, "call_off", by=by, note=told, with_whom="", reach="")
    if before.is_to_come:
        tell_called_off(before, by=by)
    return row


@transaction.atomic
def take_back_gathered(interview: Interview, *, how: str, by) -> Interview:
    """The person takes back what was recorded before it is sent: words, files, name and number are deleted at once.

    Its reporter or a curator writes down how they said it. What the curators have is taken back there. Twice is once.
    """
    allow(by, "stories.take_back_gathered", interview)
    row = locked(interview)
    if row.state != Interview.State.RECORDED or row.story is None:
        return row
    if row.story.state != Story.State.TELLING:
        raise flow.NotNow(_("The curators have this story. They take it back for the teller."))
    if how in ("", CameBy.ONLINE):
        raise ValidationError({"how": _("Write down how they said it.")})
    forget_story(row.story, by=by, note=f"taken back, {how}")
    row.story = None
    return row


@transaction.atomic
def remind_unsent(*, days: int = UNSENT_DAYS) -> int:
    """The clock: two weeks after a yes to recording, its reporter is reminded once of what the curators do not have;
    the curators, where the reporter has stopped. It is kept until it is sent or its teller takes it back.
    """
    due = Interview.objects.unsent(timezone.now() - datetime.timedelta(days=days)).filter(reminded_on=None)
    interviews = list(due.select_related("reporter__user").select_for_update(of=("self",), skip_locked=True))
    for interview in interviews:
        interview.reminded_on = timezone.localdate()
        interview.save(update_fields=["reminded_on"])
        tell_unsent(interview)
        audit.write("stories.interview.remind", interview, by=None, fields=["reminded_on"])
    return len(interviews)


def add_recording(interview: Interview, upload, *, by, **facts) -> MediaFile:
    """The reporter brings what was recorded. Refused before the person's yes is kept."""
    allow(by, "stories.record_interview", interview)
    refuse_unasked(interview)
    return add_file(interview.story, upload, by=by, **facts)
