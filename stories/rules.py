"""Who may do what with stories. Deny by default; what visitors may see is decided in the QuerySet verbs.

A teller without a sign-in acts through `tellers.Teller`. On the phone, or with a letter in hand, the teller decides and
a curator writes it down; the record says how it was said. Nobody of the team acts as the teller.
"""

import rules

from members.models.asked import CameBy
from members.rules import is_curator


@rules.predicate
def is_teller(user, thing):
    """The person whose story it is, signed in."""
    story = getattr(thing, "story", thing)
    teller = getattr(story, "teller", None)
    return teller is not None and user.is_active and user.is_authenticated and teller.user_id == user.pk


@rules.predicate
def is_told_to_us(user, story):
    """On the phone or face to face; and its teller has not looked at it yet, so that a curator still writes it down."""
    return story is not None and story.came_by != CameBy.ONLINE and story.shown_at is None


@rules.predicate
def is_reporter(user, _thing):
    """Trained to gather stories, and still doing it."""
    reporter = getattr(user, "reporter", None) if user.is_authenticated and user.is_active else None
    return reporter is not None and reporter.stopped_on is None


@rules.predicate
def is_reporter_of(user, project):
    """One of a project's own reporters."""
    project = getattr(project, "project", project)
    return project is not None and is_reporter(user, None) and project.reporters.filter(pk=user.reporter.pk).exists()


@rules.predicate
def is_its_reporter(user, interview):
    return interview is not None and is_reporter(user, None) and interview.reporter_id == user.reporter.pk


@rules.predicate
def came_up_in_own_talk(user, place):
    """In an interview of theirs: its worries are theirs to write down, whatever has become of it since."""
    return hasattr(place, "reporter_id") and is_its_reporter(user, place)


def gathered_in(story):
    """The interview it was recorded in, until it is in the curators' hands."""
    return getattr(story, "interview", None) if getattr(story, "state", "") == "telling" else None


@rules.predicate
def has_gathered(user, story):
    """The reporter who recorded it, until it is in the curators' hands."""
    return is_its_reporter(user, gathered_in(story))


@rules.predicate
def is_being_gathered(_user, story):
    """Its reporter has not stopped, and has not given it to the curators yet: nobody else sees its words."""
    interview = gathered_in(story)
    return interview is not None and interview.reporter.stopped_on is None


rules.add_perm("stories.tell_story", is_teller | (is_curator & is_told_to_us & ~is_being_gathered) | has_gathered)
rules.add_perm("stories.gather", is_curator | is_reporter)
rules.add_perm("stories.run_project", is_curator)
rules.add_perm("stories.keep_finding", is_curator)
rules.add_perm("stories.plan_interview", is_curator | is_reporter_of)
rules.add_perm("stories.raise_safeguarding", is_curator | came_up_in_own_talk)
# Whatever else somebody is: without the training nobody records.
rules.add_perm("stories.record_interview", is_its_reporter)
# To whomever of them the person says it.
rules.add_perm("stories.take_back_gathered", is_curator | is_its_reporter)
for deed in ("release_story", "withdraw_story", "answer_proposal", "answer_insight"):
    rules.add_perm(f"stories.{deed}", is_teller | is_curator)
for deed in ("see_desk", "curate_story", "publish_story", "erase_story", "note_use", "tell_teller", "open_archive"):
    rules.add_perm(f"stories.{deed}", is_curator)
