"""How far a project is, and what of it and of other stories is due."""

from collections import Counter
from datetime import timedelta

from django.db.models import Case, Exists, Max, OuterRef, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from halton_coprod.record.models import AuditLine
from stories.models import Interview, Line, Proposal, Story

# Asked about before its time is over; a story that its teller has looked at for long is asked about too.
SOON = timedelta(days=30)
LONG = timedelta(days=14)
# So many at once of the published ones; the next come when these are looked at.
MOST = 25
STEPS = (
    (_("Planned"), ("planned",)),
    (_("Recorded, not sent yet"), ("telling",)),
    (_("With the curators"), ("sent", "preparing", "returned")),
    (_("The teller looks at it"), ("review",)),
    (_("The teller said yes"), ("released",)),
    (Story.NOBODY_SAYS, (Story.NOBODY,)),
    (_("Published"), ("published",)),
    (_("Taken back"), ("withdrawn", "erased")),
    (_("Not held"), ("called_off",)),
)


def stands(interview: Interview) -> str:
    """The state of the story, once there is one; a yes only where somebody may see it."""
    story = interview.story
    if story and story.state == Story.State.RELEASED and story.is_for_nobody:
        return Story.NOBODY
    if interview.state == Interview.State.RECORDED and story is None:
        return Story.State.WITHDRAWN
    return story.state if story else interview.state


def said_of(interview: Interview):
    """The same in words, as it is counted."""
    return next(says for says, states in STEPS if stands(interview) in states)


def progress_of(interviews) -> list[tuple]:
    """(the step in words, how many), in the order of the way."""
    counted = Counter(stands(one) for one in interviews)
    return [(says, sum(counted[state] for state in states)) for says, states in STEPS]


def due_of(interviews) -> list[tuple]:
    """(the interview, what is due in words, since or until when)."""
    today = timezone.localdate()
    late = [(one, _("Was it recorded? The day has passed."), one.on) for one in interviews if is_past(one, today)]
    stories = {one.story_id: one for one in interviews if one.story_id}
    asked = {pk: one for pk, one in stories.items() if one.story.state == Story.State.REVIEW}
    return [*late, *unsent(stories, today), *waiting(asked, today), *ending(stories, today)]


def notices() -> dict:
    """What curators may have to do something about, wherever it comes from: `check_in`, somebody promised to ask the
    teller how they are; `behind`, the teller said yes to other words after it was made ready, so its easy read may not
    fit; `run_out`, published and seen by nobody; `due`, what is due of those that nobody gathered, as in a project.
    """
    today = timezone.localdate()
    found, published = list(to_look_after(today)), Story.objects.ending_by(today + SOON)[:MOST]
    alone = {one.pk: one for one in found if one.waits_alone}
    says = _("Its time is nearly over. Ask: still happy?")
    return {
        "check_in": [one for one in found if one.is_to_ask],
        "behind": [one for one in found if one.has_other_words and one.easy.is_drifted(one.transcript)],
        "run_out": [one for one in published if one.last is None],
        "due": [*waiting(alone, today), *((one, says, one.last) for one in published if one.last)],
    }


def to_look_after(today):
    """Those of the first two, and those that nobody gathered and their tellers look at: asked for all at once, of the
    few that are due or before their tellers.
    """
    before_their_tellers = Q(state__in=[Story.State.REVIEW, Story.State.RELEASED])
    accepted = Proposal.objects.filter(story=OuterRef("pk"), piece="transcript", state="accepted")
    why = {
        "is_to_ask": Q(check_in_by__lte=today) & ~Q(state__in=Story.GONE),
        "has_other_words": Q(Exists(accepted)) & before_their_tellers,
        "waits_alone": Q(state=Story.State.REVIEW, interview=None),
    }
    found = Story.objects.filter(why["is_to_ask"] | before_their_tellers).order_by("check_in_by", "pk")
    return found.annotate(**{name: Case(When(one, then=True), default=False) for name, one in why.items()})


def is_past(interview: Interview, today) -> bool:
    return interview.state == Interview.State.PLANNED and interview.on < today


def unsent(stories: dict, today):
    """Recorded two weeks ago, and the curators do not have it."""
    for interview in stories.values():
        day = timezone.localdate(interview.story.begun_at)
        if interview.story.state == Story.State.TELLING and day + LONG <= today:
            yield interview, _("Recorded, and not sent yet. Give it to the curators, or ask if they take it back."), day


def waiting(stories: dict, today):
    """Of stories in front of their tellers, those that are there for two weeks."""
    asked = {str(pk): pk for pk in stories}
    lines = AuditLine.objects.filter(thing_kind="stories.story", thing_id__in=asked, verb="stories.story.show")
    for line in lines.values("thing_id").annotate(shown=Max("at")):
        day = timezone.localtime(line["shown"]).date()
        if day + LONG <= today:
            yield stories[asked[line["thing_id"]]], _("The teller has not answered yet. Ask how they are."), day


def ending(stories: dict, today):
    """Published stories of which everybody's time is over within 30 days."""
    lines = Line.objects.in_force().filter(release__story__in=stories, release__story__state=Story.State.PUBLISHED)
    for line in lines.values("release__story").annotate(last=Max("until")):
        if line["last"] <= today + SOON:
            yield stories[line["release__story"]], _("Its time is nearly over. Ask: still happy?"), line["last"]
